// The answer to a request that cannot be meant.
#ifndef PARALLAX_SERVER_RPC_SERVICES_INVALID_ARGUMENT_H_
#define PARALLAX_SERVER_RPC_SERVICES_INVALID_ARGUMENT_H_

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "server/base/error_reason.h"

namespace parallax::rpc {

// `message` begins with the field that is wrong and says what to do; `reason` as for WithReason.
inline absl::Status InvalidArgument(absl::string_view message, absl::string_view reason) {
  return WithReason(absl::InvalidArgumentError(message), reason);
}

// Of a number that no value of an enum has.
inline absl::Status UnknownValue(absl::string_view field, int value) {
  return InvalidArgument(absl::StrCat(field, ": ", value, " is none of its values"), "FIELD_INVALID");
}

}  // namespace parallax::rpc

#endif  // PARALLAX_SERVER_RPC_SERVICES_INVALID_ARGUMENT_H_
