#include <string_view>

#include "plugins/linguistics/numbers/numerals.h"
#include "plugins/linguistics/text/characters.h"
#include "plugins/linguistics/time/date_grammar.h"

namespace plx::linguistics {
namespace {

bool OneOf(char32_t c, std::u32string_view set) {
  return c != 0 && set.find(c) != std::u32string_view::npos;
}

class ChineseReader {
 public:
  ChineseReader(const TokenSequence& tokens, const Date& published, DateExpression* out)
      : tokens_(tokens), published_(published), out_(*out) {}

  bool Read(size_t first) {
    out_ = DateExpression{};
    out_.first = first;
    size_t i = ReadPrefix(first);
    const size_t start = i;
    i = ReadCore(i);
    if (i == start) {
      out_ = DateExpression{};
      out_.first = out_.end = first;
      ReadTimeAfter(&out_.end);
      return out_.end > first;
    }
    i = ReadRangeEnd(i);
    i = ReadSuffix(i);
    ReadTimeAfter(&i);
    out_.end = i;
    ApplyRole();
    return true;
  }

 private:
  char32_t C(size_t i) const { return tokens_.Code(i); }

  bool Is(size_t i, std::u32string_view word) const {
    for (const char32_t c : word) {
      if (C(i++) != c) return false;
    }
    return true;
  }

  size_t ReadPrefix(size_t i) {
    if (Is(i, U"截至") || Is(i, U"截止") || Is(i, U"直到") || Is(i, U"直至")) {
      out_.role = DateRole::kUntil;
      return i + (C(i + 2) == U'到' ? 3 : 2);
    }
    if (Is(i, U"预计到")) {
      out_.role = DateRole::kUntil;
      return i + 3;
    }
    if (C(i) == U'自' || C(i) == U'从') {
      out_.role = DateRole::kFrom;
      return i + 1;
    }
    if (C(i) == U'到' || C(i) == U'至') {
      out_.role = DateRole::kUntil;
      return i + 1;
    }
    if (C(i) == U'在' || C(i) == U'于') {
      out_.first = i + 1;
      return i + 1;
    }
    return i;
  }

  size_t ReadCore(size_t i) {
    if (i >= tokens_.size()) return i;
    // The lunar calendar is not resolved.
    if (i >= 2 && (Is(i - 2, U"农历") || Is(i - 2, U"阴历") || Is(i - 2, U"旧历"))) return i;
    for (const auto reader : {&ChineseReader::ReadDecade, &ChineseReader::ReadEra,
                              &ChineseReader::ReadAbsolute,
                              &ChineseReader::ReadNamed, &ChineseReader::ReadStretch,
                              &ChineseReader::ReadMonthDay, &ChineseReader::ReadPart,
                              &ChineseReader::ReadWeekday}) {
      const size_t end = (this->*reader)(i);
      if (end > i) return end;
    }
    return i;
  }

  void SetDate(const Date& date) { out_.begin = out_.end_date = date; }

  void SetChecked(const Date& date) {
    SetDate(date);
    const Date check{date.year == 0 ? 2024 : date.year, date.month, date.day};
    if (!IsPossible(check)) out_.impossible = true;
  }

