// The parts of the English numeral grammar. Each function reads one construction; numeral.cc tries
// them in order. `out` comes with `first` set; a function that returns false may have changed it.
#ifndef PLUGINS_LINGUISTICS_NUMBERS_ENGLISH_GRAMMAR_H_
#define PLUGINS_LINGUISTICS_NUMBERS_ENGLISH_GRAMMAR_H_

#include "plugins/linguistics/numbers/numerals.h"

namespace plx::linguistics::english {

// Sets kind, end and an exact value; always true.
bool Finish(Numeral* out, NumeralKind kind, double value, size_t end);
void SetValue(Numeral* out, double value);
// Applies the scales after `out` ("half a |million|", "1.5 |million|"), also "a" before them.
void ReadScales(const TokenSequence& tokens, Numeral* out);

// fractions.cc

// "a third", "one third": a share, unless a noun follows ("a third country"). `after` is the token
// after the denominator.
bool ReadsAsShare(const TokenSequence& tokens, size_t first, size_t after);
// A fraction in words that starts at out->first: "two thirds", "three twenty-firsts",
// "one hundred and three quarters".
bool ReadWordFraction(const TokenSequence& tokens, Reading reading, Numeral* out);
// What makes a fraction or mixed number of the cardinal in `out`: "1|/4|", "3 |1/2|", "2|½|",
// "two |and a half|", "three |in five|", "one |over three|".
bool ContinueAsFraction(const TokenSequence& tokens, Reading reading, Numeral* out);

// indefinites.cc

// Numerals that start with a word that is no number word itself: "half a million", "a hundred",
// "a third", "twice", "fivefold", "doubled".
bool ReadIndefinite(const TokenSequence& tokens, Reading reading, Numeral* out);
// "dozens", "hundreds of thousands", "tens of millions", "several hundred", "a few dozen".
bool ReadVague(const TokenSequence& tokens, Numeral* out);

}  // namespace plx::linguistics::english

#endif  // PLUGINS_LINGUISTICS_NUMBERS_ENGLISH_GRAMMAR_H_
