#include "plugins/linguistics/numbers/chinese/han_reader.h"

#include "plugins/linguistics/text/any_of.h"

#include <cmath>

namespace plx::linguistics::chinese {
namespace {

double TrailingZeroWeight(double value, double step) {
  if (step != 1 || value < 10) return step;
  while (std::fmod(value, step * 10) == 0) step *= 10;
  return step;
}

}  // namespace

int FinancialDigit(char32_t c) {
  static constexpr std::u32string_view kDigits = U"零壹贰叁肆伍陆柒捌玖";
  const size_t i = kDigits.find(c);
  return c == 0 || i == std::u32string_view::npos || i == 0 ? -1 : static_cast<int>(i);
}

bool HanReader::Read(Numeral* out) {
  ReadVagueLead();
  while (i_ < tokens_.size() && !(any_ && tokens_[i_].line_start) && Step()) {
  }
  if (!any_) return false;
  CloseShorthand();
  Interval sum = total_;
  sum.Add(section_);
  if (have_digit_) sum.Add(digit_);
  out->first = first_;
  out->end = i_;
  out->kind = NumeralKind::kCardinal;
  out->digits = digits_;
  out->step = weight_;
  out->magnitude = after_big_ ? big_ : 1;
  out->low = sum.low;
  out->high = sum.high;
  out->vague = sum.low != sum.high;
  out->open_low = open_;
  out->value = !out->vague || open_ ? sum.low : (sum.low + sum.high) / 2;
  return true;
}

bool HanReader::Take(size_t count) {
  i_ += count;
  any_ = true;
  return true;
}

void HanReader::SetDigit(const Interval& digit, double weight, size_t count) {
  digit_ = digit;
  digit_weight_ = weight_ = weight;
  have_digit_ = true;
  after_big_ = false;
  row_ = 0;
  Take(count);
}

// 数十, 几百万, 上千, 成百上千: a vague digit or none before a magnitude.
void HanReader::ReadVagueLead() {
  const char32_t c = Code(i_);
  if (c == U'成' && HanMagnitude(Code(i_ + 1)) > 0 && Code(i_ + 2) == U'上' &&
      HanMagnitude(Code(i_ + 3)) > HanMagnitude(Code(i_ + 1))) {
    const double low = HanMagnitude(Code(i_ + 1)), high = HanMagnitude(Code(i_ + 3));
    section_ = {low, 9.99 * high};
    weight_ = low;
    closed_ = true;
    Take(4);
    return;
  }
  if (HanMagnitude(Code(i_ + 1)) == 0) return;
  const bool noun = i_ > 0 && IsAnyOf(Code(i_ - 1), U"人总多少大指次件倍岁票字户单基参系函无半");
  if (c == U'上' && Code(i_ + 1) != U'拾') {
    SetDigit({1, 9.99}, 1, 1);
  } else if (c == U'俩') {
    SetDigit({2, 2}, 1, 1);
  } else if (c == U'几' || (c == U'数' && !noun)) {
    SetDigit({2, 9.99}, 1, 1);
  }
}

bool HanReader::Step() {
  if (tokens_.Kind(i_) == TokenKind::kNumber) return StepNumber();
  if (tokens_.Kind(i_) != TokenKind::kHan) return false;
  const char32_t c = Code(i_);
  if (const double m = HanMagnitude(c)) {
    if (IsMetricPrefix(i_)) return false;
    return m < 1e4 ? StepSmall(m) : StepBig(m);
  }
  if (IsAnyOf(c, U"多余来几")) return StepVague(c);
  if (c == U'点') return StepPoint();
  const int d = HanDigit(c);
  return d >= 0 && StepDigit(d);
}

// 千米, 千瓦, 兆字节: part of the unit if a digit stands right before.
bool HanReader::IsMetricPrefix(size_t i) const {
  if (!any_ || !IsAnyOf(Code(i), U"千兆")) return false;
  return IsAnyOf(Code(i + 1), U"米克瓦卡伏赫焦帕字") ||
         (Code(i + 1) == U'比' && Code(i + 2) == U'特');
}

bool HanReader::StepNumber() {
  if (have_digit_ || closed_) return false;
  const DigitNumber number = ReadDigits(tokens_, i_, reading_);
  const double magnitude = HanMagnitude(Code(number.end));
  const bool continues = after_big_ ||
                         (magnitude > 0 && (tokens_.Glued(i_) || magnitude < last_)) ||
                         (after_zero_ && tokens_.Glued(i_));
  if (any_ && !continues) return false;  // 三百20
  SetDigit({number.value, number.value}, number.step, number.end - i_);
  digits_ = true;
  row_ = 2;  // neither a shorthand nor a row of digits continues it
  return true;
}

bool HanReader::StepDigit(int d) {
  if (closed_) return false;
  // 三百两, 二两: fifty grams each, not 320 and 22.
  const bool measured = tokens_.Kind(i_ + 1) == TokenKind::kHan && !IsAnyOf(Code(i_ + 1), U"银黄白");
  const bool pair = have_digit_ && (digit_.low == 1 || (digit_.low == 3 && measured));  // 一两个
  if (Code(i_) == U'两' && !pair && (have_digit_ || (used_magnitude_ && !measured))) return false;
  if (pair && digit_.low == 3 && Code(i_) == U'两' && !used_magnitude_ && row_ == 0) {  // 三两天
    digit_ = {2, 3};
    row_ = 2;
    return Take(1);
  }
  if (d == 0 && any_ && !have_digit_ && Code(i_) == U'零') {  // 一千零五
    after_zero_ = true;
    return Take(1);
  }
  if (!have_digit_) {
    if (d == 0 && HanDigit(Code(i_ + 1)) < 0 && Code(i_ + 1) != U'点') return false;
    SetDigit({1.0 * d, 1.0 * d}, 1, 1);
    return true;
  }
  if (digits_) return false;
  const bool neighbours = row_ == 0 && d == digit_.low + 1 && digit_.low > 0 &&
                          HanDigit(Code(i_ + 1)) < 0 && digit_.low == digit_.high;
  if (neighbours) {  // 三四十, 七八个
    digit_.high = d;
    row_ = 2;
    return Take(1);
  }
  if (used_magnitude_ || row_ == 2) return false;
  digit_ = {digit_.low * 10 + d, digit_.high * 10 + d};
  row_ = 1;
  return Take(1);
}

bool HanReader::StepSmall(double m) {
  if (closed_) return false;
  if (!have_digit_) {
    const bool ten_inside = m == 10 && (after_zero_ || last_ > 10);
    if (any_ && !ten_inside) return false;
    digit_ = {1, 1};
    digit_weight_ = 1;
  }
  if (m >= last_) return false;
  section_.Add(digit_.Times(m));
  weight_ = digit_weight_ * m;
  last_ = m;
  Close();
  return Take(1);
}

bool HanReader::StepBig(double m) {
  Interval part = section_;
  if (have_digit_) part.Add(digit_);
  if (part.empty() && total_.empty()) part = {1, 1};
  if (part.empty() && !after_big_) return false;
  if (m >= big_) {
    total_.Add(part);
    total_ = total_.Times(m);
  } else {
    if (part.empty()) return false;
    total_.Add(part.Times(m));
  }
  weight_ *= m;
  section_ = {};
  big_ = m;
  last_ = 1e4;
  Close();
  after_big_ = true;
  return Take(1);
}

// After a magnitude: the next digit starts afresh.
void HanReader::Close() {
  digit_ = {};
  have_digit_ = after_zero_ = after_big_ = false;
  used_magnitude_ = true;
  row_ = 0;
}

// 十多万, 30余, 二十几, 三十来.
bool HanReader::StepVague(char32_t c) {
  if (closed_ || !any_ || (have_digit_ && !digits_)) return false;
  if (c == U'几') return StepFew();
  const char32_t next = Code(i_ + 1);
  if (c == U'来' && !IsAnyOf(next, U"个名家年天万亿人位次种件")) return false;
  if (c == U'余' && IsAnyOf(next, U"额热震下")) return false;
  if (c == U'多' && IsAnyOf(next, U"边样元方数层功")) return false;
  const double weight = have_digit_ ? TrailingZeroWeight(digit_.low, digit_weight_) : weight_;
  if (weight < 1 || (have_digit_ && weight < 10 && digit_.low >= 10)) return false;
  Interval& part = have_digit_ ? digit_ : !section_.empty() ? section_ : total_;
  part.high += c == U'来' ? weight / 2 : weight;
  open_ = c != U'来';
  closed_ = true;
  return Take(1);
}

// 二十几, 一百零几.
bool HanReader::StepFew() {
  if (have_digit_ || (last_ != 10 && !after_zero_)) return false;
  SetDigit({1, 9}, 1, 1);
  closed_ = true;
  return true;
}

// 三点五亿; not the clock (三点五分, 九点).
bool HanReader::StepPoint() {
  if (closed_ || digits_ || row_ == 2 || (after_big_ && reading_ == Reading::kNews)) return false;
  double value = 0, scale = 1;
  size_t i = i_ + 1;
  for (int d = HanDigit(Code(i)); d >= 0; d = HanDigit(Code(i))) {
    value = value * 10 + d;
    scale *= 10;
    ++i;
  }
  if (scale == 1 || IsAnyOf(Code(i), U"分刻钟十") || Code(i - 1) == U'两') return false;
  CloseShorthand();
  Interval whole = section_;
  if (have_digit_) whole.Add(digit_);
  const double sum = (whole.low * scale + value) / scale;
  section_ = {};
  SetDigit({sum, sum}, 1 / scale, i - i_);
  row_ = 2;
  last_ = 1e9;
  return true;
}

// 两千四百五 is 2450, 三万五 is 35000; 一千零五 is 1005.
void HanReader::CloseShorthand() {
  if (!have_digit_ || !used_magnitude_ || after_zero_ || digits_ || row_ != 0 || closed_) return;
  const double above = section_.empty() ? big_ : last_;
  if (above < 100) return;
  digit_ = digit_.Times(above / 10);
  weight_ = above / 10;
}

}  // namespace plx::linguistics::chinese
