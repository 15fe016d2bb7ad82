// The words of Han text: the likeliest cut by the dictionary, with each word's class.
#ifndef PLUGINS_LINGUISTICS_SYNTAX_CHINESE_WORDS_H_
#define PLUGINS_LINGUISTICS_SYNTAX_CHINESE_WORDS_H_

#include <vector>

#include "plugins/linguistics/syntax/words.h"

namespace plx::linguistics::syntax {

// Appends the words of a run of Han characters. `named` is ordered by span.begin; names are words of their own.
void AppendChineseWords(const Document& document, plx_span_t run, const std::vector<NamedSpan>& named,
                        std::vector<Word>* words);

}  // namespace plx::linguistics::syntax

#endif  // PLUGINS_LINGUISTICS_SYNTAX_CHINESE_WORDS_H_
