// Numbers that stand in a clause and are no value of what it measures.
#ifndef PLUGINS_CLAIMS_EXTRACTION_ASIDES_H_
#define PLUGINS_CLAIMS_EXTRACTION_ASIDES_H_

#include "plugins/claims/extraction/sentence_facts.h"
#include "plugins/linguistics/clauses.h"

namespace plx::claims {

// "$300 million more than first agreed", 比原协议多3亿美元: by how much two values differ, and neither of them.
bool IsDifference(const Document& document, const SentenceFacts& facts, const linguistics::Clause& clause,
                  const linguistics::Quantity& quantity);

// "The cost rose to $5.8 billion, with Singapore providing $1.3 billion": what stands behind "with" is somebody else's.
bool InAbsolute(const SentenceFacts& facts, const linguistics::Clause& clause, const linguistics::Quantity& quantity);

}  // namespace plx::claims

#endif  // PLUGINS_CLAIMS_EXTRACTION_ASIDES_H_
