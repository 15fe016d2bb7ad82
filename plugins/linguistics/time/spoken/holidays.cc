#include "plugins/linguistics/time/spoken/holidays.h"

#include <algorithm>
#include <string_view>

#include "plugins/linguistics/time/spoken/interval.h"

namespace plx::linguistics::spoken {
namespace {

// A fixed day; the nth weekday of a month (n < 0 from the end) and days after it; days from Easter.
enum class Rule : uint8_t { kFixed, kWeekday, kEaster };
struct Holiday {
  std::string_view name;  // words apart by a space, without apostrophes and dots; or Han
  Rule rule;
  int a, b = 0, c = 0;  // kFixed month, day; kWeekday month, weekday, n; kEaster days
  int plus = 0;
};
constexpr Rule kFixed = Rule::kFixed, kWeekday = Rule::kWeekday, kEaster = Rule::kEaster;
constexpr Holiday kHolidays[] = {{"new years eve", kFixed, 12, 31},
                                 {"new year eve", kFixed, 12, 31},
                                 {"new years day", kFixed, 1, 1},
                                 {"new year day", kFixed, 1, 1},
                                 {"new years", kFixed, 1, 1},
                                 {"new year", kFixed, 1, 1},
                                 {"epiphany", kFixed, 1, 6},
                                 {"inauguration day", kFixed, 1, 20},
                                 {"australia day", kFixed, 1, 26},
                                 {"groundhog day", kFixed, 2, 2},
                                 {"valentines day", kFixed, 2, 14},
                                 {"valentine day", kFixed, 2, 14},
                                 {"international womens day", kFixed, 3, 8},
                                 {"womens day", kFixed, 3, 8},
                                 {"st patricks day", kFixed, 3, 17},
                                 {"st patrick day", kFixed, 3, 17},
                                 {"st patrick", kFixed, 3, 17},
                                 {"saint patricks day", kFixed, 3, 17},
                                 {"saint patrick day", kFixed, 3, 17},
                                 {"saint patrick", kFixed, 3, 17},
                                 {"april fools day", kFixed, 4, 1},
                                 {"april fools", kFixed, 4, 1},
                                 {"fools day", kFixed, 4, 1},
                                 {"tax day", kFixed, 4, 15},
                                 {"earth day", kFixed, 4, 22},
                                 {"anzac day", kFixed, 4, 25},
                                 {"may day", kFixed, 5, 1},
                                 {"international workers day", kFixed, 5, 1},
                                 {"intl workers day", kFixed, 5, 1},
                                 {"workers day", kFixed, 5, 1},
                                 {"youth day", kFixed, 5, 4},
                                 {"cinco de mayo", kFixed, 5, 5},
                                 {"childrens day", kFixed, 6, 1},
                                 {"flag day", kFixed, 6, 14},
                                 {"juneteenth", kFixed, 6, 19},
                                 {"canada day", kFixed, 7, 1},
                                 {"independence day", kFixed, 7, 4},
                                 {"bastille day", kFixed, 7, 14},
                                 {"all hallows eve", kFixed, 10, 31},
                                 {"halloween day", kFixed, 10, 31},
                                 {"halloween", kFixed, 10, 31},
                                 {"all saints day", kFixed, 11, 1},
                                 {"all souls day", kFixed, 11, 2},
                                 {"guy fawkes day", kFixed, 11, 5},
                                 {"guy fawkes night", kFixed, 11, 5},
                                 {"veterans day", kFixed, 11, 11},
                                 {"armistice day", kFixed, 11, 11},
                                 {"singles day", kFixed, 11, 11},
                                 {"christmas eve", kFixed, 12, 24},
                                 {"xmas eve", kFixed, 12, 24},
                                 {"christmas day", kFixed, 12, 25},
                                 {"xmas day", kFixed, 12, 25},
                                 {"christmas", kFixed, 12, 25},
                                 {"xmas", kFixed, 12, 25},
                                 {"boxing day", kFixed, 12, 26},
                                 {"kwanzaa", kFixed, 12, 26},
                                 {"martin luther king jr day", kWeekday, 1, 1, 3},
                                 {"martin luther king day", kWeekday, 1, 1, 3},
                                 {"mlk day", kWeekday, 1, 1, 3},
                                 {"presidents day", kWeekday, 2, 1, 3},
                                 {"washingtons birthday", kWeekday, 2, 1, 3},
                                 {"arbor day", kWeekday, 4, 5, -1},
                                 {"mothers day", kWeekday, 5, 7, 2},
                                 {"memorial day", kWeekday, 5, 1, -1},
                                 {"fathers day", kWeekday, 6, 7, 3},
                                 {"labor day", kWeekday, 9, 1, 1},
                                 {"labour day", kWeekday, 9, 1, 1},
                                 {"columbus day", kWeekday, 10, 1, 2},
                                 {"indigenous peoples day", kWeekday, 10, 1, 2},
                                 {"election day", kWeekday, 11, 1, 1, 1},
                                 {"thanksgiving day", kWeekday, 11, 4, 4},
                                 {"thanks giving day", kWeekday, 11, 4, 4},
                                 {"thanksgiving", kWeekday, 11, 4, 4},
                                 {"black friday", kWeekday, 11, 4, 4, 1},
                                 {"cyber monday", kWeekday, 11, 4, 4, 4},
                                 {"mardi gras", kEaster, -47},
                                 {"fat tuesday", kEaster, -47},
                                 {"ash wednesday", kEaster, -46},
                                 {"palm sunday", kEaster, -7},
                                 {"maundy thursday", kEaster, -3},
                                 {"good friday", kEaster, -2},
                                 {"easter day", kEaster, 0},
                                 {"easter sunday", kEaster, 0},
                                 {"easter monday", kEaster, 1},
                                 {"easter", kEaster, 0},
                                 {"ascension day", kEaster, 39},
                                 {"pentecost", kEaster, 49},
                                 {"whit monday", kEaster, 50},
                                 {"trinity sunday", kEaster, 56},
                                 {"corpus christi", kEaster, 60},
                                 {"元旦节", kFixed, 1, 1},
                                 {"元旦", kFixed, 1, 1},
                                 {"新年", kFixed, 1, 1},
                                 {"情人节", kFixed, 2, 14},
                                 {"三八妇女节", kFixed, 3, 8},
                                 {"妇女节", kFixed, 3, 8},
                                 {"女神节", kFixed, 3, 8},
                                 {"女生节", kFixed, 3, 7},
                                 {"植树节", kFixed, 3, 12},
                                 {"白色情人节", kFixed, 3, 14},
                                 {"消费者权益日", kFixed, 3, 15},
                                 {"愚人节", kFixed, 4, 1},
                                 {"清明节", kFixed, 4, 4},
                                 {"清明", kFixed, 4, 4},
                                 {"地球日", kFixed, 4, 22},
                                 {"五一劳动节", kFixed, 5, 1},
                                 {"五一节", kFixed, 5, 1},
                                 {"五一", kFixed, 5, 1},
                                 {"劳动节", kFixed, 5, 1},
                                 {"五四青年节", kFixed, 5, 4},
                                 {"青年节", kFixed, 5, 4},
                                 {"护士节", kFixed, 5, 12},
                                 {"六一儿童节", kFixed, 6, 1},
                                 {"六一", kFixed, 6, 1},
                                 {"儿童节", kFixed, 6, 1},
                                 {"建党节", kFixed, 7, 1},
                                 {"八一建军节", kFixed, 8, 1},
                                 {"建军节", kFixed, 8, 1},
                                 {"教师节", kFixed, 9, 10},
                                 {"十一国庆节", kFixed, 10, 1},
                                 {"国庆节", kFixed, 10, 1},
                                 {"国庆日", kFixed, 10, 1},
                                 {"国庆", kFixed, 10, 1},
                                 {"万圣节", kFixed, 10, 31},
                                 {"光棍节", kFixed, 11, 11},
                                 {"双十一", kFixed, 11, 11},
                                 {"平安夜", kFixed, 12, 24},
                                 {"圣诞节", kFixed, 12, 25},
                                 {"圣诞", kFixed, 12, 25},
                                 {"母亲节", kWeekday, 5, 7, 2},
                                 {"父亲节", kWeekday, 6, 7, 3},
                                 {"感恩节", kWeekday, 11, 4, 4},
                                 {"复活节", kEaster, 0}};

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
    case Rule::kFixed:
      return FirstDay({year, h.a, h.b});
    case Rule::kEaster:
      return Easter(year) + h.a;
    default:
      break;
  }
  if (h.c < 0) {
    const int64_t last = LastDay({year, h.a, 0});
    return last - (WeekdayOf(last) - h.b + 7) % 7;
  }
  const int64_t first = FirstDay({year, h.a, 1});
  return first + (h.b - WeekdayOf(first) + 7) % 7 + 7 * static_cast<int64_t>(h.c - 1) + h.plus;
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
    if (!name.empty() && tokens.Code(i) == '\'') ++i;  // "workers' day"
  }
  *end = i;
  return true;
}

// True if the characters of `name` start at token `i`.
bool MatchesHan(const TokenSequence& tokens, size_t i, std::string_view name, size_t* end) {
  while (!name.empty()) {
    const std::string_view word = tokens.Word(i);
    if (word.empty() || name.substr(0, word.size()) != word) return false;
    name.remove_prefix(word.size());
    ++i;
  }
  *end = i;
  return true;
}

}  // namespace

int64_t HolidayAt(const TokenSequence& tokens, size_t i, int year, size_t* end) {
  *end = i;
  const bool han = tokens.Kind(i) == TokenKind::kHan;
  if (!han && tokens.Kind(i) != TokenKind::kWord) return 0;
  for (const Holiday& h : kHolidays) {
    if (h.name[0] != tokens.Word(i)[0]) continue;
    if (han ? MatchesHan(tokens, i, h.name, end) : Matches(tokens, i, h.name, end))
      return DayOf(h, year);
  }
  *end = i;
  return 0;
}

}  // namespace plx::linguistics::spoken
