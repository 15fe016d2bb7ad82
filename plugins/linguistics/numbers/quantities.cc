#include "plugins/linguistics/numbers/quantities.h"

#include <charconv>
#include <cmath>

#include "plugins/linguistics/numbers/quantity/reader.h"

namespace plx::linguistics {
namespace {

// "12", "3.5", "1.2e+15": enough digits for people, no locale.
std::string ShortNumber(double value) {
  char buffer[32];
  const std::to_chars_result r =
      std::to_chars(buffer, buffer + sizeof(buffer), value, std::chars_format::general, 10);
  return std::string(buffer, r.ptr);
}

std::string ScaledNumber(double value) {
  static constexpr std::pair<double, const char*> kScales[] = {
      {1e12, " trillion"}, {1e9, " billion"}, {1e6, " million"}};
  for (const auto& [scale, name] : kScales) {
    if (std::fabs(value) >= scale) return ShortNumber(value / scale) + name;
  }
  return ShortNumber(value);
}

}  // namespace

std::vector<Quantity> FindQuantities(const TokenSequence& tokens, const QuantityOptions& options) {
  return quantity::QuantityReader(tokens, options).Read();
}

bool IntervalsMeet(const Quantity& a, const Quantity& b) {
  const auto half = [](const Quantity& q) {
    return q.bound == Bound::kExact || q.bound == Bound::kApproximate ? q.step / 2 : 0.0;
  };
  return a.low - half(a) <= b.high + half(b) && b.low - half(b) <= a.high + half(a);
}

std::string FormatQuantity(const Quantity& q) {
  std::string text;
  switch (q.bound) {
    case Bound::kExact:
      text = ScaledNumber(q.value);
      break;
    case Bound::kApproximate:
      text = "≈ " + ScaledNumber(q.value);
      break;
    case Bound::kNearly:
    case Bound::kRange:
      text = ScaledNumber(q.low) + "–" + ScaledNumber(q.high);
      break;
    case Bound::kAtLeast:
      text = "≥ " + ScaledNumber(q.value);
      break;
    case Bound::kMoreThan:
      text = "> " + ScaledNumber(q.value);
      break;
    case Bound::kAtMost:
      text = "≤ " + ScaledNumber(q.value);
      break;
    case Bound::kLessThan:
      text = "< " + ScaledNumber(q.value);
      break;
  }
  if (q.unit == "percent") return text + "%";
  if (!q.unit.empty()) text += " " + q.unit;
  return text;
}

}  // namespace plx::linguistics
