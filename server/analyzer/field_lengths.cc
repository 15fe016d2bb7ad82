#include "server/analyzer/field_lengths.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"

namespace parallax {
namespace {

absl::Status CheckLength(absl::string_view field, absl::string_view value, size_t max_bytes) {
  if (value.size() <= max_bytes) return absl::OkStatus();
  absl::Status status = WithReason(
      absl::InvalidArgumentError(absl::StrCat(field, ": ", value.size(), " bytes are more than the limit of ",
                                              max_bytes, "; shorten it, or leave it out")),
      "FIELD_TOO_LONG");
  status = WithMetadata(std::move(status), "field", field);
  status = WithMetadata(std::move(status), "max_bytes", absl::StrCat(max_bytes));
  return WithMetadata(std::move(status), "bytes", absl::StrCat(value.size()));
}

}  // namespace

absl::Status CheckFieldLengths(const DocumentContent& content) {
  RETURN_IF_ERROR(CheckLength("title", content.title, kMaxTitleBytes));
  RETURN_IF_ERROR(CheckLength("source_name", content.source_name, kMaxSourceNameBytes));
  RETURN_IF_ERROR(CheckLength("feed", content.feed, kMaxFeedBytes));
  return CheckLength("url", content.url, kMaxUrlBytes);
}

}  // namespace parallax
