// Intervals of days, and the calendar's units as intervals: the values that spoken dates compose.
#ifndef PLUGINS_LINGUISTICS_TIME_SPOKEN_INTERVAL_H_
#define PLUGINS_LINGUISTICS_TIME_SPOKEN_INTERVAL_H_

#include <cstdint>

#include "plugins/linguistics/time/date_grammar.h"

namespace plx::linguistics::spoken {

// What the calendar counts in. Weekends are Saturday and Sunday, work weeks Monday to Friday.
enum class Grain : uint8_t {
  kNone,
  kDay,
  kBusinessDay,
  kWeekend,
  kWorkWeek,
  kWeek,
  kFortnight,
  kMonth,
  kQuarter,
  kHalf,
  kYear,
  kDecade,
  kCentury
};

// Days [first, last] since 1970-01-01.
struct Interval {
  int64_t first = 0;
  int64_t last = 0;
  Grain grain = Grain::kNone;
  bool yearless = false;  // the year was guessed: "in May", "on the 4th"
  bool weekday = false;   // a bare weekday
  bool valid() const { return grain != Grain::kNone; }
};

Interval DayInterval(int64_t day);
Interval OfDate(const Date& date);  // a day, month or year

// The unit that holds `day`, moved by `count` units.
Interval PeriodAt(int64_t day, Grain grain, int count);
// `day` moved by `count` units: 31 January + 1 month is 28 February.
int64_t Move(int64_t day, Grain grain, int count);
// The `count` units right after (count > 0) or before (< 0) `day`, without it: "the next 3 days".
// Quarters, decades and centuries are whole ones.
Interval StretchFrom(int64_t day, Grain grain, int count);
// The `n`th unit inside `whole`, n > 0 from its beginning, < 0 from its end; `count` units of it.
// The first week of a year or month is that with its first Thursday (ISO 8601), the last that with
// its last.
Interval NthOf(const Interval& whole, Grain grain, int n, int count);

// Which part of a period: "early", "mid", "late".
enum class Third : uint8_t { kStart, kMiddle, kEnd };
// The first or second half; the middle of a month is the 10th to 20th, of a year May to August.
Interval PartOf(const Interval& whole, Third part);

int WeekdayOf(int64_t day);  // 1 Monday .. 7 Sunday
// The weekday in the ISO week of `day`, moved by `weeks`.
int64_t WeekdayIn(int64_t day, int weekday, int weeks);

}  // namespace plx::linguistics::spoken

#endif  // PLUGINS_LINGUISTICS_TIME_SPOKEN_INTERVAL_H_
