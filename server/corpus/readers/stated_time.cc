#include "server/corpus/readers/stated_time.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace parallax::corpus {
namespace {

bool IsDigit(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }
bool IsLetter(char c) { return absl::ascii_isalpha(static_cast<unsigned char>(c)); }

// Reads forward over a text; every method takes what it names, or nothing and says false.
class Scanner {
 public:
  explicit Scanner(absl::string_view text) : text_(text) {}

  size_t position() const { return position_; }
  void Reset(size_t position) { position_ = position; }
  absl::string_view rest() const { return text_.substr(position_); }

  bool Number(size_t min_digits, size_t max_digits, int* value) {
    size_t end = position_;
    int number = 0;
    while (end < text_.size() && IsDigit(text_[end]) && end - position_ <= max_digits) {
      number = number * 10 + (text_[end++] - '0');
    }
    if (end - position_ < min_digits || end - position_ > max_digits) return false;
    position_ = end;
    *value = number;
    return true;
  }

  bool Literal(absl::string_view literal) {
    if (!absl::StartsWithIgnoreCase(rest(), literal)) return false;
    position_ += literal.size();
    return true;
  }

  bool AnyOf(std::initializer_list<absl::string_view> literals) {
    return std::any_of(literals.begin(), literals.end(),
                       [this](absl::string_view literal) { return Literal(literal); });
  }

  void Spaces() {
    while (Literal(" ") || Literal("\t") || Literal("\u00A0") || Literal("\u3000")) {
    }
  }

  // A word of ASCII letters, whole.
  absl::string_view Word() const {
    size_t end = position_;
    while (end < text_.size() && IsLetter(text_[end])) ++end;
    return text_.substr(position_, end - position_);
  }

 private:
  absl::string_view text_;
  size_t position_ = 0;
};

struct Day {
  int year = 0;
  int month = 0;
  int day = 0;  // 0: not stated
};

struct Clock {
  int hour = 0;
  int minute = 0;
  int second = -1;  // -1: not stated
};

constexpr std::array<absl::string_view, 12> kMonths = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};
constexpr std::array<absl::string_view, 7> kWeekdays = {
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};

// 1-based index of the name that `word` is, or abbreviates with three letters or more; 0: none.
template <size_t n>
int IndexOfName(const std::array<absl::string_view, n>& names, absl::string_view word) {
  if (word.size() < 3) return 0;
  for (size_t i = 0; i < n; ++i) {
    if (word.size() <= names[i].size() && absl::StartsWithIgnoreCase(names[i], word)) return i + 1;
  }
  return 0;
}

bool Month(Scanner* scan, int* month) {
  const absl::string_view word = scan->Word();
  *month = IndexOfName(kMonths, word);
  if (*month == 0) return false;
  scan->Literal(word);
  scan->Literal(".");
  return true;
}

void Weekday(Scanner* scan) {
  const absl::string_view word = scan->Word();
  if (IndexOfName(kWeekdays, word) == 0) return;
  scan->Literal(word);
  scan->Literal(".");
  scan->Literal(",");
  scan->Spaces();
}

bool NumericDay(Scanner* scan, Day* day) {
  if (!scan->Number(4, 4, &day->year)) return false;
  for (const absl::string_view separator : {"-", "/", "."}) {
    if (!scan->Literal(separator)) continue;
    if (!scan->Number(1, 2, &day->month)) return false;
    const size_t after_month = scan->position();
    if (scan->Literal(separator) && scan->Number(1, 2, &day->day)) return true;
    scan->Reset(after_month);
    return separator == "-";  // "2026.01" is a number, "2026/01" too often a path
  }
  return false;
}

bool ChineseDay(Scanner* scan, Day* day) {
  if (!scan->Number(4, 4, &day->year)) return false;
  scan->Spaces();
  if (!scan->Literal("年")) return false;
  scan->Spaces();
  if (!scan->Number(1, 2, &day->month)) return false;
  scan->Spaces();
  if (!scan->Literal("月")) return false;
  const size_t after_month = scan->position();
  scan->Spaces();
  if (scan->Number(1, 2, &day->day)) {
    scan->Spaces();
    if (scan->AnyOf({"日", "号"})) return true;
  }
  day->day = 0;
  scan->Reset(after_month);
  return true;
}

