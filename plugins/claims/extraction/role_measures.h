// Numbers that a word beside them gives a role: "the total cost is $5.8 billion", "killed 12 people", 全长780公里.
#ifndef PLUGINS_CLAIMS_EXTRACTION_ROLE_MEASURES_H_
#define PLUGINS_CLAIMS_EXTRACTION_ROLE_MEASURES_H_

#include "plugins/claims/extraction/claim_draft.h"
#include "plugins/claims/extraction/measured_clause.h"

namespace plx::claims {

// Fills in the measure, if a role is found. The nearest word decides: what stands with the number, then the head of the
// subject, of another phrase, the verb.
void MeasureByRole(const MeasuredClause& in, const linguistics::Quantity& quantity, QuantityDraft* out);

}  // namespace plx::claims

#endif  // PLUGINS_CLAIMS_EXTRACTION_ROLE_MEASURES_H_
