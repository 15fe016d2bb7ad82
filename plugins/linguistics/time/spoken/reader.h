// The English dates that people say when they plan and ask ("the second week of May", "Monday two
// weeks from now", "5/12", "the last 3 quarters"), as intervals of days. News is read by
// time/english, whose rules differ: there a plain "May" is the last one, and bare numbers and
// "the week" are no dates.
//
//   expression = range | offset | simple
//   range      = [from|between] simple (to|through|until|and|-) simple
//   offset     = count unit ... (ago|from now|before simple|after simple) | in count unit
//   simple     = [early|mid|end of] (nth unit of simple | weekday of simple | explicit | relative)
#ifndef PLUGINS_LINGUISTICS_TIME_SPOKEN_READER_H_
#define PLUGINS_LINGUISTICS_TIME_SPOKEN_READER_H_

#include <string_view>

#include "plugins/linguistics/time/spoken/words.h"

namespace plx::linguistics::spoken {

// One reading: the tokens before `end` mean `value`.
struct SpokenDate {
  size_t end = 0;
  Interval value;
  int64_t until = 0;  // of a range: the first day of what it ends with ("to 2018": 2018-01-01)
  bool range = false;
  bool impossible = false;  // 30 February
  bool bounded = false;     // an edge of a period ("the end of May"): `bound` is its instant
  int64_t bound = 0;
  int fixed_year = 0;  // the year, if one was said
};

class SpokenReader {
 public:
  // `reference`: the day the words are said, known to the day.
  SpokenReader(const TokenSequence& tokens, const Date& reference)
      : tokens_(tokens), today_(FirstDay(reference)), year_(reference.year) {}

  // The longest expression that starts exactly at token `i`; false if none.
  bool Read(size_t i, SpokenDate* out) const;

 private:
  using Rule = bool (SpokenReader::*)(size_t, SpokenDate*) const;

  std::string_view W(size_t i) const { return tokens_.Word(i); }
  bool Is(size_t i, std::initializer_list<std::string_view> words) const {
    return IsAnyOf(W(i), words);
  }
  size_t SkipThe(size_t i) const { return W(i) == "the" ? i + 1 : i; }

  // reader.cc
  bool ReadRange(size_t i, SpokenDate* out) const;
  bool ReadDaySpan(size_t i, SpokenDate* out) const;
  bool ReadRangeEnd(const SpokenDate& first, size_t i, SpokenDate* out) const;
  bool ReadSimple(size_t i, SpokenDate* out) const;
  bool ReadPart(size_t i, SpokenDate* out) const;

  // explicit.cc: dates by number and name
  bool ReadMonthDay(size_t i, SpokenDate* out) const;
  bool ReadDayMonth(size_t i, SpokenDate* out) const;
  bool ReadNumeric(size_t i, SpokenDate* out) const;
  bool ReadCompact(size_t i, SpokenDate* out) const;
  bool ReadYear(size_t i, SpokenDate* out) const;
  bool ReadDayOfMonth(size_t i, SpokenDate* out) const;
  bool ReadHoliday(size_t i, SpokenDate* out) const;
  bool ReadQuarter(size_t i, SpokenDate* out) const;
  bool ReadDecade(size_t i, SpokenDate* out) const;
  int DayNumber(size_t i, size_t* end) const;
  int YearNumber(size_t i, bool short_form, size_t* end) const;
  int RelativeYear(size_t i, size_t* end) const;
  int OldYear(size_t i, size_t* end) const;
  bool SetMonthDay(int month, int day, int year, size_t end, SpokenDate* out) const;

  // relative.cc: dates by their place from today
  bool ReadNamedDay(size_t i, SpokenDate* out) const;
  bool ReadStretch(size_t i, SpokenDate* out) const;
  bool ReadRelativeUnit(size_t i, SpokenDate* out) const;
  bool ReadBareUnit(size_t i, SpokenDate* out) const;
  bool ReadWeekday(size_t i, SpokenDate* out) const;
  bool ReadOffset(size_t i, SpokenDate* out) const;
  bool ReadToDate(size_t i, SpokenDate* out) const;
  bool ReadWithin(size_t i, SpokenDate* out) const;
  int Direction(size_t i, size_t* end) const;
  int Count(size_t i, size_t* end) const;

  // ordinal.cc: units inside other dates
  bool ReadNthUnit(size_t i, SpokenDate* out) const;
  bool ReadWeekNumber(size_t i, SpokenDate* out) const;
  bool ReadWeekOf(size_t i, SpokenDate* out) const;
  bool ReadWeekdayWithDate(size_t i, SpokenDate* out) const;
  bool ReadUnitThenWeekday(size_t i, SpokenDate* out) const;

  const TokenSequence& tokens_;
  const int64_t today_;
  const int year_;
};

}  // namespace plx::linguistics::spoken

#endif  // PLUGINS_LINGUISTICS_TIME_SPOKEN_READER_H_
