#include "plugins/linguistics/numbers/numeral_grammar.h"
#include "plugins/linguistics/time/spoken/reader.h"

namespace plx::linguistics::spoken {

// "the third month of 2021", "last 2 weeks of this year", "the 15th day of next month", "the second
// Monday of May".
bool SpokenReader::ReadNthUnit(size_t i, SpokenDate* out) const {
  size_t k = SkipThe(i);
  int n = 0;
  if (Is(k, {"last", "final"})) {
    n = -1;
    ++k;
  } else if (W(k) == "first") {
    n = 1;
    ++k;
  } else {
    Numeral ordinal;
    if (tokens_.Kind(k) == TokenKind::kPunctuation ||
        !ParseEnglishNumeral(tokens_, k, Reading::kNews, &ordinal) ||
        ordinal.kind != NumeralKind::kOrdinal || ordinal.value > 366)
      return false;
    n = static_cast<int>(ordinal.value);
    k = ordinal.end;
  }
  size_t after = k;
  int count = Is(k, {"a", "an"}) ? 0 : Count(k, &after);
  if (count == 0) after = k;
  const int weekday = WeekdayNamed(W(after));
  size_t end = after + 1;
  const Grain grain = weekday != 0 ? Grain::kDay : GrainAt(tokens_, after, &end);
  if (grain == Grain::kNone) return false;
  SpokenDate whole;
  const bool joined = Is(end, {"of", "in"});
  if (!(joined ? ReadSimple(end + 1, &whole) : ReadRelativeUnit(end, &whole)) || whole.range ||
      whole.value.grain <= grain)
    return false;
  out->end = whole.end;
  out->fixed_year = whole.fixed_year;
  if (weekday != 0) {
    int64_t day = n > 0 ? whole.value.first : whole.value.last;
    while (WeekdayOf(day) != weekday) day += n > 0 ? 1 : -1;
    out->value = DayInterval(day + 7 * static_cast<int64_t>(n > 0 ? n - 1 : n + 1));
    return true;
  }
  out->value = NthOf(whole.value, grain, n, count);
  out->value.yearless = whole.value.yearless;
  return true;
}

// "week 31", "the week 3 of 2027".
bool SpokenReader::ReadWeekNumber(size_t i, SpokenDate* out) const {
  const size_t k = SkipThe(i);
  size_t end = k + 1;
  if (W(k) != "week") return false;
  if (W(end) == "number" || W(end) == "no") ++end;
  const int n = ReadInteger(tokens_, end, &end);
  if (n < 1 || n > 53) return false;
  SpokenDate whole;
  whole.value = PeriodAt(today_, Grain::kYear, 0);
  whole.end = end;
  if (Is(end, {"of", "in"})) {
    SpokenDate year;
    if ((ReadYear(end + 1, &year) || ReadRelativeUnit(end + 1, &year) ||
         ReadBareUnit(end + 1, &year)) &&
        year.value.grain == Grain::kYear)
      whole = year;
  }
  out->value = NthOf(whole.value, Grain::kWeek, n, 1);
  out->end = whole.end;
  return true;
}

// "the week of April 10th", "week beginning 3 May", "the weekend of Halloween".
bool SpokenReader::ReadWeekOf(size_t i, SpokenDate* out) const {
  size_t end = SkipThe(i);
  const Grain grain = GrainAt(tokens_, end, &end);
  if ((grain != Grain::kWeek && grain != Grain::kWeekend) ||
      !Is(end, {"of", "beginning", "starting", "commencing", "ending"}))
    return false;
  if (W(end + 1) == "on") ++end;
  SpokenDate day;
  if (grain == Grain::kWeekend && ReadHoliday(end + 1, &day)) {
    const int64_t d = day.value.first;
    const int weekday = WeekdayOf(d);
    out->value = {weekday == 1                   ? d - 2
                  : weekday == 4 || weekday == 5 ? d
                                                 : WeekdayIn(d, 6, 0),
                  weekday == 1 ? d : WeekdayIn(d, 7, 0), grain};
    out->end = day.end;
    return true;
  }
  if (!ReadMonthDay(end + 1, &day) && !ReadDayMonth(end + 1, &day) && !ReadNumeric(end + 1, &day) &&
      !ReadDayOfMonth(end + 1, &day) && !ReadHoliday(end + 1, &day))
    return false;
  if (day.value.grain != Grain::kDay) return false;
  out->value = PeriodAt(day.value.first, grain, 0);
  out->end = day.end;
  return true;
}

// "Friday, July 6", "Friday (jun-15)", "Monday of next week", "Monday two weeks from now".
bool SpokenReader::ReadWeekdayWithDate(size_t i, SpokenDate* out) const {
  SpokenDate named;
  size_t k = i;
  Direction(i, &k);
  const int weekday = WeekdayNamed(W(k));
  if (weekday == 0 || !ReadWeekday(i, &named)) return false;
  size_t d = k + 1;
  if (tokens_.Code(d) == '.' && tokens_.Glued(d)) ++d;
  const bool paren = tokens_.Code(d) == '(';
  while (d < k + 4 && (tokens_.Code(d) == ',' || tokens_.Code(d) == '(' || tokens_.Code(d) == '-' ||
                       Is(d, {"of", "in", "the", "on"})))
    ++d;
  SpokenDate date;
  if (ReadNumeric(d, &date) || ReadCompact(d, &date) || ReadMonthDay(d, &date) ||
      ReadDayMonth(d, &date)) {
    if (date.value.grain != Grain::kDay) return false;
    *out = date;
    if (paren && tokens_.Code(out->end) == ')') ++out->end;
    return true;
  }
  if (ReadOffset(d, &date)) {
    out->value = DayInterval(WeekdayIn(date.value.first, weekday, 0));
    out->end = date.end;
    return true;
  }
  if (!ReadRelativeUnit(d, &date) || date.value.grain != Grain::kWeek) return false;
  out->value = DayInterval(WeekdayIn(date.value.first, weekday, 0));
  out->end = date.end;
  return true;
}

// "next week on Tuesday", "this week Monday", "previous week - Monday".
bool SpokenReader::ReadUnitThenWeekday(size_t i, SpokenDate* out) const {
  SpokenDate week;
  if (!ReadRelativeUnit(i, &week) || week.value.grain != Grain::kWeek) return false;
  size_t k = week.end;
  if (W(k) == "on" || tokens_.Code(k) == '-' || tokens_.Code(k) == ',') ++k;
  const int weekday = WeekdayNamed(W(k));
  if (weekday == 0) return false;
  out->value = DayInterval(WeekdayIn(week.value.first, weekday, 0));
  out->end = k + 1;
  return true;
}

}  // namespace plx::linguistics::spoken
