// The two grammars behind FindDates, and the calendar steps they share.
#ifndef PLUGINS_LINGUISTICS_TIME_DATE_GRAMMAR_H_
#define PLUGINS_LINGUISTICS_TIME_DATE_GRAMMAR_H_

#include "plugins/linguistics/time/dates.h"

namespace plx::linguistics {

enum class TimeUnit : uint8_t { kNone, kDay, kWeek, kMonth, kQuarter, kYear, kDecade, kCentury };

// `date` moved by `count` units, cut to the unit's precision: 2025-07-05 + 1 year is 2026, + 2
// months 2025-09, + 3 days 2025-07-08. Unknown stays unknown.
Date Shift(const Date& date, TimeUnit unit, int count);
// As Shift but keeps the precision of `date` (2025-07-05 + 5 years is 2030-07-05), cut to a day
// that exists.
Date Plus(const Date& date, TimeUnit unit, int count);
// The whole unit that lies `count` units from the one `date` is in: last week -> its Monday to
// Sunday, next month, this quarter.
void SetPeriod(const Date& date, TimeUnit unit, int count, DateExpression* out);
// A month without a year: the year that makes it nearest to `published` for the role.
Date ResolveMonth(const Date& published, int month, int day, DateRole role);
// The weekday (1 Monday .. 7 Sunday) in the week `week` weeks from that of `published`; with
// `nearest_past` the last such day up to publication.
Date ResolveWeekday(const Date& published, int weekday, int week, bool nearest_past);

// Read one expression that starts exactly at `first`, with its prepositions if they stand there.
bool ReadEnglishDate(const TokenSequence& tokens, size_t first, const Date& published,
                     DateExpression* out);
bool ReadChineseDate(const TokenSequence& tokens, size_t first, const Date& published,
                     Reading reading, DateExpression* out);
// Digits in a fixed form: 2026-01-15, 2026/1/15, 15.01.2026, 7/4/2023, 11:48, with a time.
bool ReadNumericDate(const TokenSequence& tokens, size_t first, DateExpression* out);

// A small integer (digits or words) at `first`; -1 if none. `end` receives the token after it.
int ReadInteger(const TokenSequence& tokens, size_t first, size_t* end);

}  // namespace plx::linguistics

#endif  // PLUGINS_LINGUISTICS_TIME_DATE_GRAMMAR_H_
