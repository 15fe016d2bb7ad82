// The roles a number can have ("cost", "death", "capacity") and the words of both languages that give
// them. Data: data/measures.tsv.
#ifndef PLUGINS_CLAIMS_EXTRACTION_MEASURE_ROLES_H_
#define PLUGINS_CLAIMS_EXTRACTION_MEASURE_ROLES_H_

#include <string>
#include <string_view>
#include <vector>

#include "plugins/claims/extraction/sentence_facts.h"
#include "plugins/linguistics/numbers/units.h"

namespace plx::claims {

// The role that a word (English lemma, Chinese word) gives a number: "investment" for "invest", "death"
// for 遇难. Empty: none.
std::string_view RoleOf(std::string_view word);

// The role of the longest listed word or phrase that ends a noun phrase, with its place: "cost" of "the
// total cost", "capacity" of 输电能力. `where` is empty without one.
struct RolePhrase {
  std::string_view role;
  plx_span_t where = {0, 0};
};
RolePhrase RoleAtEnd(const linguistics::TokenSequence& tokens, plx_span_t phrase);

// Which roles a unit can have: people are not invested, percentages do not die.
bool Fits(std::string_view role, linguistics::UnitClass unit);

// "the number of attacks", 发作次数, 员工总数: only says that something is counted.
bool IsCountWord(std::string_view key);

// "the company", "the bank": a word for a body that its document names.
bool IsBodyWord(std::string_view key);

// The keys of `where` but for the words that only name the role.
std::vector<std::string> KeysBesides(std::string_view role, const SentenceFacts& facts, plx_span_t where);

}  // namespace plx::claims

#endif  // PLUGINS_CLAIMS_EXTRACTION_MEASURE_ROLES_H_
