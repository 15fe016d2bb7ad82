#include "server/rpc/services/evaluation/gold_reader.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"

namespace parallax::rpc {
namespace {

absl::Status WrongGold(absl::string_view path, absl::string_view what,
                       absl::string_view reason = "GOLD_INVALID") {
  return WithMetadata(
      WithReason(absl::InvalidArgumentError(absl::StrCat(path, ": ", what)), reason), "field", path);
}

// Reads the findings of one document.
class GoldReader {
 public:
  explicit GoldReader(absl::string_view text) : text_(text) {}

  absl::Status Read(const types::v1::Mention& from, const std::string& path) {
    Mention mention;
    ASSIGN_OR_RETURN(mention.span, ReadSpan(from.span(), path));
    if (from.type().empty()) return WrongGold(absl::StrCat(path, ".type"), "is empty");
    mention.type = from.type();
    mention.entity = from.entity();
    mention.coreferent = from.coreferent();
    findings.emplace_back(std::move(mention));
    return absl::OkStatus();
  }

  absl::Status Read(const types::v1::Quantity& from, const std::string& path) {
    Quantity quantity;
    ASSIGN_OR_RETURN(quantity.span, ReadSpan(from.span(), path));
    quantity.value = from.value();
    quantity.unit = from.unit();
    findings.emplace_back(std::move(quantity));
    return absl::OkStatus();
  }

  absl::Status Read(const types::v1::Claim& from, const std::string& path) {
    Claim claim;
    ASSIGN_OR_RETURN(claim.span, ReadSpan(from.span(), path));
    if (from.predicate().empty()) return WrongGold(absl::StrCat(path, ".predicate"), "is empty");
    claim.predicate = from.predicate();
    findings.emplace_back(std::move(claim));
    return absl::OkStatus();
  }

  absl::Status Read(const types::v1::Stance& from, const std::string& path) {
    if (from.holder().kind() == types::v1::Holder::KIND_UNSPECIFIED) {
      return WrongGold(absl::StrCat(path, ".holder.kind"), "is not set");
    }
    if (from.sign() == types::v1::SIGN_UNSPECIFIED) {
      return WrongGold(absl::StrCat(path, ".sign"), "is not set");
    }
    if (from.target().entity().empty() && from.target().text().empty()) {
      return WrongGold(absl::StrCat(path, ".target"), "has neither entity nor text");
    }
    Stance stance;
    stance.holder.kind = static_cast<HolderKind>(from.holder().kind());
    stance.holder.entity = from.holder().entity();
    stance.holder.name = from.holder().name();
    stance.target.entity = from.target().entity();
    stance.target.text = from.target().text();
    stance.sign = static_cast<Sign>(from.sign());
    findings.emplace_back(std::move(stance));
    return absl::OkStatus();
  }

  absl::Status Read(const types::v1::Warning& from, const std::string& path) {
    Warning warning;
    if (from.has_span()) {  // else it concerns the document as a whole
      ASSIGN_OR_RETURN(warning.span, ReadSpan(from.span(), path));
    }
    if (from.code().empty()) return WrongGold(absl::StrCat(path, ".code"), "is empty");
    warning.code = from.code();
    findings.emplace_back(std::move(warning));
    return absl::OkStatus();
  }

  absl::Status Read(const types::v1::CustomFinding& from, const std::string& path) {
    Custom custom;
    ASSIGN_OR_RETURN(custom.span, ReadSpan(from.span(), path));
    if (from.type().empty()) return WrongGold(absl::StrCat(path, ".type"), "is empty");
    custom.type = from.type();
    findings.emplace_back(std::move(custom));
    return absl::OkStatus();
  }

  template <typename Messages>
  absl::Status ReadAll(const Messages& messages, const std::string& path) {
    for (int i = 0; i < messages.size(); ++i) {
      RETURN_IF_ERROR(Read(messages.Get(i), absl::StrCat(path, "[", i, "]")));
    }
    return absl::OkStatus();
  }

  std::vector<Finding> findings;

 private:
  // Bytes as they are, or code points as bytes. Whatever lies outside the text is CheckSpan's to say.
  absl::StatusOr<text::Span> Bytes(const types::v1::Span& span, const std::string& path) {
    const bool in_bytes = span.end_byte() != 0 || span.start_byte() != 0;
    const int64_t begin = in_bytes ? span.start_byte() : span.start_char();
    const int64_t end = in_bytes ? span.end_byte() : span.end_char();
    if (begin < 0 || end <= begin) {
      return WrongGold(path, "set start_byte < end_byte, or start_char < end_char", "SPAN_INVALID");
    }
    if (in_bytes) return text::Span{static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
    if (characters_.empty()) FindCharacters();
    if (static_cast<size_t>(end) >= characters_.size()) {
      return WrongGold(path, absl::StrCat("end_char ", end, " lies outside the text, which has ",
                                          characters_.size() - 1, " code points"),
                       "SPAN_INVALID");
    }
    return text::Span{characters_[static_cast<size_t>(begin)], characters_[static_cast<size_t>(end)]};
  }

  absl::StatusOr<text::Span> ReadSpan(const types::v1::Span& from, const std::string& finding) {
    const std::string path = absl::StrCat(finding, ".span");
    ASSIGN_OR_RETURN(const text::Span span, Bytes(from, path));
    if (absl::Status inside = text::CheckSpan(text_, span); !inside.ok()) {
      return WrongGold(path, inside.message(), "SPAN_INVALID");
    }
    const absl::string_view quote = span.In(text_);
    const bool same = from.quote_truncated() ? absl::StartsWith(quote, from.quote())
                                             : from.quote().empty() || quote == from.quote();
    if (same) return span;
    return WrongGold(path, "the text there is not `quote`; byte offsets count UTF-8 bytes, char offsets "
                           "code points, from the start of the text", "SPAN_INVALID");
  }

  // Where each code point begins, and the end.
  void FindCharacters() {
    for (size_t i = 0; i < text_.size(); ++i) {
      const bool inside = (static_cast<unsigned char>(text_[i]) & 0xC0) == 0x80;
      if (!inside) characters_.push_back(static_cast<uint32_t>(i));
    }
    characters_.push_back(static_cast<uint32_t>(text_.size()));
  }

  const absl::string_view text_;
  std::vector<uint32_t> characters_;  // empty until it is needed
};

}  // namespace

absl::StatusOr<std::vector<Finding>> ReadGold(const analysis::v1::DocumentAnalysis& gold,
                                              const Document& document, const std::string& path) {
  if (!gold.revision_id().empty() && gold.revision_id() != document.revision) {
    return WrongGold(absl::StrCat(path, ".revision_id"),
                     absl::StrCat("is of another text than the document's, whose revision is ",
                                  document.revision),
                     "REVISION_MISMATCH");
  }
  GoldReader reader(document.text());
  RETURN_IF_ERROR(reader.ReadAll(gold.mentions(), absl::StrCat(path, ".mentions")));
  RETURN_IF_ERROR(reader.ReadAll(gold.quantities(), absl::StrCat(path, ".quantities")));
  RETURN_IF_ERROR(reader.ReadAll(gold.claims(), absl::StrCat(path, ".claims")));
  RETURN_IF_ERROR(reader.ReadAll(gold.stances(), absl::StrCat(path, ".stances")));
  RETURN_IF_ERROR(reader.ReadAll(gold.warnings(), absl::StrCat(path, ".warnings")));
  RETURN_IF_ERROR(reader.ReadAll(gold.custom_findings(), absl::StrCat(path, ".custom_findings")));
  return std::move(reader.findings);
}

}  // namespace parallax::rpc
