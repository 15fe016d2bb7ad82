// What a Chinese word that is in no concept may be called in English. Data: data/dictionary.tsv.
#ifndef PLUGINS_LINGUISTICS_MEANING_DICTIONARY_H_
#define PLUGINS_LINGUISTICS_MEANING_DICTIONARY_H_

#include <string>
#include <string_view>
#include <vector>

namespace plx::linguistics {

// The keys (as Term::key: a concept id or an English lemma) that an English text may have for the
// Chinese word, most usual first, distinct; of a gloss of two words each word counts ("coral reef":
// "coral", "reef") unless both are one concept. Empty if the dictionary lacks the word. [any-thread]
std::vector<std::string> TranslationKeys(std::string_view han);

}  // namespace plx::linguistics

#endif  // PLUGINS_LINGUISTICS_MEANING_DICTIONARY_H_
