#include "plugins/linguistics/numbers/numeral_grammar.h"
#include "plugins/linguistics/text/characters.h"
#include "plugins/linguistics/time/spoken/reader.h"

namespace plx::linguistics::spoken {
namespace {

// Two or four plain digits, -1 for others.
int SmallNumber(const TokenSequence& tokens, size_t i) {
  const std::string_view w = tokens.Word(i);
  if (tokens.Kind(i) != TokenKind::kNumber || (w.size() != 2 && w.size() != 4)) return -1;
  int value = 0;
  for (const char c : w) {
    if (!IsAsciiDigit(static_cast<unsigned char>(c))) return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

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
    out->value.first = weekday == 1 ? day - 2 : weekday == 4 || weekday == 5 ? day : WeekdayIn(day, 6, 0);
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
    if (tokens_.Kind(k) == TokenKind::kPunctuation || !ParseEnglishNumeral(tokens_, k, Reading::kNews, &ordinal) ||
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
  static constexpr std::string_view kTens[] = {"twenties", "thirties", "forties", "fifties",
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
  const int number = SmallNumber(tokens_, k);
  if (number >= 0 && number % 10 == 0 && Is(k + 1, {"s", "'s"})) {
    if (number >= 1500 && number < 2200) return set(number, k + 2);
    if (number >= 20 && number < 100 && W(k).size() == 2) return set(1900 + number, k + 2);
  }
  Numeral n;
  if (tokens_.Kind(k) == TokenKind::kPunctuation || !ParseEnglishNumeral(tokens_, k, Reading::kNews, &n) ||
      n.kind != NumeralKind::kOrdinal || W(n.end) != "century" || n.value < 2 || n.value > 30)
    return false;
  out->value = PeriodAt(FirstDay({(static_cast<int>(n.value) - 1) * 100, 0, 0}), Grain::kCentury, 0);
  out->end = n.end + 1;
  return true;
}

}  // namespace plx::linguistics::spoken
