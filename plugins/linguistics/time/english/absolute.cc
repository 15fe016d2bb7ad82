#include <string>

#include "plugins/linguistics/numbers/english/number_words.h"
#include "plugins/linguistics/numbers/numerals.h"
#include "plugins/linguistics/time/english/calendar_words.h"
#include "plugins/linguistics/time/english/reader.h"

namespace plx::linguistics::english {

// "will open in November": a word of the future before the date in its clause.
bool EnglishReader::LooksAhead(size_t first) const {
  constexpr size_t kReach = 10;
  for (size_t i = first; i > 0 && first - i < kReach; --i) {
    const char32_t c = tokens_.Code(i - 1);
    if (c == '.' || c == ';' || tokens_[i - 1].line_start) return false;
    if (IsAnyOf(W(i - 1),
                {"will", "shall", "scheduled", "due", "set", "plans", "expects", "expected", "planned"}))
      return true;
  }
  return false;
}

void EnglishReader::SetMonthDay(int month, int day, int year) {
  if (year != 0) {
    SetDate({year, month, day});
  } else {
    out_.relative = true;
    const bool ahead = out_.role == DateRole::kAt && LooksAhead(out_.first);
    Date date = ResolveMonth(published_, month, day, ahead ? DateRole::kUntil : out_.role);
    // A leap day without a year is that of the last leap year.
    while (date.known() && month == 2 && day == 29 && !IsPossible(date)) --date.year;
    SetDate(date);
  }
  const Date check{year != 0 ? year : 2024, month, day};
  if (!IsPossible(check)) {
    out_.impossible = true;
    SetDate({year, month, day});
  }
}

// "July 2023", "July 5, 2023", "July 5", "July".
size_t EnglishReader::ReadMonthFirst(size_t i) {
  const int month = MonthOf(tokens_, i);
  if (month == 0) return i;
  const bool ambiguous = month == 5 || month == 3;  // may, march
  size_t k = i + 1;
  const bool full = W(i).size() > 4 || IsAnyOf(W(i), {"july", "june", "may"});
  if (tokens_.Code(k) == '.' && tokens_.Glued(k) && !full) ++k;
  size_t after = k;
  int day = DayAt(tokens_, k, &after);
  const bool clock = tokens_.Code(after) == ':' && tokens_.Glued(after + 1);
  if (day != 0 && (clock || tokens_.Code(after) == '%')) day = 0;
  if (day != 0) k = after;
  size_t y = k;
  if (tokens_.Code(y) == ',') ++y;
  if (W(y) == "of" || W(y) == "in") ++y;
  int year = YearAt(tokens_, y);
  if (year != 0) {
    k = y + 1;
  } else if (W(k) == "last" && W(k + 1) == "year") {
    year = published_.year > 0 ? published_.year - 1 : 0;
    k += 2;
  } else if ((W(k) == "this" || W(k) == "next") && W(k + 1) == "year") {
    year = published_.year > 0 ? published_.year + (W(k) == "next") : 0;
    k += 2;
  } else if (W(k) == "of" && (W(k + 1) == "this" || W(k + 1) == "last" || W(k + 1) == "next") &&
             W(k + 2) == "year") {
    year = published_.year > 0 ? published_.year + (W(k + 1) == "next"   ? 1
                                                    : W(k + 1) == "last" ? -1
                                                                         : 0)
                               : 0;
    k += 3;
  }
  if (ambiguous && day == 0 && year == 0 && lead_.empty() && out_.role == DateRole::kAt) return i;
  SetMonthDay(month, day, year);
  return day != 0 ? ReadDayRange(k, month, year) : k;
}

// "July 5-8, 2023", "April 9 through 17": the second day of the same month.
size_t EnglishReader::ReadDayRange(size_t i, int month, int year) {
  const char32_t c = tokens_.Code(i);
  if (c != '-' && c != 0x2013 && W(i) != "to" && W(i) != "through") return i;
  size_t after = i + 1;
  const int last = DayAt(tokens_, i + 1, &after);
  if (last == 0 || last <= out_.begin.day || MonthOf(tokens_, after) != 0) return i;
  if (tokens_.Kind(after) == TokenKind::kWord && UnitOf(W(after)) != TimeUnit::kNone) return i;
  size_t y = tokens_.Code(after) == ',' ? after + 1 : after;
  const int stated = YearAt(tokens_, y);
  if (stated != 0) {
    out_.begin = {stated, month, out_.begin.day};
    out_.relative = false;
    after = y + 1;
  }
  out_.end_date = {stated != 0 ? stated : year != 0 ? year : out_.begin.year, month, last};
  if (!out_.end_date.known()) out_.end_date = {};
  out_.impossible = out_.impossible || (out_.end_date.known() && !IsPossible(out_.end_date));
  return after;
}

// "5 July 2023", "the 5th of July".
size_t EnglishReader::ReadDayFirst(size_t i) {
  size_t k = W(i) == "the" ? i + 1 : i;
  size_t after = k;
  const int day = DayAt(tokens_, k, &after);
  if (day == 0) return i;
  if (W(after) == "of") ++after;
  const int month = MonthOf(tokens_, after);
  if (month == 0) return i;
  k = after + 1;
  if (tokens_.Code(k) == ',') ++k;
  const int year = YearAt(tokens_, k);
  SetMonthDay(month, day, year);
  return year != 0 ? k + 1 : after + 1;
}

// "Q3 2024", "the third quarter of 2024", "the first half of 2025".
size_t EnglishReader::ReadQuarter(size_t i) {
  size_t k = W(i) == "the" ? i + 1 : i;
  int part = 0, months = 3;
  if (W(k).size() == 2 && W(k)[0] == 'q' && W(k)[1] >= '1' && W(k)[1] <= '4') {
    part = W(k)[1] - '0';
    ++k;
  } else {
    static constexpr std::string_view kOrdinals[] = {"first", "second", "third", "fourth"};
    for (int o = 0; o < 4; ++o) {
      if (W(k) == kOrdinals[o]) part = o + 1;
    }
    const size_t unit = tokens_.Code(k + 1) == '-' ? k + 2 : k + 1;  // "second-quarter profit"
    if (part == 0 || (W(unit) != "quarter" && W(unit) != "half")) return i;
    if (W(unit) == "half") months = 6;
    if (months == 6 && part > 2) return i;
    k = unit + 1;
  }
  size_t y = k;
  if (W(y) == "of" || W(y) == "in" || tokens_.Code(y) == ',') ++y;
  int year = YearAt(tokens_, y);
  if (year != 0) {
    k = y + 1;
  } else if (IsAnyOf(W(y), {"this", "last", "next", "the"}) && W(y + 1) == "year") {
    out_.relative = true;
    year = published_.year == 0 ? 0
                                : published_.year + (W(y) == "next"   ? 1
                                                     : W(y) == "last" ? -1
                                                                      : 0);
    k = y + 2;
  } else {
    if (months == 6 && y == k) return i;  // the second half of anything
    if (months == 6) return i;
    out_.relative = true;
    year = published_.year;
    if (year != 0 && published_.month != 0 && (part - 1) * 3 + 1 > published_.month + 2) --year;
  }
  if (year != 0) {
    out_.begin = {year, (part - 1) * months + 1, 0};
    out_.end_date = {year, part * months, 0};
  }
  return k;
}

// "the 1990s", "the 21st century".
size_t EnglishReader::ReadDecade(size_t i) {
  const size_t k = W(i) == "the" ? i + 1 : i;
  const int year = YearAt(tokens_, k);
  if (year != 0 && year % 10 == 0 && tokens_.Glued(k + 1) &&
      (W(k + 1) == "s" || W(k + 1) == "'s")) {
    out_.begin = {year, 0, 0};
    out_.end_date = {year + 9, 0, 0};
    return k + 2;
  }
  const std::optional<Numeral> n = NumeralAt(tokens_, k);
  if (n && n->kind == NumeralKind::kOrdinal && W(n->end) == "century" && n->value > 10 &&
      n->value < 23) {
    const int first = (static_cast<int>(n->value) - 1) * 100 + 1;
    out_.begin = {first, 0, 0};
    out_.end_date = {first + 99, 0, 0};
    return n->end + 1;
  }
  return i;
}

size_t EnglishReader::ReadYear(size_t i) {
  const int year = YearAt(tokens_, i);
  if (year == 0) return i;
  if (tokens_.Glued(i) && tokens_.Code(i - 1) != '-' && tokens_.Code(i - 1) != '(' &&
      tokens_.Kind(i - 1) != TokenKind::kHan)
    return i;
  const bool introduced = out_.role != DateRole::kAt || out_.approximate ||
                          IsAnyOf(lead_, {"in", "during", "throughout", "for"});
  if (!introduced && !StandsAlone(i)) return i;
  // "in 2000 companies" counts; a comma or the end shows a year.
  if (tokens_.Kind(i + 1) == TokenKind::kWord && !tokens_.Glued(i + 1)) {
    const std::string_view next = W(i + 1);
    if (IsAnyOf(next, {"people",    "tonnes",  "tons",    "units", "dollars", "yuan",   "workers",
                       "companies", "jobs",    "km",      "miles", "metres",  "meters", "soldiers",
                       "troops",    "barrels", "percent", "men",   "euros",   "pounds"}))
      return i;
  }
  if (tokens_.Glued(i + 1) &&
      (tokens_.Code(i + 1) == '%' || tokens_.Kind(i + 1) == TokenKind::kWord))
    return i;
  // "2000 cars": a round number before a plural counts it.
  if (year % 1000 == 0 && W(i + 1).size() > 3 && W(i + 1).back() == 's') return i;
  SetDate({year, 0, 0});
  return i + 1;
}

// A year that no preposition introduces: "(2024)", "the 2024 election", "2025 was".
bool EnglishReader::StandsAlone(size_t i) const {
  const int year = YearAt(tokens_, i);
  if (year < 1900 || year > 2100) return false;
  if (i > 0 && tokens_.Code(i - 1) == '$') return false;
  if (i > 0 && IsAnyOf(W(i - 1), {"than", "about", "over", "nearly", "some", "almost", "least",
                                  "around", "to", "of", "up"}))
    return IsAnyOf(W(i - 1), {"of"});
  return true;
}

}  // namespace plx::linguistics::english
