// English dates of news text, resolved against the day of publication.
#ifndef PLUGINS_LINGUISTICS_TIME_ENGLISH_READER_H_
#define PLUGINS_LINGUISTICS_TIME_ENGLISH_READER_H_

#include <string_view>

#include "plugins/linguistics/time/date_grammar.h"

namespace plx::linguistics::english {

class EnglishReader {
 public:
  EnglishReader(const TokenSequence& tokens, const Date& published, DateExpression* out)
      : tokens_(tokens), published_(published), out_(*out) {}

  // Reads the expression that starts exactly at token `first` into `out`.
  bool Read(size_t first);

 private:
  // reader.cc
  std::string_view W(size_t i) const;
  size_t ReadPrepositions(size_t i);
  bool MayBeginCore(size_t i) const;
  size_t ReadCore(size_t i);
  size_t ReadRangeEnd(size_t i);
  void ReadTimeAfter(size_t* i);
  void ApplyRole();
  void SetDate(const Date& date);

  // absolute.cc
  bool LooksAhead(size_t first) const;
  void SetMonthDay(int month, int day, int year);
  size_t ReadMonthFirst(size_t i);
  size_t ReadDayRange(size_t i, int month, int year);
  size_t ReadDayFirst(size_t i);
  size_t ReadQuarter(size_t i);
  size_t ReadDecade(size_t i);
  size_t ReadYear(size_t i);
  bool StandsAlone(size_t i) const;

  // relative.cc
  size_t ReadRelative(size_t i);
  void SetStretch(int count, TimeUnit unit);
  int CountAt(size_t i, size_t* end) const;
  size_t ReadAgo(size_t i);
  size_t ReadDuration(size_t i);
  size_t ReadWeekday(size_t i);

  const TokenSequence& tokens_;
  const Date& published_;
  DateExpression& out_;
  std::string_view lead_;
};

}  // namespace plx::linguistics::english

#endif  // PLUGINS_LINGUISTICS_TIME_ENGLISH_READER_H_
