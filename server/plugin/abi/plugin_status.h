// Codes and messages that come from a plugin, made safe to pass on.
#ifndef PARALLAX_SERVER_PLUGIN_ABI_PLUGIN_STATUS_H_
#define PARALLAX_SERVER_PLUGIN_ABI_PLUGIN_STATUS_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "plx/status.h"
#include "plx/text.h"
#include "server/analyzer/call_context.h"

namespace parallax::plugin {

inline constexpr size_t kMaxMessageBytes = 1024;

inline absl::string_view ViewOf(plx_str_t s) { return absl::string_view(s.data, s.size); }

// The plugin's code as ours. PLX_OK and numbers that are no code become kInternal: only failures
// are converted.
absl::StatusCode CodeOf(plx_status_t code);

// At most kMaxMessageBytes of what a plugin says, on one line; bytes that are not UTF-8 are shown
// escaped.
std::string MessageOf(absl::string_view message);
inline std::string MessageOf(plx_str_t message) { return MessageOf(ViewOf(message)); }

// What a batch call that returned `code` (not PLX_OK) means for its caller, reason
// ANALYZER_FAILED. A plugin that stopped early because of the call's limits gives CANCELLED if the
// caller has gone, DEADLINE_EXCEEDED if the deadline has passed.
absl::Status BatchStatus(absl::string_view analyzer, absl::string_view function, plx_status_t code,
                         const CallContext& call);

// INTERNAL, reason ANALYZER_THREW.
absl::Status ThrewError(absl::string_view analyzer, absl::string_view function,
                        absl::string_view thrown);

}  // namespace parallax::plugin

#endif  // PARALLAX_SERVER_PLUGIN_ABI_PLUGIN_STATUS_H_
