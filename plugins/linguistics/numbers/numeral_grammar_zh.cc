#include <cmath>
#include <string_view>

#include "plugins/linguistics/numbers/numeral_grammar.h"

namespace plx::linguistics {
namespace {

bool OneOf(char32_t c, std::u32string_view set) {
  return c != 0 && set.find(c) != std::u32string_view::npos;
}

// 壹贰叁肆伍陆柒捌玖: digits of financial writing, most of them words of their own (大陆, 队伍).
int FinancialDigit(char32_t c) {
  static constexpr std::u32string_view kDigits = U"零壹贰叁肆伍陆柒捌玖";
  const size_t i = kDigits.find(c);
  return c == 0 || i == std::u32string_view::npos || i == 0 ? -1 : static_cast<int>(i);
}

double TrailingZeroWeight(double value, double step) {
  if (step != 1 || value < 10) return step;
  while (std::fmod(value, step * 10) == 0) step *= 10;
  return step;
}

void SetValue(Numeral* out, double value) { out->value = out->low = out->high = value; }

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
  HanReader(const TokenSequence& tokens, size_t first)
      : tokens_(tokens), first_(first), i_(first) {}

  bool Read(Numeral* out) {
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

 private:
  char32_t Code(size_t i) const { return tokens_.Code(i); }

  bool Take(size_t count) {
    i_ += count;
    any_ = true;
    return true;
  }

  void SetDigit(const Interval& digit, double weight, size_t count) {
    digit_ = digit;
    digit_weight_ = weight_ = weight;
    have_digit_ = true;
    after_big_ = false;
    row_ = 0;
    Take(count);
  }

  // 数十, 几百万, 上千, 成百上千: a vague digit or none before a magnitude.
  void ReadVagueLead() {
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
    const bool noun = i_ > 0 && OneOf(Code(i_ - 1), U"人总多少大指次件倍岁票字户单基参系函无半");
    if (c == U'上') {
      SetDigit({1, 9.99}, 1, 1);
    } else if (c == U'几' || (c == U'数' && !noun)) {
      SetDigit({2, 9.99}, 1, 1);
    }
  }

  bool Step() {
    if (tokens_.Kind(i_) == TokenKind::kNumber) return StepNumber();
    if (tokens_.Kind(i_) != TokenKind::kHan) return false;
    const char32_t c = Code(i_);
    if (const double m = HanMagnitude(c)) {
      if (IsMetricPrefix(i_)) return false;
      return m < 1e4 ? StepSmall(m) : StepBig(m);
    }
    if (OneOf(c, U"多余来几")) return StepVague(c);
    if (c == U'点') return StepPoint();
    const int d = HanDigit(c);
    return d >= 0 && StepDigit(d);
  }

  // 千米, 千瓦, 兆字节: part of the unit if a digit stands right before.
  bool IsMetricPrefix(size_t i) const {
    if (!have_digit_ || !OneOf(Code(i), U"千兆")) return false;
    return OneOf(Code(i + 1), U"米克瓦卡伏赫焦帕字");
  }

  bool StepNumber() {
    if (have_digit_ || closed_ || (any_ && !tokens_.Glued(i_) && !after_big_)) return false;
    const bool magnitude_follows = HanMagnitude(Code(i_ + 1)) > 0;
    if (any_ && !after_big_ && !magnitude_follows) return false;  // 三百20
    double weight = 1;
    const double value = DigitsValue(tokens_.Word(i_), &weight);
    SetDigit({value, value}, weight, 1);
    digits_ = true;
    row_ = 2;  // neither a shorthand nor a row of digits continues it
    return true;
  }

  bool StepDigit(int d) {
    if (closed_) return false;
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

  bool StepSmall(double m) {
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

  bool StepBig(double m) {
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
  void Close() {
    digit_ = {};
    have_digit_ = after_zero_ = after_big_ = false;
    used_magnitude_ = true;
    row_ = 0;
  }

  // 十多万, 30余, 二十几, 三十来.
  bool StepVague(char32_t c) {
    if (closed_ || !any_ || (have_digit_ && !digits_)) return false;
    const char32_t next = Code(i_ + 1);
    if (c == U'来' && !OneOf(next, U"个名家年天万亿人位次种件")) return false;
    if (c == U'余' && OneOf(next, U"额热震下")) return false;
    if (c == U'多' && OneOf(next, U"边样元方数层功")) return false;
    if (c == U'几') {
      if (last_ != 10 || have_digit_) return false;
      SetDigit({1, 9}, 1, 1);
      closed_ = true;
      return true;
    }
    const double weight = have_digit_ ? TrailingZeroWeight(digit_.low, digit_weight_) : weight_;
    if (weight < 1 || (have_digit_ && weight < 10 && digit_.low >= 10)) return false;
    Interval& part = have_digit_ ? digit_ : !section_.empty() ? section_ : total_;
    part.high += c == U'来' ? weight / 2 : weight;
    open_ = c != U'来';
    closed_ = true;
    return Take(1);
  }

  // 三点五亿; not the clock (三点五分, 九点).
  bool StepPoint() {
    if (closed_ || digits_ || after_big_ || row_ == 2) return false;
    double value = 0, scale = 1;
    size_t i = i_ + 1;
    for (int d = HanDigit(Code(i)); d >= 0; d = HanDigit(Code(i))) {
      value = value * 10 + d;
      scale *= 10;
      ++i;
    }
    if (scale == 1 || OneOf(Code(i), U"分刻钟十") || Code(i - 1) == U'两') return false;
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
  void CloseShorthand() {
    if (!have_digit_ || !used_magnitude_ || after_zero_ || digits_ || row_ != 0 || closed_) return;
    const double above = section_.empty() ? big_ : last_;
    if (above < 100) return;
    digit_ = digit_.Times(above / 10);
    weight_ = above / 10;
  }

  const TokenSequence& tokens_;
  const size_t first_;
  size_t i_;
  Interval total_, section_, digit_;
  double digit_weight_ = 1;  // of the digit's last place
  double weight_ = 1;        // of the last place written
  double last_ = 1e9;        // last magnitude of this section
  double big_ = 0;           // last 万, 亿 or 兆
  int row_ = 0;              // 0 one digit, 1 a row of digits (二〇二四), 2 takes no more digits
  bool any_ = false, have_digit_ = false, digits_ = false;
  bool used_magnitude_ = false, after_big_ = false, after_zero_ = false;
  bool closed_ = false;      // a vague part was read: only 万, 亿 and 兆 may follow
  bool open_ = false;
};

// X分之Y after a denominator that ends at out->end.
bool ReadFraction(const TokenSequence& tokens, Numeral* out) {
  if (tokens.Code(out->end) != U'分' || tokens.Code(out->end + 1) != U'之') return false;
  Numeral numerator;
  // The numerator of 百分之百 has no digit before its magnitude.
  if (!HanReader(tokens, out->end + 2).Read(&numerator)) return false;
  const double denominator = out->value;
  if (denominator < 2) return false;
  const bool percent = denominator == 100;
  const double factor = percent ? 1 : 1 / denominator;
  out->kind = percent ? NumeralKind::kPercent : NumeralKind::kFraction;
  out->end = numerator.end;
  out->value = numerator.value * factor;
  out->low = numerator.low * factor;
  out->high = numerator.high * factor;
  out->vague = numerator.vague;
  out->open_low = numerator.open_low;
  out->step = numerator.step * factor;
  return true;
}

// 八成, 两成半, 三成五, 7.5成.
bool ReadTenths(const TokenSequence& tokens, Numeral* out) {
  if (tokens.Code(out->end) != U'成' || out->value > 10 || out->low <= 0) return false;
  const char32_t next = tokens.Code(out->end + 1);
  if (OneOf(next, U"为立员功本长绩果都交熟人分年型品就效色因见家份形")) return false;
  size_t end = out->end + 1;
  double extra = 0;
  if (next == U'半') {
    extra = 5;
    ++end;
  } else if (HanDigit(next) > 0 && HanMagnitude(tokens.Code(end + 1)) == 0) {
    extra = HanDigit(next);
    ++end;
  }
  out->kind = NumeralKind::kPercent;
  out->value = out->value * 10 + extra;
  out->low = out->low * 10 + extra;
  out->high = out->high * 10 + extra;
  out->step = extra != 0 ? 1 : out->step * 10;
  out->end = end;
  return true;
}

// 一半, 半数, 翻一番, 翻番, 翻倍.
bool ReadSpecial(const TokenSequence& tokens, size_t first, Numeral* out) {
  const char32_t c = tokens.Code(first), next = tokens.Code(first + 1);
  const auto finish = [&](NumeralKind kind, double value, size_t end) {
    out->kind = kind;
    out->end = end;
    out->step = value < 1 ? 0.5 : 1;
    SetValue(out, value);
    return true;
  };
  const char32_t previous = first > 0 ? tokens.Code(first - 1) : 0;
  if (c == U'一' && next == U'半') return finish(NumeralKind::kFraction, 0.5, first + 2);
  if (c == U'半') {
    if (OneOf(previous, U"上下前后多大夜参月两")) return false;
    if (next == U'数') return finish(NumeralKind::kFraction, 0.5, first + 2);
    if (OneOf(next, U"年个天日小周价吨里")) {
      return finish(NumeralKind::kCardinal, 0.5, first + 1);
    }
    if (previous == U'过') return finish(NumeralKind::kFraction, 0.5, first + 1);
    return false;
  }
  if (c != U'翻') return false;
  size_t i = first + 1;
  if (tokens.Code(i) == U'了') ++i;
  if (tokens.Code(i) == U'番' || tokens.Code(i) == U'倍')
    return finish(NumeralKind::kMultiple, 2, i + 1);
  const int d = HanDigit(tokens.Code(i));
  if (d > 0 && d < 5 && tokens.Code(i + 1) == U'番')
    return finish(NumeralKind::kMultiple, std::pow(2, d), i + 2);
  return false;
}

// A magnitude without a digit before it is a numeral only in some places: 百万, 百余家, 近千人.
bool LeadingMagnitudeHolds(const TokenSequence& tokens, size_t first) {
  const char32_t c = tokens.Code(first), next = tokens.Code(first + 1);
  if (c == U'十' || c == U'拾') return true;
  if (HanMagnitude(next) > HanMagnitude(c) || OneOf(next, U"余多")) return true;
  if (c == U'百' && next == U'分' && tokens.Code(first + 2) == U'之') return true;
  if ((c == U'千' || c == U'万') && next == U'分' && tokens.Code(first + 2) == U'之') return true;
  return first > 0 && OneOf(tokens.Code(first - 1), U"近约超逾过达破");
}

}  // namespace

double HanMagnitude(char32_t c) {
  switch (c) {
    case U'十':
    case U'拾':
      return 10;
    case U'百':
    case U'佰':
      return 100;
    case U'千':
    case U'仟':
      return 1e3;
    case U'万':
      return 1e4;
    case U'亿':
      return 1e8;
    case U'兆':
      return 1e12;
    default:
      return 0;
  }
}

int HanDigit(char32_t c) {
  static constexpr std::u32string_view kDigits = U"〇一二三四五六七八九";
  if (c == 0) return -1;
  if (c == U'零') return 0;
  if (c == U'两') return 2;
  const size_t i = kDigits.find(c);
  return i == std::u32string_view::npos ? FinancialDigit(c) : static_cast<int>(i);
}

bool ParseChineseNumeral(const TokenSequence& tokens, size_t first, Numeral* out) {
  *out = Numeral{};
  out->first = first;
  const char32_t c = tokens.Code(first);
  if (c == U'第') {
    Numeral number;
    if (!HanReader(tokens, first + 1).Read(&number) || number.vague) return false;
    *out = number;
    out->first = first;
    out->kind = NumeralKind::kOrdinal;
    return true;
  }
  if (ReadSpecial(tokens, first, out)) return true;
  if (FinancialDigit(c) >= 0 && HanMagnitude(tokens.Code(first + 1)) == 0) return false;
  if (OneOf(c, U"佰仟兆多余来点")) return false;
  if (c == U'零' && tokens.Code(first + 1) != U'点') return false;
  if (c == U'拾' && HanMagnitude(tokens.Code(first + 1)) == 0) return false;
  if (HanMagnitude(c) > 0 && !LeadingMagnitudeHolds(tokens, first)) return false;
  if (!HanReader(tokens, first).Read(out)) return false;
  if (ReadFraction(tokens, out)) return true;
  if (tokens.Code(out->end) == U'又') {  // 一又三分之二
    Numeral denominator;
    if (HanReader(tokens, out->end + 1).Read(&denominator) && ReadFraction(tokens, &denominator)) {
      SetValue(out, out->value + denominator.value);
      out->step = denominator.step;
      out->end = denominator.end;
      return true;
    }
  }
  if (ReadTenths(tokens, out)) return true;
  out->determiner = out->value == 1 && c == U'一' && out->end == first + 1;
  return true;
}

}  // namespace plx::linguistics
