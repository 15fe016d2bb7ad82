#include "plugins/linguistics/time/chinese/reader.h"

#include "plugins/linguistics/text/any_of.h"

namespace plx::linguistics::chinese {
namespace {

}  // namespace

// 去年7月, 本月, 上周, 昨天, 今年: named relative dates.
size_t ChineseReader::ReadNamed(size_t i) {
  struct Name {
    std::u32string_view text;
    TimeUnit unit;
    int count;
  };
  static constexpr Name kNames[] = {
      {U"上个世纪", TimeUnit::kCentury, -1}, {U"上世纪", TimeUnit::kCentury, -1},
      {U"本世纪", TimeUnit::kCentury, 0},    {U"上上个月", TimeUnit::kMonth, -2},
      {U"下下个月", TimeUnit::kMonth, 2},    {U"大前天", TimeUnit::kDay, -3},
      {U"大后天", TimeUnit::kDay, 3},        {U"上个月", TimeUnit::kMonth, -1},
      {U"下个月", TimeUnit::kMonth, 1},      {U"这个月", TimeUnit::kMonth, 0},
      {U"上个季度", TimeUnit::kQuarter, -1}, {U"下个季度", TimeUnit::kQuarter, 1},
      {U"上季度", TimeUnit::kQuarter, -1},   {U"本季度", TimeUnit::kQuarter, 0},
      {U"下季度", TimeUnit::kQuarter, 1},    {U"今年", TimeUnit::kYear, 0},
      {U"去年", TimeUnit::kYear, -1},        {U"前年", TimeUnit::kYear, -2},
      {U"明年", TimeUnit::kYear, 1},         {U"后年", TimeUnit::kYear, 2},
      {U"本年度", TimeUnit::kYear, 0},       {U"上年", TimeUnit::kYear, -1},
      {U"次年", TimeUnit::kNone, 1},         {U"上月", TimeUnit::kMonth, -1},
      {U"本月", TimeUnit::kMonth, 0},        {U"下月", TimeUnit::kMonth, 1},
      {U"当月", TimeUnit::kNone, 0},         {U"今天", TimeUnit::kDay, 0},
      {U"今日", TimeUnit::kDay, 0},          {U"昨天", TimeUnit::kDay, -1},
      {U"昨日", TimeUnit::kDay, -1},         {U"昨晚", TimeUnit::kDay, -1},
      {U"前天", TimeUnit::kDay, -2},         {U"明天", TimeUnit::kDay, 1},
      {U"明日", TimeUnit::kDay, 1},          {U"后天", TimeUnit::kDay, 2},
      {U"今晚", TimeUnit::kDay, 0},          {U"当天", TimeUnit::kNone, 0},
      {U"当日", TimeUnit::kNone, 0},         {U"明晚", TimeUnit::kDay, 1},
      {U"前晚", TimeUnit::kDay, -2}};
  if (!IsAnyOf(C(i), U"上大下这本今去前明后次当昨")) return i;
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
      const int year = out_.begin.year;
      if (Is(end, U"本月") && year != 0) {  // 去年本月十日
        SetDate({year, published_.month, 0});
        return ReadDayOf(end + 2);
      }
      return ReadMonthAfterYear(end, year);
    }
    if (name.unit == TimeUnit::kMonth) return ReadDayOf(end);
    return end;
  }
  return i;
}

// 上周, 这个星期三, 下下个礼拜, 下周周五, 上周的星期二.
size_t ChineseReader::ReadNamedWeek(size_t i) {
  int week = 0;
  size_t k = i;
  const char32_t lead = C(i);
  if (!IsAnyOf(lead, U"上下这本")) return i;
  for (; C(k) == lead; ++k) week += lead == U'上' ? -1 : lead == U'下' ? 1 : 0;
  if (k > i + 2) return i;
  if (C(k) == U'个') ++k;
  const size_t name = SkipWeekName(k);
  if (name == k) return i;
  for (const std::u32string_view other : {U"周边", U"周围", U"周期", U"周岁", U"周年"}) {
    if (Is(k, other)) return i;
  }
  // 这个周 may begin a name.
  if (lead == U'这' && C(name - 1) == U'周' && C(name - 2) == U'个' && C(name) != U'末' &&
      WeekdayNumber(name) == 0)
    return i;
  SetPeriod(published_, TimeUnit::kWeek, week, &out_);
  // 下周周五, 上周的星期二
  const size_t again = C(name) == U'的' ? name + 1 : name;
  const size_t day = SkipWeekName(again);
  return day > again && WeekdayNumber(day) != 0 ? ReadWeekdayIn(day, week)
                                                : ReadWeekdayIn(name, week);
}

size_t ChineseReader::SkipWeekName(size_t i) const {
  if (C(i) == U'周') return i + 1;
  return Is(i, U"星期") || Is(i, U"礼拜") ? i + 2 : i;
}

int ChineseReader::WeekdayNumber(size_t i) const {
  static constexpr std::u32string_view kDays = U"一二三四五六日天";
  const size_t d = C(i) == 0 ? std::u32string_view::npos : kDays.find(C(i));
  if (d == std::u32string_view::npos) return 0;
  return d >= 6 ? 7 : static_cast<int>(d) + 1;
}

size_t ChineseReader::ReadWeekdayIn(size_t i, int week) {
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
size_t ChineseReader::ReadWeekday(size_t i) {
  size_t k = Is(i, U"星期") || Is(i, U"礼拜") ? i + 2 : C(i) == U'周' ? i + 1 : i;
  if (k == i || WeekdayNumber(k) == 0) return i;
  if (C(i) == U'周' && i > 0 && IsAnyOf(C(i - 1), U"一二三四五六七八九十两每几数个四")) return i;
  out_.relative = true;
  SetDate(ResolveWeekday(published_, WeekdayNumber(k), 0, true));
  return k + 1;
}

TimeUnit ChineseReader::UnitAt(size_t i, size_t* end) const {
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
size_t ChineseReader::ReadStretch(size_t i) {
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
  const int step = before ? -count : count;
  if (reading_ == Reading::kAny) {
    SetDate(Plus(published_, unit, step));
  } else if (published_.known()) {
    SetDate(Shift(published_, unit, step));
  }
  return end + (C(end) == U'前' || C(end) == U'后' ? 1 : 2);
}

size_t ChineseReader::SkipInside(size_t i) const {
  if (C(i) == U'内') return i + 1;
  if (Is(i, U"之内") || Is(i, U"以内")) return i + 2;
  return i;
}

void ChineseReader::SetStretch(int count, TimeUnit unit, DateRole role) {
  out_.relative = true;
  out_.role = role;
  if (!published_.known()) return;
  const Date other = Plus(published_, unit, count);
  out_.begin = count < 0 ? other : published_;
  out_.end_date = count < 0 ? published_ : other;
}

}  // namespace plx::linguistics::chinese
