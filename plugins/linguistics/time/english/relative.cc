#include <string>

#include "plugins/linguistics/numbers/english/number_words.h"
#include "plugins/linguistics/numbers/numerals.h"
#include "plugins/linguistics/time/english/calendar_words.h"
#include "plugins/linguistics/time/english/reader.h"

namespace plx::linguistics::english {

// today, "last week", "next year", "this July", "two years ago".
size_t EnglishReader::ReadRelative(size_t i) {
  const std::string_view w = W(i);
  if (IsAnyOf(w, {"today", "yesterday", "tomorrow", "tonight"})) {
    SetPeriod(published_, TimeUnit::kDay, w == "yesterday" ? -1 : w == "tomorrow" ? 1 : 0, &out_);
    return i + 1;
  }
  size_t k = W(i) == "the" ? i + 1 : i;
  int direction = 0;
  if (IsAnyOf(W(k), {"last", "past", "previous", "recent", "prior"})) {
    direction = -1;
  } else if (IsAnyOf(W(k), {"next", "coming", "upcoming", "following"})) {
    direction = 1;
  } else if (!IsAnyOf(W(k), {"this", "current"})) {
    return k > i ? i : ReadAgo(i);
  }
  if (W(k) == "following" && k == i) return i;
  const std::string_view word = W(k + 1);
  const int weekday = WeekdayOf(word);
  if (weekday != 0) {
    out_.relative = true;
    SetDate(ResolveWeekday(published_, weekday, direction > 0 ? 1 : 0, direction < 0));
    return k + 2;
  }
  if (const int month = MonthOf(tokens_, k + 1)) {
    out_.relative = true;
    if (published_.known()) {
      int year = published_.year;
      if (published_.month != 0 && direction < 0 && month >= published_.month) --year;
      if (published_.month != 0 && direction > 0 && month <= published_.month) ++year;
      SetDate({year, month, 0});
    }
    return k + 2;
  }
  if (word == "weekend") {
    out_.relative = true;
    const int week = direction > 0 ? 1 : direction < 0 ? -1 : 0;
    out_.begin = ResolveWeekday(published_, 6, week, false);
    out_.end_date = ResolveWeekday(published_, 7, week, false);
    return k + 2;
  }
  const TimeUnit unit = UnitOf(word);
  if (unit != TimeUnit::kNone && word.back() != 's') {
    if (unit == TimeUnit::kDay && direction != 0) return i;
    // "the past year", "the next decade" are stretches; "the last quarter" is a quarter.
    const bool stretch = unit >= TimeUnit::kYear && k > i && direction != 0 && W(k) != "following";
    if (W(k) == "past" || stretch) {
      SetStretch(direction < 0 ? -1 : 1, unit);
    } else {
      SetPeriod(published_, unit, direction, &out_);
    }
    return k + 2;
  }
  size_t after = k + 1;
  const int count = CountAt(k + 1, &after);
  if (count > 0 && UnitOf(W(after)) != TimeUnit::kNone) {
    SetStretch(direction * count, UnitOf(W(after)));
    return after + 1;
  }
  return i;
}

// From publication `count` units forward or back.
void EnglishReader::SetStretch(int count, TimeUnit unit) {
  out_.relative = true;
  if (!published_.known()) return;
  const Date other = Plus(published_, unit, count);
  out_.begin = count < 0 ? other : published_;
  out_.end_date = count < 0 ? published_ : other;
  out_.role = count < 0 ? DateRole::kInterval : DateRole::kWithin;
}

// A positive whole count in words or digits.
int EnglishReader::CountAt(size_t i, size_t* end) const { return ReadInteger(tokens_, i, end); }

// "two years ago", "three months earlier".
size_t EnglishReader::ReadAgo(size_t i) {
  size_t after = i;
  int count = 1;
  if (W(i) == "a" || W(i) == "an") {
    after = i + 1;
  } else {
    count = CountAt(i, &after);
  }
  if (count <= 0) return i;
  const TimeUnit unit = UnitOf(W(after));
  if (unit == TimeUnit::kNone) return i;
  if (W(after + 1) == "ago") {
    out_.relative = true;
    if (published_.known())
      SetDate(Shift(published_, unit == TimeUnit::kWeek ? TimeUnit::kWeek : unit, -count));
    return after + 2;
  }
  if (IsAnyOf(W(after + 1), {"earlier", "later", "before", "after"})) {
    if (IsAnyOf(W(after + 1), {"before", "after"})) return i;
    out_.relative = true;  // relative to another event: not resolved
    return after + 2;
  }
  return i;
}

// "within five years", "for 13 years", "in two weeks": only after such a preposition.
size_t EnglishReader::ReadDuration(size_t i) {
  const bool within = out_.role == DateRole::kWithin;
  if (!within && lead_ != "for" && lead_ != "in") return i;
  size_t after = i;
  int count = 1;
  if (W(i) == "a" || W(i) == "an" || W(i) == "the") {
    after = i + 1;
  } else {
    count = CountAt(i, &after);
  }
  if (count <= 0) return i;
  const TimeUnit unit = UnitOf(W(after));
  if (unit == TimeUnit::kNone) return i;
  if (within) {
    SetStretch(count, unit);
    out_.role = DateRole::kWithin;
  } else {
    out_.duration_only = true;
    out_.relative = true;
  }
  return after + 1;
}

size_t EnglishReader::ReadWeekday(size_t i) {
  const int weekday = WeekdayOf(W(i));
  if (weekday == 0) return i;
  // "Monday, July 5": the date decides.
  const size_t date = tokens_.Code(i + 1) == ',' ? i + 2 : i + 1;
  size_t end = ReadMonthFirst(date);
  if (end == date) end = ReadDayFirst(date);
  if (end > date) return end;
  out_.relative = true;
  SetDate(ResolveWeekday(published_, weekday, 0, true));
  return i + 1;
}

}  // namespace plx::linguistics::english
