// Runs checks, each in a process of its own with a time limit.
#ifndef PARALLAX_PLUGINS_SDK_VALIDATOR_RUNNER_H_
#define PARALLAX_PLUGINS_SDK_VALIDATOR_RUNNER_H_

#include <functional>
#include <string>
#include <vector>

#include "plugins/sdk/validator/check.h"

namespace parallax::validator {

struct CheckResult {
  const Check* check = nullptr;
  Outcome outcome;
  double seconds = 0;
};

struct RunOptions {
  int jobs = 1;
  double timeout_seconds = 45;  // of one check
  bool in_process = false;      // for debuggers: one after the other, here, without a limit
};

// What became of each check, in the order of `checks`. `done` is called in that order too, as soon as
// each and those before it have ended. A check that crashes, hangs or ends its process has failed, with its last words in
// the message; checks after a gate that failed are skipped.
std::vector<CheckResult> RunChecks(const std::vector<const Check*>& checks,
                                   const Settings& settings, const RunOptions& options,
                                   const std::function<void(const CheckResult&)>& done);

}  // namespace parallax::validator

#endif  // PARALLAX_PLUGINS_SDK_VALIDATOR_RUNNER_H_
