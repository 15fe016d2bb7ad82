#include "server/rpc/wire/request_reader.h"

#include <google/protobuf/util/json_util.h>

#include <optional>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "server/analyzer/field_lengths.h"
#include "server/analyzer/text_pass.h"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"
#include "server/corpus/readers/stated_time.h"

namespace parallax::rpc {
namespace {

absl::Status Invalid(absl::string_view path, absl::string_view what, absl::string_view reason) {
  return WithMetadata(
      WithReason(absl::InvalidArgumentError(absl::StrCat(path, ": ", what)), reason), "field",
      path);
}

// Bytes of a wrong value that an error repeats.
constexpr size_t kShownBytes = 64;
constexpr size_t kMaxLanguageBytes = 64;

// Fields that a sender may state whatever form the content has. `published` is read apart.
void CopyStated(const types::v1::InlineDocument& from, DocumentContent& to) {
  if (!from.title().empty()) to.title = from.title();
  if (!from.source_name().empty()) to.source_name = from.source_name();
  if (!from.feed().empty()) to.feed = from.feed();
  if (!from.url().empty()) to.url = from.url();
  if (!from.language_code().empty()) to.language = from.language_code();
}

// The time that a sender states. Its precision is that of `iso`, so that the two cannot disagree.
absl::Status ReadStatedTime(const types::v1::StatedTime& from, absl::string_view path, StatedTime& to) {
  if (from.iso().empty()) {
    to = StatedTime();
    return absl::OkStatus();
  }
  const std::optional<StatedTime> time = corpus::ParseIsoTime(from.iso());
  if (!time.has_value()) {
    return Invalid(absl::StrCat(path, ".published.iso"),
                   absl::StrCat("\"", absl::CHexEscape(from.iso().substr(0, kShownBytes)), "\" is no time that exists; write "
                                "2026, 2026-01, 2026-01-15 or 2026-01-15T11:48, without a zone"),
                   "TIME_INVALID");
  }
  to = *time;
  return absl::OkStatus();
}

// As BCP 47 has them: letters, then parts of letters and digits. Empty: to be detected.
absl::Status CheckLanguage(absl::string_view tag, absl::string_view path) {
  bool valid = tag.size() <= kMaxLanguageBytes;
  if (!tag.empty()) {
    const std::vector<absl::string_view> parts = absl::StrSplit(tag, '-');
    valid = valid && parts[0].size() >= 2 && absl::c_all_of(parts[0], absl::ascii_isalpha);
    for (const absl::string_view part : parts) {
      valid = valid && !part.empty() && part.size() <= 8 && absl::c_all_of(part, absl::ascii_isalnum);
    }
  }
  if (valid) return absl::OkStatus();
  return Invalid(absl::StrCat(path, ".language_code"),
                 absl::StrCat("\"", absl::CHexEscape(tag.substr(0, kShownBytes)), "\" is no BCP-47 tag; "
                              "write one such as en or zh-Hant, or leave it out"),
                 "LANGUAGE_INVALID");
}

// What the text pass cannot see any more; where blocks lie in the text it checks itself.
absl::StatusOr<std::vector<Block>> ReadBlocks(const google::protobuf::RepeatedPtrField<types::v1::Block>& from,
                                              absl::string_view path) {
  std::vector<Block> blocks;
  for (int i = 0; i < from.size(); ++i) {
    const types::v1::Block& block = from.Get(i);
    const std::string at = absl::StrCat(path, ".blocks[", i, "]");
    if (block.span().start_byte() < 0 || block.span().end_byte() < block.span().start_byte()) {
      return Invalid(absl::StrCat(at, ".span"), "start_byte and end_byte must be 0 <= start_byte < end_byte",
                     "BLOCKS_INVALID");
    }
    if (!types::v1::Block::Kind_IsValid(block.kind())) {
      return Invalid(absl::StrCat(at, ".kind"), absl::StrCat(static_cast<int>(block.kind()), " is no kind"),
                     "BLOCKS_INVALID");
    }
    RETURN_IF_ERROR(CheckLanguage(block.language_code(), at));
    const auto kind = block.kind() == types::v1::Block::KIND_UNSPECIFIED ? BlockKind::kParagraph
                                                                         : static_cast<BlockKind>(block.kind());
    blocks.push_back({{static_cast<uint32_t>(block.span().start_byte()),
                       static_cast<uint32_t>(block.span().end_byte())},
                      kind,
                      block.language_code()});
  }
  return blocks;
}

// What `document` says of a text that it holds; the text itself is left to the caller.
absl::StatusOr<DocumentContent> ReadFields(const types::v1::InlineDocument& document,
                                           absl::string_view path) {
  DocumentContent content;
  ASSIGN_OR_RETURN(content.blocks, ReadBlocks(document.blocks(), path));
  RETURN_IF_ERROR(CheckLanguage(document.language_code(), path));
  if (document.has_published()) {
    RETURN_IF_ERROR(ReadStatedTime(document.published(), path, content.published));
  }
  CopyStated(document, content);
  return content;
}

absl::StatusOr<DocumentContent> ReadRawContent(const types::v1::InlineDocument& document,
                                               absl::string_view path,
                                               const corpus::ReaderRegistry& readers,
                                               std::vector<std::string>* warnings) {
  corpus::ReadHints hints;
  hints.media_type = document.media_type();
  hints.charset = document.charset();
  ASSIGN_OR_RETURN(std::vector<corpus::ReadItem> items,
                   readers.Read(document.raw_content(), hints));
  if (items.size() != 1) {
    return Invalid(path,
                   absl::StrCat("raw_content holds ", items.size(),
                                " documents; send one at a time, or import the file into a corpus"),
                   "SEVERAL_DOCUMENTS");
  }
  RETURN_IF_ERROR(items[0].status);
  RETURN_IF_ERROR(CheckLanguage(document.language_code(), path));
  if (document.has_published()) {
    RETURN_IF_ERROR(ReadStatedTime(document.published(), path, items[0].content.published));
  }
  CopyStated(document, items[0].content);
  warnings->insert(warnings->end(), items[0].warnings.begin(), items[0].warnings.end());
  return std::move(items[0].content);
}

}  // namespace

absl::StatusOr<corpus::NewDocument> ReadDocument(const types::v1::Document& from) {
  corpus::NewDocument document;
  document.external_id = from.external_id();
  DocumentContent& content = document.content;
  content.title = from.title();
  content.source_name = from.source_name();
  content.feed = from.feed();
  content.url = from.url();
  RETURN_IF_ERROR(ReadStatedTime(from.published(), "document", content.published));
  RETURN_IF_ERROR(CheckLanguage(from.language_code(), "document"));
  content.language = from.language_code();
  content.text = from.text();
  ASSIGN_OR_RETURN(content.blocks, ReadBlocks(from.blocks(), "document"));
  document.labels.insert(from.labels().begin(), from.labels().end());
  return document;
}

std::string InlineName(const types::v1::InlineDocument& document, size_t index) {
  return document.id().empty() ? absl::StrCat("inline/", index + 1) : document.id();
}

absl::StatusOr<std::shared_ptr<const Document>> ReadInlineDocument(
    types::v1::InlineDocument document, size_t index, bool segment,
    const corpus::ReaderRegistry& readers, std::vector<std::string>* warnings) {
  const std::string path = absl::StrCat("documents[", index, "]");
  if (!document.text().empty() && !document.raw_content().empty()) {
    return Invalid(path, "set text or raw_content, not both", "TEXT_AND_RAW_CONTENT");
  }
  absl::StatusOr<DocumentContent> content =
      document.raw_content().empty() ? ReadFields(document, path)
                                     : ReadRawContent(document, path, readers, warnings);
  RETURN_IF_ERROR(content.status());
  RETURN_IF_ERROR(CheckFieldLengths(*content));
  if (document.raw_content().empty()) content->text = std::move(*document.mutable_text());
  std::string name = InlineName(document, index);
  TextPassOptions options;
  options.segment = segment;
  return BuildDocument(std::move(name), *std::move(content), options);
}

absl::StatusOr<std::string> ReadStruct(const google::protobuf::Struct& value) {
  if (value.fields().empty()) return std::string();
  std::string json;
  const auto status = google::protobuf::util::MessageToJsonString(value, &json);
  if (!status.ok()) {
    return WithReason(absl::InvalidArgumentError(absl::StrCat(
                          "options cannot be written as JSON: ", status.ToString())),
                      "OPTION_INVALID");
  }
  return json;
}

absl::StatusOr<std::vector<AnalyzerRequest>> ReadAnalyzers(
    const analysis::v1::AnalysisOptions& options) {
  std::vector<AnalyzerRequest> requests;
  for (int i = 0; i < options.analyzers_size(); ++i) {
    const analysis::v1::AnalyzerConfig& config = options.analyzers(i);
    AnalyzerRequest request;
    request.analyzer = std::string(absl::StripPrefix(config.analyzer(), "analyzers/"));
    if (request.analyzer.empty()) {
      return Invalid(absl::StrCat("options.analyzers[", i, "].analyzer"),
                     "name the analyzer; ListAnalyzers has those loaded", "ANALYZER_MISSING");
    }
    request.generation = config.generation();
    ASSIGN_OR_RETURN(request.options, ReadStruct(config.options()));
    requests.push_back(std::move(request));
  }
  return requests;
}

namespace {

absl::Status ReadPayload(const corpus::v1::ImportItem& item, corpus::ImportItem* out) {
  if (item.source_version() < 0) return Invalid("source_version", "must not be negative", "FIELD_INVALID");
  switch (item.content_case()) {
    case corpus::v1::ImportItem::kFile: {
      RETURN_IF_ERROR(CheckLanguage(item.file().language_code(), "file"));
      corpus::RawFile file;
      file.bytes = item.file().content();
      file.hints.file_name = item.file().file_name();
      file.hints.media_type = item.file().media_type();
      file.hints.charset = item.file().charset();
      file.hints.source_name = item.file().source_name();
      file.hints.feed = item.file().feed();
      file.hints.language = item.file().language_code();
      file.source_version = item.source_version();
      out->payload = std::move(file);
      return absl::OkStatus();
    }
    case corpus::v1::ImportItem::kDocument: {
      const types::v1::InlineDocument& inline_document = item.document();
      if (inline_document.raw_content().empty()) {
        corpus::NewDocument document;
        ASSIGN_OR_RETURN(document.content, ReadFields(inline_document, "document"));
        document.content.text = inline_document.text();
        document.external_id = inline_document.id();
        document.source_version = item.source_version();
        out->payload = std::move(document);
      } else {
        RETURN_IF_ERROR(CheckLanguage(inline_document.language_code(), "document"));
        corpus::RawFile file;
        file.bytes = inline_document.raw_content();
        file.hints.media_type = inline_document.media_type();
        file.hints.charset = inline_document.charset();
        file.hints.source_name = inline_document.source_name();
        file.hints.feed = inline_document.feed();
        file.hints.language = inline_document.language_code();
        file.hints.url = inline_document.url();
        file.hints.published = inline_document.published().iso();
        file.source_version = item.source_version();
        out->payload = std::move(file);
      }
      return absl::OkStatus();
    }
    default:
      return Invalid("content", "set file or document", "ITEM_EMPTY");
  }
}

}  // namespace

corpus::ImportItem ReadImportItem(const corpus::v1::ImportItem& item, int64_t position) {
  corpus::ImportItem out;
  out.sequence = item.sequence() == 0 ? position : item.sequence();
  if (absl::Status status = ReadPayload(item, &out); !status.ok()) out.payload = std::move(status);
  return out;
}

}  // namespace parallax::rpc
