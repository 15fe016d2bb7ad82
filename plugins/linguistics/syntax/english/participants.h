// Who does what to whom in a clause whose verb and borders are known.
#ifndef PLUGINS_LINGUISTICS_SYNTAX_ENGLISH_PARTICIPANTS_H_
#define PLUGINS_LINGUISTICS_SYNTAX_ENGLISH_PARTICIPANTS_H_

#include <vector>

#include "plugins/linguistics/clauses.h"
#include "plugins/linguistics/syntax/english/drafter.h"
#include "plugins/linguistics/syntax/words.h"

namespace plx::linguistics::syntax {

struct Sentence {
  const std::vector<Word>& words;
  const std::vector<NamedSpan>& named;
};

// Sets subject and objects of the clause of `draft`, which ends before the word `end`; passives are turned
// round. `made` holds the clauses of the drafts before it: a subject may be the parent's.
void AddParticipants(const Sentence& sentence, const Draft& draft, size_t end, const std::vector<Clause>& made,
                     Clause* clause);

}  // namespace plx::linguistics::syntax

#endif  // PLUGINS_LINGUISTICS_SYNTAX_ENGLISH_PARTICIPANTS_H_
