// Checks that a plugin is allowed to fail, each with its reason.
#ifndef PARALLAX_PLUGINS_SDK_VALIDATOR_WAIVERS_H_
#define PARALLAX_PLUGINS_SDK_VALIDATOR_WAIVERS_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "plugins/sdk/validator/runner.h"

namespace parallax::validator {

// Reasons by check.
using Waivers = std::map<std::string, std::string>;

// Lines "check.id: reason"; "#" begins a comment. INVALID_ARGUMENT names the line: no such check, no
// reason, or a check that stands twice.
absl::StatusOr<Waivers> ParseWaivers(absl::string_view text);
// As ParseWaivers of a file. NOT_FOUND: it cannot be read.
absl::StatusOr<Waivers> ReadWaivers(const std::string& path);

// Turns failures that are waived into State::kWaived with the reason. A check that passed although
// it is waived says so in its message.
void Waive(const Waivers& waivers, CheckResult& result);

}  // namespace parallax::validator

#endif  // PARALLAX_PLUGINS_SDK_VALIDATOR_WAIVERS_H_
