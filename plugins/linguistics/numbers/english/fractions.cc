#include <algorithm>
#include <cmath>
#include <string_view>

#include "plugins/linguistics/numbers/digits.h"
#include "plugins/linguistics/numbers/english/cardinal.h"
#include "plugins/linguistics/numbers/english/grammar.h"

namespace plx::linguistics::english {
namespace {

bool IsInteger(double value) { return value == std::floor(value); }

// The denominator word of the run of number words that starts at `first`; `first` if there is none.
size_t FindDenominator(const TokenSequence& tokens, Reading reading, size_t first) {
  constexpr size_t kLongestRun = 16;
  for (size_t i = first; i < first + kLongestRun; ++i) {
    if (i > first && tokens.Kind(i) == TokenKind::kWord && Denominator(tokens, i) != 0) return i;
    const NumberWord word = WordAt(tokens, i);
    const bool joins =
        i > first && (IsHyphen(tokens, i, reading == Reading::kAny) || tokens.Word(i) == "and");
    const bool plural_of_tens = word.ordinal && word.plural;  // "twenty-firsts"
    if (plural_of_tens) return i;
    // "twenty-first": the ones may end a denominator of two words.
    if (word.ordinal && WordAt(tokens, i - 1).part == Part::kTens) return i;
    if (word.ordinal && IsHyphen(tokens, i - 1) && i > first + 1) return i;
    if (word.part == Part::kNone && !joins && tokens.Kind(i) != TokenKind::kNumber) return first;
  }
  return first;
}

struct Ratio {
  double numerator = 0, denominator = 0;
  bool hyphen = false;  // "one-third"
  double value() const { return numerator / denominator; }
};

// The ratio whose numerator starts at `first` and whose denominator ends with token `last`, said
// with the longest denominator: "one hundred thirty fifths" is 100/35. False if none.
bool ReadRatio(const TokenSequence& tokens, Reading reading, size_t first, size_t last,
               Ratio* ratio) {
  for (size_t split = first + 1; split <= last; ++split) {
    if (tokens.Word(split - 1) == "and") continue;
    CardinalReader numerator(tokens, first, reading, split);
    if (!numerator.Read() || numerator.ordinal()) return false;
    const bool hyphen =
        numerator.end() + 1 == split && IsHyphen(tokens, split - 1, reading == Reading::kAny);
    if (numerator.end() != split && !hyphen) continue;
    double denominator = 0;
    if (split == last) {
      denominator = Denominator(tokens, last);
    } else if (WordAt(tokens, split).part < Part::kDozen && !hyphen) {
      CardinalReader reader(tokens, split, reading, last + 1);
      if (reader.Read() && reader.end() == last + 1 && reader.ordinal())
        denominator = reader.value();
    }
    if (denominator < 2) continue;
    *ratio = {numerator.value(), denominator, hyphen};
    return true;
  }
  return false;
}

// "one hundred and |three quarters|": a whole number, then a fraction below one. The fraction is of
// the scale, where the whole ends with one: "five billion and three quarters".
bool ReadWholeAndRatio(const TokenSequence& tokens, Reading reading, size_t last, Numeral* out) {
  if (out->first > 0 && tokens.Word(out->first - 1) == "between") return false;
  for (size_t i = last; i > out->first + 1; --i) {
    if (tokens.Word(i - 1) != "and") continue;
    Ratio ratio;
    if (!ReadRatio(tokens, reading, i, last, &ratio) || ratio.value() >= 1) continue;
    CardinalReader whole(tokens, out->first, reading, i - 1);
    if (!whole.Read() || whole.ordinal()) return false;
    double value = whole.value();
    if (whole.end() != i - 1) {  // "twenty and three and three fifths"
      CardinalReader rest(tokens, whole.end() + 1, reading, i - 1);
      const bool joined = reading == Reading::kAny && tokens.Word(whole.end()) == "and" &&
                          rest.Read() && rest.end() == i - 1 && rest.value() < 10;
      if (!joined) return false;
      value += rest.value();
    }
    const NumberWord scale = WordAt(tokens, last + 1);
    const double unit = scale.part == Part::kScale ? scale.value : whole.magnitude();
    out->step = unit / ratio.denominator;
    return Finish(out, NumeralKind::kCardinal, value + ratio.value() * unit,
                  last + (scale.part == Part::kScale ? 2 : 1));
  }
  return false;
}

// "|1/4|", not a date or a name.
bool ReadSlash(const TokenSequence& tokens, Reading reading, Numeral* out) {
  const size_t i = out->end;
  if (tokens.Code(i) != '/' || !tokens.Glued(i) || !tokens.Glued(i + 1) ||
      tokens.Kind(i + 1) != TokenKind::kNumber || tokens.Code(i + 2) == '/' ||
      (out->first > 0 && tokens.Code(out->first - 1) == '/'))
    return false;
  double step = 1;
  const double d = DigitsValue(tokens.Word(i + 1), &step);
  const bool proper = d <= 100 && out->value < d;
  if (d < 2 || (!proper && reading == Reading::kNews) || !IsInteger(out->value)) return false;
  if (out->value == 9 && d == 11) return false;
  out->step = 1 / d;
  return Finish(out, NumeralKind::kFraction, out->value / d, i + 2);
}

// "3 |1/2|", "2|½|".
bool ReadMixedDigits(const TokenSequence& tokens, Reading reading, Numeral* out) {
  const size_t i = out->end;
  if (const double fraction = VulgarFraction(tokens.Code(i)); fraction != 0 && tokens.Glued(i)) {
    out->step = fraction < 0.5 ? fraction : 1 - fraction;
    Finish(out, NumeralKind::kCardinal, out->value + fraction, i + 1);
    ReadScales(tokens, out);
    return true;
  }
  if (tokens.Kind(i) != TokenKind::kNumber || tokens.Code(i + 1) != '/' || !tokens.Glued(i + 1) ||
      !tokens.Glued(i + 2) || tokens.Kind(i + 2) != TokenKind::kNumber)
    return false;
  double unused = 1;
  const double n = DigitsValue(tokens.Word(i), &unused);
  const double d = DigitsValue(tokens.Word(i + 2), &unused);
  if (d < 2 || (reading == Reading::kNews && (d > 16 || n >= d))) return false;
  out->step = 1 / d;
  Finish(out, NumeralKind::kCardinal, out->value + n / d, i + 3);
  ReadScales(tokens, out);
  return true;
}

// "two |and a half|", "a million |and a quarter|".
bool ReadAndPart(const TokenSequence& tokens, Reading reading, Numeral* out) {
  const size_t i = out->end;
  if (tokens.Word(i) != "and" || !IsAnyOf(tokens.Word(i + 1), {"a", "one"})) return false;
  const double d = Denominator(tokens, i + 2);
  if (d == 0 || WordAt(tokens, i + 2).plural) return false;
  if (d > 4 && reading == Reading::kNews) return false;
  const NumberWord scale = WordAt(tokens, i + 3);
  if (out->magnitude > 1 && scale.part >= Part::kHundred) {
    // "one billion and a half million" adds two numbers.
    if (scale.value > out->magnitude || scale.ordinal) return false;
    out->step = scale.value / d;
    return Finish(out, NumeralKind::kCardinal, out->value + scale.value / d, i + 4);
  }
  out->step = out->magnitude / d;
  Finish(out, NumeralKind::kCardinal, out->value + out->step, i + 3);
  ReadScales(tokens, out);
  return true;
}

// "three |in five|", "nine |out of ten|", in speech also "one |over three|".
bool ReadProportion(const TokenSequence& tokens, Reading reading, Numeral* out) {
  size_t i = out->end;
  const bool any = reading == Reading::kAny;
  const bool out_of = tokens.Word(i) == "out" && tokens.Word(i + 1) == "of";
  const bool over = any && tokens.Word(i) == "over";
  if (!out_of && !over && tokens.Word(i) != "in") return false;
  i += out_of ? 2 : 1;
  if (tokens.Word(i) == "every") ++i;
  CardinalReader whole(tokens, i, reading);
  if (!whole.Read() || whole.ordinal() || whole.value() < 2) return false;
  static constexpr auto kTimes = {"years", "months",  "days",   "weeks",
                                  "hours", "minutes", "decades"};
  const std::string_view noun = tokens.Word(whole.end());
  const bool time = std::find(kTimes.begin(), kTimes.end(), noun) != kTimes.end();
  if (over) {
    if (time) return false;  // "$2000 over 3 years"
    out->step = 1 / whole.value();
    return Finish(out, NumeralKind::kFraction, out->value / whole.value(), whole.end());
  }
  if (out->value >= whole.value() || out->value < 1 || whole.value() > (out_of || any ? 1000 : 20))
    return false;
  if (out->digits && !whole.digits() && !any) return false;
  // "five in 10 years" is no share, "one in 10" and "one in five people" are.
  if (!out_of && (time || IsAnyOf(noun, {"countries", "cities", "states", "provinces"})))
    return false;
  out->step = 1 / whole.value();
  return Finish(out, NumeralKind::kFraction, out->value / whole.value(), whole.end());
}

}  // namespace

bool ReadsAsShare(const TokenSequence& tokens, size_t first, size_t after) {
  if (IsHyphen(tokens, after - 2)) return true;  // one-third
  if (first > 0 && IsAnyOf(tokens.Word(first - 1),
                           {"by", "about", "around", "nearly", "almost", "roughly", "over", "than",
                            "approximately", "least", "most", "only", "just"}))
    return true;
  if (after >= tokens.size()) return true;
  if (tokens.Kind(after) != TokenKind::kWord) return true;
  return IsAnyOf(tokens.Word(after), {"of",   "as",    "more", "less",  "lower",  "higher",  "the",
                                      "from", "since", "in",   "fewer", "larger", "smaller", "and",
                                      "is",   "are",   "was",  "were",  "its",    "to"});
}

bool ReadWordFraction(const TokenSequence& tokens, Reading reading, Numeral* out) {
  const size_t last = FindDenominator(tokens, reading, out->first);
  if (last == out->first) return false;
  const bool quarter = IsAnyOf(tokens.Word(last), {"quarter", "quarters"});
  const bool half = IsAnyOf(tokens.Word(last), {"half", "halves"});
  const bool plural = tokens.Word(last).back() == 's';
  // A cardinal and an ordinal that make one ordinal ("twenty-third") are no fraction.
  CardinalReader ordinal(tokens, out->first, reading, last + 1);
  if (!plural && !quarter && !half && ordinal.Read() && ordinal.ordinal() &&
      ordinal.end() == last + 1)
    return false;
  if (ReadWholeAndRatio(tokens, reading, last, out)) return true;
  Ratio ratio;
  if (!ReadRatio(tokens, reading, out->first, last, &ratio)) return false;
  if (ratio.numerator < 1 || !IsInteger(ratio.numerator)) return false;
  if (ratio.numerator > 99 && reading == Reading::kNews) return false;
  if (ratio.numerator > 1 && !plural && !ratio.hyphen) return false;  // "two second places"
  if (quarter && out->first > 0 &&
      IsAnyOf(tokens.Word(out->first - 1),
              {"last", "past", "next", "for", "first", "previous", "consecutive", "straight"}))
    return false;
  if (ratio.numerator == 1 && !ReadsAsShare(tokens, out->first, last + 1)) return false;
  out->step = 1 / ratio.denominator;
  Finish(out, NumeralKind::kFraction, ratio.value(), last + 1);
  if (WordAt(tokens, out->end).part == Part::kScale) {
    ReadScales(tokens, out);
  } else if (tokens.Word(out->end) == "of" && tokens.Word(out->end + 1) == "a" &&
             WordAt(tokens, out->end + 2).part == Part::kScale) {
    out->end += 1;
    ReadScales(tokens, out);
  }
  return true;
}

bool ContinueAsFraction(const TokenSequence& tokens, Reading reading, Numeral* out) {
  if (out->digits && (ReadSlash(tokens, reading, out) || ReadMixedDigits(tokens, reading, out)))
    return true;
  return ReadAndPart(tokens, reading, out) || ReadProportion(tokens, reading, out);
}

}  // namespace plx::linguistics::english
