#include "plugins/linguistics/numbers/numeral_grammar.h"
#include "plugins/linguistics/text/any_of.h"
#include "plugins/linguistics/time/chinese/reader.h"

namespace plx::linguistics::chinese {
namespace {

}  // namespace

// 民国三年, 令和5年: the year before the first of the era.
size_t ChineseReader::ReadEra(size_t i) {
  static constexpr std::pair<std::u32string_view, int> kEras[] = {
      {U"民国", 1911}, {U"昭和", 1925}, {U"平成", 1988}, {U"令和", 2018}, {U"大正", 1911},
      {U"康熙", 1661}, {U"雍正", 1722}, {U"乾隆", 1735}, {U"光绪", 1874}};
  for (const auto& [name, base] : kEras) {
    if (!Is(i, name)) continue;
    size_t after = i + 2;
    const int year = ReadInteger(tokens_, after, &after);
    if (year <= 0 || year > 120 || C(after) != U'年') return i;
    return ReadMonthAfterYear(after + 1, base + year);
  }
  return i;
}

// "2024年", 二〇二四年, with month and day.
size_t ChineseReader::ReadAbsolute(size_t i) {
  size_t after = i;
  const int year = YearNumber(i, &after);
  if (year == 0 || C(after) != U'年') return i;
  if (IsAnyOf(C(after + 1), U"间内来") && year < 1000) return i;
  ++after;
  if (C(after) == U'度') ++after;
  return SkipWeekday(ReadMonthAfterYear(after, year));
}

// Four digits, or two before 年 and a month ("24年3月").
int ChineseReader::YearNumber(size_t i, size_t* end) const {
  // 零八年, 九八年
  if (IsAnyOf(C(i), U"零〇九") && HanDigit(C(i + 1)) > 0 && C(i + 2) == U'年') {
    *end = i + 2;
    return (C(i) == U'九' ? 1990 : 2000) + HanDigit(C(i + 1));
  }
  const int value = ReadInteger(tokens_, i, end);
  if (value >= 1000 && value < 3000) {
    const bool four =
        tokens_.Kind(i) == TokenKind::kNumber ? tokens_.Word(i).size() == 4 : *end - i == 4;
    return four ? value : 0;
  }
  // 在789年, 三六七年一月
  const bool placed = i > 0 && C(i - 1) == U'在';
  const bool row = tokens_.Kind(i) == TokenKind::kNumber || *end - i == 3;
  if (reading_ == Reading::kAny && value >= 100 && value < 1000 && row && C(*end) == U'年') {
    size_t month = *end + 1;
    if (placed || (ReadInteger(tokens_, month, &month) > 0 && C(month) == U'月')) return value;
  }
  if (value > 0 && value < 50 && tokens_.Kind(i) == TokenKind::kNumber &&
      tokens_.Word(i).size() == 2 && tokens_.Word(i)[0] == '0' && C(*end) == U'年')
    return 2000 + value;
  if (value > 0 && value < 100 && tokens_.Kind(i) == TokenKind::kNumber && C(*end) == U'年' &&
      tokens_.Kind(*end + 1) == TokenKind::kNumber && C(*end + 2) == U'月')
    return value + (value > 60 ? 1900 : 2000);
  return 0;
}

size_t ChineseReader::ReadMonthAfterYear(size_t i, int year) {
  const size_t part = ReadYearPart(i, year);
  if (part > i) return part;
  // 明年的三月
  const size_t first = C(i) == U'的' ? i + 1 : i;
  size_t after = first;
  const int month = ReadInteger(tokens_, first, &after);
  if (month < 0 || C(after) != U'月' || month > (first > i ? 12 : 99)) {
    SetDate({year, 0, 0});
    return i;
  }
  ++after;
  if (C(after) == U'份') ++after;
  if (IsAnyOf(C(after), U"底初末中") && !IsAnyOf(C(after + 1), U"国")) {
    out_.approximate = true;
    SetChecked({year, month, 0});
    return after + 1;
  }
  if (IsAnyOf(C(after), U"上中下") && C(after + 1) == U'旬') {
    SetTenDays(year, month, C(after));
    return after + 2;
  }
  size_t day_end = after;
  const int day = ReadInteger(tokens_, after, &day_end);
  if (day > 0 && day < 100 && IsAnyOf(C(day_end), U"日号")) {
    SetChecked({year, month, day});
    return day_end + 1;
  }
  // 八月十五
  if (reading_ == Reading::kAny && day > 0 && day < 32 &&
      !IsAnyOf(C(day_end), U"年个天周时分点%几多")) {
    SetChecked({year, month, day});
    return day_end;
  }
  SetChecked({year, month, 0});
  return after;
}

void ChineseReader::SetTenDays(int year, int month, char32_t part) {
  if (year == 0 || month < 1 || month > 12) return;
  const int first = part == U'上' ? 1 : part == U'中' ? 11 : 21;
  out_.begin = {year, month, first};
  out_.end_date =
      part == U'下' ? DateOfDay(LastDay({year, month, 0})) : Date{year, month, first + 9};
}

// 上半年, 第三季度, 一季度, 年底, 前三季度 after a year.
size_t ChineseReader::ReadYearPart(size_t i, int year) {
  const auto set = [&](int first, int last, size_t end) {
    if (year != 0) {
      out_.begin = {year, first, 0};
      out_.end_date = {year, last, 0};
    }
    return end;
  };
  if (Is(i, U"上半年") || Is(i, U"前半年")) return set(1, 6, i + 3);
  if (Is(i, U"下半年") || Is(i, U"后半年")) return set(7, 12, i + 3);
  if (Is(i, U"前三季度")) return set(1, 9, i + 4);
  const size_t named = C(i) == U'年' ? i + 1 : i;  // 2026年年底
  if (named > i && IsAnyOf(C(named), U"底末初中")) {
    out_.approximate = true;
    SetDate({year, 0, 0});
    return named + 1;
  }
  if (IsAnyOf(C(i), U"底末初中") && !IsAnyOf(C(i + 1), U"国东美方期")) {
    out_.approximate = true;
    SetDate({year, 0, 0});
    return i + 1;
  }
  size_t k = C(i) == U'第' ? i + 1 : i;
  static constexpr std::u32string_view kQuarters = U"一二三四";
  const size_t q = C(k) == 0 ? std::u32string_view::npos : kQuarters.find(C(k));
  if (q != std::u32string_view::npos && (Is(k + 1, U"季度") || Is(k + 1, U"季"))) {
    const int n = static_cast<int>(q) + 1;
    return set(3 * n - 2, 3 * n, k + (C(k + 2) == U'度' ? 3 : 2));
  }
  return i;
}

// 上半年, 第三季度 without a year: that of publication.
size_t ChineseReader::ReadPart(size_t i) {
  if (C(i) == U'一' || C(i) == U'前') {
    if (!Is(i, U"一季度") && !Is(i, U"前三季度")) return i;
  }
  if (IsAnyOf(C(i), U"底末初中")) return i;
  const size_t end = ReadYearPart(i, published_.year);
  if (end > i) out_.relative = true;
  return end;
}

size_t ChineseReader::ReadDayOf(size_t i) {
  size_t after = i;
  const int day = ReadInteger(tokens_, i, &after);
  if (day > 0 && day < 40 && IsAnyOf(C(after), U"日号")) {
    if (out_.begin.known()) SetChecked({out_.begin.year, out_.begin.month, day});
    return after + 1;
  }
  if (IsAnyOf(C(i), U"底初末") || (C(i) == U'中' && C(i + 1) == U'旬')) {
    out_.approximate = true;
    return i + (C(i) == U'中' ? 2 : 1);
  }
  return i;
}

// 将于12月, 12月25日将: a word of the future beside the date.
bool ChineseReader::LooksAhead(size_t first, size_t end) const {
  constexpr size_t kReach = 4;
  for (size_t i = first; i > 0 && first - i < kReach; --i) {
    if (tokens_.Kind(i - 1) != TokenKind::kHan) break;
    if (C(i - 1) == U'将' || C(i - 1) == U'拟') return true;
  }
  for (size_t i = end; i < end + kReach + 2; ++i) {
    if (C(i) == U'将') return C(i + 1) != U'军' && C(i + 1) != U'近';
    if (tokens_.Kind(i) == TokenKind::kPunctuation) break;
  }
  return false;
}

// "1月15日", 三月, 15日, 7月份; years come from publication.
// 2月29日 without a year is that of the last leap year.
void ChineseReader::StepToLeapYear() {
  if (out_.begin.month != 2 || out_.begin.day != 29 || !out_.impossible || out_.begin.year == 0)
    return;
  Date date = out_.begin;
  while (!IsPossible(date)) --date.year;
  SetDate(date);
  out_.impossible = false;
}

size_t ChineseReader::ReadMonthDay(size_t i) {
  if (i > 0 && (tokens_.Kind(i - 1) == TokenKind::kNumber || C(i - 1) == U'第')) return i;
  size_t after = i;
  const int number = ReadInteger(tokens_, i, &after);
  if (number <= 0 || number > 99) return i;
  if (C(after) == U'月') {
    out_.relative = true;
    const bool ahead = out_.role == DateRole::kAt && LooksAhead(i, after);
    const Date guess = ResolveMonth(published_, number, 0, ahead ? DateRole::kUntil : out_.role);
    const size_t end = ReadMonthAfterYear(i, guess.year);
    if (number > 12) out_.impossible = true;
    StepToLeapYear();
    return SkipWeekday(end);
  }
  if (!IsAnyOf(C(after), U"日号") || number > 31) return i;
  // 二十五日 is a date; 三日 after 近, 每 or 数 is a length of time.
  if (tokens_.Kind(i) == TokenKind::kHan &&
      ((C(after) == U'号' && reading_ == Reading::kNews) ||
       (i > 0 && IsAnyOf(C(i - 1), U"近每数几第前后连共达满逾约")) ||
       IsAnyOf(C(after + 1), U"内后前来之")))
    return i;
  if (C(after) == U'日' && IsAnyOf(C(after + 1), U"元圆本均产内游间")) return i;
  if (C(after) == U'号' && IsAnyOf(C(after + 1), U"线楼机院令文店门室舰车")) return i;
  out_.relative = true;
  if (published_.known() && published_.month != 0) {
    Date date{published_.year, published_.month, number};
    if (published_.day != 0 && number > published_.day + 1) {
      // The last month that has such a day.
      constexpr int kMonthsBack = 3;
      for (int back = 1; back < kMonthsBack; ++back) {
        date = Shift(published_, TimeUnit::kMonth, -back);
        date.day = number;
        if (IsPossible(date)) break;
      }
    }
    SetChecked(date);
  }
  return after + 1;
}

// 10月12号，星期一; 10月12日(周一).
size_t ChineseReader::SkipWeekday(size_t i) const {
  size_t k = i;
  const bool paren = C(k) == '(';
  if (C(k) == ',' || paren) ++k;
  k = Is(k, U"星期") ? k + 2 : C(k) == U'周' ? k + 1 : 0;
  if (k == 0 || WeekdayNumber(k) == 0) return i;
  ++k;
  if (paren) return C(k) == ')' ? k + 1 : i;
  return k;
}

// 20世纪90年代, 上世纪八十年代, 90年代, 21世纪.
size_t ChineseReader::ReadDecade(size_t i) {
  size_t k = i;
  int century = 0;
  if (Is(i, U"本世纪") && ReadInteger(tokens_, i + 3, &k) > 0) {
    k = i + 3;
    century = published_.known() ? (published_.year - 1) / 100 + 1 : 21;
  } else if (Is(i, U"上世纪") || Is(i, U"上个世纪")) {
    k = i + (C(i + 1) == U'个' ? 4 : 3);
    century = published_.known() ? (published_.year - 1) / 100 : 20;
  } else {
    size_t after = i;
    const int n = ReadInteger(tokens_, i, &after);
    if (n > 10 && n < 23 && Is(after, U"世纪")) {
      century = n;
      k = after + 2;
    }
  }
  size_t after = k;
  const int decade = ReadInteger(tokens_, k, &after);
  if (decade >= 10 && Is(after, U"年代")) {
    if (decade >= 1000) {
      out_.begin = {decade, 0, 0};
    } else if (decade < 100) {
      out_.begin = {((century == 0 ? 20 : century) - 1) * 100 + decade, 0, 0};
    } else {
      return i;
    }
    out_.end_date = {out_.begin.year + 9, 0, 0};
    after += 2;
    return IsAnyOf(C(after), U"初末中") ? after + 1 : after;
  }
  if (century == 0 || k == i) return i;
  if (IsAnyOf(C(i), U"上本")) return i;  // 上世纪 alone is a named date
  out_.begin = {(century - 1) * 100 + 1, 0, 0};
  out_.end_date = {century * 100, 0, 0};
  return k;
}

}  // namespace plx::linguistics::chinese
