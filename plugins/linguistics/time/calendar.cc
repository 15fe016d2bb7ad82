#include <algorithm>

#include "plugins/linguistics/text/characters.h"
#include "plugins/linguistics/time/date_grammar.h"

namespace plx::linguistics {
namespace {

bool IsLeap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int DaysIn(int year, int month) {
  static constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && IsLeap(year) ? 29 : kDays[month - 1];
}

// Hinnant, "chrono-Compatible Low-Level Date Algorithms".
int64_t DaysFromCivil(int64_t y, int m, int d) {
  y -= m <= 2;
  const int64_t era = (y >= 0 ? y : y - 399) / 400;
  const int64_t yoe = y - era * 400;
  const int64_t doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
  const int64_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
  return era * 146097 + doe - 719468;
}

void AppendNumber(int value, int width, std::string* out) {
  const std::string digits = std::to_string(value);
  if (static_cast<int>(digits.size()) < width) out->append(width - digits.size(), '0');
  *out += digits;
}

// 1 Monday .. 7 Sunday; 1970-01-01 was a Thursday.
int Weekday(int64_t day) { return static_cast<int>(((day + 3) % 7 + 7) % 7) + 1; }

Date MonthsLater(int year, int month, int count) {
  const int index = year * 12 + month - 1 + count;
  return {index / 12, index % 12 + 1, 0};
}

int ParseDigits(std::string_view text, size_t begin, size_t count) {
  if (begin + count > text.size()) return -1;
  int value = 0;
  for (size_t i = begin; i < begin + count; ++i) {
    if (!IsAsciiDigit(static_cast<unsigned char>(text[i]))) return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

// [first, last] days of an ISO text by Iso(); open ends reach to the limits.
bool DayRange(std::string_view iso, int64_t* first, int64_t* last) {
  const size_t slash = iso.find('/');
  const std::string_view a = iso.substr(0, slash);
  const std::string_view b = slash == std::string_view::npos ? a : iso.substr(slash + 1);
  const std::optional<Date> begin = ParseDate(a), end = ParseDate(b);
  if ((!begin && a != "..") || (!end && b != "..")) return false;
  *first = begin ? FirstDay(*begin) : INT64_MIN;
  *last = end ? LastDay(*end) : INT64_MAX;
  return true;
}

}  // namespace

bool IsPossible(const Date& date) {
  if (date.year <= 0) return false;
  if (date.month == 0) return date.day == 0;
  if (date.month < 0 || date.month > 12 || date.day < 0) return false;
  return date.day <= DaysIn(date.year, date.month);
}

std::string FormatDate(const Date& date) {
  std::string out;
  if (!date.known()) return out;
  AppendNumber(date.year, 4, &out);
  if (date.month == 0) return out;
  out.push_back('-');
  AppendNumber(date.month, 2, &out);
  if (date.day == 0) return out;
  out.push_back('-');
  AppendNumber(date.day, 2, &out);
  return out;
}

std::optional<Date> ParseDate(std::string_view iso) {
  const auto ends_at = [&](size_t n) {
    return iso.size() == n || (iso.size() > n && (iso[n] == 'T' || iso[n] == ' '));
  };
  Date date;
  date.year = ParseDigits(iso, 0, 4);
  if (date.year <= 0) return std::nullopt;
  if (!ends_at(4)) {
    if (iso[4] != '-' || (date.month = ParseDigits(iso, 5, 2)) <= 0) return std::nullopt;
    if (!ends_at(7)) {
      if (iso[7] != '-' || (date.day = ParseDigits(iso, 8, 2)) <= 0 || !ends_at(10))
        return std::nullopt;
    }
  }
  if (!IsPossible(date)) return std::nullopt;
  return date;
}

int64_t FirstDay(const Date& date) {
  return DaysFromCivil(date.year, std::max(date.month, 1), std::max(date.day, 1));
}

int64_t LastDay(const Date& date) {
  if (date.month == 0) return DaysFromCivil(date.year, 12, 31);
  return DaysFromCivil(date.year, date.month,
                       date.day == 0 ? DaysIn(date.year, date.month) : date.day);
}

Date DateOfDay(int64_t day) {
  const int64_t z = day + 719468;
  const int64_t era = (z >= 0 ? z : z - 146096) / 146097;
  const int64_t doe = z - era * 146097;
  const int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  const int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const int64_t mp = (5 * doy + 2) / 153;
  const int d = static_cast<int>(doy - (153 * mp + 2) / 5 + 1);
  const int m = static_cast<int>(mp < 10 ? mp + 3 : mp - 9);
  return {static_cast<int>(yoe + era * 400 + (m <= 2)), m, d};
}

Date Plus(const Date& date, TimeUnit unit, int count) {
  if (!date.known()) return {};
  switch (unit) {
    case TimeUnit::kDay:
    case TimeUnit::kWeek:
      return DateOfDay(FirstDay(date) + static_cast<int64_t>(count) *
                                            (unit == TimeUnit::kWeek ? 7 : 1));
    case TimeUnit::kMonth:
    case TimeUnit::kQuarter: {
      Date out = MonthsLater(date.year, std::max(date.month, 1),
                             unit == TimeUnit::kQuarter ? 3 * count : count);
      out.day = std::min(date.day, DaysIn(out.year, out.month));
      return out;
    }
    default: {
      const int years = unit == TimeUnit::kCentury ? 100 : unit == TimeUnit::kDecade ? 10 : 1;
      Date out = date;
      out.year += years * count;
      if (out.day > 0) out.day = std::min(out.day, DaysIn(out.year, out.month));
      return out;
    }
  }
}

Date Shift(const Date& date, TimeUnit unit, int count) {
  Date out = Plus(date, unit, count);
  if (unit >= TimeUnit::kMonth) out.day = 0;
  if (unit >= TimeUnit::kYear) out.month = 0;
  return out;
}

void SetPeriod(const Date& date, TimeUnit unit, int count, DateExpression* out) {
  out->relative = true;
  if (!date.known()) return;
  if (unit == TimeUnit::kWeek) {
    if (date.day == 0) return;
    const int64_t day = FirstDay(date);
    const int64_t monday = day - (Weekday(day) - 1) + 7 * static_cast<int64_t>(count);
    out->begin = DateOfDay(monday);
    out->end_date = DateOfDay(monday + 6);
    return;
  }
  if (unit == TimeUnit::kQuarter) {
    if (date.month == 0) return;
    out->begin = MonthsLater(date.year, (date.month - 1) / 3 * 3 + 1, 3 * count);
    out->end_date = MonthsLater(out->begin.year, out->begin.month, 2);
    return;
  }
  if (unit == TimeUnit::kDecade || unit == TimeUnit::kCentury) {
    const int size = unit == TimeUnit::kDecade ? 10 : 100;
    out->begin = {date.year / size * size + size * count, 0, 0};
    out->end_date = {out->begin.year + size - 1, 0, 0};
    return;
  }
  if ((unit == TimeUnit::kMonth && date.month == 0) || (unit == TimeUnit::kDay && date.day == 0))
    return;
  out->begin = out->end_date = Shift(date, unit, count);
}

Date ResolveMonth(const Date& published, int month, int day, DateRole role) {
  if (!published.known()) return {};
  Date date{published.year, month, day};
  if (published.month == 0) return date;
  const int ahead = month - published.month;
  const bool forward = role == DateRole::kUntil || role == DateRole::kFrom;
  // News looks back by default; two months ahead it announces.
  constexpr int kAnnounced = 2;
  if (forward) {
    if (ahead < -6) ++date.year;
  } else if (ahead > kAnnounced) {
    --date.year;
  } else if (ahead <= -11) {
    ++date.year;  // "in January", written in December
  }
  return date;
}

Date ResolveWeekday(const Date& published, int weekday, int week, bool nearest_past) {
  if (!published.known() || published.day == 0) return {};
  const int64_t day = FirstDay(published);
  const int64_t in_week = day - (Weekday(day) - weekday) + 7 * static_cast<int64_t>(week);
  if (!nearest_past) return DateOfDay(in_week);
  return DateOfDay(in_week > day ? in_week - 7 : in_week);
}

std::string Iso(const DateExpression& e) {
  if (e.impossible) return {};
  const std::string begin = FormatDate(e.begin), end = FormatDate(e.end_date);
  switch (e.role) {
    case DateRole::kFrom:
    case DateRole::kAfter:
      return begin.empty() ? std::string() : end.empty() || begin == end ? begin + "/.." : begin + "/" + end;
    case DateRole::kUntil:
    case DateRole::kBefore:
      if (end.empty()) return {};
      return begin.empty() || begin == end ? "../" + end : begin + "/" + end;
    default:
      break;
  }
  if (begin.empty() && end.empty()) return {};
  if (begin == end) return begin;
  return (begin.empty() ? ".." : begin) + "/" + (end.empty() ? ".." : end);
}

TimeRelation RelationTo(const DateExpression& e, const Date& published) {
  int64_t first = 0, last = 0;
  if (!published.known() || !DayRange(Iso(e), &first, &last)) return TimeRelation::kUnknown;
  const int64_t now_first = FirstDay(published), now_last = LastDay(published);
  if (e.role == DateRole::kUntil || e.role == DateRole::kWithin) {
    return last > now_last ? TimeRelation::kFuture : TimeRelation::kPast;
  }
  if (first > now_last) return TimeRelation::kFuture;
  if (last < now_first) return TimeRelation::kPast;
  return TimeRelation::kPresent;
}

bool MayOverlap(std::string_view iso_a, std::string_view iso_b) {
  int64_t a_first = 0, a_last = 0, b_first = 0, b_last = 0;
  if (!DayRange(iso_a, &a_first, &a_last) || !DayRange(iso_b, &b_first, &b_last)) return true;
  return a_first <= b_last && b_first <= a_last;
}

}  // namespace plx::linguistics
