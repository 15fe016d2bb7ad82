// A clause with a number in it, as the measures of that number see it.
#ifndef PLUGINS_CLAIMS_EXTRACTION_MEASURED_CLAUSE_H_
#define PLUGINS_CLAIMS_EXTRACTION_MEASURED_CLAUSE_H_

#include <string>
#include <string_view>
#include <vector>

#include "plugins/claims/extraction/sentence_facts.h"
#include "plugins/linguistics/clauses.h"

namespace plx::claims {

// Lent: `document`, `facts` and `clause` outlive it.
struct MeasuredClause {
  const Document& document;
  const SentenceFacts& facts;
  const linguistics::Clause& clause;

  // The entity that the clause is about; empty if it is nobody.
  std::string SubjectEntity() const;
  // The lemma (English) or the text (Chinese) of the head; empty without the phrase.
  std::string HeadWord(const linguistics::Participant& phrase) const;
  // The phrase that holds the quantity, else null.
  const linguistics::Participant* PhraseOf(const linguistics::Quantity& quantity) const;
  // What of `span` lies in the clause.
  plx_span_t Clip(plx_span_t span) const;
};

// "share/mining/rare-earth": a role and the keys besides it. Empty if it would be too long to be a measure.
std::string MeasureKey(std::string_view role, std::vector<std::string> keys);

}  // namespace plx::claims

#endif  // PLUGINS_CLAIMS_EXTRACTION_MEASURED_CLAUSE_H_
