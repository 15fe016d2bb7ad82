// Small questions about tokens that the quantity rules share.
#ifndef PLUGINS_LINGUISTICS_NUMBERS_QUANTITY_WORDS_H_
#define PLUGINS_LINGUISTICS_NUMBERS_QUANTITY_WORDS_H_

#include <string_view>

#include "plugins/linguistics/text/any_of.h"
#include "plugins/linguistics/text/tokens.h"

namespace plx::linguistics::quantity {

inline bool EndsWith(std::string_view word, std::string_view ending) {
  return word.size() >= ending.size() && word.substr(word.size() - ending.size()) == ending;
}

// A hyphen inside a compound ("10-point").
inline bool IsHyphen(const TokenSequence& tokens, size_t i) {
  return tokens.Code(i) == '-' && tokens.Glued(i) && tokens.Glued(i + 1);
}

// A word between a number and the noun it counts that ends the search.
bool StopsNounSearch(const TokenSequence& tokens, size_t i);

}  // namespace plx::linguistics::quantity

#endif  // PLUGINS_LINGUISTICS_NUMBERS_QUANTITY_WORDS_H_
