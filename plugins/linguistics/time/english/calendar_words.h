// The words of English dates in news text.
#ifndef PLUGINS_LINGUISTICS_TIME_ENGLISH_CALENDAR_WORDS_H_
#define PLUGINS_LINGUISTICS_TIME_ENGLISH_CALENDAR_WORDS_H_

#include <initializer_list>
#include <string_view>

#include "plugins/linguistics/time/date_grammar.h"

namespace plx::linguistics::english {

// The month named at token `i`, 0 if none; "march" and "may" need a capital.
int MonthOf(const TokenSequence& tokens, size_t i);
// 1 Monday .. 7 Sunday, 0 if `w` names none.
int WeekdayOf(std::string_view w);
TimeUnit UnitOf(std::string_view w);
// A year in digits: 1800..2199, four digits, no separator; 0 if none.
int YearAt(const TokenSequence& tokens, size_t i);
// Day of the month in digits with an optional ordinal ending; 0 if none.
int DayAt(const TokenSequence& tokens, size_t i, size_t* end);

// False for words that no date of news text begins with: with what introduces it, or without that and "the".
bool MayBeginDate(std::string_view word);
bool MayBeginPeriod(std::string_view word);

}  // namespace plx::linguistics::english

#endif  // PLUGINS_LINGUISTICS_TIME_ENGLISH_CALENDAR_WORDS_H_
