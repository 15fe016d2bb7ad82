// The parts of speech of an English sentence: a bigram hidden Markov model, and what it is known to get wrong.
#ifndef PLUGINS_LINGUISTICS_SYNTAX_ENGLISH_TAGS_H_
#define PLUGINS_LINGUISTICS_SYNTAX_ENGLISH_TAGS_H_

#include <vector>

#include "plugins/linguistics/syntax/words.h"

namespace plx::linguistics::syntax {

// Gives every word its tag; tags that words already have are kept.
void TagEnglish(std::vector<Word>* words);

// The tag of a word by itself.
char LikeliestTag(const Word& word);

}  // namespace plx::linguistics::syntax

#endif  // PLUGINS_LINGUISTICS_SYNTAX_ENGLISH_TAGS_H_
