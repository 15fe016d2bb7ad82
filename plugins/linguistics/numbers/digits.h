// Numbers written with digits, as both languages write them.
#ifndef PLUGINS_LINGUISTICS_NUMBERS_DIGITS_H_
#define PLUGINS_LINGUISTICS_NUMBERS_DIGITS_H_

#include <string_view>

#include "plugins/linguistics/numbers/numerals.h"

namespace plx::linguistics {

// The value of a kNumber token's folded form ("1,200.5"); `step` receives the weight of its last
// digit.
double DigitsValue(std::string_view digits, double* step);

struct DigitNumber {
  double value = 0;
  double step = 1;  // weight of the last digit
  size_t end = 0;   // token after it
};

// The number whose first digits are token `first` (a kNumber): groups set apart by spaces
// ("1 414 021.5"), an exponent ("1.3e6", "6.2x10^-4") or a power ("2^5"); with Reading::kAny also a
// decimal comma ("5,25", "1.111,5").
DigitNumber ReadDigits(const TokenSequence& tokens, size_t first, Reading reading);

// The factor of a magnitude that touches digits ("2.5k", "1.2bn", "8.5trn"); 0 if `word` is none.
// Single letters that are also units or names (m, b, t, K, M, B, T) are decided by the caller's
// context: they are given here with *ambiguous set.
double GluedMagnitude(std::string_view word, bool* ambiguous);

}  // namespace plx::linguistics

#endif  // PLUGINS_LINGUISTICS_NUMBERS_DIGITS_H_
