// Findings of every kind about one text, and how a test tells them apart.
#ifndef TESTS_WORKER_SAMPLE_FINDINGS_H_
#define TESTS_WORKER_SAMPLE_FINDINGS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "server/analyzer/findings.h"

namespace parallax::worker {

inline constexpr char kText[] = "中国 said 40 percent of x, y, z. [5] Norway disagrees.";

// A finding over these bytes of kText, with score and rule.
template <typename T>
T At(uint32_t begin, uint32_t end) {
  T finding;
  finding.span = {begin, end};
  finding.score = 700;
  finding.rule = "a.rule";
  return finding;
}

// One of every kind with every field set, and one with only what is required.
std::vector<Finding> SomeFindings();

// Findings as text, field by field.
std::string Show(const std::vector<Finding>& findings);

}  // namespace parallax::worker

#endif  // TESTS_WORKER_SAMPLE_FINDINGS_H_
