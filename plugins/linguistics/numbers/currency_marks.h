// Signs and codes of currencies that stand before or after a number.
#ifndef PLUGINS_LINGUISTICS_NUMBERS_CURRENCY_MARKS_H_
#define PLUGINS_LINGUISTICS_NUMBERS_CURRENCY_MARKS_H_

#include <string_view>

namespace plx::linguistics {

// The ISO 4217 code of a sign ("$" is taken for USD, "¥" for CNY); empty if `c` is none.
std::string_view CurrencyOfMark(char32_t c);
// The code of "120 MEUR" and "MUSD 60", as written; empty for other words.
std::string_view CurrencyOfMillions(std::string_view written);

}  // namespace plx::linguistics

#endif  // PLUGINS_LINGUISTICS_NUMBERS_CURRENCY_MARKS_H_
