// The results for people, for programs, and for CI servers.
#ifndef PARALLAX_PLUGINS_SDK_VALIDATOR_REPORT_H_
#define PARALLAX_PLUGINS_SDK_VALIDATOR_REPORT_H_

#include <ostream>
#include <string>
#include <vector>

#include "plugins/sdk/validator/runner.h"

namespace parallax::validator {

struct Counts {
  int passed = 0;
  int failed = 0;
  int skipped = 0;
  int waived = 0;
};
Counts CountsOf(const std::vector<CheckResult>& results);

// Writes one row per check as it ends, with what is wrong and what to do below those that failed,
// and a line that sums up. Colour only if asked for.
class Table {
 public:
  Table(std::ostream& out, bool colour) : out_(out), colour_(colour) {}
  void Row(const CheckResult& result);
  void Sum(const std::vector<CheckResult>& results, const Settings& settings);

 private:
  std::string Paint(const std::string& text, const char* code) const;
  std::ostream& out_;
  bool colour_;
};

// One JSON object: plugin, seed, level, counts, and `checks` with id, rule, state ("passed",
// "failed", "skipped", "waived"), message, remedy, seconds.
std::string Json(const std::vector<CheckResult>& results, const Settings& settings);

// JUnit XML: one suite, a test case per check, its group as the class name. Waived ones count as
// skipped.
std::string JUnit(const std::vector<CheckResult>& results, const Settings& settings);

}  // namespace parallax::validator

#endif  // PARALLAX_PLUGINS_SDK_VALIDATOR_REPORT_H_
