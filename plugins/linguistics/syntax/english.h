// Clauses of one English sentence.
#ifndef PLUGINS_LINGUISTICS_SYNTAX_ENGLISH_H_
#define PLUGINS_LINGUISTICS_SYNTAX_ENGLISH_H_

#include <vector>

#include "plugins/linguistics/clauses.h"
#include "plugins/linguistics/syntax/words.h"

namespace plx::linguistics::syntax {

// Appends the clauses of a sentence of tagged `words`; `base` has sentence and block filled in.
// Clause::parent counts in *out. Pronouns stay unresolved (subject.entity empty).
void ParseEnglish(const std::vector<Word>& words, const std::vector<NamedSpan>& named,
                  const Clause& base, Accusations accusations, std::vector<Clause>* out);
// The same for a Chinese sentence.
void ParseChinese(const std::vector<Word>& words, const std::vector<NamedSpan>& named,
                  const Clause& base, std::vector<Clause>* out);

}  // namespace plx::linguistics::syntax

#endif  // PLUGINS_LINGUISTICS_SYNTAX_ENGLISH_H_
