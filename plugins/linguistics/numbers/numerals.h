// Numerals: number words and digits of English and Chinese with their values.
//
// "three hundred billion", "half a million", "two thirds", "1.2bn", "2.5k", "三千亿", "1.2万亿",
// "百分之八十五", "两成", "四分之一", "数十", "壹貳". Not numerals: references "[5]", digits that
// are part of a name ("F-35", "COVID-19", "G7", "5G"), the pronoun "one", 一 in 一直 / 统一 / 一些.
#ifndef PLUGINS_LINGUISTICS_NUMBERS_NUMERALS_H_
#define PLUGINS_LINGUISTICS_NUMBERS_NUMERALS_H_

#include <optional>
#include <string_view>
#include <vector>

#include "plugins/linguistics/text/tokens.h"

namespace plx::linguistics {

// What is taken for a number.
enum class Reading : uint8_t {
  kNews = 1,  // what running text counts or measures with
  kAny = 2,   // every number that is said: also in names ("SCP-173") and addresses, as people speak
              // or calculate ("one over three", "2.33 k", "5,25", 七五折)
};

enum class NumeralKind : uint8_t {
  kCardinal = 1,  // 3, three, 1.5 million, 三千亿
  kOrdinal = 2,   // fifth, 21st, 第三
  kFraction = 3,  // two thirds, 1/4, 四分之一: value is the ratio
  kPercent = 4,   // 百分之八十五, 八成: value is in percent (85); "85%" is a cardinal with a unit
  kMultiple = 5,  // double, twice, triple, 翻一番: value is the factor
};

struct Numeral {
  plx_span_t span = {0, 0};
  size_t first = 0;  // tokens [first, end)
  size_t end = 0;
  NumeralKind kind = NumeralKind::kCardinal;
  double value = 0;  // as written; for a vague numeral the middle of low and high
  double low = 0;    // == value unless vague: "dozens" [24, 96], 数十 [20, 90], 十余 (10, 20)
  double high = 0;
  bool vague = false;       // dozens, several, 数十, 几百, 上百, 十余, 30多
  bool open_low = false;    // vague and strictly more than `low` (十余, 30多)
  bool determiner = false;  // 一个, "a", "one" as a determiner: rarely a quantity worth comparing
  bool digits = false;      // written with digits
  bool currency_glued = false;  // "$37": a currency mark touches the first digit
  double magnitude = 1;  // the magnitude word that ends it: 1e9 for "8.5 billion", 1e8 for 3亿
  double step = 1;       // weight of the last digit written: 100 for "1,200", 1e8 for "37亿", 0.1
                         // for "8.5": how precisely it was said
};

// All numerals, in order, none overlapping.
std::vector<Numeral> FindNumerals(const TokenSequence& tokens, Reading reading = Reading::kNews);

// The numeral that starts at token `first`, as FindNumerals would give it.
std::optional<Numeral> NumeralAt(const TokenSequence& tokens, size_t first);

// The value of a text that is one numeral and nothing else ("half a million", "３．５亿").
std::optional<double> ParseNumeral(std::string_view text);

}  // namespace plx::linguistics

#endif  // PLUGINS_LINGUISTICS_NUMBERS_NUMERALS_H_
