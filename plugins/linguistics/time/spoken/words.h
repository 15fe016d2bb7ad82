// The words of English dates.
#ifndef PLUGINS_LINGUISTICS_TIME_SPOKEN_WORDS_H_
#define PLUGINS_LINGUISTICS_TIME_SPOKEN_WORDS_H_

#include <initializer_list>
#include <string_view>

#include "plugins/linguistics/time/spoken/interval.h"

namespace plx::linguistics::spoken {

bool IsAnyOf(std::string_view word, std::initializer_list<std::string_view> words);
// "January", "jan", "sept": 1..12; 0 if `word` is none.
int MonthNamed(std::string_view word);
// "Monday", "mon", "thurs": 1..7; 0 if `word` is none.
int WeekdayNamed(std::string_view word);
// The unit named at token `i` ("days", "business days", "work week"); `end` is the token after it.
Grain GrainAt(const TokenSequence& tokens, size_t i, size_t* end);
// Four digits from 1500 to 2199; 0 if token `i` is none.
int YearToken(const TokenSequence& tokens, size_t i);
// A holiday of a fixed rule that starts at token `i` ("Christmas", "Labor Day"): its day in `year`.
// `end` receives the token after it, `i` if there is none.
int64_t HolidayAt(const TokenSequence& tokens, size_t i, int year, size_t* end);

}  // namespace plx::linguistics::spoken

#endif  // PLUGINS_LINGUISTICS_TIME_SPOKEN_WORDS_H_
