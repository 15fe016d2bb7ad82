// The words of English dates.
#ifndef PLUGINS_LINGUISTICS_TIME_SPOKEN_WORDS_H_
#define PLUGINS_LINGUISTICS_TIME_SPOKEN_WORDS_H_

#include <initializer_list>
#include <string_view>

#include "plugins/linguistics/text/any_of.h"
#include "plugins/linguistics/time/spoken/holidays.h"
#include "plugins/linguistics/time/spoken/interval.h"

namespace plx::linguistics::spoken {

// "January", "jan", "sept": 1..12; 0 if `word` is none.
int MonthNamed(std::string_view word);
// "Monday", "mon", "thurs": 1..7; 0 if `word` is none.
int WeekdayNamed(std::string_view word);
// The unit named at token `i` ("days", "business days", "work week"); `end` is the token after it.
Grain GrainAt(const TokenSequence& tokens, size_t i, size_t* end);
// Four digits from 1500 to 2199; 0 if token `i` is none.
int YearToken(const TokenSequence& tokens, size_t i);

// A plain integer of at most `digits` digits, -1 for others.
int IntegerToken(const TokenSequence& tokens, size_t i, size_t digits);
// Two digits as a year: 30..99 of the last century, others of this one.
inline int FullYear(int two) { return two >= 30 ? 1900 + two : 2000 + two; }
inline bool IsMonthNumber(int n) { return n >= 1 && n <= 12; }
inline bool IsDayNumber(int n) { return n >= 1 && n <= 31; }

}  // namespace plx::linguistics::spoken

#endif  // PLUGINS_LINGUISTICS_TIME_SPOKEN_WORDS_H_
