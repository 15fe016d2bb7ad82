// The two grammars behind numerals.h. Each recognises one numeral that starts exactly at `first`;
// numerals.cc decides where to start and what is a name.
#ifndef PLUGINS_LINGUISTICS_NUMBERS_NUMERAL_GRAMMAR_H_
#define PLUGINS_LINGUISTICS_NUMBERS_NUMERAL_GRAMMAR_H_

#include <string_view>

#include "plugins/linguistics/numbers/numerals.h"

namespace plx::linguistics {

// Fill `out` (first, end, kind, value, low, high, flags; not span) and return true on a match.
bool ParseEnglishNumeral(const TokenSequence& tokens, size_t first, Numeral* out);
bool ParseChineseNumeral(const TokenSequence& tokens, size_t first, Numeral* out);

// The value of a kNumber token's folded form ("1,200.5"); `step` receives the weight of its last
// digit.
double DigitsValue(std::string_view digits, double* step);

// The factor of a magnitude that touches digits ("2.5k", "1.2bn", "8.5trn"); 0 if `word` is none.
// Single letters that are also units or names (m, b, t, K, M, B, T) are decided by the caller's
// context: they are given here with *ambiguous set.
double GluedMagnitude(std::string_view word, bool* ambiguous);

// The factor of a Han magnitude character (十 百 千 万 亿 兆); 0 if it is none.
double HanMagnitude(char32_t c);
// 0..9 (10 for 十 is a magnitude, not a digit), -1 if `c` is no Han digit.
int HanDigit(char32_t c);

}  // namespace plx::linguistics

#endif  // PLUGINS_LINGUISTICS_NUMBERS_NUMERAL_GRAMMAR_H_
