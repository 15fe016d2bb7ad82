// Dates: absolute and relative expressions of time of English and Chinese, resolved against the
// day a document was published.
//
// "in July 2023" -> 2023-07; "by 2030" -> 2030 (until); "within five years" from 2025-07-05 ->
// 2025-07-05/2030-07-05 (within); "last week", 去年, 上月, 明年起, 2024年3月5日, 5日. No zone is
// invented; weeks start on Monday (ISO 8601).
#ifndef PLUGINS_LINGUISTICS_TIME_DATES_H_
#define PLUGINS_LINGUISTICS_TIME_DATES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/linguistics/numbers/numerals.h"
#include "plugins/linguistics/text/tokens.h"

namespace plx::linguistics {

// A day, month or year of the proleptic Gregorian calendar, cut to its precision: month is 0 for
// a year, day is 0 for a month.
struct Date {
  int year = 0;
  int month = 0;
  int day = 0;
  bool known() const { return year != 0; }
  bool operator==(const Date&) const = default;
};

// ISO 8601: "2023", "2023-07", "2023-07-05". Empty for an unknown date.
std::string FormatDate(const Date& date);
// Reads FormatDate's output and date-times ("2026-01-15T11:48", "2026-01-15 11:48"), of which the
// time is ignored. nullopt for anything else and for impossible dates.
std::optional<Date> ParseDate(std::string_view iso);
// False for 2023-02-30 and month 13.
bool IsPossible(const Date& date);
// Days since 1970-01-01 of the first and last day that `date` covers (Howard Hinnant's
// days_from_civil).
int64_t FirstDay(const Date& date);
int64_t LastDay(const Date& date);
Date DateOfDay(int64_t day);

enum class DateRole : uint8_t {
  kAt = 1,       // in July 2023, last week, 2024年
  kFrom = 2,     // since 2010, starting in 2024, 明年起: `end` unknown
  kUntil = 3,    // by 2030, until March, 截至: `begin` unknown unless said
  kWithin = 4,   // within five years, 五年内: publication to the end
  kBefore = 5,   // before April, pre-April, 战前
  kAfter = 6,    // after 2020, post-2008
  kInterval = 7  // from 2019 to 2023, 2019年至2023年
};

struct DateExpression {
  plx_span_t span = {0, 0};
  size_t first = 0;  // tokens [first, end)
  size_t end = 0;
  Date begin;  // kAt: begin == end unless it is a span of time ("last week", "the 1990s")
  Date end_date;
  DateRole role = DateRole::kAt;
  bool relative = false;     // needed the publication day (unresolved without one: both unknown)
  bool approximate = false;  // around 2030, 2030年前后, early 2024
  bool impossible = false;   // "February 30", 13月: begin and end_date keep what was written
  bool has_time = false;     // a time of day belongs to it; not resolved
  Date end_starts;  // Reading::kAny, of a range: the first day of what it ends with, for those
                    // who leave that out ("2014 to 2018" until 2018-01-01)
  bool duration_only = false;  // "for 13 years", 五年来: a length of time up to publication
};

// Iso() of what was said: "2023-07", "2024/2026", "../2030" (until), "2024/.." (from); empty if
// unresolved or impossible.
std::string Iso(const DateExpression& expression);

// All date expressions in order, none overlapping. `published` may be unknown; then relative
// expressions are found but not resolved, and a month without a year has year 0 in begin.
//
// Reading::kAny reads English as people plan and ask, `published` being the day they speak, which
// must be known to the day: "the week of the 18th", "5/12", "Monday two weeks from now", "the last
// 3 quarters"; a date without a year is the last one up to that day, "early May" its first half.
std::vector<DateExpression> FindDates(const TokenSequence& tokens, const Date& published,
                                      Reading reading = Reading::kNews);

// Where the expression lies from `published`.
enum class TimeRelation : uint8_t { kUnknown = 0, kPast = 1, kPresent = 2, kFuture = 3 };
TimeRelation RelationTo(const DateExpression& expression, const Date& published);

// False only if the two are resolved and share no day. Open ends reach to infinity.
bool MayOverlap(std::string_view iso_a, std::string_view iso_b);

}  // namespace plx::linguistics

#endif  // PLUGINS_LINGUISTICS_TIME_DATES_H_
