#include "plugins/linguistics/time/spoken/words.h"

#include <algorithm>
#include <array>
#include <utility>

#include "plugins/linguistics/text/characters.h"

namespace plx::linguistics::spoken {
namespace {

// A name or at least its first `shortest` letters, with "sept", "tues", "thurs".
template <size_t kCount>
int Named(const std::array<std::string_view, kCount>& names, std::string_view word) {
  if (word.size() > 3 && word.back() == '.') word.remove_suffix(1);
  for (size_t k = 0; k < kCount; ++k) {
    const bool clipped = word.size() >= 3 && word.size() <= 5 && word == names[k].substr(0, word.size()) &&
                         (word.size() == 3 || word.size() == 4);
    if (word == names[k] || clipped || (word == "thurs" && names[k] == "thursday"))
      return static_cast<int>(k) + 1;
  }
  return 0;
}

// Rules of holidays: a fixed day; the nth weekday of a month (n < 0 from the end); days from Easter.
enum class Rule : uint8_t { kFixed, kWeekday, kEaster };
struct Holiday {
  std::string_view name;  // words apart by a space, without apostrophes
  Rule rule;
  int a, b, c;            // kFixed month, day; kWeekday month, weekday, n; kEaster days
};
constexpr Holiday kHolidays[] = {
    {"new years eve", Rule::kFixed, 12, 31, 0},     {"new year eve", Rule::kFixed, 12, 31, 0},
    {"new years day", Rule::kFixed, 1, 1, 0},       {"new year day", Rule::kFixed, 1, 1, 0},
    {"new years", Rule::kFixed, 1, 1, 0},           {"new year", Rule::kFixed, 1, 1, 0},
    {"christmas eve", Rule::kFixed, 12, 24, 0},     {"christmas day", Rule::kFixed, 12, 25, 0},
    {"xmas", Rule::kFixed, 12, 25, 0},              {"christmas", Rule::kFixed, 12, 25, 0},
    {"boxing day", Rule::kFixed, 12, 26, 0},        {"halloween", Rule::kFixed, 10, 31, 0},
    {"valentines day", Rule::kFixed, 2, 14, 0},     {"independence day", Rule::kFixed, 7, 4, 0},
    {"juneteenth", Rule::kFixed, 6, 19, 0},         {"veterans day", Rule::kFixed, 11, 11, 0},
    {"st patricks day", Rule::kFixed, 3, 17, 0},
    {"saint patricks day", Rule::kFixed, 3, 17, 0}, {"saint patrick", Rule::kFixed, 3, 17, 0},
    {"international workers day", Rule::kFixed, 5, 1, 0}, {"childrens day", Rule::kFixed, 6, 1, 0},
    {"international womens day", Rule::kFixed, 3, 8, 0},
       {"groundhog day", Rule::kFixed, 2, 2, 0},
    {"earth day", Rule::kFixed, 4, 22, 0},          {"may day", Rule::kFixed, 5, 1, 0},
    {"april fools", Rule::kFixed, 4, 1, 0},         {"all saints day", Rule::kFixed, 11, 1, 0},
    {"martin luther king day", Rule::kWeekday, 1, 1, 3}, {"mlk day", Rule::kWeekday, 1, 1, 3},
    {"presidents day", Rule::kWeekday, 2, 1, 3},    {"mothers day", Rule::kWeekday, 5, 7, 2},
    {"fathers day", Rule::kWeekday, 6, 7, 3},       {"memorial day", Rule::kWeekday, 5, 1, -1},
    {"labor day", Rule::kWeekday, 9, 1, 1},         {"labour day", Rule::kWeekday, 9, 1, 1},
    {"columbus day", Rule::kWeekday, 10, 1, 2},     {"thanksgiving day", Rule::kWeekday, 11, 4, 4},
    {"thanksgiving", Rule::kWeekday, 11, 4, 4},     {"good friday", Rule::kEaster, -2, 0, 0},
    {"easter monday", Rule::kEaster, 1, 0, 0},      {"easter sunday", Rule::kEaster, 0, 0, 0},
    {"easter", Rule::kEaster, 0, 0, 0},             {"ash wednesday", Rule::kEaster, -46, 0, 0},
    {"palm sunday", Rule::kEaster, -7, 0, 0},       {"pentecost", Rule::kEaster, 49, 0, 0}};

// Gregorian Easter (Meeus, "Astronomical Algorithms", chapter 8).
int64_t Easter(int year) {
  const int a = year % 19, b = year / 100, c = year % 100;
  const int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int n = h + l - 7 * m + 114;
  return FirstDay({year, n / 31, n % 31 + 1});
}

int64_t DayOf(const Holiday& h, int year) {
  switch (h.rule) {
    case Rule::kFixed: return FirstDay({year, h.a, h.b});
    case Rule::kEaster: return Easter(year) + h.a;
    default: break;
  }
  if (h.c < 0) {
    const int64_t last = LastDay({year, h.a, 0});
    return last - (WeekdayOf(last) - h.b + 7) % 7;
  }
  const int64_t first = FirstDay({year, h.a, 1});
  return first + (h.b - WeekdayOf(first) + 7) % 7 + 7 * static_cast<int64_t>(h.c - 1);
}

// True if the words of `name` start at token `i`, apostrophes apart.
bool Matches(const TokenSequence& tokens, size_t i, std::string_view name, size_t* end) {
  while (!name.empty()) {
    const size_t space = std::min(name.find(' '), name.size());
    const std::string_view wanted = name.substr(0, space);
    std::string_view word = tokens.Word(i);
    size_t w = 0;
    for (const char c : word) {
      if (c == '\'' || c == '.') continue;
      if (w >= wanted.size() || wanted[w] != c) return false;
      ++w;
    }
    if (w != wanted.size()) return false;
    name.remove_prefix(std::min(space + 1, name.size()));
    ++i;
  }
  *end = i;
  return true;
}

}  // namespace

bool IsAnyOf(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

int MonthNamed(std::string_view word) {
  static constexpr std::array<std::string_view, 12> kMonths = {
      "january", "february", "march",     "april",   "may",      "june",
      "july",    "august",   "september", "october", "november", "december"};
  return Named(kMonths, word);
}

int WeekdayNamed(std::string_view word) {
  static constexpr std::array<std::string_view, 7> kDays = {
      "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
  if (word.size() > 6 && word.back() == 's') word.remove_suffix(1);
  return Named(kDays, word);
}

Grain GrainAt(const TokenSequence& tokens, size_t i, size_t* end) {
  std::string_view w = tokens.Word(i);
  *end = i + 1;
  if (IsAnyOf(w, {"calendar", "fiscal", "financial"}) && tokens.Word(i + 1) == "year") {
    *end = i + 2;
    return Grain::kYear;
  }
  if (IsAnyOf(w, {"business", "working", "work"})) {
    *end = i + 2;
    const std::string_view unit = tokens.Word(i + 1);
    if (unit == "day" || unit == "days") return Grain::kBusinessDay;
    return unit == "week" || unit == "weeks" ? Grain::kWorkWeek : Grain::kNone;
  }
  if (w.size() > 2 && (w.substr(w.size() - 2) == "'s" || w.substr(w.size() - 2) == "s'"))
    w.remove_suffix(w.back() == 's' ? 2 : 1);
  if (w.size() > 3 && w.back() == 's') w.remove_suffix(1);
  static constexpr std::pair<std::string_view, Grain> kUnits[] = {
      {"day", Grain::kDay},           {"week", Grain::kWeek},       {"weekend", Grain::kWeekend},
      {"workweek", Grain::kWorkWeek}, {"month", Grain::kMonth},     {"quarter", Grain::kQuarter},
      {"year", Grain::kYear},         {"decade", Grain::kDecade},   {"century", Grain::kCentury},
      {"fortnight", Grain::kFortnight}, {"centurie", Grain::kCentury}};
  for (const auto& [name, grain] : kUnits) {
    if (name == w) return grain;
  }
  return Grain::kNone;
}

int YearToken(const TokenSequence& tokens, size_t i) {
  const std::string_view w = tokens.Word(i);
  if (tokens.Kind(i) != TokenKind::kNumber || w.size() != 4) return 0;
  int value = 0;
  for (const char c : w) {
    if (!IsAsciiDigit(static_cast<unsigned char>(c))) return 0;
    value = value * 10 + (c - '0');
  }
  return value >= 1500 && value < 2200 ? value : 0;
}

int64_t HolidayAt(const TokenSequence& tokens, size_t i, int year, size_t* end) {
  *end = i;
  if (tokens.Kind(i) != TokenKind::kWord) return 0;
  for (const Holiday& h : kHolidays) {
    if (h.name[0] == tokens.Word(i)[0] && Matches(tokens, i, h.name, end)) return DayOf(h, year);
  }
  *end = i;
  return 0;
}

}  // namespace plx::linguistics::spoken