bool MonthFirstDay(Scanner* scan, Day* day) {
  if (!Month(scan, &day->month)) return false;
  scan->Spaces();
  const size_t after_month = scan->position();
  if (scan->Number(1, 2, &day->day)) {
    scan->AnyOf({"st", "nd", "rd", "th"});
    scan->Literal(",");
    scan->Spaces();
    if (scan->Number(4, 4, &day->year)) return true;
  }
  day->day = 0;
  scan->Reset(after_month);
  scan->Literal(",");
  scan->Spaces();
  return scan->Number(4, 4, &day->year);
}

bool DayFirstDay(Scanner* scan, Day* day) {
  if (!scan->Number(1, 2, &day->day)) return false;
  scan->AnyOf({"st", "nd", "rd", "th"});
  if (!scan->Literal("-")) scan->Spaces();
  if (!Month(scan, &day->month)) return false;
  scan->Literal(",");
  if (!scan->Literal("-")) scan->Spaces();
  return scan->Number(4, 4, &day->year);
}

// Before the hour: white space, a comma, "at", ISO 8601's "T".
void BeforeClock(Scanner* scan) {
  if (scan->Literal("T")) return;
  scan->Spaces();
  if (scan->AnyOf({",", "，"})) scan->Spaces();
  if (scan->Literal("at ")) scan->Spaces();
}

void Zone(Scanner* scan) {
  const size_t start = scan->position();
  scan->Spaces();
  int ignored = 0;
  const size_t before = scan->position();
  if (scan->AnyOf({"+", "-", "\u2212"})) {
    if (scan->Number(4, 4, &ignored)) return;
    if (!scan->Number(2, 2, &ignored)) return scan->Reset(start);
    const size_t after_hours = scan->position();
    scan->Literal(":");
    if (!scan->Number(2, 2, &ignored)) scan->Reset(after_hours);
    return;
  }
  scan->Reset(before);
  for (const absl::string_view name :
       {"Z", "UTC", "GMT", "EST", "EDT", "ET", "CST", "CDT", "PST", "PDT", "PT", "BST", "CET", "CEST",
        "HKT", "JST", "KST", "SGT", "IST", "AEST", "AEDT"}) {
    if (scan->Word() == name) {
      scan->Literal(name);
      return;
    }
  }
  if (!scan->AnyOf({"北京时间", "(UTC)", "(GMT)"})) scan->Reset(start);
}

enum class HalfDay { kNone, kMorning, kAfternoon };

HalfDay TakeHalfDay(Scanner* scan) {
  scan->Spaces();
  if (scan->AnyOf({"a.m.", "p.m."})) {
    return absl::ascii_tolower(scan->rest().data()[-4]) == 'a' ? HalfDay::kMorning
                                                               : HalfDay::kAfternoon;
  }
  const absl::string_view word = scan->Word();
  if (absl::EqualsIgnoreCase(word, "am")) return scan->Literal("am"), HalfDay::kMorning;
  if (absl::EqualsIgnoreCase(word, "pm")) return scan->Literal("pm"), HalfDay::kAfternoon;
  return HalfDay::kNone;
}

bool TakeClock(Scanner* scan, Clock* clock) {
  BeforeClock(scan);
  HalfDay half = HalfDay::kNone;
  if (scan->AnyOf({"上午", "早上", "凌晨"})) half = HalfDay::kMorning;
  if (scan->AnyOf({"下午", "晚上", "傍晚"})) half = HalfDay::kAfternoon;
  scan->Spaces();
  if (!scan->Number(1, 2, &clock->hour)) return false;
  if (scan->AnyOf({"时", "點", "点"})) {
    if (!scan->Number(1, 2, &clock->minute) || !scan->Literal("分")) return false;
    if (scan->Number(1, 2, &clock->second) && !scan->Literal("秒")) return false;
  } else {
    if (!scan->AnyOf({":", "："}) || !scan->Number(2, 2, &clock->minute)) return false;
    const size_t after_minute = scan->position();
    int ignored = 0;
    if (!scan->Literal(":") || !scan->Number(2, 2, &clock->second)) scan->Reset(after_minute);
    const size_t after_second = scan->position();
    if (clock->second < 0 || !scan->Literal(".") || !scan->Number(1, 9, &ignored)) {
      scan->Reset(after_second);
    }
    const size_t before_half = scan->position();
    if (half == HalfDay::kNone) half = TakeHalfDay(scan);
    if (half == HalfDay::kNone) scan->Reset(before_half);
  }
  if (half == HalfDay::kAfternoon && clock->hour < 12) clock->hour += 12;
  if (half == HalfDay::kMorning && clock->hour == 12) clock->hour = 0;
  Zone(scan);
  return true;
}

