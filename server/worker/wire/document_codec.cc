#include "server/worker/wire/document_codec.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <type_traits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "server/base/status_macros.h"
#include "server/worker/wire/finding_codec.h"

namespace parallax::worker {
namespace {

using Numbers = google::protobuf::RepeatedField<uint32_t>;

// The lists whose elements are nothing but numbers are copied as they lie in memory.
template <typename T>
constexpr bool kIsNumbers = std::is_trivially_copyable_v<T> && sizeof(T) % sizeof(uint32_t) == 0;
static_assert(kIsNumbers<Reference> && sizeof(Reference) == 4 * sizeof(uint32_t));
static_assert(kIsNumbers<Sentence> && sizeof(Sentence) == 5 * sizeof(uint32_t));
static_assert(kIsNumbers<Token> && sizeof(Token) == 4 * sizeof(uint32_t));

template <typename T>
void WriteNumbers(const std::vector<T>& from, Numbers* out) {
  const int count = static_cast<int>(from.size() * (sizeof(T) / sizeof(uint32_t)));
  out->Reserve(count);
  uint32_t* const to = out->AddNAlreadyReserved(count);
  if (count > 0) std::memcpy(to, from.data(), from.size() * sizeof(T));
}

template <typename T>
absl::Status ReadNumbers(absl::string_view field, const Numbers& in, std::vector<T>& to) {
  constexpr int kEach = sizeof(T) / sizeof(uint32_t);
  if (in.size() % kEach != 0) {
    return absl::InvalidArgumentError(
        absl::StrCat(field, " has ", in.size(), " numbers, which are not ", kEach, " each"));
  }
  to.resize(in.size() / kEach);
  if (!to.empty()) std::memcpy(static_cast<void*>(to.data()), in.data(), to.size() * sizeof(T));
  return absl::OkStatus();
}

absl::Status Outside(absl::string_view field, size_t i) {
  return absl::InvalidArgumentError(
      absl::StrCat(field, "[", i, "] points outside the text or another list"));
}

// A plugin follows these without looking, as the contract allows it to.
absl::Status CheckLists(const Document& document) {
  const size_t size = document.text().size();
  const auto inside = [size](Span span) { return span.begin <= span.end && span.end <= size; };
  const std::vector<Block>& blocks = document.content.blocks;
  for (size_t i = 0; i < blocks.size(); ++i) {
    if (!inside(blocks[i].span)) return Outside("blocks", i);
  }
  for (size_t i = 0; i < document.references.size(); ++i) {
    const Reference& reference = document.references[i];
    if (!inside(reference.span) || reference.block >= blocks.size()) {
      return Outside("references", i);
    }
  }
  for (size_t i = 0; i < document.sentences.size(); ++i) {
    const Sentence& sentence = document.sentences[i];
    if (!inside(sentence.span) || sentence.block >= blocks.size() ||
        sentence.first_token > sentence.end_token ||
        sentence.end_token > document.tokens.size()) {
      return Outside("sentences", i);
    }
  }
  for (size_t i = 0; i < document.tokens.size(); ++i) {
    const Token& token = document.tokens[i];
    if (!inside(token.span) || token.sentence >= document.sentences.size()) {
      return Outside("tokens", i);
    }
  }
  return absl::OkStatus();
}

bool IsSegmentation(absl::string_view layer) { return layer == "tokens" || layer == "sentences"; }

absl::string_view LayerName(const Finding& finding) {
  const auto* custom = std::get_if<Custom>(&finding);
  return custom != nullptr ? absl::string_view(custom->type) : LayerOf(finding);
}

}  // namespace

DocumentParts DocumentParts::OfAnalyze(const AnalyzerInfo& info) {
  const bool segmentation = std::any_of(info.consumes.begin(), info.consumes.end(), IsSegmentation);
  return {info.consumes, segmentation};
}

DocumentParts DocumentParts::OfExtract(const AnalyzerInfo& info) {
  DocumentParts parts = OfAnalyze(info);
  parts.layers.insert(parts.layers.end(), info.produces.begin(), info.produces.end());
  return parts;
}

std::vector<uint32_t> WriteDocument(const AnalyzerInput& input, const DocumentParts& parts,
                                    v1::Document* out) {
  const Document& document = *input.document;
  const DocumentContent& content = document.content;
  out->set_name(document.name);
  out->set_revision(document.revision);
  out->set_text(content.text);
  out->set_language_code(content.language);
  out->set_title(content.title);
  out->set_source(document.source);
  out->set_source_name(content.source_name);
  out->set_feed(content.feed);
  if (content.published.precision != TimePrecision::kUnknown || !content.published.iso.empty()) {
    out->mutable_published()->set_iso(content.published.iso);
    out->mutable_published()->set_precision(
        static_cast<types::v1::StatedTime::Precision>(content.published.precision));
  }
  for (const Block& block : content.blocks) {
    v1::Block* added = out->add_blocks();
    WriteSpan(block.span, added->mutable_span());
    added->set_kind(static_cast<types::v1::Block::Kind>(block.kind));
    added->set_language_code(block.language);
  }
  if (parts.segmentation) {
    WriteNumbers(document.references, out->mutable_references());
    WriteNumbers(document.sentences, out->mutable_sentences());
    WriteNumbers(document.tokens, out->mutable_tokens());
  }
  std::vector<uint32_t> written;
  if (input.findings == nullptr) return written;
  for (uint32_t i = 0; i < input.findings->size(); ++i) {
    const Finding& finding = (*input.findings)[i];
    const absl::string_view layer = LayerName(finding);
    const bool wanted = std::any_of(parts.layers.begin(), parts.layers.end(),
                                    [&](absl::string_view name) { return name == layer; });
    if (!wanted) continue;
    WriteFinding(finding, out->add_findings());
    written.push_back(i);
  }
  return written;
}

absl::StatusOr<AnalyzerInput> ReadDocument(v1::Document& in) {
  auto document = std::make_shared<Document>();
  DocumentContent& content = document->content;
  document->name = std::move(*in.mutable_name());
  document->revision = std::move(*in.mutable_revision());
  document->source = std::move(*in.mutable_source());
  content.text = std::move(*in.mutable_text());
  content.language = std::move(*in.mutable_language_code());
  content.title = std::move(*in.mutable_title());
  content.source_name = std::move(*in.mutable_source_name());
  content.feed = std::move(*in.mutable_feed());
  if (in.has_published()) {
    content.published.iso = std::move(*in.mutable_published()->mutable_iso());
    content.published.precision = static_cast<TimePrecision>(in.published().precision());
  }
  content.blocks.reserve(in.blocks_size());
  for (v1::Block& block : *in.mutable_blocks()) {
    content.blocks.push_back({ReadSpan(block.span()), static_cast<BlockKind>(block.kind()),
                              std::move(*block.mutable_language_code())});
  }
  RETURN_IF_ERROR(ReadNumbers("references", in.references(), document->references));
  RETURN_IF_ERROR(ReadNumbers("sentences", in.sentences(), document->sentences));
  RETURN_IF_ERROR(ReadNumbers("tokens", in.tokens(), document->tokens));
  RETURN_IF_ERROR(CheckLists(*document));
  auto findings = std::make_shared<std::vector<Finding>>();
  findings->reserve(in.findings_size());
  for (v1::Finding& finding : *in.mutable_findings()) {
    ASSIGN_OR_RETURN(Finding read, ReadFinding(finding));
    findings->push_back(std::move(read));
  }
  return AnalyzerInput{std::move(document), std::move(findings)};
}

}  // namespace parallax::worker
