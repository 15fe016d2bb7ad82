// What of a claim its clause alone does not decide: of which time it is, and whether it is one claim or several.
#ifndef PLUGINS_CLAIMS_EXTRACTION_CLAIM_PARTS_H_
#define PLUGINS_CLAIMS_EXTRACTION_CLAIM_PARTS_H_

#include <cstddef>
#include <vector>

#include "plugins/claims/extraction/claim_draft.h"
#include "plugins/claims/extraction/sentence_facts.h"
#include "plugins/linguistics/clauses.h"

namespace plx::claims {

// The time that clauses[i] states; for one with numbers the period that an earlier clause of its sentence begins with:
// 2024年净利润为3亿元，|营收下降14%. Then without a span.
void SetTime(const std::vector<linguistics::Clause>& clauses, size_t i, const SentenceFacts& facts, ClaimDraft* claim);

// One claim for each kind of those whom an event struck, each of which others may confirm or not: 造成12人死亡、34人受伤.
// Other numbers stay with the first.
std::vector<ClaimDraft> SplitByCount(ClaimDraft claim);

}  // namespace plx::claims

#endif  // PLUGINS_CLAIMS_EXTRACTION_CLAIM_PARTS_H_
