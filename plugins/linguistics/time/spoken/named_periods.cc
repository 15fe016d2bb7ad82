#include "plugins/linguistics/numbers/numeral_grammar.h"
#include "plugins/linguistics/text/characters.h"
#include "plugins/linguistics/time/spoken/reader.h"

namespace plx::linguistics::spoken {

// "2016", "the year 2016", "nineteen ninety six".
bool SpokenReader::ReadYear(size_t i, SpokenDate* out) const {
  size_t k = SkipThe(i);
  if (Is(k, {"calendar", "fiscal"})) ++k;
  const bool named = W(k) == "year" || W(k) == "years";
  if (named) ++k;
  if (named && W(k) == "of") ++k;
  size_t end = k;
  const int year = YearNumber(k, false, &end);
  if (year == 0) return false;
  const bool digits = YearToken(tokens_, k) != 0;
  if (digits && tokens_.Glued(k) && k > 0 && tokens_.Kind(k - 1) == TokenKind::kWord) return false;
  if (digits && tokens_.Glued(end) && tokens_.Kind(end) == TokenKind::kWord) return false;
  if (!named && digits && tokens_.Kind(end) == TokenKind::kWord &&
      Is(end, {"people", "dollars", "percent", "units", "times", "km", "miles"}))
    return false;
  out->value = OfDate({year, 0, 0});
  out->fixed_year = year;
  out->end = end;
  // "2017 april", "2016, nov", "2019 q1", "2016 the third quarter", "2016 / 11"
  const size_t after =
      tokens_.Code(end) == ',' || tokens_.Code(end) == '/' || tokens_.Code(end) == '-' ? end + 1
                                                                                       : end;
  const std::string_view next = W(after);
  if (const int month = MonthNamed(next); month != 0 && digits)
    return SetMonthDay(month, 0, year, after + 1, out);
  const int number = IntegerToken(tokens_, after, 2);
  const bool signed_month = after > end && tokens_.Code(end) != ',' && IsMonthNumber(number) &&
                            !(tokens_.Glued(end) && tokens_.Glued(after) && W(after).size() != 2);
  if (digits && signed_month && tokens_.Code(after + 1) != tokens_.Code(end))
    return SetMonthDay(number, 0, year, after + 1, out);
  SpokenDate quarter;
  if (after == end && W(end) == "the" && ReadQuarter(end, &quarter) && quarter.value.yearless) {
    const int first_month = DateOfDay(quarter.value.first).month;
    out->value = PeriodAt(FirstDay({year, first_month, 1}), quarter.value.grain, 0);
    out->end = quarter.end;
    return true;
  }
  const bool code =
      next.size() == 2 && tokens_.Code(end) != ',' && next[1] >= '1' && next[1] <= '4';
  if (code && (next[0] == 'q' || (next[0] == 'h' && next[1] <= '2'))) {
    out->value =
        NthOf(out->value, next[0] == 'q' ? Grain::kQuarter : Grain::kHalf, next[1] - '0', 1);
    out->end = after + 1;
  }
  return true;
}

// "the 18th", "on the 4th": of the month of today or the one before.
bool SpokenReader::ReadDayOfMonth(size_t i, SpokenDate* out) const {
  const size_t k = SkipThe(i);
  size_t end = k;
  const int day = DayNumber(k, &end);
  const bool last = end >= tokens_.size() || tokens_.Kind(end) == TokenKind::kPunctuation;
  const bool plain = k > i && last && tokens_.Code(end) != '%';  // "for the 27!"
  const bool ordinal = end == k + 2 || (end > k && tokens_.Kind(k) == TokenKind::kWord);
  if (day == 0 || (!ordinal && !plain)) return false;
  const bool introduced =
      k > i || (i > 0 && Is(i - 1, {"on", "of", "by", "until", "from", "till"}));
  if (!introduced || Is(k, {"one", "two", "three"}) || (W(k) == "second" && !last)) return false;
  if (tokens_.Kind(end) == TokenKind::kWord &&
      !Is(end, {"to", "and", "or", "through", "till", "until", "for", "at", "with", "from", "of",
                "in", "is", "works"}))
    return false;
  Date date = DateOfDay(today_);
  date.day = day;
  if (!IsPossible(date)) return false;
  if (FirstDay(date) > today_)
    date.day = day, date = DateOfDay(Move(FirstDay(date), Grain::kMonth, -1));
  if (!IsPossible(date)) return false;
  out->value = DayInterval(FirstDay(date));
  out->value.yearless = true;
  out->end = end;
  return true;
}

// "Christmas", "Labor Day 2021", "thanksgiving of this year", "Halloween weekend".
bool SpokenReader::ReadHoliday(size_t i, SpokenDate* out) const {
  size_t k = SkipThe(i), end = k;
  int direction = 0;
  size_t after = k;
  if (const int d = Direction(k, &after); after > k) {
    direction = d;
    k = after;
  }
  const bool placed = after == k && k > SkipThe(i);
  if (HolidayAt(tokens_, k, year_, &end) == 0 || end == k) return false;
  size_t y = end;
  if (tokens_.Code(y) == ',' || Is(y, {"of", "in"})) ++y;
  size_t year_end = y;
  int year = YearNumber(y, false, &year_end);
  SpokenDate whole;
  if (year == 0 && y > end && ReadRelativeUnit(y, &whole) && whole.value.grain == Grain::kYear) {
    year = DateOfDay(whole.value.first).year;
    year_end = whole.end;
  }
  size_t unused = 0;
  out->fixed_year = year;
  out->end = year != 0 ? year_end : end;
  const auto day_in = [&](int y2) { return HolidayAt(tokens_, k, y2, &unused); };
  if (year == 0) {
    year = year_;
    if (placed && direction > 0) {
      if (day_in(year) <= today_) ++year;
    } else if (placed && direction < 0) {
      if (day_in(year) >= today_) --year;
    } else if (!placed && day_in(year) > today_) {
      --year;
    }
    out->value.yearless = true;
  }
  const bool yearless = out->fixed_year == 0;
  out->value = DayInterval(day_in(year));
  out->value.yearless = yearless;
  if (W(out->end) == "weekend") {
    if (const int stated = YearToken(tokens_, out->end + 1); yearless && stated != 0) {
      out->value = DayInterval(day_in(stated));
      out->fixed_year = stated;
      year_end = out->end + 2;
    }
    // The days off around it: a Monday or a Thursday and Friday belong to their weekend.
    const int64_t day = out->value.first;
    const int weekday = WeekdayOf(day);
    out->value.first = weekday == 1                   ? day - 2
                       : weekday == 4 || weekday == 5 ? day
                                                      : WeekdayIn(day, 6, 0);
    out->value.last = weekday == 1 ? day : WeekdayIn(day, 7, 0);
    out->value.grain = Grain::kWeekend;
    out->end = yearless && out->fixed_year != 0 ? year_end : out->end + 1;
  }
  return true;
}

// "Q3 2024", "the third quarter of 2016", "first half of next year".
bool SpokenReader::ReadQuarter(size_t i, SpokenDate* out) const {
  const std::string_view w = W(i);
  int n = 0;
  Grain grain = Grain::kQuarter;
  size_t k = i;
  if (w.size() == 2 && w[0] == 'q' && w[1] >= '1' && w[1] <= '4') {
    n = w[1] - '0';
    k = i + 1;
  } else if (w.size() == 2 && w[0] == 'h' && (w[1] == '1' || w[1] == '2')) {
    n = w[1] - '0';
    grain = Grain::kHalf;
    k = i + 1;
  } else {
    k = SkipThe(i);
    Numeral ordinal;
    if (tokens_.Kind(k) == TokenKind::kPunctuation ||
        !ParseEnglishNumeral(tokens_, k, Reading::kNews, &ordinal) ||
        ordinal.kind != NumeralKind::kOrdinal)
      return false;
    n = static_cast<int>(ordinal.value);
    k = ordinal.end;
    if (tokens_.Code(k) == '-') ++k;
    if (W(k) == "half") grain = Grain::kHalf;
    if (W(k) != "half" && W(k) != "quarter") return false;
    ++k;
  }
  if (n < 1 || n > (grain == Grain::kHalf ? 2 : 4)) return false;
  size_t y = k;
  if (tokens_.Code(y) == ',' || tokens_.Code(y) == '-' || Is(y, {"of", "in"})) ++y;
  SpokenDate whole;
  if ((!ReadYear(y, &whole) && !ReadRelativeUnit(y, &whole) && !ReadBareUnit(y, &whole)) ||
      whole.value.grain != Grain::kYear) {
    if (grain == Grain::kHalf) return false;
    whole.value = PeriodAt(today_, Grain::kYear, 0);
    whole.end = k;
    whole.value.yearless = true;
  }
  out->value = NthOf(whole.value, grain, n, 1);
  out->value.yearless = whole.value.yearless;
  if (whole.value.yearless && out->value.first > today_)
    out->value = NthOf(PeriodAt(today_, Grain::kYear, -1), grain, n, 1);
  out->fixed_year = whole.fixed_year;
  out->end = whole.end;
  return true;
}

// "the 1990s", "1990 s", "the 90s", "the nineties", "the 15th century".
bool SpokenReader::ReadDecade(size_t i, SpokenDate* out) const {
  static constexpr std::string_view kTens[] = {"twenties", "thirties",  "forties",  "fifties",
                                               "sixties",  "seventies", "eighties", "nineties"};
  const size_t k = SkipThe(i);
  const auto set = [&](int year, size_t end) {
    out->value = PeriodAt(FirstDay({year, 0, 0}), Grain::kDecade, 0);
    out->end = end;
    return true;
  };
  for (size_t t = 0; t < 8; ++t) {
    if (W(k) == kTens[t]) return set(1900 + 10 * (static_cast<int>(t) + 2), k + 1);
  }
  if (W(k) == "noughties") return set(2000, k + 1);
  const int number = W(k).size() == 2 || W(k).size() == 4 ? IntegerToken(tokens_, k, 4) : -1;
  if (number >= 0 && number % 10 == 0 && Is(k + 1, {"s", "'s"})) {
    if (number >= 1500 && number < 2200) return set(number, k + 2);
    if (number >= 20 && number < 100 && W(k).size() == 2) return set(1900 + number, k + 2);
  }
  Numeral n;
  if (tokens_.Kind(k) == TokenKind::kPunctuation ||
      !ParseEnglishNumeral(tokens_, k, Reading::kNews, &n) || n.kind != NumeralKind::kOrdinal ||
      W(n.end) != "century" || n.value < 2 || n.value > 30)
    return false;
  out->value =
      PeriodAt(FirstDay({(static_cast<int>(n.value) - 1) * 100, 0, 0}), Grain::kCentury, 0);
  out->end = n.end + 1;
  return true;
}

}  // namespace plx::linguistics::spoken
