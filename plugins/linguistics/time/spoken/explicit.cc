#include <algorithm>
#include <cmath>
#include <optional>

#include "plugins/linguistics/numbers/numeral_grammar.h"
#include "plugins/linguistics/text/characters.h"
#include "plugins/linguistics/time/spoken/reader.h"

namespace plx::linguistics::spoken {

// The day of a month: "18th", "4", "twenty-third"; 0 if none.
int SpokenReader::DayNumber(size_t i, size_t* end) const {
  *end = i;
  const int digits = IntegerToken(tokens_, i, 2);
  if (digits >= 0) {
    *end = i + 1;
    if (tokens_.Glued(i + 1) && Is(i + 1, {"st", "nd", "rd", "th"})) ++*end;
    return IsDayNumber(digits) ? digits : 0;
  }
  Numeral n;
  if (tokens_.Kind(i) != TokenKind::kWord || Is(i, {"a", "an", "half", "quarter"}) ||
      !ParseEnglishNumeral(tokens_, i, Reading::kNews, &n) || n.vague)
    return 0;
  if (n.value == 20 || n.value == 30) {  // "twenty |five January|": tens alone are rarely meant
    *end = n.end;
    return static_cast<int>(n.value);
  }
  const bool whole = n.kind == NumeralKind::kCardinal || n.kind == NumeralKind::kOrdinal;
  if (!whole || n.value < 1 || n.value > 31 || n.value != std::floor(n.value)) {
    // "twenty five nineteen eighty": the day is the first number of a row.
    return 0;
  }
  *end = n.end;
  return static_cast<int>(n.value);
}

// A year: "2016", "nineteen eighty six", "two thousand and five", with `short_form` also "87",
// "'87".
int SpokenReader::YearNumber(size_t i, bool short_form, size_t* end) const {
  *end = i + 1;
  if (const int year = YearToken(tokens_, i)) return year;
  if (short_form) {
    size_t k = tokens_.Code(i) == '\'' ? i + 1 : i;
    const int two = IntegerToken(tokens_, k, 2);
    if (two >= 10 && tokens_.Word(k).size() == 2) {
      *end = k + 1;
      return FullYear(two);
    }
  }
  const std::string_view w = W(i);
  if (w.size() == 4 && w.substr(0, 2) == "cy" && IsAsciiDigit(static_cast<unsigned char>(w[2])) &&
      IsAsciiDigit(static_cast<unsigned char>(w[3])))  // "CY18", the calendar year
    return FullYear((w[2] - '0') * 10 + (w[3] - '0'));
  *end = i;
  if (tokens_.Kind(i) != TokenKind::kWord || Is(i, {"a", "an"})) return 0;
  Numeral n;
  if (!ParseEnglishNumeral(tokens_, i, Reading::kNews, &n) || n.vague || n.digits ||
      n.kind != NumeralKind::kCardinal)
    return 0;
  *end = n.end;
  if (n.value >= 1500 && n.value < 2200) return static_cast<int>(n.value);
  if (n.value < 15 || n.value > 21 || n.value != std::floor(n.value)) return 0;
  if (Is(n.end, {"zero", "oh", "o"})) {  // "nineteen zero one"
    const int ones = ReadInteger(tokens_, n.end + 1, end);
    if (ones < 1 || ones > 9) *end = i;
    return ones < 1 || ones > 9 ? 0 : static_cast<int>(n.value) * 100 + ones;
  }
  Numeral rest;  // "twenty |twenty-one|"
  if (!ParseEnglishNumeral(tokens_, n.end, Reading::kNews, &rest) || rest.vague || rest.digits ||
      rest.kind != NumeralKind::kCardinal || rest.value < 10 || rest.value > 99)
    return 0;
  *end = rest.end;
  return static_cast<int>(n.value * 100 + rest.value);
}

// "next year", "this year" after a month or day; 0 if none.
int SpokenReader::RelativeYear(size_t i, size_t* end) const {
  SpokenDate year;
  if (!ReadRelativeUnit(i, &year) || year.value.grain != Grain::kYear) return 0;
  *end = year.end;
  return DateOfDay(year.value.first).year;
}

// Four digits before 1500, which only a month and day make a year; 0 if none.
int SpokenReader::OldYear(size_t i, size_t* end) const {
  const int value = IntegerToken(tokens_, i, 4);
  *end = i + 1;
  return value >= 1000 && value < 1500 ? value : 0;
}

// A month or day; without a year the last one before today.
bool SpokenReader::SetMonthDay(int month, int day, int year, size_t end, SpokenDate* out) const {
  Date date{year == 0 ? year_ : year, month, day};
  if (!IsMonthNumber(month) || day > 31) return false;
  if (year == 0) {
    while (month == 2 && day == 29 && !IsPossible(date)) --date.year;
    if (IsPossible(date) && FirstDay(date) > today_) {
      --date.year;
      while (month == 2 && day == 29 && !IsPossible(date)) --date.year;
    }
  }
  out->impossible = !IsPossible(date);
  if (out->impossible) date.day = 0;
  out->value = OfDate(date);
  out->value.yearless = year == 0;
  out->fixed_year = year;
  out->end = end;
  return true;
}

// "July 5, 2023", "Oct/2", "May twenty nine", "september the 5th of 2019", "April of 87",
// "Dec-2018".
bool SpokenReader::ReadMonthDay(size_t i, SpokenDate* out) const {
  const int month = MonthNamed(W(i));
  if (month == 0) return false;
  size_t k = i + 1;
  if (tokens_.Code(k) == '.' && tokens_.Glued(k) &&
      (W(i).size() <= 4 || tokens_.Kind(k + 1) == TokenKind::kNumber))
    ++k;
  const auto separator = [&](size_t at) {
    const char32_t c = tokens_.Code(at);
    return c == ',' || c == '-' || c == '/' || Is(at, {"the", "of", "in"});
  };
  size_t d = k;
  while (d < k + 2 && separator(d)) ++d;
  size_t after = d;
  int day = DayNumber(d, &after);
  if (day != 0 && tokens_.Code(after) == ':') day = 0;  // a time
  if (day != 0 && Is(d - 1, {"of", "in"})) day = 0;     // "April of 87"
  const bool said_year = YearNumber(d, false, &after) != 0;
  if (said_year) day = 0;
  if (day != 0) day = DayNumber(d, &after);
  const bool unit_follows = [&] {  // "in May 3 weeks", "May 5 people"
    size_t unused = 0;
    return day != 0 && !tokens_.Glued(after) && GrainAt(tokens_, after, &unused) != Grain::kNone &&
           Is(after, {"days", "weeks", "months", "years"});
  }();
  if (unit_follows) day = 0;
  size_t end = day != 0 ? after : k;
  size_t y = end;
  while (y < end + 2 && separator(y)) ++y;
  const bool of = y > end && (W(y - 1) == "of" || tokens_.Code(y) == '\'');
  size_t year_end = y;
  int year = YearNumber(y, of || tokens_.Code(y) == '\'', &year_end);
  if (year == 0) year = RelativeYear(y, &year_end);
  if (year == 0 && day != 0) year = OldYear(y, &year_end);
  if (year != 0) end = year_end;
  if (day == 0 && year == 0) {
    // "may" and "march" are other words as a rule.
    const bool doubtful =
        Is(i, {"may", "march", "mar", "dec", "jan", "sept"}) && !tokens_[i].capitalized;
    const bool introduced =
        i > 0 &&
        Is(i - 1, {"in",      "of",    "from",   "to",       "between", "and",   "this", "next",
                   "last",    "since", "until",  "till",     "by",      "early", "late", "mid",
                   "through", "after", "before", "previous", "during",  "for"});
    if (doubtful && !introduced) return false;
    if (Is(i, {"may"}) && !introduced && i + 1 < tokens_.size() &&
        tokens_.Kind(i + 1) == TokenKind::kWord &&
        !Is(i + 1, {"to", "and", "through", "until", "till"}))
      return false;
  }
  return SetMonthDay(month, day, year, end, out);
}

// "5 July 2023", "the twenty third day of September", "05-Aug-2016", "12 of Nov".
bool SpokenReader::ReadDayMonth(size_t i, SpokenDate* out) const {
  if (i > 0 && tokens_.Code(i - 1) == '$') return false;  // "$12 December 27"
  size_t k = SkipThe(i), after = k;
  int day = DayNumber(k, &after);
  if (day == 0) return false;
  if (W(after) == "day") ++after;
  while (after < k + 5 &&
         (Is(after, {"of", "in"}) || tokens_.Code(after) == '-' || tokens_.Code(after) == '/' ||
          (tokens_.Code(after) == '.' && tokens_.Glued(after))))
    ++after;
  const int month = MonthNamed(W(after));
  SpokenDate relative;
  if (month == 0) {  // "the 31st of this month"
    if (!Is(after - 1, {"of", "in"}) || !ReadRelativeUnit(after, &relative) ||
        relative.value.grain != Grain::kMonth)
      return false;
    const Date first = DateOfDay(relative.value.first);
    return SetMonthDay(first.month, day, first.year, relative.end, out);
  }
  size_t y = after + 1;
  if (tokens_.Code(y) == '.' && tokens_.Glued(y) && W(after).size() <= 4) ++y;
  const size_t bare = y;
  while (y < bare + 2 && (tokens_.Code(y) == ',' || tokens_.Code(y) == '-' ||
                          tokens_.Code(y) == '/' || Is(y, {"of", "in"})))
    ++y;
  size_t end = y;
  int year = YearNumber(y, y > bare && Is(y - 1, {"of"}), &end);
  if (year == 0) year = RelativeYear(y, &end);
  if (year == 0) year = OldYear(y, &end);
  return SetMonthDay(month, day, year, year != 0 ? end : bare, out);
}

// Two or three parts joined by one sign: "2018-7-6", "5/12", "22/04", "12/12/30", "2020/Sep/23",
// "12-2015"; month first unless that cannot be.
bool SpokenReader::ReadNumeric(size_t i, SpokenDate* out) const {
  const char32_t sign = tokens_.Code(i + 1);
  if (sign != '-' && sign != '/') return false;
  int parts[3] = {0, 0, 0}, month = 0, year = 0, count = 0;
  size_t end = i;
  for (size_t k = i; count < 3; k += 2) {
    const int name = MonthNamed(W(k)), number = IntegerToken(tokens_, k, 4);
    if (name == 0 && number < 0) break;
    if (name != 0) {
      if (month != 0) return false;
      month = name;
    } else if (W(k).size() == 4 || (number > 31 && W(k).size() == 2)) {
      if (year != 0) return false;
      year = W(k).size() == 4 ? number : FullYear(number);
      parts[2] = count;  // where the year stands
    } else {
      parts[month == 0 && parts[0] == 0 ? 0 : 1] = number;
    }
    ++count;
    end = k + 1;
    if (tokens_.Code(k + 1) != sign || !tokens_.Glued(k + 1) || !tokens_.Glued(k + 2)) break;
  }
  const int year_at = parts[2];
  int a = parts[0], b = parts[1];
  if (count < 2 || (year != 0 && (year < 1500 || year > 2199))) return false;
  if (month != 0) {
    const int day = a != 0 ? a : b;
    if (day == 0 && year == 0) return false;
    return (day == 0 || IsDayNumber(day)) && SetMonthDay(month, day, year, end, out);
  }
  if (count == 3 && year == 0) {  // "12/12/25"
    const size_t last = end - 1;
    if (W(last).size() != 2) return false;
    // The loop overwrote the second part with the third.
    b = IntegerToken(tokens_, i + 2, 2);
    year = FullYear(IntegerToken(tokens_, last, 2));
  } else if (count == 3 && year_at == 0) {
    a = IntegerToken(tokens_, i + 2, 2);
    b = IntegerToken(tokens_, i + 4, 2);
  } else if (count == 3) {
    a = IntegerToken(tokens_, i, 2);
    b = IntegerToken(tokens_, year_at == 2 ? i + 2 : i + 4, 2);
  } else if (year != 0) {
    const int m = a != 0 ? a : b;
    return IsMonthNumber(m) && SetMonthDay(m, 0, year, end, out);
  } else if (sign == '-' && !(i > 0 && Is(i - 1, {"on", "by"}))) {
    return false;  // "4-23" is as often a span
  }
  if (a > 12) std::swap(a, b);
  return IsMonthNumber(a) && IsDayNumber(b) && SetMonthDay(a, b, year, end, out);
}

// "20161016", "2016 10 16", "9.30.2018", "5.12" after a word that asks for a date, "Dec31".
bool SpokenReader::ReadCompact(size_t i, SpokenDate* out) const {
  const std::string_view w = W(i);
  const auto digits = [&](size_t begin, size_t count) {
    int value = 0;
    for (size_t k = begin; k < begin + count; ++k) {
      if (k >= w.size() || !IsAsciiDigit(static_cast<unsigned char>(w[k]))) return -1;
      value = value * 10 + (w[k] - '0');
    }
    return value;
  };
  if (tokens_.Kind(i) == TokenKind::kNumber && w.size() == 8 && digits(0, 8) > 0) {
    const int year = digits(0, 4), month = digits(4, 2), day = digits(6, 2);
    return year >= 1500 && year < 2200 && IsMonthNumber(month) && IsDayNumber(day) &&
           SetMonthDay(month, day, year, i + 1, out);
  }
  if (const int year = YearToken(tokens_, i)) {
    const int month = IntegerToken(tokens_, i + 1, 2), day = IntegerToken(tokens_, i + 2, 2);
    return IsMonthNumber(month) && IsDayNumber(day) && SetMonthDay(month, day, year, i + 3, out);
  }
  const size_t dot = w.find('.');
  if (dot != std::string_view::npos && IsAsciiDigit(static_cast<unsigned char>(w[0]))) {
    const size_t second = w.find('.', dot + 1);
    int a = digits(0, dot), b = digits(dot + 1, std::min(second, w.size()) - dot - 1), year = 0;
    if (dot == 4 && second != std::string_view::npos) {  // "2021.12.30"
      const int day = digits(second + 1, w.size() - second - 1);
      return a >= 1500 && a < 2200 && IsMonthNumber(b) && IsDayNumber(day) &&
             SetMonthDay(b, day, a, i + 1, out);
    }
    if (a < 0 || b < 0 || dot > 2) return false;
    if (second == std::string_view::npos) {
      const bool asked =
          i > 0 && (Is(i - 1, {"on", "in", "this", "next", "last", "by", "until", "before"}) ||
                    WeekdayNamed(W(i - 1)) != 0);
      if (!asked) return false;
    } else {
      year = digits(second + 1, w.size() - second - 1);
      if (w.size() - second - 1 == 2) year = FullYear(year);
      if (year < 1500 || year > 2199) return false;
    }
    if (a > 12) std::swap(a, b);
    return IsMonthNumber(a) && IsDayNumber(b) && SetMonthDay(a, b, year, i + 1, out);
  }
  const size_t letters = std::min(w.find_first_of("0123456789"), w.size());
  if (tokens_.Kind(i) == TokenKind::kWord && letters >= 3 && letters < w.size() &&
      w.size() - letters <= 2) {
    const int month = MonthNamed(w.substr(0, letters)),
              day = digits(letters, w.size() - letters);  // "Dec31"
    if (month == 0 || !IsDayNumber(day)) return false;
    size_t y = i + 1;
    if (tokens_.Code(y) == ',') ++y;
    const int year = YearToken(tokens_, y);
    return SetMonthDay(month, day, year, year != 0 ? y + 1 : i + 1, out);
  }
  return false;
}

}  // namespace plx::linguistics::spoken
