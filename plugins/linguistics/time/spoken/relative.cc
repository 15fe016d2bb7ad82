#include <algorithm>

#include "plugins/linguistics/numbers/english/cardinal.h"
#include "plugins/linguistics/time/spoken/reader.h"

namespace plx::linguistics::spoken {

// -1 "last", "this past"; 1 "next", "upcoming"; 0 "this", "the same". `end` is `i` if there is
// none.
int SpokenReader::Direction(size_t i, size_t* end) const {
  *end = i;
  size_t k = SkipThe(i);
  if (Is(k, {"this", "that", "same", "current"})) {
    size_t after = k + 1;
    const int inner =
        Is(k + 1, {"past", "coming", "upcoming", "same"}) ? Direction(k + 1, &after) : 0;
    *end = after;
    return inner;
  }
  int direction = 0;
  if (Is(k, {"last", "past", "previous", "prior", "preceding"})) direction = -1;
  if (Is(k, {"next", "coming", "upcoming", "following", "forthcoming"})) direction = 1;
  if (direction != 0) *end = k + 1;
  return direction;
}

// A positive count: "3", "twenty", "a", "a couple of", "few"; 0 if none.
int SpokenReader::Count(size_t i, size_t* end) const {
  size_t k = Is(i, {"a", "an"}) ? i + 1 : i;
  if (Is(k, {"couple", "few"})) {
    const bool couple = W(k) == "couple";
    *end = W(k + 1) == "of" ? k + 2 : k + 1;
    return couple ? 2 : 3;
  }
  if (k > i) {
    *end = k;
    return 1;
  }
  if (tokens_.Kind(i) == TokenKind::kNumber) return std::max(ReadInteger(tokens_, i, end), 0);
  // Not ReadInteger: "three quarters" counts quarters here.
  english::CardinalReader reader(tokens_, i, Reading::kNews);
  if (tokens_.Kind(i) != TokenKind::kWord || !reader.Read() || reader.ordinal() ||
      reader.plural() || reader.value() > 9999 || reader.step() < 1)
    return 0;
  *end = reader.end();
  return static_cast<int>(reader.value());
}

// today, "the day after tomorrow", "the day before".
bool SpokenReader::ReadNamedDay(size_t i, SpokenDate* out) const {
  const auto set = [&](int days, size_t end) {
    out->value = DayInterval(today_ + days);
    out->end = end;
    return true;
  };
  if (Is(i, {"today", "today's", "otd", "now"})) return set(0, i + 1);
  if (Is(i, {"yesterday", "yesterday's"})) return set(-1, i + 1);
  if (Is(i, {"tomorrow", "tomorrow's", "tmr", "tmrw"})) return set(1, i + 1);
  const size_t k = SkipThe(i);
  if (W(k) != "day") return false;
  const bool before = W(k + 1) == "before";
  if (!before && W(k + 1) != "after") return false;
  if (Is(k + 2, {"yesterday"})) return set(-2, k + 3);
  if (Is(k + 2, {"tomorrow", "tmr", "tmrw"})) return set(2, k + 3);
  const bool bare = k + 2 >= tokens_.size() || tokens_.Kind(k + 2) == TokenKind::kPunctuation;
  return bare && set(before ? -1 : 1, k + 2);
}

// "the next 3 days", "the 5 past years", "the last 3 months and 2 weeks".
bool SpokenReader::ReadStretch(size_t i, SpokenDate* out) const {
  size_t k = i;
  int direction = Direction(i, &k);
  size_t after = k;
  int count = 0;
  if (k > i) {
    count = Count(k, &after);
  } else {
    k = SkipThe(i);
    count = Count(k, &after);
    if (count == 0 || Is(k, {"a", "an"})) return false;
    size_t unit = after;
    direction = Direction(after, &unit);
    if (unit == after) return false;
    after = unit;
  }
  if (count == 0 || direction == 0) return false;
  Grain grain = GrainAt(tokens_, after, &after);
  if (grain == Grain::kNone) return false;
  out->value = StretchFrom(today_, grain, direction * count);
  out->end = after;
  // Each further part reaches further: "and 2 weeks and 2 days".
  for (;;) {
    size_t next = W(after) == "and" ? after + 1 : after;
    count = Count(next, &next);
    if (count == 0) return true;
    size_t end = next;
    grain = GrainAt(tokens_, next, &end);
    if (grain == Grain::kNone || Is(end, {"ago", "later", "before", "after", "from"})) return true;
    int64_t& edge = direction > 0 ? out->value.last : out->value.first;
    edge = Move(edge, grain, direction * count);
    after = out->end = end;
  }
}

// "this week", "the following month", "the week after next", "last May", "next 5/12".
bool SpokenReader::ReadRelativeUnit(size_t i, SpokenDate* out) const {
  size_t k = i, end = i;
  const size_t the = SkipThe(i);
  const Grain plain = GrainAt(tokens_, the, &end);
  const size_t which = SkipThe(end + 1);
  if (plain != Grain::kNone && Is(end, {"after", "before"}) &&
      W(which) == (W(end) == "after" ? "next" : "last")) {
    out->value = PeriodAt(today_, plain, W(end) == "after" ? 2 : -2);
    out->end = which + 1;
    return true;
  }
  const int direction = Direction(i, &k);
  if (k == i) return false;
  const Grain grain = GrainAt(tokens_, k, &end);
  if (grain != Grain::kNone) {
    out->value = PeriodAt(today_, grain, direction);
    out->end = end;
    return true;
  }
  SpokenDate date;
  if (!ReadMonthDay(k, &date) && !ReadDayMonth(k, &date) && !ReadNumeric(k, &date) &&
      !ReadCompact(k, &date))
    return false;
  *out = date;
  if (date.fixed_year != 0) return true;
  // Move to the asked side of today.
  const Interval now =
      date.value.grain == Grain::kMonth ? PeriodAt(today_, Grain::kMonth, 0) : DayInterval(today_);
  const auto shift = [&](int years) {
    const int64_t first = Move(out->value.first, Grain::kYear, years);
    out->value =
        date.value.grain == Grain::kMonth ? PeriodAt(first, Grain::kMonth, 0) : DayInterval(first);
    out->value.yearless = true;
  };
  if (direction == 0) {
    while (DateOfDay(out->value.first).year < year_) shift(1);
  } else if (direction > 0) {
    while (out->value.first <= now.last) shift(1);
  } else {
    while (out->value.last >= now.first) shift(-1);
  }
  return true;
}

// "the week", "that weekend", "for the day"; "EOY" as its end.
bool SpokenReader::ReadBareUnit(size_t i, SpokenDate* out) const {
  size_t k = Is(i, {"the", "my", "our"}) ? i + 1 : i, end = k;
  const Grain grain = GrainAt(tokens_, k, &end);
  if (grain == Grain::kNone || (k == i && grain != Grain::kWeekend)) return false;
  if (W(k).back() == 's' && grain != Grain::kNone && W(k) != "week's") return false;
  if (grain == Grain::kDecade || grain == Grain::kCentury) return false;
  out->value = PeriodAt(today_, grain, 0);
  if (grain == Grain::kFortnight) out->value = {today_ - 6, today_ + 7, grain};
  out->end = end;
  return true;
}

// "Friday", "this coming Tuesday", "Sunday 31", "Mon 13th".
bool SpokenReader::ReadWeekday(size_t i, SpokenDate* out) const {
  size_t k = i;
  const int direction = Direction(i, &k);
  const bool placed = k > i;
  const std::string_view modifier = placed ? W(k - 1) : std::string_view();
  const int weekday = WeekdayNamed(W(k));
  if (weekday == 0) return false;
  if (W(k).size() == 3 && !tokens_[k].capitalized && !placed &&
      !(i > 0 && Is(i - 1, {"on", "next", "this", "last", "or", "and"})))
    return false;  // "sat", "sun"
  int64_t day = WeekdayIn(today_, weekday, direction);
  if (IsAnyOf(modifier, {"coming", "upcoming"})) {
    day = WeekdayIn(today_, weekday, 0);
    if (day <= today_) day += 7;
  } else if (modifier == "past") {
    day = WeekdayIn(today_, weekday, 0);
    if (day >= today_) day -= 7;
  } else if (!placed && day > today_) {
    day -= 7;
  }
  out->end = k + 1;
  size_t after = k + 1;
  const size_t number = SkipThe(k + 1);
  const int of_month = tokens_.Code(number + 1) == '/' || tokens_.Code(number + 1) == ':'
                           ? 0
                           : DayNumber(number, &after);
  size_t unit = after;
  if (of_month != 0 && MonthNamed(W(after)) == 0 &&
      GrainAt(tokens_, after, &unit) == Grain::kNone &&
      !Is(after, {"am", "pm", "a.m.", "p.m.", "o'clock", "of"}) &&
      (tokens_.Kind(number) == TokenKind::kNumber || number > k + 1)) {
    // The last such weekday that was that day of its month; they meet within a few years. "Friday
    // the 31st" looks from this month on.
    constexpr int kWeeks = 600;
    const int step = number > k + 1 ? 7 : -7;
    int64_t d = WeekdayIn(step > 0 ? PeriodAt(today_, Grain::kMonth, 0).first : today_, weekday, 0);
    if (step < 0 && d > today_) d -= 7;
    for (int w = 0; w < kWeeks && DateOfDay(d).day != of_month; ++w) d += step;
    if (DateOfDay(d).day == of_month) {
      day = d;
      out->end = after;
    }
  }
  out->value = DayInterval(day);
  out->value.weekday = !placed;
  return true;
}

// "3 weeks ago", "in two months", "2 years 1 month later", "two days after tomorrow", "2 weeks
// before Christmas".
bool SpokenReader::ReadOffset(size_t i, SpokenDate* out) const {
  const bool in = W(i) == "in";
  size_t k = in ? i + 1 : i;
  struct Step {
    Grain grain;
    int count;
  };
  Step steps[4];
  int n = 0;
  size_t after = k;
  while (n < 4) {
    size_t next = n > 0 && (W(after) == "and" || tokens_.Code(after) == ',') ? after + 1 : after;
    const int count = Count(next, &next);
    if (count == 0) break;
    size_t end = next;
    const Grain grain = GrainAt(tokens_, next, &end);
    if (grain == Grain::kNone) break;
    steps[n++] = {grain, count};
    after = end;
  }
  if (n == 0) return false;
  if (W(after) == "time" && in) ++after;
  int64_t base = today_;
  int sign = 0;
  size_t end = after;
  if (Is(after, {"ago", "back", "earlier"})) {
    sign = -1;
    end = after + 1;
  } else if (Is(after, {"later", "hence"})) {
    sign = 1;
    end = after + 1;
  } else if (Is(after, {"from", "after", "since", "before"}) ||
             (W(after) == "prior" && W(after + 1) == "to")) {
    sign = Is(after, {"before", "prior"}) ? -1 : 1;
    const size_t anchor = W(after) == "prior" ? after + 2 : after + 1;
    SpokenDate date;
    if (!ReadSimple(anchor, &date)) {
      if (!in) return false;
      sign = 1;
    } else {
      base = date.value.first;
      // "3 days after January 12th" looks ahead.
      if (date.value.yearless && base < today_) base = Move(base, Grain::kYear, 1);
      end = date.end;
    }
  } else if (in) {
    sign = 1;
  }
  if (sign == 0) return false;
  for (int s = 0; s < n; ++s) base = Move(base, steps[s].grain, sign * steps[s].count);
  out->value = DayInterval(base);
  out->end = end;
  // "in 3 days on Friday"
  const size_t w = W(end) == "on" || tokens_.Code(end) == ',' ? end + 1 : end;
  if (const int weekday = WeekdayNamed(W(w)); weekday != 0 && w > end) {
    out->value = DayInterval(WeekdayIn(base, weekday, 0));
    out->end = w + 1;
  }
  return true;
}

// "within 3 years", "within the next 5 years and 2 months", "for 3 days from Monday": a length of
// time that begins with its first day.
bool SpokenReader::ReadWithin(size_t i, SpokenDate* out) const {
  if (!Is(i, {"within", "for"})) return false;
  size_t k = i + 1, modifier = k;
  if (const int direction = Direction(k, &modifier); modifier > k) {
    if (direction <= 0 || W(i) == "for") return false;
    k = modifier;
  }
  int64_t first = today_, last = today_;
  int parts = 0;
  struct Step {
    Grain grain;
    int count;
  };
  Step steps[4];
  while (parts < 4) {
    size_t next = parts > 0 && W(k) == "and" ? k + 1 : k;
    const int count = Count(next, &next);
    size_t end = next;
    const Grain grain = count == 0 ? Grain::kNone : GrainAt(tokens_, next, &end);
    if (grain == Grain::kNone) break;
    steps[parts++] = {grain, count};
    k = end;
  }
  if (parts == 0) return false;
  size_t anchor = tokens_.Code(k) == ',' ? k + 1 : k;
  SpokenDate from;
  if (Is(anchor, {"from", "starting", "of"}) &&
      ReadSimple(Is(anchor + 1, {"from", "on"}) ? anchor + 2 : anchor + 1, &from)) {
    first = from.value.first;
    k = from.end;
  } else if (W(i) == "for") {
    return false;
  }
  last = first;
  for (int s = 0; s < parts; ++s) last = Move(last, steps[s].grain, steps[s].count);
  out->value = {first, last - 1, steps[0].grain};
  out->end = k;
  return true;
}

// "year to date", "the month to date".
bool SpokenReader::ReadToDate(size_t i, SpokenDate* out) const {
  size_t end = SkipThe(i);
  const Grain grain = W(end) == "ytd" ? Grain::kYear : GrainAt(tokens_, end, &end);
  if (grain == Grain::kNone) return false;
  if (W(SkipThe(i)) == "ytd") {
    end = SkipThe(i) + 1;
  } else if (W(end) != "to" || W(end + 1) != "date") {
    return false;
  } else {
    end += 2;
  }
  out->value = PeriodAt(today_, grain, 0);
  out->value.last = today_;
  out->range = true;
  out->until = today_;
  out->end = end;
  return true;
}

}  // namespace plx::linguistics::spoken
