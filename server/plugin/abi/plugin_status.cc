#include "server/plugin/abi/plugin_status.h"

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "server/base/error_reason.h"
#include "server/text/utf8.h"

namespace parallax::plugin {

absl::StatusCode CodeOf(plx_status_t code) {
  const bool known = code > PLX_OK && code <= static_cast<int>(absl::StatusCode::kUnauthenticated);
  return known ? static_cast<absl::StatusCode>(code) : absl::StatusCode::kInternal;
}

std::string MessageOf(absl::string_view message) {
  std::string text = text::CheckUtf8(message).ok()
                         ? std::string(text::CutAtBoundary(message, kMaxMessageBytes))
                         : absl::CHexEscape(message.substr(0, kMaxMessageBytes));
  if (text.size() > kMaxMessageBytes) text.resize(kMaxMessageBytes);  // escapes are ASCII
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  }
  return text;
}

absl::Status BatchStatus(absl::string_view analyzer, absl::string_view function, plx_status_t code,
                         const CallContext& call) {
  if (code == PLX_CANCELLED || code == PLX_DEADLINE_EXCEEDED) {
    if (call.expired() && !call.cancelled()) {
      return absl::DeadlineExceededError(
          absl::StrCat("analyzer ", analyzer, " stopped at the deadline"));
    }
    if (code == PLX_CANCELLED) {
      return absl::CancelledError(absl::StrCat("analyzer ", analyzer, " was cancelled"));
    }
  }
  return WithReason(absl::Status(CodeOf(code), absl::StrCat("analyzer ", analyzer, ": ", function,
                                                            " failed with code ", code)),
                    "ANALYZER_FAILED");
}

absl::Status ThrewError(absl::string_view analyzer, absl::string_view function,
                        absl::string_view thrown) {
  return WithReason(absl::InternalError(absl::StrCat("analyzer ", analyzer, ": ", function,
                                                     " threw ", MessageOf(thrown),
                                                     "; nothing may leave a plugin's function "
                                                     "as an exception")),
                    "ANALYZER_THREW");
}

}  // namespace parallax::plugin
