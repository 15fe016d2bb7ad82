// A claim stated in free text against what a text says: more is asked than of two texts, for the caller wants to
// know of every text that speaks of the claim how it stands to it.
#ifndef PLUGINS_CLAIMS_STATED_STATED_H_
#define PLUGINS_CLAIMS_STATED_STATED_H_

#include "plugins/claims/alignment/alignment.h"
#include "plugins/claims/comparison/compare.h"

namespace plx::claims {

// Exactly one of the records is stated. `out` holds what the comparison of any two claims found, perhaps nothing;
// afterwards, in this order, each only if it applies:
//   swap.number, swap.place, swap.opposite   the same words but for one that excludes the other
//   refuted                                  the text calls what it tells untrue
//   reported                                 the text keeps a distance to it (the host shows it as reported)
//   same.words                               it says enough of the claim's words, the deed among them, and not the opposite
//   vaguer                                   the same without the claim's number
// A headline is read as a whole and shares with the claim what it can; of other texts a clause must say more. Thresholds
// are the authors' choice; docs/quality.md has what they cost in silence and in claims of something else.
void CompareStated(const Comparable& a, const Comparable& b, const Alignment& alignment, Comparison* out);

}  // namespace plx::claims

#endif  // PLUGINS_CLAIMS_STATED_STATED_H_
