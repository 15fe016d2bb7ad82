// What nouns take for granted: "the arrest of Erik Holm surprised the club" tells that Erik Holm was arrested.
#ifndef PLUGINS_CLAIMS_EXTRACTION_EVENT_NOUNS_H_
#define PLUGINS_CLAIMS_EXTRACTION_EVENT_NOUNS_H_

#include <vector>

#include "plugins/claims/extraction/claim_draft.h"
#include "plugins/claims/extraction/sentence_facts.h"
#include "plugins/linguistics/clauses.h"

namespace plx::claims {

// Rule of these claims.
inline constexpr const char* kEventNounRule = "event.noun";

// The claims of the nouns of events in `facts` that befall a person with a name ("Holm's death", "the killing of Holm"); not of
// those that an article or adjective leaves open ("an arrest", "the alleged killing"). English. Without holder and time.
std::vector<ClaimDraft> EventNounsIn(const Document& document, const SentenceFacts& facts);

// Does `clause` want, stop or await the event of `noun`, so that it may never happen: "demanded the release of Holm"?
bool LeavesOpen(const Document& document, const linguistics::Clause& clause, plx_span_t noun);

// Does the phrase of `clause` with the name `whom` go on, so that the noun befalls another: "the arrest of Holm supporters"?
bool SpeaksOfAnother(const Document& document, const linguistics::Clause& clause, plx_span_t whom);

}  // namespace plx::claims

#endif  // PLUGINS_CLAIMS_EXTRACTION_EVENT_NOUNS_H_
