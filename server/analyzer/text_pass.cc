#include "server/analyzer/text_pass.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "server/analyzer/references.h"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"
#include "server/text/digest.h"
#include "server/text/language.h"
#include "server/text/segmenter.h"
#include "server/text/slug.h"
#include "server/text/utf8.h"

namespace parallax {
namespace {

constexpr size_t kBytesPerToken = 5;  // about, in English and Chinese

absl::Status CheckField(absl::string_view field, absl::string_view value) {
  absl::Status status = text::CheckUtf8(value);
  if (status.ok()) return status;
  absl::Status named(status.code(), absl::StrCat(field, ": ", status.message()));
  status.ForEachPayload(
      [&](absl::string_view url, const absl::Cord& payload) { named.SetPayload(url, payload); });
  return WithMetadata(std::move(named), "field", field);
}

absl::Status CheckTextSize(absl::string_view text, const TextPassOptions& options) {
  const uint32_t max_bytes = std::min<uint32_t>(options.max_bytes, (1u << 31) - 1);
  if (text.size() <= max_bytes) return absl::OkStatus();
  absl::Status status = WithReason(
      absl::InvalidArgumentError(
          absl::StrCat("text: ", text.size(), " bytes are more than the limit of ", max_bytes,
                       "; split the document")),
      "TEXT_TOO_LARGE");
  status = WithMetadata(std::move(status), "max_bytes", absl::StrCat(max_bytes));
  return WithMetadata(std::move(status), "bytes", absl::StrCat(text.size()));
}

absl::Status CheckBlocks(absl::string_view text, const std::vector<Block>& blocks) {
  uint32_t end = 0;
  for (size_t i = 0; i < blocks.size(); ++i) {
    const Span span = blocks[i].span;
    const std::string range = absl::StrCat("[", span.begin, ", ", span.end, ") ");
    const std::string what = absl::StrCat("blocks[", i, "]: ", range);
    const auto error = [&](absl::string_view why, absl::string_view reason) {
      return WithMetadata(
          WithReason(absl::InvalidArgumentError(absl::StrCat(what, why)), reason), "block",
          absl::StrCat(i));
    };
    if (span.empty()) return error("is empty: begin must be less than end", "BLOCKS_INVALID");
    if (span.end > text.size()) {
      return error(absl::StrCat("is past the end of a text of ", text.size(), " bytes"),
                   "BLOCKS_INVALID");
    }
    if (span.begin < end) {
      return error("begins before the end of the block before it; give blocks in text order",
                   "BLOCKS_INVALID");
    }
    if (absl::Status status = text::CheckSpan(text, span); !status.ok()) {
      return error(absl::StripPrefix(status.message(), absl::StrCat("span ", range)), "SPAN_NOT_ON_BOUNDARY");
    }
    RETURN_IF_ERROR(CheckField(absl::StrCat("blocks[", i, "].language"), blocks[i].language));
    end = span.end;
  }
  return absl::OkStatus();
}

absl::Status CheckContent(absl::string_view name, const DocumentContent& content,
                          const TextPassOptions& options) {
  RETURN_IF_ERROR(CheckTextSize(content.text, options));
  RETURN_IF_ERROR(CheckField("text", content.text));
  RETURN_IF_ERROR(CheckField("name", name));
  RETURN_IF_ERROR(CheckField("title", content.title));
  RETURN_IF_ERROR(CheckField("source_name", content.source_name));
  RETURN_IF_ERROR(CheckField("feed", content.feed));
  RETURN_IF_ERROR(CheckField("url", content.url));
  RETURN_IF_ERROR(CheckField("language", content.language));
  RETURN_IF_ERROR(CheckField("published", content.published.iso));
  return CheckBlocks(content.text, content.blocks);
}

// Whether a line may end among these bytes: at a line feed, vertical tab, form feed or carriage return,
// or at U+2028 or U+2029, which begin with E2.
inline bool MayEndLine(const char* bytes, size_t size) {
  uint8_t found = 0;
  for (size_t i = 0; i < size; ++i) {  // without a branch: the compiler looks at many at a time
    const auto byte = static_cast<uint8_t>(bytes[i]);
    found |= static_cast<uint8_t>(byte - '\n') <= '\r' - '\n';
    found |= byte == 0xE2;
  }
  return found != 0;
}

// Compiled a second time for processors that look at twice as many. (Such a choice is made before the
// thread sanitizer is ready.)
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_THREAD__)
__attribute__((target_clones("avx2", "default")))
#endif
size_t LineEnd(absl::string_view text, size_t begin) {
  constexpr size_t kStride = 64;
  size_t at = begin;
  while (at + kStride <= text.size() && !MayEndLine(text.data() + at, kStride)) at += kStride;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (c >= '\n' && c <= '\r') return at;
    if (c != '\xE2') continue;
    const absl::string_view three = text.substr(at, 3);
    if (three == "\u2028" || three == "\u2029") return at;
  }
  return text.size();
}

