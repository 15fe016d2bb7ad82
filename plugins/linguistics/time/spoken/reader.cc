#include "plugins/linguistics/time/spoken/reader.h"

#include <algorithm>

namespace plx::linguistics::spoken {
namespace {

// Moves a guessed year so that the date follows `first`, or comes before `last`.
void FitYear(Interval* date, int64_t first, bool after) {
  const auto move = [&](int years) {
    const int64_t day = Move(date->first, Grain::kYear, years);
    const int64_t length = date->last - date->first;
    if (date->grain == Grain::kMonth || date->grain == Grain::kQuarter) {
      *date = PeriodAt(day, date->grain, 0);
    } else {
      date->first = day;
      date->last = day + length;
    }
  };
  constexpr int kMost = 400;
  for (int n = 0; n < kMost && after && date->last < first; ++n) move(1);
  for (int n = 0; n < kMost && !after && date->first > first; ++n) move(-1);
}

void SetYear(Interval* date, int year) {
  const int64_t day = FirstDay({year, DateOfDay(date->first).month, 1});
  if (date->grain == Grain::kMonth) {
    *date = PeriodAt(day, Grain::kMonth, 0);
    return;
  }
  const int64_t length = date->last - date->first;
  date->first = Move(date->first, Grain::kYear, year - DateOfDay(date->first).year);
  date->last = date->first + length;
}

}  // namespace

bool SpokenReader::Read(size_t i, SpokenDate* out) const {
  SpokenDate best;
  for (const Rule rule :
       {&SpokenReader::ReadRange, &SpokenReader::ReadOffset, &SpokenReader::ReadToDate,
        &SpokenReader::ReadWithin, &SpokenReader::ReadSimple}) {
    SpokenDate date;
    if ((this->*rule)(i, &date) && date.end > best.end) best = date;
  }
  if (best.end <= i) return false;
  *out = best;
  return true;
}

bool SpokenReader::ReadSimple(size_t i, SpokenDate* out) const {
  if (i >= tokens_.size()) return false;
  SpokenDate best;
  // Of two readings of the same length the first counts.
  for (const Rule rule : {&SpokenReader::ReadWeekdayWithDate,
                          &SpokenReader::ReadUnitThenWeekday,
                          &SpokenReader::ReadNthUnit,
                          &SpokenReader::ReadPart,
                          &SpokenReader::ReadWeekOf,
                          &SpokenReader::ReadWeekNumber,
                          &SpokenReader::ReadNumeric,
                          &SpokenReader::ReadCompact,
                          &SpokenReader::ReadMonthDay,
                          &SpokenReader::ReadDayMonth,
                          &SpokenReader::ReadQuarter,
                          &SpokenReader::ReadDecade,
                          &SpokenReader::ReadYear,
                          &SpokenReader::ReadHoliday,
                          &SpokenReader::ReadStretch,
                          &SpokenReader::ReadNamedDay,
                          &SpokenReader::ReadRelativeUnit,
                          &SpokenReader::ReadBareUnit,
                          &SpokenReader::ReadWeekday,
                          &SpokenReader::ReadDayOfMonth}) {
    SpokenDate date;
    if ((this->*rule)(i, &date) && date.end > best.end) best = date;
  }
  if (best.end <= i) return false;
  *out = best;
  return true;
}

// "early 2024", "mid-November", "later this week", "the end of the year", "EOM".
bool SpokenReader::ReadPart(size_t i, SpokenDate* out) const {
  const std::string_view whole_year = W(i);
  if (whole_year == "eoy" || whole_year == "eom") {
    out->value = PartOf(PeriodAt(today_, whole_year == "eoy" ? Grain::kYear : Grain::kMonth, 0),
                        Third::kEnd);
    out->end = i + 1;
    return true;
  }
  size_t k = SkipThe(i);
  const std::string_view word = W(k);
  Third third = Third::kStart;
  if (IsAnyOf(word, {"mid", "middle"})) {
    third = Third::kMiddle;
  } else if (IsAnyOf(word, {"late", "later", "end", "remaining", "rest", "remainder"})) {
    third = Third::kEnd;
  } else if (!IsAnyOf(word, {"early", "earlier", "start", "beginning"})) {
    return false;
  }
  ++k;
  if (tokens_.Code(k) == '-') ++k;
  const bool adjective =
      third == Third::kMiddle || IsAnyOf(word, {"early", "earlier", "late", "later"});
  if (W(k) == "of" || (W(k) == "in" && adjective)) {
    ++k;
  } else if (!adjective) {
    if (W(k) == "in" || W(SkipThe(k)) == "next") return false;  // verbs: "start the next decade"
  }
  SpokenDate whole;
  size_t end = k;
  if (!ReadSimple(k, &whole)) {
    const Grain grain = GrainAt(tokens_, k, &end);  // "end of month"
    if (grain == Grain::kNone || grain == Grain::kDay) return false;
    whole.value = PeriodAt(today_, grain, 0);
    whole.end = end;
  }
  if (whole.value.first == whole.value.last || whole.range) return false;
  *out = whole;
  out->value = PartOf(whole.value, third);
  out->value.yearless = whole.value.yearless;
  const bool now_inside = whole.value.first <= today_ && today_ <= whole.value.last;
  if (now_inside && word == "earlier") out->value.last = std::min(out->value.last, today_ - 1);
  if (now_inside && word == "later") out->value.first = std::max(out->value.first, today_);
  if (now_inside && IsAnyOf(word, {"remaining", "rest", "remainder"})) out->value.first = today_;
  out->bounded = true;
  out->bound = third == Third::kStart ? whole.value.first
               : third == Third::kEnd
                   ? whole.value.last + 1
                   : whole.value.first + (whole.value.last - whole.value.first + 1) / 2;
  return true;
}

// "from May to July 2024", "2014-2018", "between 3 and 12 of Sept", "April 9 through 17".
bool SpokenReader::ReadRange(size_t i, SpokenDate* out) const {
  const bool between = W(i) == "between";
  const size_t start = between || Is(i, {"from", "since"}) ? i + 1 : i;
  const auto joins = [&](size_t k) {
    const char32_t c = tokens_.Code(k);
    return c == '-' || c == 0x2013 || c == 0x2014 || c == '~' ||
           Is(k, {"to", "through", "thru", "till", "until"}) || (between && W(k) == "and");
  };
  if (ReadDaySpan(start, out)) return true;
  SpokenDate first;
  // A bare day takes the month of the second: "from 3 to 12 September".
  size_t after = SkipThe(start);
  const int day = DayNumber(after, &after);
  if (day != 0 && joins(after)) {
    SpokenDate second;
    const size_t d = SkipThe(after + 1);
    if ((ReadDayMonth(d, &second) || ReadMonthDay(d, &second)) &&
        second.value.grain == Grain::kDay) {
      Date date = DateOfDay(second.value.first);
      if (day > date.day) date = DateOfDay(Move(second.value.first, Grain::kMonth, -1));
      date.day = day;
      if (IsPossible(date)) {
        first.value = DayInterval(FirstDay(date));
        out->value = {first.value.first, second.value.last, Grain::kDay};
        out->until = second.value.first;
        out->range = true;
        out->end = second.end;
        return true;
      }
    }
  }
  if (!ReadSimple(start, &first) || first.range || !joins(first.end)) return false;
  return ReadRangeEnd(first, first.end + 1, out);
}

// "from |4-23 in next month|", "5 to 9 of this month".
bool SpokenReader::ReadDaySpan(size_t i, SpokenDate* out) const {
  size_t k = SkipThe(i);
  const int a = DayNumber(k, &k);
  if (a == 0 || !(tokens_.Code(k) == '-' || Is(k, {"to", "till", "until", "through"}) ||
                  (W(k) == "and" && i > 0 && W(i - 1) == "between")))
    return false;
  k = SkipThe(k + 1);
  const int b = DayNumber(k, &k);
  if (b <= a) return false;
  SpokenDate month;
  if (!ReadRelativeUnit(Is(k, {"of", "in"}) ? k + 1 : k, &month) ||
      month.value.grain != Grain::kMonth)
    return false;
  out->value = {month.value.first + a - 1, month.value.first + b - 1, Grain::kDay};
  out->until = out->value.last;
  out->range = true;
  out->end = month.end;
  return out->value.last <= month.value.last;
}

bool SpokenReader::ReadRangeEnd(const SpokenDate& first, size_t i, SpokenDate* out) const {
  SpokenDate second;
  Interval a = first.value;
  if (Is(i, {"date", "present"}) || (W(i) == "current" && W(i + 1) == "date")) {
    second.value = DayInterval(today_);
    second.end = W(i) == "current" ? i + 2 : i + 1;
  } else if (size_t end = SkipThe(i), day_end = end;
             !ReadSimple(i, &second) ||
             (DayNumber(end, &day_end) != 0 && day_end == second.end && a.grain == Grain::kDay)) {
    // "April 9 through |17|": a day of the first one's month.
    const int day = DayNumber(end, &end);
    second = SpokenDate{};
    if (day == 0 || a.grain != Grain::kDay || a.weekday) return false;
    Date date = DateOfDay(a.first);
    if (day <= date.day)
      date = DateOfDay(Move(FirstDay({date.year, date.month, 1}), Grain::kMonth, 1));
    date.day = day;
    if (!IsPossible(date)) return false;
    second.value = DayInterval(FirstDay(date));
    second.fixed_year = first.fixed_year;
    second.end = end;
    size_t y = end;
    if (tokens_.Code(y) == ',') ++y;
    if (const int year = YearToken(tokens_, y)) {
      SetYear(&a, year);
      SetYear(&second.value, year);
      second.end = y + 1;
    }
  }
  Interval b = second.value;
  if (second.range) return false;
  if (a.yearless && !b.yearless && b.grain <= Grain::kMonth && second.fixed_year != 0) {
    SetYear(&a, second.fixed_year);
    FitYear(&a, b.first, false);
  } else if (a.yearless && !b.yearless) {
    FitYear(&a, b.first, false);
  } else if (b.yearless) {
    if (first.fixed_year != 0) SetYear(&b, first.fixed_year);
    if (a.yearless && second.fixed_year == 0) SetYear(&b, DateOfDay(a.first).year);
    FitYear(&b, a.first, true);
  } else if (b.weekday && b.first < a.first) {
    b.first += 7 * ((a.first - b.first + 6) / 7);
    b.last = b.first;
  }
  // An edge moves with the year of its period.
  const auto edge = [](const SpokenDate& date, const Interval& moved) {
    const int years = DateOfDay(moved.first).year - DateOfDay(date.value.first).year;
    return date.bounded ? Move(date.bound, Grain::kYear, years) : moved.first;
  };
  const int64_t from = edge(first, a);
  const int64_t until = edge(second, b);
  if (until < from || (b.last < from && !second.bounded)) return false;
  out->value = {from, second.bounded ? until - 1 : b.last, std::max(a.grain, b.grain)};
  out->until = until;
  out->range = true;
  out->end = second.end;
  return true;
}

}  // namespace plx::linguistics::spoken
