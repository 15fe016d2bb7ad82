// When two terms of records are one: by key, by translation, by sound, or by kind.
#ifndef PLUGINS_CLAIMS_COMPARISON_TERM_MATCH_H_
#define PLUGINS_CLAIMS_COMPARISON_TERM_MATCH_H_

#include "plugins/claims/comparison/record.h"

namespace plx::claims {

// One key, a translation of each other, or one name in two scripts. Symmetric.
bool SameTerm(const RecordTerm& a, const RecordTerm& b);

// As SameTerm, or one is a kind of the other by its name: an undersea-cable is a cable. Symmetric.
bool SimilarTerm(const RecordTerm& a, const RecordTerm& b);

}  // namespace plx::claims

#endif  // PLUGINS_CLAIMS_COMPARISON_TERM_MATCH_H_