bool Exists(const Day& day) {
  static constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (day.year < 1000 || day.month < 1 || day.month > 12) return false;
  if (day.day == 0) return true;
  const bool leap = (day.year % 4 == 0 && day.year % 100 != 0) || day.year % 400 == 0;
  return day.day <= kDays[day.month - 1] + (day.month == 2 && leap ? 1 : 0);
}

bool Exists(const Clock& clock) {
  return clock.hour <= 23 && clock.minute <= 59 && clock.second <= 60;
}

StatedTime TimeOf(const Day& day, const Clock* clock) {
  if (day.day == 0) {
    return {absl::StrFormat("%04d-%02d", day.year, day.month), TimePrecision::kMonth};
  }
  StatedTime time{absl::StrFormat("%04d-%02d-%02d", day.year, day.month, day.day),
                  TimePrecision::kDay};
  if (clock == nullptr) return time;
  absl::StrAppendFormat(&time.iso, "T%02d:%02d", clock->hour, clock->minute);
  time.precision = TimePrecision::kMinute;
  if (clock->second >= 0) {
    absl::StrAppendFormat(&time.iso, ":%02d", clock->second);
    time.precision = TimePrecision::kSecond;
  }
  return time;
}

TimeMatch MatchOf(absl::string_view text, const Day& day, const Clock* clock) {
  TimeMatch match;
  match.length = text.size();
  if (!Exists(day)) {
    match.warning = absl::StrCat("\"", text, "\" is not a day that exists; the time is left unknown");
  } else if (clock != nullptr && !Exists(*clock)) {
    match.warning = absl::StrCat("\"", text, "\" has no time of day that exists; only its day is kept");
    match.time = TimeOf(day, nullptr);
  } else {
    match.time = TimeOf(day, clock);
  }
  return match;
}

// Whether `end` is inside a number: "2026-01-15|5".
bool CutsNumber(absl::string_view text, size_t end) {
  return end > 0 && end < text.size() && IsDigit(text[end - 1]) && IsDigit(text[end]);
}

}  // namespace

std::optional<TimeMatch> MatchStatedTime(absl::string_view text) {
  using Form = bool (*)(Scanner*, Day*);
  for (const Form form : {&NumericDay, &ChineseDay, &MonthFirstDay, &DayFirstDay}) {
    Scanner scan(text);
    if (form == &MonthFirstDay || form == &DayFirstDay) Weekday(&scan);
    Day day;
    if (!form(&scan, &day) || CutsNumber(text, scan.position())) continue;
    const size_t day_end = scan.position();
    Clock clock;
    if (day.day != 0 && TakeClock(&scan, &clock) && !CutsNumber(text, scan.position())) {
      return MatchOf(text.substr(0, scan.position()), day, &clock);
    }
    return MatchOf(text.substr(0, day_end), day, nullptr);
  }
  return std::nullopt;
}

std::optional<TimeMatch> ParseStatedTime(absl::string_view text) {
  const absl::string_view trimmed = absl::StripAsciiWhitespace(text);
  if (trimmed.size() == 4 && std::all_of(trimmed.begin(), trimmed.end(), IsDigit) &&
      trimmed[0] != '0') {
    std::optional<TimeMatch> year(std::in_place);
    year->length = trimmed.size();
    year->time = {std::string(trimmed), TimePrecision::kYear};
    return year;
  }
  std::optional<TimeMatch> match = MatchStatedTime(trimmed);
  if (match.has_value() && match->length != trimmed.size()) return std::nullopt;
  return match;
}

std::optional<StatedTime> ParseIsoTime(absl::string_view text) {
  const std::optional<TimeMatch> match = ParseStatedTime(text);
  if (!match.has_value() || match->time.iso != text) return std::nullopt;
  return match->time;
}

}  // namespace parallax::corpus