// One block per line that is not blank, without the white space around it.
std::vector<Block> BlocksOfLines(absl::string_view text, absl::string_view title) {
  std::vector<Block> blocks;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = LineEnd(text, begin);
    const Span line =
        text::TrimBlank(text, {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)});
    if (!line.empty()) {
      const bool is_title = blocks.empty() && !title.empty() && line.In(text) == title;
      blocks.push_back({line, is_title ? BlockKind::kTitle : BlockKind::kParagraph, ""});
    }
    begin = end;
    if (begin < text.size()) text::NextCodePoint(text, &begin);
  }
  return blocks;
}

bool IsPlainLatin(absl::string_view text) {
  const text::ScriptCounts counts = text::CountScripts(text);
  return counts.latin > 0 && counts.latin == counts.letters() &&
         std::none_of(text.begin(), text.end(), [](char c) {
           const auto byte = static_cast<uint8_t>(c);
           return byte >= 0xC3 && byte <= 0xC9;  // U+00C0 to U+027F: marked letters
         });
}

// The language with most bytes; und if there is none.
std::string MainLanguage(const std::vector<Block>& blocks) {
  std::map<absl::string_view, uint64_t> bytes;  // sorted: equals are decided by name
  for (const Block& block : blocks) {
    if (block.language != text::kUndetermined) bytes[block.language] += block.span.size();
  }
  const auto most = std::max_element(bytes.begin(), bytes.end(), [](const auto& a, const auto& b) {
    return a.second < b.second;
  });
  return std::string(most == bytes.end() ? text::kUndetermined : most->first);
}

// Languages of blocks where not given, then of the document. Headlines of a few names have Latin
// letters but no function word: they take the document's language if it is written in Latin
// letters, else English if no letter carries a mark.
void FillLanguages(DocumentContent* content) {
  for (Block& block : content->blocks) {
    if (!block.language.empty()) continue;
    block.language = std::string(text::DetectLanguage(block.span.In(content->text)));
  }
  const std::string main =
      content->language.empty() ? MainLanguage(content->blocks) : content->language;
  const std::string latin = text::IsLatinLanguage(main) ? main : "en";
  for (Block& block : content->blocks) {
    if (block.language == text::kUndetermined && IsPlainLatin(block.span.In(content->text))) {
      block.language = latin;
    }
  }
  if (content->language.empty()) {
    content->language =
        main == text::kUndetermined ? MainLanguage(content->blocks) : main;
  }
}

// Adds the references, sentences and tokens of one block after the other. A reference with its
// brackets is one token.
class SegmentWriter {
 public:
  explicit SegmentWriter(Document* document) : document_(document) {}

