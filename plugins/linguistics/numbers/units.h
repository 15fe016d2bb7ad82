// Units of measurement and counting, with one canonical key across English and Chinese.
//
// Data: data/units.tsv. Keys: "percent", "percentage_point", "times", "USD" and other ISO 4217
// codes, "year", "month", "week", "day", "hour", "minute", "second", "tonne", "kilogram", "metre",
// "kilometre", "square_kilometre", "hectare", "barrel", "watt", "watt_hour", "celsius", and count
// units: "country", "company", "person", "vessel", "aircraft", "vehicle", "case", "item" ...
#ifndef PLUGINS_LINGUISTICS_NUMBERS_UNITS_H_
#define PLUGINS_LINGUISTICS_NUMBERS_UNITS_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "plugins/linguistics/numbers/numerals.h"
#include "plugins/linguistics/text/tokens.h"

namespace plx::linguistics {

enum class UnitClass : uint8_t {
  kNone = 0,     // a bare number
  kPercent = 1,  // percent, percentage_point, basis_point
  kRatio = 2,    // "fraction" (one-fourth) and "times" (3 times, 三倍)
  kCurrency = 3,
  kDuration = 4,
  kMass = 5,
  kLength = 6,
  kArea = 7,
  kVolume = 8,
  kEnergy = 9,
  kPower = 10,
  kTemperature = 11,
  kSpeed = 12,
  kData = 13,
  kCount = 14,  // the counted noun
  kRank = 15,   // fifth-largest, 第五大
  kAngle = 16,
};

struct Unit {
  std::string key;  // canonical; empty: no unit
  UnitClass unit_class = UnitClass::kNone;
  double scale = 1;      // factor to the canonical unit: decade -> 10 (year), 公里 -> 1 (kilometre)
  double magnitude = 1;  // of the number, said with the unit: 1e6 for "MUSD", "USD million"
  size_t end = 0;        // token after the unit
};

// The unit that starts at token `first`, longest match; key empty if none. For counted nouns only
// those in the table: FindQuantities falls back to the lemma of the noun.
Unit UnitAt(const TokenSequence& tokens, size_t first, Reading reading = Reading::kNews);

// A currency mark or prefix ("$", "US$", "A$", "€", "RMB", 人民币) that ends before token `end`:
// `first` receives its first token. key empty if none.
// With Reading::kAny also a name ("dollar 22").
Unit CurrencyBefore(const TokenSequence& tokens, size_t end, size_t* first,
                    Reading reading = Reading::kNews);

// The canonical key of a counted noun: "companies", 企业, 公司 -> "company"; a noun that is not in
// the table gives its lemma.
std::string CountKey(std::string_view noun);

// True if two quantities with these keys may speak of the same thing: the same key, or one is the
// kind the other belongs to ("aircraft" and "fighter_jet", "person" and "soldier", "unit" and
// whatever is counted): Chinese measure words name only the kind. Periods must agree: "unit/month"
// and "unit" do not.
bool UnitsCompatible(std::string_view a, std::string_view b);

// True for the key of a currency, with or without a period: "SEK", "krona", "USD/day".
bool IsCurrency(std::string_view key);

}  // namespace plx::linguistics

#endif  // PLUGINS_LINGUISTICS_NUMBERS_UNITS_H_
