#include "plugins/linguistics/time/spoken/interval.h"

#include <algorithm>

namespace plx::linguistics::spoken {
namespace {

int FloorDiv(int a, int b) { return a >= 0 ? a / b : -((b - 1 - a) / b); }

// Months since year 0 of a day, and the first day of such a month.
int MonthIndex(int64_t day) {
  const Date d = DateOfDay(day);
  return d.year * 12 + d.month - 1;
}
int64_t FirstOfMonth(int index) {
  return FirstDay({FloorDiv(index, 12), index - FloorDiv(index, 12) * 12 + 1, 1});
}

int MonthsOf(Grain grain) {
  switch (grain) {
    case Grain::kMonth:
      return 1;
    case Grain::kQuarter:
      return 3;
    case Grain::kHalf:
      return 6;
    case Grain::kYear:
      return 12;
    case Grain::kDecade:
      return 120;
    case Grain::kCentury:
      return 1200;
    default:
      return 0;
  }
}

int64_t Monday(int64_t day) { return day - (WeekdayOf(day) - 1); }

int64_t MoveBusinessDays(int64_t day, int count) {
  const int step = count < 0 ? -1 : 1;
  while (count != 0) {
    day += step;
    if (WeekdayOf(day) <= 5) count -= step;
  }
  return day;
}

}  // namespace

Interval DayInterval(int64_t day) { return {day, day, Grain::kDay}; }

Interval OfDate(const Date& date) {
  const Grain grain = date.day != 0 ? Grain::kDay : date.month != 0 ? Grain::kMonth : Grain::kYear;
  return {FirstDay(date), LastDay(date), grain};
}

int WeekdayOf(int64_t day) { return static_cast<int>(((day + 3) % 7 + 7) % 7) + 1; }

int64_t WeekdayIn(int64_t day, int weekday, int weeks) {
  return Monday(day) + weekday - 1 + 7 * static_cast<int64_t>(weeks);
}

Interval PeriodAt(int64_t day, Grain grain, int count) {
  if (const int months = MonthsOf(grain)) {
    const int index = (FloorDiv(MonthIndex(day), months) + count) * months;
    return {FirstOfMonth(index), FirstOfMonth(index + months) - 1, grain};
  }
  const int64_t monday = Monday(day) + 7 * static_cast<int64_t>(count);
  switch (grain) {
    case Grain::kBusinessDay:
      return DayInterval(MoveBusinessDays(day, count));
    case Grain::kWeek:
      return {monday, monday + 6, grain};
    case Grain::kWorkWeek:
      return {monday, monday + 4, grain};
    case Grain::kWeekend:
      return {monday + 5, monday + 6, grain};
    case Grain::kFortnight: {
      const int64_t first = day + 14 * static_cast<int64_t>(count) + (count > 0 ? -13 : 0);
      return {first, first + 13, grain};
    }
    default:
      return DayInterval(day + count);
  }
}

int64_t Move(int64_t day, Grain grain, int count) {
  if (const int months = MonthsOf(grain)) {
    const Date d = DateOfDay(day);
    const int index = MonthIndex(day) + months * count;
    return std::min(FirstOfMonth(index) + d.day - 1, FirstOfMonth(index + 1) - 1);
  }
  switch (grain) {
    case Grain::kBusinessDay:
      return MoveBusinessDays(day, count);
    case Grain::kWeek:
    case Grain::kWorkWeek:
    case Grain::kWeekend:
      return day + 7 * static_cast<int64_t>(count);
    case Grain::kFortnight:
      return day + 14 * static_cast<int64_t>(count);
    default:
      return day + count;
  }
}

Interval StretchFrom(int64_t day, Grain grain, int count) {
  if (grain == Grain::kQuarter || grain >= Grain::kDecade || grain == Grain::kWeekend) {
    const Interval a = PeriodAt(day, grain, count > 0 ? 1 : count);
    const Interval b = PeriodAt(day, grain, count > 0 ? count : -1);
    return {a.first, b.last, grain};
  }
  const int64_t other = Move(day, grain, count);
  if (grain == Grain::kBusinessDay) {
    const int64_t next = MoveBusinessDays(day, count > 0 ? 1 : -1);
    return count > 0 ? Interval{next, other, grain} : Interval{other, next, grain};
  }
  return count > 0 ? Interval{day + 1, other, grain} : Interval{other, day - 1, grain};
}

Interval NthOf(const Interval& whole, Grain grain, int n, int count) {
  const bool from_end = n < 0;
  int64_t anchor = from_end ? whole.last : whole.first;
  if (grain == Grain::kWeek && whole.grain >= Grain::kMonth) {
    // The first and last week are those that hold the fourth day from the edge.
    anchor += from_end ? -3 : 3;
  }
  const int offset = from_end ? n + 1 : n - 1;
  const Interval nth = PeriodAt(anchor, grain, offset);
  if (count <= 1) return nth;
  const Interval other =
      PeriodAt(anchor, grain, from_end ? offset - count + 1 : offset + count - 1);
  return {std::min(nth.first, other.first), std::max(nth.last, other.last), grain};
}

Interval PartOf(const Interval& whole, Third part) {
  int64_t middle = whole.first + (whole.last - whole.first + 1) / 2;
  if (whole.grain == Grain::kYear) middle = Move(whole.first, Grain::kMonth, 6);
  if (whole.grain == Grain::kMonth) middle = whole.first + 15;
  switch (part) {
    case Third::kStart:
      return {whole.first, middle - 1, whole.grain};
    case Third::kEnd:
      return {middle, whole.last, whole.grain};
    default:
      if (whole.grain == Grain::kMonth) return {whole.first + 9, whole.first + 19, whole.grain};
      if (whole.grain == Grain::kYear)
        return {Move(whole.first, Grain::kMonth, 4), Move(whole.first, Grain::kMonth, 8) - 1,
                whole.grain};
      if (whole.grain == Grain::kWeek) return {whole.first + 1, whole.first + 4, whole.grain};
      return {middle, middle, whole.grain};
  }
}

}  // namespace plx::linguistics::spoken