  void Write(uint32_t block, const text::Segments& segments) {
    AddReferences(block, segments.words);
    auto word = segments.words.begin();
    for (const Span span : segments.sentences) {
      bool open = false;
      for (; word != segments.words.end() && word->span.begin < span.end; ++word) {
        // "...its appeal. [1]": the pointer belongs to the sentence before it in its block.
        const bool trails =
            !open && HasSentence(block) && ReferenceAround(word->span) != nullptr;
        if (!open && !trails) {
          const auto first = static_cast<uint32_t>(document_->tokens.size());
          document_->sentences.push_back({{word->span.begin, word->span.end}, block, first, first});
          open = true;
        }
        AddToken(*word);
      }
    }
  }

 private:
  // Where a bracket is one word with a mark that follows it, the reference is none: tokens do not
  // overlap.
  void AddReferences(uint32_t block, const std::vector<text::Word>& words) {
    std::vector<Reference> found;
    FindReferences(document_->text(), document_->content.blocks, block, &found);
    for (const Reference& reference : found) {
      const auto last = std::partition_point(words.begin(), words.end(), [&](const auto& word) {
        return word.span.end < reference.span.end;
      });
      if (last != words.end() && last->span.end == reference.span.end) {
        document_->references.push_back(reference);
      }
    }
  }

  bool HasSentence(uint32_t block) const {
    return !document_->sentences.empty() && document_->sentences.back().block == block;
  }

  // The reference that `word` is part of; null if none. Words are asked for in text order.
  const Reference* ReferenceAround(Span word) {
    const std::vector<Reference>& references = document_->references;
    while (next_ < references.size() && references[next_].span.end <= word.begin) ++next_;
    const bool inside = next_ < references.size() && references[next_].span.Contains(word);
    return inside ? &references[next_] : nullptr;
  }

  void AddToken(const text::Word& word) {
    static constexpr TokenKind kKinds[] = {TokenKind::kWord, TokenKind::kNumber,
                                           TokenKind::kIdeographic, TokenKind::kPunctuation};
    std::vector<Token>& tokens = document_->tokens;
    Sentence& sentence = document_->sentences.back();
    const auto index = static_cast<uint32_t>(document_->sentences.size() - 1);
    const Reference* reference = ReferenceAround(word.span);
    if (reference == nullptr) {
      tokens.push_back({word.span, kKinds[static_cast<uint32_t>(word.kind)], index});
    } else if (tokens.empty() || tokens.back().span != reference->span) {
      tokens.push_back({reference->span, TokenKind::kReference, index});
    }
    sentence.end_token = static_cast<uint32_t>(tokens.size());
    sentence.span.end = tokens.back().span.end;
  }

  Document* document_;
  size_t next_ = 0;
};

}  // namespace

absl::StatusOr<std::shared_ptr<const Document>> BuildDocument(std::string name,
                                                              DocumentContent content,
                                                              const TextPassOptions& options) {
  RETURN_IF_ERROR(CheckContent(name, content, options));
  const std::vector<Block> lines = BlocksOfLines(content.text, content.title);
  if (lines.empty()) {
    return WithReason(absl::InvalidArgumentError(
                          "text: empty, or nothing but white space; send the article's text"),
                      "EMPTY_TEXT");
  }
  if (content.blocks.empty()) content.blocks = lines;
  auto document = std::make_shared<Document>();
  document->name = std::move(name);
  document->revision = text::Sha256Hex(content.text);
  document->source = text::SourceSlug(content.source_name);
  document->offsets = text::OffsetMap(content.text);
  FillLanguages(&content);
  document->content = std::move(content);

  if (!options.segment) return document;
  const absl::string_view text = document->content.text;
  const std::vector<Block>& blocks = document->content.blocks;
  document->tokens.reserve(text.size() / kBytesPerToken);
  SegmentWriter writer(document.get());
  text::Segments segments;
  for (uint32_t block = 0; block < blocks.size(); ++block) {
    RETURN_IF_ERROR(text::Segment(text, blocks[block].span, &segments, options.words));
    writer.Write(block, segments);
  }
  return document;
}

}  // namespace parallax
