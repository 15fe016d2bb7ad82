// Quantities: a numeral with its approximator and unit, as a value and the interval that the
// words allow. English and Chinese.
//
// Intervals: "approximately x%" is x ± 5 points, below 25% x ± a fifth of it; "about x" is x ± 10%; "nearly x%" is [x - 5, x];
// "nearly x" is [0.9 x, x]; "at least x" [x, inf); "more than x" (x, inf); "up to x" (-inf, x];
// "x to y" [x, y]. Counts, shares and money are never below 0, shares of a whole never above
// 100. The share rules are Parallax's choice: five points is what news writers round by.
//
// With Reading::kAny also shares whose size is not said ("a small percent"), of 0 to 100 percent.
//
// Not quantities: dates and times of day, references, names, ordinals that only number things
// ("Group 1", "first"), the determiners "one" and 一个 before an abstract noun. Superlative ranks
// ("fifth-largest", 第五大) are quantities with unit "rank".
#ifndef PLUGINS_LINGUISTICS_NUMBERS_QUANTITIES_H_
#define PLUGINS_LINGUISTICS_NUMBERS_QUANTITIES_H_

#include <string>
#include <string_view>
#include <vector>

#include "plugins/linguistics/numbers/numerals.h"
#include "plugins/linguistics/numbers/units.h"
#include "plugins/linguistics/text/tokens.h"

namespace plx::linguistics {

// The values are those of PLX_BOUND_*.
enum class Bound : uint32_t {
  kExact = 1,
  kApproximate = 2,
  kAtLeast = 3,
  kAtMost = 4,
  kMoreThan = 5,
  kLessThan = 6,
  kNearly = 7,
  kRange = 8,
};

// The part a quantity plays in an expression of change.
enum class QuantityRole : uint8_t {
  kLevel = 0,   // a plain value
  kFrom = 1,    // "from 60 to 40 units": the 60
  kTo = 2,      // the 40; also 增至, 降到, "rose to"
  kChange = 3,  // "rose by 5%", 增长了三成, "a 5% increase": a difference, not a level
};

// Which way a kChange (or kFrom/kTo pair) goes.
enum class ChangeSign : int8_t { kUnknown = 0, kIncrease = 1, kDecrease = -1 };

struct Quantity {
  plx_span_t span = {0, 0};          // the whole expression, approximator to unit
  plx_span_t numeral_span = {0, 0};  // the first numeral
  plx_span_t unit_span = {0, 0};     // unit or counted noun; empty if none
  plx_span_t cue_span = {0, 0};      // approximator; empty if none
  size_t first = 0;                  // tokens [first, end) of `span`
  size_t end = 0;
  double value = 0;  // as written, in `unit`: 40 for "40%", 3e11 for "$300 billion"; NaN of a share whose size is not said
  double low = 0;    // the interval; -inf / +inf where open
  double high = 0;
  Bound bound = Bound::kExact;
  std::string unit;  // canonical key; with a period "unit/month", "USD/barrel"; "" if bare
  UnitClass unit_class = UnitClass::kNone;
  std::string counted;  // lemma or Chinese head of the counted noun, where unit_class is kCount
  QuantityRole role = QuantityRole::kLevel;
  ChangeSign change = ChangeSign::kUnknown;
  int pair = -1;  // index of the other half of a from/to pair in the result, else -1
  plx_span_t base_span = {0, 0};  // what a share or multiple is taken of: "of those in the U.S.",
                                  // "of China's"; 美国的 in 美国的四分之一; empty if not said
  bool determiner = false;       // "one", "a", 一个: present only with QuantityOptions::determiners
  bool reference_scale = false;  // "per 100,000 people", "10-point plan": a denominator or a label
  double step = 1;               // as Numeral::step, in `unit`
  double unit_scale = 1;  // from the unit as written to `unit`: 0.01 for cents, 10 for decades
};

struct QuantityOptions {
  bool determiners = false;  // also report "a", "one", 一个 with a counted noun
  bool bare = true;          // report numbers without a unit
  Reading reading = Reading::kNews;
};

// All quantities of the sequence, in text order. Spans never overlap.
std::vector<Quantity> FindQuantities(const TokenSequence& tokens,
                                     const QuantityOptions& options = {});

// True if the closed intervals share a point, after widening each side by half of its `step`
// (so 37 and 37.4 billion agree if one of them was said in billions). Unit is not compared.
bool IntervalsMeet(const Quantity& a, const Quantity& b);

// "≥ 300 billion USD", "85-90 percent": for people, in English, stable.
std::string FormatQuantity(const Quantity& quantity);

}  // namespace plx::linguistics

#endif  // PLUGINS_LINGUISTICS_NUMBERS_QUANTITIES_H_
