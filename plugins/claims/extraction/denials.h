// Denials whose words stand in a sentence before: "Tarvo denied the accusation", 塔尔沃对此予以否认.
#ifndef PLUGINS_CLAIMS_EXTRACTION_DENIALS_H_
#define PLUGINS_CLAIMS_EXTRACTION_DENIALS_H_

#include <vector>

#include "plugins/claims/extraction/claim_draft.h"
#include "plugins/linguistics/clauses.h"

namespace plx::claims {

// The claims that are denied so, each as the denier's and with the sign turned; their spans reach from the claim to its
// denial. Only what others say of the denier, in the sentence before or earlier in the same one. `claims`: of the document, in any order.
std::vector<ClaimDraft> DenialsOf(const Document& document, const std::vector<linguistics::Clause>& clauses,
                                  const std::vector<ClaimDraft>& claims);

}  // namespace plx::claims

#endif  // PLUGINS_CLAIMS_EXTRACTION_DENIALS_H_
