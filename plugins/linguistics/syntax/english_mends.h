// What a bigram model gets wrong in the tags of a sentence, and words farther off put right: a base form behind a modal, a
// past form that is the one verb of its clause, a headline without a verb.
#ifndef PLUGINS_LINGUISTICS_SYNTAX_ENGLISH_MENDS_H_
#define PLUGINS_LINGUISTICS_SYNTAX_ENGLISH_MENDS_H_

#include <vector>

#include "plugins/linguistics/syntax/words.h"

namespace plx::linguistics::syntax {

// A common noun.
inline bool IsNounLike(char tag) { return tag == kNoun || tag == kNounPlural; }

// Of a whole sentence, tagged by the model.
void MendEnglishTags(std::vector<Word>* words);

}  // namespace plx::linguistics::syntax

#endif  // PLUGINS_LINGUISTICS_SYNTAX_ENGLISH_MENDS_H_
