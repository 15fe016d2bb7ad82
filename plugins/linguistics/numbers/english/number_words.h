// The number words of English.
#ifndef PLUGINS_LINGUISTICS_NUMBERS_ENGLISH_NUMBER_WORDS_H_
#define PLUGINS_LINGUISTICS_NUMBERS_ENGLISH_NUMBER_WORDS_H_

#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "plugins/linguistics/text/any_of.h"
#include "plugins/linguistics/text/tokens.h"

namespace plx::linguistics::english {

// The place a word takes in a cardinal: "two hundred and forty-five thousand".
enum class Part : uint8_t { kNone, kDigits, kOnes, kTeen, kTens, kDozen, kHundred, kScale };

struct NumberWord {
  Part part = Part::kNone;
  double value = 0;
  bool ordinal = false;  // fifth, hundredth
  bool plural = false;   // hundreds, millions, fifths (then also ordinal)
};

// The number word at token `i`; part kNone if it is none.
NumberWord WordAt(const TokenSequence& tokens, size_t i);

// False for words that no English numeral begins with.
bool MayBeginNumeral(std::string_view word);

// The word as a denominator ("fourth", "fifths", "quarters", "half"): its value, 0 if it is none.
// "first" and "second" are none; "firsts" is, after tens.
double Denominator(const TokenSequence& tokens, size_t i);

// ½ is 0.5; 0 for other characters.
double VulgarFraction(char32_t c);


// A hyphen inside a compound ("twenty-one"), or set between spaces ("twenty - one") where `spaced`.
bool IsHyphen(const TokenSequence& tokens, size_t i, bool spaced = false);
// The token after an optional hyphen at `i`.
size_t SkipHyphen(const TokenSequence& tokens, size_t i);

}  // namespace plx::linguistics::english

#endif  // PLUGINS_LINGUISTICS_NUMBERS_ENGLISH_NUMBER_WORDS_H_
