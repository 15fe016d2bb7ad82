#include "plugins/sdk/validator/runner.h"

#include <unistd.h>

#include <list>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "plugins/sdk/validator/child.h"

namespace parallax::validator {
namespace {

constexpr useconds_t kChecksPollMicroseconds = 2000;

CheckResult RunHere(const Check& check, const Settings& settings) {
  const absl::Time start = absl::Now();
  Outcome outcome = check.run(settings);
  return {&check, std::move(outcome), absl::ToDoubleSeconds(absl::Now() - start)};
}

class ChecksRun {
 public:
  ChecksRun(const std::vector<const Check*>& checks, const Settings& settings, const RunOptions& options,
      const std::function<void(const CheckResult&)>& done)
      : checks_(checks), settings_(settings), options_(options), done_(done) {
    results_.resize(checks.size());
  }

  std::vector<CheckResult> Go() {
    for (size_t i = 0; i < checks_.size(); ++i) {
      // A gate waits for all before it and holds back all behind it.
      if (checks_[i]->gate) WaitFor(0);
      if (!broken_gate_.empty()) {
        Finish(i, {checks_[i], Skip(absl::StrCat("needs ", broken_gate_)), 0});
      } else if (options_.in_process) {
        Finish(i, RunHere(*checks_[i], settings_));
      } else {
        WaitFor(static_cast<size_t>(options_.jobs) - 1);
        Start(i);
      }
      if (checks_[i]->gate) WaitFor(0);
    }
    WaitFor(0);
    return std::move(results_);
  }

 private:
  struct Running {
    size_t index;
    Child child;
  };

  void Start(size_t index) {
    const Check& check = *checks_[index];
    running_.push_back({index, Child([&] { return check.run(settings_); },
                                     absl::Seconds(options_.timeout_seconds))});
  }

  // Until at most `count` are running.
  void WaitFor(size_t count) {
    while (running_.size() > count) {
      for (auto one = running_.begin(); one != running_.end();) {
        if (std::optional<Outcome> outcome = one->child.Poll()) {
          Finish(one->index, {checks_[one->index], *std::move(outcome), one->child.seconds()});
          one = running_.erase(one);
        } else {
          ++one;
        }
      }
      if (running_.size() > count) usleep(kChecksPollMicroseconds);
    }
  }

  void Finish(size_t index, CheckResult result) {
    if (result.check->gate && result.outcome.state == State::kFailed && broken_gate_.empty()) {
      broken_gate_ = result.check->id;
    }
    results_[index] = std::move(result);
    while (shown_ < results_.size() && results_[shown_].check != nullptr) done_(results_[shown_++]);
  }

  const std::vector<const Check*>& checks_;
  const Settings& settings_;
  const RunOptions& options_;
  const std::function<void(const CheckResult&)>& done_;
  std::vector<CheckResult> results_;
  std::list<Running> running_;
  size_t shown_ = 0;  // results that `done` has got
  std::string broken_gate_;
};

}  // namespace

std::vector<CheckResult> RunChecks(const std::vector<const Check*>& checks,
                                   const Settings& settings, const RunOptions& options,
                                   const std::function<void(const CheckResult&)>& done) {
  return ChecksRun(checks, settings, options, done).Go();
}

}  // namespace parallax::validator
