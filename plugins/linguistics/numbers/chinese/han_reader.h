// Chinese integers and decimals: 三千二百亿, 二〇二四, 1.2万亿, 十几万, 三四十, 壹佰贰拾.
#ifndef PLUGINS_LINGUISTICS_NUMBERS_CHINESE_HAN_READER_H_
#define PLUGINS_LINGUISTICS_NUMBERS_CHINESE_HAN_READER_H_

#include <string_view>

#include "plugins/linguistics/numbers/numeral_grammar.h"
#include "plugins/linguistics/text/any_of.h"

namespace plx::linguistics::chinese {

// 壹贰叁肆伍陆柒捌玖, digits of financial writing, most of them words of their own (大陆, 队伍):
// 1..9, -1 for others.
int FinancialDigit(char32_t c);

// A value that may be vague: 十几 is [11, 19].
struct Interval {
  double low = 0, high = 0;
  bool empty() const { return high == 0; }
  Interval Times(double m) const { return {low * m, high * m}; }
  void Add(const Interval& other) {
    low += other.low;
    high += other.high;
  }
};

// Reads integers and decimals. A Chinese number is a sum of sections (below 万), each multiplied by
// 万, 亿 or 兆; a section is a sum of digits, each multiplied by 十, 百 or 千. Every part is an
// interval, so that 几, 数, 多, 余 and pairs of neighbours (三四十) can stand where a digit can.
class HanReader {
 public:
  HanReader(const TokenSequence& tokens, size_t first, Reading reading)
      : tokens_(tokens), first_(first), reading_(reading), i_(first) {}

  bool Read(Numeral* out);

 private:
  char32_t Code(size_t i) const { return tokens_.Code(i); }
  bool Take(size_t count);
  void SetDigit(const Interval& digit, double weight, size_t count);
  void ReadVagueLead();
  bool Step();
  bool IsMetricPrefix(size_t i) const;
  bool StepNumber();
  bool StepDigit(int d);
  bool StepSmall(double m);
  bool StepBig(double m);
  void Close();
  bool StepVague(char32_t c);
  bool StepFew();
  bool StepPoint();
  void CloseShorthand();

  const TokenSequence& tokens_;
  const size_t first_;
  const Reading reading_;
  size_t i_;
  Interval total_, section_, digit_;
  double digit_weight_ = 1;  // of the digit's last place
  double weight_ = 1;        // of the last place written
  double last_ = 1e9;        // last magnitude of this section
  double big_ = 0;           // last 万, 亿 or 兆
  int row_ = 0;              // 0 one digit, 1 a row of digits (二〇二四), 2 takes no more digits
  bool any_ = false, have_digit_ = false, digits_ = false;
  bool used_magnitude_ = false, after_big_ = false, after_zero_ = false;
  bool closed_ = false;  // a vague part was read: only 万, 亿 and 兆 may follow
  bool open_ = false;
};

}  // namespace plx::linguistics::chinese

#endif  // PLUGINS_LINGUISTICS_NUMBERS_CHINESE_HAN_READER_H_
