// How rare a word is in news: the rarer the words that two texts share, the surer both speak of one thing.
// Data: data/rarity.tsv; of Chinese words data/words_zh.tsv.
#ifndef PLUGINS_LINGUISTICS_MEANING_RARITY_H_
#define PLUGINS_LINGUISTICS_MEANING_RARITY_H_

#include <cstddef>

#include "plugins/linguistics/text/tokens.h"

namespace plx::linguistics {

// Of words that no table lists, and the least that is told apart: a word of every fifteenth sentence says little, but
// may be the name that matters.
inline constexpr int kMostRare = 900, kLeastRare = 250;

// -100 ln of the share of sentences that have the rarest word of tokens [first, end), in any of its forms; between
// kLeastRare and kMostRare. [any-thread]
int Rarity(const TokenSequence& tokens, size_t first, size_t end);

}  // namespace plx::linguistics

#endif  // PLUGINS_LINGUISTICS_MEANING_RARITY_H_
