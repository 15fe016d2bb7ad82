// What people say beside the dates of news text: 上半月, 前两周, 2021年的第一周, 去年最后三个月.
#include "plugins/linguistics/time/chinese/reader.h"
#include "plugins/linguistics/text/any_of.h"
#include "plugins/linguistics/time/spoken/holidays.h"
#include "plugins/linguistics/time/spoken/interval.h"

namespace plx::linguistics::chinese {
namespace {

using spoken::Grain;
using spoken::Interval;

}  // namespace

// The unit at token `i`, with 个 where it takes one.
Grain ChineseReader::GrainAt(size_t i, size_t* end) const {
  const size_t k = C(i) == U'个' ? i + 1 : i;
  *end = k + 1;
  if (C(k) == U'天' || C(k) == U'日') return Grain::kDay;
  if (C(k) == U'年') return Grain::kYear;
  if (C(k) == U'月') return Grain::kMonth;
  if (Is(k, U"周末")) return *end = k + 2, Grain::kWeekend;
  if (C(k) == U'周') return Grain::kWeek;
  if (Is(k, U"星期") || Is(k, U"礼拜")) return *end = k + 2, Grain::kWeek;
  if (Is(k, U"季度")) return *end = k + 2, Grain::kQuarter;
  if (Is(k, U"工作日")) return *end = k + 3, Grain::kBusinessDay;
  return Grain::kNone;
}

void ChineseReader::SetInterval(const Interval& interval) {
  out_.begin = DateOfDay(interval.first);
  out_.end_date = DateOfDay(interval.last);
}

// 周末.
size_t ChineseReader::ReadWeekend(size_t i) {
  if (!Is(i, U"周末")) return i;
  out_.relative = true;
  SetInterval(spoken::PeriodAt(FirstDay(published_), Grain::kWeekend, 0));
  return i + 2;
}

// 上半月, 下半周, 上个半年, 前半个月.
size_t ChineseReader::ReadHalf(size_t i) {
  if (!IsAnyOf(C(i), U"上下前后")) return i;
  const bool first = IsAnyOf(C(i), U"上前");
  if (Is(i + 1, U"个半年")) {
    out_.relative = true;
    SetInterval(spoken::PeriodAt(FirstDay(published_), Grain::kHalf, first ? -1 : 1));
    return i + 4;
  }
  if (C(i + 1) != U'半') return i;
  size_t end = i;
  const Grain grain = GrainAt(i + 2, &end);
  if (grain != Grain::kWeek && grain != Grain::kMonth && grain != Grain::kYear) return i;
  out_.relative = true;
  SetInterval(spoken::PartOf(spoken::PeriodAt(FirstDay(published_), grain, 0),
                             first ? spoken::Third::kStart : spoken::Third::kEnd));
  return end;
}

// 前1周, 后三天: right before or after today.
size_t ChineseReader::ReadShortStretch(size_t i) {
  if (!IsAnyOf(C(i), U"前后")) return i;
  size_t after = i + 1;
  const int count = ReadInteger(tokens_, i + 1, &after);
  if (count <= 0) return i;
  size_t end = after;
  const Grain grain = GrainAt(after, &end);
  if (grain == Grain::kNone || (grain == Grain::kMonth && C(after) == U'月')) return i;
  out_.relative = true;
  SetInterval(spoken::StretchFrom(FirstDay(published_), grain, C(i) == U'前' ? -count : count));
  return end;
}

// 国庆节, 元旦: the last one up to today.
size_t ChineseReader::ReadHoliday(size_t i) {
  size_t end = i;
  if (spoken::HolidayAt(tokens_, i, published_.year, &end) == 0 || end == i) return i;
  const auto day_in = [&](int year) { return spoken::HolidayAt(tokens_, i, year, &end); };
  const int64_t day = day_in(published_.year);
  out_.relative = true;
  SetInterval(spoken::DayInterval(day <= FirstDay(published_) ? day : day_in(published_.year - 1)));
  return end;
}

// Units inside the date that was read: 2021年的|第一周|, 去年的|前10天|, 今年|最后三周|,
// 十月的|第一周|.
size_t ChineseReader::ReadInside(size_t i) {
  if (!out_.begin.known() || !out_.end_date.known() || out_.impossible) return i;
  size_t k = C(i) == U'的' ? i + 1 : i;
  if (out_.begin == out_.end_date && out_.begin.month == 0) {  // 去年的国庆节
    size_t end = k;
    const int64_t day = spoken::HolidayAt(tokens_, k, out_.begin.year, &end);
    if (end > k) {
      SetInterval(spoken::DayInterval(day));
      return end;
    }
  }
  int n = 1;
  bool several = true;
  if (C(k) == U'第') {
    several = false;
    ++k;
  } else if (Is(k, U"最后")) {
    n = -1;
    k += 2;
  } else if (IsAnyOf(C(k), U"前头")) {
    ++k;
  } else {
    return i;
  }
  size_t after = k;
  const int number = ReadInteger(tokens_, k, &after);
  if (number <= 0) return i;
  size_t end = after;
  const Grain grain = GrainAt(after, &end);
  const Interval whole = {FirstDay(out_.begin), LastDay(out_.end_date),
                          out_.begin.month == 0 ? Grain::kYear : Grain::kMonth};
  if (grain == Grain::kNone || grain >= whole.grain || out_.begin.day != 0) return i;
  SetInterval(spoken::NthOf(whole, grain, several ? n : number, several ? number : 1));
  // 十月的第一个星期一
  if (grain == Grain::kWeek && !several && WeekdayNumber(end) != 0) {
    const int weekday = WeekdayNumber(end);
    int64_t day = whole.first;
    while (spoken::WeekdayOf(day) != weekday) ++day;
    SetInterval(spoken::DayInterval(day + 7 * (number - 1)));
    return end + 1;
  }
  // 最后一个星期一
  if (grain == Grain::kWeek && n < 0 && number == 1 && WeekdayNumber(end) != 0) {
    int64_t day = whole.last;
    while (spoken::WeekdayOf(day) != WeekdayNumber(end)) --day;
    SetInterval(spoken::DayInterval(day));
    return end + 1;
  }
  return end;
}

}  // namespace plx::linguistics::chinese
