// How two claims relate.
//
// Order of the tests: labels that name different things, then numbers of one measure, then incompatible
// propositions, then equal ones. Anything not clearly one of these is UNRELATED: a topic in
// common is no relation. Thresholds are the authors' choice, tuned on tests/golden/claims.
#ifndef PLUGINS_CLAIMS_COMPARISON_COMPARE_H_
#define PLUGINS_CLAIMS_COMPARISON_COMPARE_H_

#include <cstdint>
#include <string>

#include "plugins/claims/alignment/comparable.h"
#include "plx/phases.h"

namespace plx::claims {

// What a relation says to people: "60 percent", " against ", "85 percent", " (share of refining)".
struct Detail {
  std::string left;
  std::string link;
  std::string right;
  std::string note;

  std::string Text() const { return left + link + right + note; }
};

struct Comparison {
  uint32_t kind = PLX_RELATION_UNRELATED;
  int32_t score = 0;
  bool joins = false;
  plx_span_t left = {0, 0};
  plx_span_t right = {0, 0};
  bool reversed = false;      // ELABORATES: the left one is the vaguer
  const char* reason = "";    // static
  Detail detail;
};

// Symmetric: Compare(b, a) is Compare(a, b) with its sides exchanged.
Comparison Compare(const Comparable& a, const Comparable& b);

}  // namespace plx::claims

#endif  // PLUGINS_CLAIMS_COMPARISON_COMPARE_H_
