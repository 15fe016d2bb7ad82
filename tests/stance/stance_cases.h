// Golden cases of the stance analyzer: a text and exactly the stances it must give.
#ifndef PARALLAX_TESTS_STANCE_STANCE_CASES_H_
#define PARALLAX_TESTS_STANCE_STANCE_CASES_H_

#include <string>
#include <vector>

#include "server/analyzer/findings.h"

namespace parallax {

struct ExpectedStance {
  std::string holder;  // entity id, "OUTLET", or "ROLE:words"
  char sign = '0';     // + - 0 ~
  std::string target;  // entity id, topic key, or words in quotation marks
  int low = 0;
  int high = 1000;
  std::string reason;   // "*": any
  std::string evidence;  // words of the evidence; empty: any
};

struct StanceCase {
  std::string where;  // "file.txt:12"
  std::string text;
  std::vector<ExpectedStance> stances;
};

// Reads one file; the format stands at the head of politics_en.txt. Throws std::runtime_error with
// file and line for a malformed one.
std::vector<StanceCase> ReadStanceCases(const std::string& path);

// What differs between the case and what was found, one line each; empty if nothing does.
std::string CompareStances(const StanceCase& expected, const std::string& text,
                           const std::vector<Finding>& findings);

// "region:DE + region:UA 650 frame.support [Germany supports Ukraine] en/support 900".
std::string Line(const Stance& stance, const std::string& text);

}  // namespace parallax

#endif  // PARALLAX_TESTS_STANCE_STANCE_CASES_H_
