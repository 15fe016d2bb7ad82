// The machine-readable part of an error: a stable reason and key/value metadata, carried as status
// payloads from where the error is made to where it becomes a google.rpc.ErrorInfo.
#ifndef PARALLAX_SERVER_BASE_ERROR_REASON_H_
#define PARALLAX_SERVER_BASE_ERROR_REASON_H_

#include <map>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace parallax {

// Payload type urls. A metadata key is appended to kMetadataUrlPrefix; its value is the payload.
inline constexpr absl::string_view kReasonUrl = "parallax.dev/reason";
inline constexpr absl::string_view kMetadataUrlPrefix = "parallax.dev/metadata/";

// Returns `status` with `reason` (UPPER_SNAKE_CASE, e.g. "EMPTY_TEXT"), replacing one it already
// has. An OK status is returned as it is.
absl::Status WithReason(absl::Status status, absl::string_view reason);

// The reason of `status`; empty if it has none.
std::string ReasonOf(const absl::Status& status);

// Returns `status` with metadata `key` (lower_snake_case) set to `value`. Values are shown to
// clients: never put document text in them. An OK status is returned as it is.
absl::Status WithMetadata(absl::Status status, absl::string_view key, absl::string_view value);

// All metadata of `status`, by key.
std::map<std::string, std::string> MetadataOf(const absl::Status& status);

}  // namespace parallax

#endif  // PARALLAX_SERVER_BASE_ERROR_REASON_H_
