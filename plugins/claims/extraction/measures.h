// What a number counts, as a key that is equal for two numbers only if they may be compared.
//
// A key is a role ("share", "cost", "death") and the concepts that narrow it down, sorted:
// "share/mining/rare-earth". 60% of mining, 90% of refining and 85% of magnet capacity are three
// measures. A number whose role is not understood has no key and is never compared: a missing
// comparison is cheap, a false conflict is not.
#ifndef PLUGINS_CLAIMS_EXTRACTION_MEASURES_H_
#define PLUGINS_CLAIMS_EXTRACTION_MEASURES_H_

#include "plugins/claims/extraction/claim_draft.h"
#include "plugins/claims/extraction/sentence_facts.h"
#include "plugins/linguistics/clauses.h"

namespace plx::claims {

// The quantities of `clause` with their measures. `subject`: entity the clause is about.
std::vector<QuantityDraft> MeasureQuantities(const Document& document, const SentenceFacts& facts,
                                             const linguistics::Clause& clause);

}  // namespace plx::claims

#endif  // PLUGINS_CLAIMS_EXTRACTION_MEASURES_H_
