// One amount in two or three units, each smaller than the one before: "5 feet 2 inches",
// "3 dollars and 40 cents", 五元三毛.
#include <cmath>
#include <string_view>

#include "plugins/linguistics/numbers/quantity/context.h"
#include "plugins/linguistics/numbers/quantity/reader.h"
#include "plugins/linguistics/numbers/quantity/words.h"
#include "plugins/linguistics/text/any_of.h"

namespace plx::linguistics::quantity {
namespace {

struct SmallerUnit {
  std::string_view whole, part;
  double factor;
};
constexpr SmallerUnit kSmaller[] = {{"foot", "inch", 1.0 / 12},
                                    {"pound_mass", "ounce", 1.0 / 16},
                                    {"hour", "minute", 1.0 / 60},
                                    {"minute", "second", 1.0 / 60}};

// What `part` adds to `whole`, in the unit of `whole`; 0 if it is no part of it.
double PartOf(const Quantity& whole, const Quantity& part) {
  if (part.unit.empty()) return 0;
  if (part.unit == whole.unit && whole.unit_class == UnitClass::kCurrency)
    return part.unit_scale < whole.unit_scale ? part.value : 0;
  for (const SmallerUnit& s : kSmaller) {
    if (s.whole == whole.unit && s.part == part.unit) return part.value * s.factor;
  }
  return 0;
}

}  // namespace

// Adds the parts that follow the quantity of numeral `k`, which ends before `*end`. Returns the
// next numeral that belongs to no part.
size_t QuantityReader::ReadSmallerUnits(size_t k, size_t* end, Quantity* q) const {
  if (q->unit.empty() || q->unit_class == UnitClass::kCount) return k + 1;
  double smallest = q->unit_scale;
  for (++k; k < numerals_.size(); ++k) {
    const Numeral& n = numerals_[k];
    const bool joined =
        n.first == *end + 1 && (tokens_.Word(*end) == "and" || IsAnyOf(tokens_.Code(*end), U"又零"));
    if (n.first != *end && !joined) break;
    if (n.kind != NumeralKind::kCardinal || n.vague || n.value < 0 || n.magnitude > 1) break;
    Quantity part = Start(n);
    size_t part_end = ReadUnit(tokens_, n.end, options_.reading, &part);
    double added = PartOf(*q, part);
    const bool money = q->unit_class == UnitClass::kCurrency;
    if (added > 0 && money) smallest = part.unit_scale;
    if (added == 0) {  // signs of a unit only after a larger one
      const double sign = q->unit == "CNY" && tokens_.Code(n.end) == U'毛' ? 0.1
                          : q->unit == "CNY" && smallest <= 0.1 && tokens_.Code(n.end) == U'分'
                              ? 0.01
                          : q->unit == "foot" && tokens_.Word(n.end) == "in" ? 1.0 / 12
                                                                             : 0;
      added = n.value * sign;
      if (added > 0) part_end = n.end + 1;
      if (added > 0 && money) smallest = sign;
    }
    // "15 dollars 50", "fifteen dollars and fifty": speech leaves the cents out.
    if (added == 0 && options_.reading == Reading::kAny && money && smallest == 1 &&
        part.unit.empty() && q->value == std::floor(q->value) && n.value > 0 && n.value < 100 &&
        n.value == std::floor(n.value))
      added = n.value / 100;
    if (added <= 0) break;
    q->value += added;
    q->low += added;
    q->high += added;
    q->step = added / n.value;
    *end = part_end;
  }
  return k;
}

}  // namespace plx::linguistics::quantity
