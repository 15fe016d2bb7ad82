// Chinese word borders: the most probable way to cut a row of Han characters into dictionary words
// (shortest path over the words' -ln p, as jieba does without its hidden Markov model).
//
// Data: data/words_zh.tsv. Traditional text is cut by its Simplified form. [any-thread]
#ifndef PLUGINS_LINGUISTICS_TEXT_CHINESE_WORDS_H_
#define PLUGINS_LINGUISTICS_TEXT_CHINESE_WORDS_H_

#include <cstdint>
#include <vector>

#include "plugins/linguistics/text/tokens.h"

namespace plx::linguistics {

struct ChineseWord {
  size_t first = 0;  // tokens [first, end), all Han
  size_t end = 0;
  char word_class = '\0';  // as in the dictionary: N noun, v verb, w noun or verb, J adjective,
                           // I preposition, Y particle, ... ; 0 if it lists no such word
};

// The words of the Han tokens from `first` up to `end` or the first other token.
std::vector<ChineseWord> CutChinese(const TokenSequence& tokens, size_t first, size_t end);

// Where the Han row around token `i` begins and ends.
size_t HanRowBegin(const TokenSequence& tokens, size_t i);
size_t HanRowEnd(const TokenSequence& tokens, size_t i);

// The word of its row that token `i` lies in.
ChineseWord ChineseWordAt(const TokenSequence& tokens, size_t i);

}  // namespace plx::linguistics

#endif  // PLUGINS_LINGUISTICS_TEXT_CHINESE_WORDS_H_
