#include "server/corpus/document_identity.h"

#include <initializer_list>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "server/analyzer/document_signature.h"
#include "server/analyzer/text_pass.h"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"
#include "server/corpus/resource_name.h"
#include "server/text/digest.h"
#include "server/text/utf8.h"

namespace parallax::corpus {
namespace {

constexpr size_t kMaxLabels = 64;
constexpr size_t kMaxLabelKey = 128;    // bytes
constexpr size_t kMaxLabelValue = 4096;  // bytes
constexpr size_t kKeyDigits = 24;        // 96 bits: no two of 10^12 documents meet by chance
// The reader's limit is the operator's; this is what spans can hold.
constexpr uint32_t kMaxTextBytes = uint32_t{1} << 30;

// Each part with its length, so that no two lists of parts give the same bytes.
std::string DigestOf(std::initializer_list<absl::string_view> parts) {
  std::string bytes;
  for (const absl::string_view part : parts) absl::StrAppend(&bytes, part.size(), ":", part);
  return text::Sha256Hex(bytes);
}

std::string KeyOf(std::initializer_list<absl::string_view> parts) {
  return DigestOf(parts).substr(0, kKeyDigits);
}

absl::Status CheckLabels(const Labels& labels) {
  const auto invalid = [](absl::string_view what) {
    return WithReason(absl::InvalidArgumentError(what), "LABELS_INVALID");
  };
  if (labels.size() > kMaxLabels) {
    return invalid(absl::StrCat("the document has ", labels.size(), " labels; at most ", kMaxLabels,
                                " are kept"));
  }
  for (const auto& [key, value] : labels) {
    if (!text::CheckUtf8(key).ok() || !text::CheckUtf8(value).ok()) {
      return invalid("a label is not valid UTF-8");
    }
    if (key.empty() || key.size() > kMaxLabelKey || value.size() > kMaxLabelValue) {
      return invalid(absl::StrCat("the label \"", key.substr(0, 64), "\" is too long: keys have 1 to ",
                                  kMaxLabelKey, " bytes, values at most ", kMaxLabelValue));
    }
  }
  return absl::OkStatus();
}

std::string ContentDigest(const NewDocument& document, absl::string_view text_digest) {
  const DocumentContent& content = document.content;
  std::string blocks, labels;
  for (const Block& block : content.blocks) {
    absl::StrAppend(&blocks, static_cast<uint32_t>(block.kind), " ", block.span.begin, " ",
                    block.span.end, " ", block.language, "\n");
  }
  for (const auto& [key, value] : document.labels) {
    absl::StrAppend(&labels, key.size(), ":", key, value.size(), ":", value);
  }
  return DigestOf({content.title, content.source_name, content.feed, content.url,
                   content.published.iso, content.language, text_digest, blocks, labels,
                   document.external_id});
}

}  // namespace

absl::StatusOr<PreparedDocument> PrepareDocument(const NewDocument& document) {
  if (!document.document_id.empty()) RETURN_IF_ERROR(CheckDocumentId(document.document_id));
  RETURN_IF_ERROR(CheckLabels(document.labels));
  if (!text::CheckUtf8(document.external_id).ok()) {
    return WithReason(absl::InvalidArgumentError("the external id is not valid UTF-8"), "INVALID_UTF8");
  }
  ASSIGN_OR_RETURN(const std::shared_ptr<const Document> built,
                   BuildDocument("", document.content,
                                 {.max_bytes = kMaxTextBytes, .words = text::IdeographicWords::kByCharacter}));
  PreparedDocument prepared;
  prepared.document = document;
  prepared.document.content = built->content;
  prepared.source = built->source;
  prepared.text_digest = built->revision;
  const DocumentContent& content = prepared.document.content;
  prepared.content_digest = ContentDigest(prepared.document, prepared.text_digest);
  prepared.default_id = KeyOf({prepared.source, content.url.empty() ? content.title : content.url,
                               content.published.iso, prepared.text_digest});
  if (!document.external_id.empty()) {
    prepared.external_key = KeyOf({prepared.source, document.external_id});
  }
  if (!content.url.empty()) prepared.url_key = KeyOf({prepared.source, content.url});
  prepared.copy_key = KeyOf({prepared.source, content.title, prepared.text_digest});
  prepared.indexed = IndexedTextOf(content, prepared.source);
  prepared.signature = SignDocument(*built);
  return prepared;
}

}  // namespace parallax::corpus