  // 民国三年, 令和5年: the year before the first of the era.
  size_t ReadEra(size_t i) {
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
  size_t ReadAbsolute(size_t i) {
    size_t after = i;
    const int year = YearNumber(i, &after);
    if (year == 0 || C(after) != U'年') return i;
    if (OneOf(C(after + 1), U"间内来") && year < 1000) return i;
    ++after;
    if (C(after) == U'度') ++after;
    return ReadMonthAfterYear(after, year);
  }

  // Four digits, or two before 年 and a month ("24年3月").
  int YearNumber(size_t i, size_t* end) const {
    const int value = ReadInteger(tokens_, i, end);
    if (value >= 1000 && value < 3000) {
      const bool four = tokens_.Kind(i) == TokenKind::kNumber ? tokens_.Word(i).size() == 4
                                                              : *end - i == 4;
      return four ? value : 0;
    }
    if (value > 0 && value < 50 && tokens_.Kind(i) == TokenKind::kNumber &&
        tokens_.Word(i).size() == 2 && tokens_.Word(i)[0] == '0' && C(*end) == U'年')
      return 2000 + value;
    if (value > 0 && value < 100 && tokens_.Kind(i) == TokenKind::kNumber && C(*end) == U'年' &&
        tokens_.Kind(*end + 1) == TokenKind::kNumber && C(*end + 2) == U'月')
      return value + (value > 60 ? 1900 : 2000);
    return 0;
  }

  size_t ReadMonthAfterYear(size_t i, int year) {
    const size_t part = ReadYearPart(i, year);
    if (part > i) return part;
    size_t after = i;
    const int month = ReadInteger(tokens_, i, &after);
    if (month < 0 || C(after) != U'月' || month > 99) {
      SetDate({year, 0, 0});
      return i;
    }
    ++after;
    if (C(after) == U'份') ++after;
    if (OneOf(C(after), U"底初末中") && !OneOf(C(after + 1), U"国")) {
      out_.approximate = true;
      SetChecked({year, month, 0});
      return after + 1;
    }
    if (OneOf(C(after), U"上中下") && C(after + 1) == U'旬') {
      SetTenDays(year, month, C(after));
      return after + 2;
    }
    size_t day_end = after;
    const int day = ReadInteger(tokens_, after, &day_end);
    if (day > 0 && day < 100 && OneOf(C(day_end), U"日号")) {
      SetChecked({year, month, day});
      return day_end + 1;
    }
    SetChecked({year, month, 0});
    return after;
  }

  void SetTenDays(int year, int month, char32_t part) {
    if (year == 0 || month < 1 || month > 12) return;
    const int first = part == U'上' ? 1 : part == U'中' ? 11 : 21;
    out_.begin = {year, month, first};
    out_.end_date = part == U'下' ? DateOfDay(LastDay({year, month, 0})) : Date{year, month, first + 9};
  }

  // 上半年, 第三季度, 一季度, 年底, 前三季度 after a year.
  size_t ReadYearPart(size_t i, int year) {
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
    if (named > i && OneOf(C(named), U"底末初中")) {
      out_.approximate = true;
      SetDate({year, 0, 0});
      return named + 1;
    }
    if (OneOf(C(i), U"底末初中") && !OneOf(C(i + 1), U"国东美方期")) {
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
  size_t ReadPart(size_t i) {
    if (C(i) == U'一' || C(i) == U'前') {
      if (!Is(i, U"一季度") && !Is(i, U"前三季度")) return i;
    }
    if (OneOf(C(i), U"底末初中")) return i;
    const size_t end = ReadYearPart(i, published_.year);
    if (end > i) out_.relative = true;
    return end;
  }

  // 去年7月, 本月, 上周, 昨天, 今年: named relative dates.
  size_t ReadNamed(size_t i) {
    struct Name {
      std::u32string_view text;
      TimeUnit unit;
      int count;
    };
    static constexpr Name kNames[] = {
        {U"上个世纪", TimeUnit::kCentury, -1}, {U"上世纪", TimeUnit::kCentury, -1}, {U"本世纪", TimeUnit::kCentury, 0},
        {U"上上个星期", TimeUnit::kWeek, -2}, {U"下下个星期", TimeUnit::kWeek, 2},
        {U"上上周", TimeUnit::kWeek, -2}, {U"下下周", TimeUnit::kWeek, 2},
        {U"上上个月", TimeUnit::kMonth, -2}, {U"下下个月", TimeUnit::kMonth, 2},
        {U"上个周", TimeUnit::kWeek, -1}, {U"下个周", TimeUnit::kWeek, 1},
        {U"大前天", TimeUnit::kDay, -3},   {U"大后天", TimeUnit::kDay, 3},
        {U"上个月", TimeUnit::kMonth, -1}, {U"下个月", TimeUnit::kMonth, 1},
        {U"这个月", TimeUnit::kMonth, 0},  {U"上个季度", TimeUnit::kQuarter, -1},
        {U"下个季度", TimeUnit::kQuarter, 1}, {U"上季度", TimeUnit::kQuarter, -1},
        {U"本季度", TimeUnit::kQuarter, 0}, {U"下季度", TimeUnit::kQuarter, 1},
        {U"今年", TimeUnit::kYear, 0},     {U"去年", TimeUnit::kYear, -1},
        {U"前年", TimeUnit::kYear, -2},    {U"明年", TimeUnit::kYear, 1},
        {U"后年", TimeUnit::kYear, 2},     {U"本年度", TimeUnit::kYear, 0}, {U"上年", TimeUnit::kYear, -1},
        {U"次年", TimeUnit::kNone, 1},     {U"上月", TimeUnit::kMonth, -1},
        {U"本月", TimeUnit::kMonth, 0},    {U"下月", TimeUnit::kMonth, 1},
        {U"当月", TimeUnit::kNone, 0},     {U"上周", TimeUnit::kWeek, -1},
        {U"本周", TimeUnit::kWeek, 0},     {U"这周", TimeUnit::kWeek, 0},
        {U"下周", TimeUnit::kWeek, 1},     {U"上星期", TimeUnit::kWeek, -1}, {U"上个星期", TimeUnit::kWeek, -1},
        {U"下星期", TimeUnit::kWeek, 1},   {U"今天", TimeUnit::kDay, 0},
        {U"今日", TimeUnit::kDay, 0},      {U"昨天", TimeUnit::kDay, -1},
        {U"昨日", TimeUnit::kDay, -1},     {U"昨晚", TimeUnit::kDay, -1},
        {U"前天", TimeUnit::kDay, -2},     {U"明天", TimeUnit::kDay, 1},
        {U"明日", TimeUnit::kDay, 1},      {U"后天", TimeUnit::kDay, 2},
        {U"今晚", TimeUnit::kDay, 0},      {U"当天", TimeUnit::kNone, 0},
        {U"当日", TimeUnit::kNone, 0}};
    if (!OneOf(C(i), U"上大下这本今去前明后次当昨")) return i;
    for (const std::u32string_view name : {U"今日头条", U"今日俄罗斯", U"今日美国", U"明日之后",
                                           U"上周边", U"去年轻", U"当天津", U"本月球"}) {
      if (Is(i, name)) return i;
    }
    for (const Name& name : kNames) {
      if (!Is(i, name.text)) continue;
      size_t end = i + name.text.size();
      if (name.unit == TimeUnit::kDay && name.text == U"前天" && i > 0 && C(i - 1) == U'从') return i;
      if (name.unit == TimeUnit::kNone) {
        out_.relative = true;
        return end;
      }
      SetPeriod(published_, name.unit, name.count, &out_);
      if (name.unit == TimeUnit::kYear) {
        out_.relative = true;
        return ReadMonthAfterYear(end, out_.begin.year);
      }
      if (name.unit == TimeUnit::kWeek) return ReadWeekdayIn(end, name.count);
      if (name.unit == TimeUnit::kMonth) return ReadDayOf(end);
      return end;
    }
    return i;
  }

  size_t ReadDayOf(size_t i) {
    size_t after = i;
    const int day = ReadInteger(tokens_, i, &after);
    if (day > 0 && day < 40 && OneOf(C(after), U"日号")) {
      if (out_.begin.known()) SetChecked({out_.begin.year, out_.begin.month, day});
      return after + 1;
    }
    if (OneOf(C(i), U"底初末") || (C(i) == U'中' && C(i + 1) == U'旬')) {
      out_.approximate = true;
      return i + (C(i) == U'中' ? 2 : 1);
    }
    return i;
  }

  int WeekdayNumber(size_t i) const {
    static constexpr std::u32string_view kDays = U"一二三四五六日天";
    const size_t d = C(i) == 0 ? std::u32string_view::npos : kDays.find(C(i));
    if (d == std::u32string_view::npos) return 0;
    return d >= 6 ? 7 : static_cast<int>(d) + 1;
  }

  size_t ReadWeekdayIn(size_t i, int week) {
    const int weekday = WeekdayNumber(i);
    if (C(i) == U'末') {
      out_.begin = ResolveWeekday(published_, 6, week, false);
      out_.end_date = ResolveWeekday(published_, 7, week, false);
      return i + 1;
    }
    if (weekday == 0 || (C(i) == U'日' && C(i + 1) == U'本')) return i;
    SetDate(ResolveWeekday(published_, weekday, week, false));
    return i + 1;
  }

  // 周三, 星期五.
  size_t ReadWeekday(size_t i) {
    size_t k = Is(i, U"星期") || Is(i, U"礼拜") ? i + 2 : C(i) == U'周' ? i + 1 : i;
    if (k == i || WeekdayNumber(k) == 0) return i;
    if (C(i) == U'周' && i > 0 && OneOf(C(i - 1), U"一二三四五六七八九十两每几数个四")) return i;
    out_.relative = true;
    SetDate(ResolveWeekday(published_, WeekdayNumber(k), 0, true));
    return k + 1;
  }

  // 将于12月, 12月25日将: a word of the future beside the date.
  bool LooksAhead(size_t first, size_t end) const {
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
  size_t ReadMonthDay(size_t i) {
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
      return SkipWeekday(end);
    }
    if (!OneOf(C(after), U"日号") || number > 31) return i;
    // 二十五日 is a date; 三日 after 近, 每 or 数 is a length of time.
    if (tokens_.Kind(i) == TokenKind::kHan &&
        (C(after) == U'号' || (i > 0 && OneOf(C(i - 1), U"近每数几第前后连共达满逾约")) ||
         OneOf(C(after + 1), U"内后前来之")))
      return i;
    if (C(after) == U'日' && OneOf(C(after + 1), U"元圆本均产内游间")) return i;
    if (C(after) == U'号' && OneOf(C(after + 1), U"线楼机院令文店门室舰车")) return i;
    out_.relative = true;
    if (published_.known() && published_.month != 0) {
      Date date{published_.year, published_.month, number};
      if (published_.day != 0 && number > published_.day + 1) date = [&] {
        Date d = Shift(published_, TimeUnit::kMonth, -1);
        d.day = number;
        return d;
      }();
      SetChecked(date);
    }
    return after + 1;
  }

  // 10月12号，星期一; 10月12日(周一).
  size_t SkipWeekday(size_t i) const {
    size_t k = i;
    const bool paren = C(k) == '(';
    if (C(k) == ',' || paren) ++k;
    k = Is(k, U"星期") ? k + 2 : C(k) == U'周' ? k + 1 : 0;
    if (k == 0 || WeekdayNumber(k) == 0) return i;
    ++k;
    if (paren) return C(k) == ')' ? k + 1 : i;
    return k;
  }

  TimeUnit UnitAt(size_t i, size_t* end) const {
    size_t k = C(i) == U'个' ? i + 1 : i;
    *end = k + 1;
    if (C(k) == U'年') return TimeUnit::kYear;
    if (C(k) == U'月' && k > i) return TimeUnit::kMonth;
    if (C(k) == U'周') return TimeUnit::kWeek;
    if (Is(k, U"星期")) return *end = k + 2, TimeUnit::kWeek;
    if (C(k) == U'天' || C(k) == U'日') return TimeUnit::kDay;
    if (Is(k, U"季度")) return *end = k + 2, TimeUnit::kQuarter;
    if (Is(k, U"世纪")) return *end = k + 2, TimeUnit::kCentury;
    return TimeUnit::kNone;
  }

  // 五年内, 未来十年, 过去三个月, 三年前, 两周后, 十年来.
  size_t ReadStretch(size_t i) {
    int direction = 0;
    size_t k = i;
    for (const std::u32string_view w : {U"在未来", U"未来", U"今后", U"接下来", U"往后"}) {
      if (direction == 0 && Is(i, w)) direction = 1, k = i + std::u32string_view(w).size();
    }
    for (const std::u32string_view w : {U"过去", U"最近", U"近"}) {
      if (direction == 0 && Is(i, w)) direction = -1, k = i + std::u32string_view(w).size();
    }
    if (direction != 0 && C(k) == U'的') ++k;
    size_t after = k;
    int count = ReadInteger(tokens_, k, &after);
    if (count <= 0 || count > 999) return i;
    size_t end = after;
    const TimeUnit unit = UnitAt(after, &end);
    if (unit == TimeUnit::kNone) return i;
    if (direction > 0) {
      SetStretch(count, unit, DateRole::kWithin);
      return SkipInside(end);
    }
    if (direction < 0) {
      SetStretch(-count, unit, DateRole::kInterval);
      return C(end) == U'来' || C(end) == U'间' ? end + 1 : SkipInside(end);
    }
    if (C(end) == U'内' || Is(end, U"之内") || Is(end, U"以内")) {
      SetStretch(count, unit, DateRole::kWithin);
      return SkipInside(end);
    }
    if (C(end) == U'来' || Is(end, U"以来")) {
      SetStretch(-count, unit, DateRole::kInterval);
      return end + (C(end) == U'来' ? 1 : 2);
    }
    const bool before = C(end) == U'前' || Is(end, U"之前") || Is(end, U"以前");
    const bool later = C(end) == U'后' || Is(end, U"之后") || Is(end, U"以后");
    if (!before && !later) return i;
    out_.relative = true;
    if (published_.known()) SetDate(Shift(published_, unit, before ? -count : count));
    return end + (C(end) == U'前' || C(end) == U'后' ? 1 : 2);
  }

  size_t SkipInside(size_t i) const {
    if (C(i) == U'内') return i + 1;
    if (Is(i, U"之内") || Is(i, U"以内")) return i + 2;
    return i;
  }

  void SetStretch(int count, TimeUnit unit, DateRole role) {
    out_.relative = true;
    out_.role = role;
    if (!published_.known()) return;
    const Date other = Plus(published_, unit, count);
    out_.begin = count < 0 ? other : published_;
    out_.end_date = count < 0 ? published_ : other;
  }

  // 20世纪90年代, 上世纪八十年代, 90年代, 21世纪.
  size_t ReadDecade(size_t i) {
    size_t k = i;
    int century = 0;
    if (Is(i, U"上世纪") || Is(i, U"上个世纪")) {
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
      return OneOf(C(after), U"初末中") ? after + 1 : after;
    }
    if (century == 0 || k == i) return i;
    if (C(i) == U'上') return i;  // 上世纪 alone is a named date
    out_.begin = {(century - 1) * 100 + 1, 0, 0};
    out_.end_date = {century * 100, 0, 0};
    return k;
  }

  // 2019年至2023年, 3月到5月, 3月5日至8日, 2015年和2018年之间.
  size_t ReadRangeEnd(size_t i) {
    const bool and_between = OneOf(C(i), U"和与");
    if ((!OneOf(C(i), U"至到-~—–") && !and_between) || out_.role == DateRole::kWithin) return i;
    if (Is(i, U"至今") || Is(i, U"到现在") || Is(i, U"到目前")) {
      out_.role = DateRole::kFrom;
      return i + (C(i) == U'至' ? 2 : 3);
    }
    size_t after = i + 1;
    const int day = ReadInteger(tokens_, i + 1, &after);
    if (day > 0 && day < 40 && OneOf(C(after), U"日号") && out_.begin.day != 0 && !and_between) {
      if (day < out_.begin.day) return i;
      out_.end_date = {out_.begin.year, out_.begin.month, day};
      out_.impossible = out_.impossible || !IsPossible(out_.end_date);
      out_.role = DateRole::kInterval;
      return after + 1;
    }
    DateExpression second;
    ChineseReader reader(tokens_, published_, &second);
    const size_t end = reader.ReadCore(i + 1);
    if (end == i + 1) return i;
    if (and_between && !Is(end, U"之间") && C(end) != U'间') return i;
    if (out_.begin.known() && second.end_date.known()) {
      if (second.relative && out_.begin.month != 0 && second.end_date.month != 0) {
        second.end_date.year = out_.begin.year;
        if (second.end_date.month < out_.begin.month) ++second.end_date.year;
      }
      if (FirstDay(second.end_date) < FirstDay(out_.begin)) return i;
    }
    out_.end_date = second.end_date;
    out_.role = DateRole::kInterval;
    return and_between ? end + (C(end) == U'间' ? 1 : 2) : end;
  }

  size_t ReadSuffix(size_t i) {
    if (out_.role == DateRole::kInterval || out_.role == DateRole::kWithin) return i;
    if (Is(i, U"以来") || Is(i, U"开始") || Is(i, U"起")) {
      out_.role = DateRole::kFrom;
      return i + (C(i) == U'起' ? 1 : 2);
    }
    if (C(i) == U'来' && out_.role == DateRole::kFrom) return i + 1;
    if (Is(i, U"之前") || Is(i, U"以前")) {
      out_.role = DateRole::kBefore;
      return i + 2;
    }
    if (C(i) == U'前' && !OneOf(C(i + 1), U"总首后沿景往夕三两五十几半")) {
      out_.role = out_.role == DateRole::kUntil ? DateRole::kUntil : DateRole::kBefore;
      return i + (C(i + 1) == U'后' ? 2 : 1);
    }
    if (Is(i, U"前后") || Is(i, U"左右")) {
      out_.approximate = true;
      return i + 2;
    }
    if (Is(i, U"之后") || Is(i, U"以后") || (C(i) == U'后' && !OneOf(C(i + 1), U"卫者续果勤台半"))) {
      out_.role = DateRole::kAfter;
      return i + (C(i) == U'后' ? 1 : 2);
    }
    if (Is(i, U"为止")) return i + 2;
    return i;
  }

  // 上午9点, 20时30分.
  void ReadTimeAfter(size_t* i) {
    size_t k = *i;
    for (const std::u32string_view w : {U"上午", U"下午", U"凌晨", U"晚上", U"中午", U"清晨", U"深夜", U"晚间", U"早上", U"傍晚"}) {
      if (Is(k, w)) k += 2;
    }
    size_t after = k;
    const int hour = ReadInteger(tokens_, k, &after);
    const bool named = k > *i;
    const bool clock = (C(after) == U'时' && !OneOf(C(after + 1), U"间代期") ) ||
                       (C(after) == U'点' && (named || OneOf(C(after + 1), U"半钟整") ||
                                              tokens_.Kind(after + 1) == TokenKind::kNumber));
    if (hour >= 0 && hour <= 24 && clock) {
      out_.has_time = true;
      *i = after + 1;
      size_t minutes = *i;
      const int m = ReadInteger(tokens_, *i, &minutes);
      if (m >= 0 && C(minutes) == U'分') *i = minutes + 1;
      return;
    }
    DateExpression time;
    if (ReadNumericDate(tokens_, k, &time) && time.has_time && !time.begin.known()) {
      out_.has_time = true;
      *i = time.end;
    }
  }

  void ApplyRole() {
    switch (out_.role) {
      case DateRole::kFrom:
      case DateRole::kAfter:
        out_.end_date = {};
        break;
      case DateRole::kUntil:
        out_.begin = {};
        break;
      case DateRole::kBefore:
        out_.end_date = out_.begin;
        out_.begin = {};
        break;
      default:
        break;
    }
  }

  const TokenSequence& tokens_;
  const Date& published_;
  DateExpression& out_;
};

}  // namespace

bool ReadChineseDate(const TokenSequence& tokens, size_t first, const Date& published,
                     DateExpression* out) {
  return ChineseReader(tokens, published, out).Read(first);
}

}  // namespace plx::linguistics
