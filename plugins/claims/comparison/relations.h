// The tests that compare.cc runs in order. Each returns false if it has nothing to say.
#ifndef PLUGINS_CLAIMS_COMPARISON_RELATIONS_H_
#define PLUGINS_CLAIMS_COMPARISON_RELATIONS_H_

#include "plugins/claims/alignment/alignment.h"
#include "plugins/claims/comparison/compare.h"
#include "plugins/claims/records/record.h"

namespace plx::claims {

// Numbers of the same measure, unit, subject and time: VARIES, or CORROBORATES if they agree.
bool CompareNumbers(const Record& a, const Record& b, const Alignment& alignment, Comparison* out);

// Whether both give numbers in one unit and none of them meet: then they do not say the same, even
// if what is counted was not understood.
bool NumbersDisagree(const Record& a, const Record& b);

// Whether `told` gives every measured number of `stated`: one in the same unit that meets it, of the same measure or of
// one that was not understood. "60% of mining and 90% of refining" does not give "60% of refining".
bool GivesNumbersOf(const Record& stated, const Record& told);

// Propositions that cannot both be true: DISPUTES or CONTRADICTS.
bool CompareOpposition(const Record& a, const Record& b, const Alignment& alignment, Comparison* out);

// The same proposition: CORROBORATES, or ELABORATES if one says less.
bool CompareAgreement(const Record& a, const Record& b, const Alignment& alignment, Comparison* out);

// One label, two groups: SAME_LABEL_DIFFERENT_REFERENT.
bool CompareLabels(const Record& a, const Record& b, Comparison* out);

// DISPUTES if the holders differ and one of them is not an outlet, else CONTRADICTS.
uint32_t ConflictKind(const Record& a, const Record& b);

}  // namespace plx::claims

#endif  // PLUGINS_CLAIMS_COMPARISON_RELATIONS_H_
