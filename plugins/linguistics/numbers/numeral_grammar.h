// The two grammars behind numerals.h. Each recognises one numeral that starts exactly at `first`;
// numerals.cc decides where to start and what is a name.
#ifndef PLUGINS_LINGUISTICS_NUMBERS_NUMERAL_GRAMMAR_H_
#define PLUGINS_LINGUISTICS_NUMBERS_NUMERAL_GRAMMAR_H_

#include "plugins/linguistics/numbers/digits.h"
#include "plugins/linguistics/numbers/numerals.h"

namespace plx::linguistics {

// Fill `out` (first, end, kind, value, low, high, flags; not span) and return true on a match.
bool ParseEnglishNumeral(const TokenSequence& tokens, size_t first, Reading reading, Numeral* out);
bool ParseChineseNumeral(const TokenSequence& tokens, size_t first, Reading reading, Numeral* out);

// The factor of a Han magnitude character (十 百 千 万 亿 兆); 0 if it is none.
double HanMagnitude(char32_t c);
// 0..9 (10 for 十 is a magnitude, not a digit), -1 if `c` is no Han digit.
int HanDigit(char32_t c);

}  // namespace plx::linguistics

#endif  // PLUGINS_LINGUISTICS_NUMBERS_NUMERAL_GRAMMAR_H_
