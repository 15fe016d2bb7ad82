// Chinese dates of news text, resolved against the day of publication.
#ifndef PLUGINS_LINGUISTICS_TIME_CHINESE_READER_H_
#define PLUGINS_LINGUISTICS_TIME_CHINESE_READER_H_

#include <string_view>

#include "plugins/linguistics/time/date_grammar.h"
#include "plugins/linguistics/time/spoken/interval.h"

namespace plx::linguistics::chinese {

class ChineseReader {
 public:
  ChineseReader(const TokenSequence& tokens, const Date& published, Reading reading,
                DateExpression* out)
      : tokens_(tokens), published_(published), reading_(reading), out_(*out) {}

  // Reads the expression that starts exactly at token `first` into `out`.
  bool Read(size_t first);

 private:
  // reader.cc
  size_t ReadPrefix(size_t i);
  size_t ReadCore(size_t i);
  size_t ReadRangeEnd(size_t i);
  size_t ReadSuffix(size_t i);
  void ReadTimeAfter(size_t* i);
  void ApplyRole();
  char32_t C(size_t i) const;
  bool Is(size_t i, std::u32string_view word) const;
  void SetDate(const Date& date);
  void SetChecked(const Date& date);

  // absolute.cc
  size_t ReadEra(size_t i);
  size_t ReadAbsolute(size_t i);
  int YearNumber(size_t i, size_t* end) const;
  size_t ReadMonthAfterYear(size_t i, int year);
  void SetTenDays(int year, int month, char32_t part);
  size_t ReadYearPart(size_t i, int year);
  size_t ReadPart(size_t i);
  size_t ReadDayOf(size_t i);
  bool LooksAhead(size_t first, size_t end) const;
  size_t ReadMonthDay(size_t i);
  void StepToLeapYear();
  size_t SkipWeekday(size_t i) const;
  size_t ReadDecade(size_t i);

  // relative.cc
  size_t ReadNamed(size_t i);
  size_t ReadNamedWeek(size_t i);
  size_t SkipWeekName(size_t i) const;
  int WeekdayNumber(size_t i) const;
  size_t ReadWeekdayIn(size_t i, int week);
  size_t ReadWeekday(size_t i);
  TimeUnit UnitAt(size_t i, size_t* end) const;
  size_t ReadStretch(size_t i);
  size_t SkipInside(size_t i) const;
  void SetStretch(int count, TimeUnit unit, DateRole role);

  // spoken.cc
  spoken::Grain GrainAt(size_t i, size_t* end) const;
  void SetInterval(const spoken::Interval& interval);
  size_t ReadWeekend(size_t i);
  size_t ReadHalf(size_t i);
  size_t ReadShortStretch(size_t i);
  size_t ReadHoliday(size_t i);
  size_t ReadInside(size_t i);

  const TokenSequence& tokens_;
  const Date& published_;
  const Reading reading_;  // kAny only with a day of publication
  DateExpression& out_;
};

}  // namespace plx::linguistics::chinese

#endif  // PLUGINS_LINGUISTICS_TIME_CHINESE_READER_H_
