// Is an English word a word, or only a name?
#ifndef PLUGINS_ENTITIES_RULES_COMMON_WORDS_H_
#define PLUGINS_ENTITIES_RULES_COMMON_WORDS_H_

#include <string_view>

namespace plx::entities {

// True if the lexicon of plugins/linguistics lists the folded word, or a form of it, as something
// else than a name. A capital at the beginning of a sentence then says nothing.
bool IsCommonWord(std::string_view folded);

}  // namespace plx::entities

#endif  // PLUGINS_ENTITIES_RULES_COMMON_WORDS_H_
