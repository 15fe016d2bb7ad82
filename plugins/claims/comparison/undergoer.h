// Whom something happened to that happens to somebody once in a story: died, was dismissed, was sentenced.
#ifndef PLUGINS_CLAIMS_COMPARISON_UNDERGOER_H_
#define PLUGINS_CLAIMS_COMPARISON_UNDERGOER_H_

#include <string_view>

#include "plugins/claims/records/record.h"

namespace plx::claims {

// The id or topic of the participant that it happened to; empty if the predicate tells nothing of the kind, or nobody is named.
std::string_view UndergoerOf(const Record& record);

// One in particular, and the same in both ("Felt died of heart failure", "W. Mark Felt died at his home"), within a month:
// whatever else the two say is of the same event.
bool BefellTheSame(const Record& a, const Record& b);

}  // namespace plx::claims

#endif  // PLUGINS_CLAIMS_COMPARISON_UNDERGOER_H_
