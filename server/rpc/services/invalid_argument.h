// The answer to a request that cannot be meant.
#ifndef PARALLAX_SERVER_RPC_SERVICES_INVALID_ARGUMENT_H_
#define PARALLAX_SERVER_RPC_SERVICES_INVALID_ARGUMENT_H_

#include <cstddef>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "server/base/error_reason.h"

namespace parallax::rpc {

// `message` begins with the field that is wrong and says what to do; `reason` as for WithReason.
inline absl::Status InvalidArgument(absl::string_view message, absl::string_view reason) {
  return WithReason(absl::InvalidArgumentError(message), reason);
}

// REQUEST_TOO_LARGE: the texts and files of `field` have more `bytes` than a call takes.
inline absl::Status CheckRequestBytes(absl::string_view field, size_t bytes, size_t max_bytes) {
  if (bytes <= max_bytes) return absl::OkStatus();
  return InvalidArgument(absl::StrCat(field, ": ", bytes, " bytes of text and files; at most ", max_bytes,
                                      " in one call: send fewer at a time"),
                         "REQUEST_TOO_LARGE");
}

// Of a number that no value of an enum has.
inline absl::Status UnknownValue(absl::string_view field, int value) {
  return InvalidArgument(absl::StrCat(field, ": ", value, " is none of its values"), "FIELD_INVALID");
}

}  // namespace parallax::rpc

#endif  // PARALLAX_SERVER_RPC_SERVICES_INVALID_ARGUMENT_H_
