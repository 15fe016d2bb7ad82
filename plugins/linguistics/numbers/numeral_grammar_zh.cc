#include <algorithm>
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

// Reads integers and decimals, with the vague forms that are inside them.
class HanReader {
 public:
  HanReader(const TokenSequence& tokens, size_t first)
      : tokens_(tokens), first_(first), i_(first) {}

  bool Read(Numeral* out) {
    if (!ReadVaguePrefix()) {
      while (Step()) {
      }
    }
    if (!any_) return false;
    CloseTrailingDigit();
    double value = total_ + section_ + digit_;
    if (span_ > 0) {
      vague_ = true;
    }
    out->first = first_;
    out->end = i_;
    out->digits = digits_;
    out->step = step_;
    out->magnitude = after_big_ && !has_digit_ ? big_ : 1;
    out->kind = NumeralKind::kCardinal;
    SetValue(out, value);
    if (vague_) {
      out->vague = true;
      out->open_low = open_low_;
      out->low = value;
      out->high = value + span_;
      out->value = open_low_ ? value : (out->low + out->high) / 2;
    }
    return true;
  }

 private:
  char32_t Code(size_t i) const { return tokens_.Code(i); }
  bool IsBig(double m) const { return m >= 1e4; }

  // 数十, 几百万, 上千, 成百上千.
  bool ReadVaguePrefix() {
    const char32_t c = Code(i_);
    if (c == U'成' && (Code(i_ + 1) == U'百' || Code(i_ + 1) == U'千') && Code(i_ + 2) == U'上' &&
        HanMagnitude(Code(i_ + 3)) > 0) {
      section_ = HanMagnitude(Code(i_ + 1));
      span_ = HanMagnitude(Code(i_ + 3)) * 9.999 - section_;
      step_ = section_;
      return Take(4);
    }
    if (!OneOf(c, U"数几上")) return false;
    if (c == U'数' && i_ > 0 && OneOf(Code(i_ - 1), U"人总多少大指次件倍岁票字户单基参系函无半"))
      return false;
    size_t i = i_ + 1;
    double scale = 1;
    while (const double m = HanMagnitude(Code(i))) {
      scale *= m;
      ++i;
    }
    if (scale == 1) return false;
    section_ = c == U'上' ? scale : 2 * scale;
    span_ = c == U'上' ? 8.99 * scale : 7.99 * scale;
    step_ = scale;
    return Take(static_cast<int>(i - i_));
  }

  bool Take(int count) {
    i_ += count;
    any_ = true;
    return true;
  }

  bool Step() {
    if (i_ >= tokens_.size() || (any_ && tokens_[i_].line_start)) return false;
    if (tokens_.Kind(i_) == TokenKind::kNumber) return StepNumber();
    if (tokens_.Kind(i_) != TokenKind::kHan) return false;
    const char32_t c = Code(i_);
    if (const double m = HanMagnitude(c)) return StepMagnitude(c, m);
    if (OneOf(c, U"多余来几")) return StepVague(c);
    if (c == U'点') return StepPoint();
    const int d = HanDigit(c);
    return d >= 0 && StepDigit(d);
  }

  bool StepNumber() {
    if (has_digit_ || vague_) return false;
    if (any_ && !after_big_) return false;  // 三百 20 is two numerals
    digit_ = DigitsValue(tokens_.Word(i_), &digit_step_);
    step_ = digit_step_;
    has_digit_ = digits_ = true;
    digit_count_ = 2;  // no shorthand after digits
    return Take(1);
  }

  bool StepDigit(int d) {
    if (vague_) return false;
    if (d == 0 && Code(i_) == U'零' && any_ && !has_digit_) {  // 一千零五
      after_zero_ = true;
      return Take(1);
    }
    if (has_digit_) {
      if (digits_) return false;
      // 三四十, 七八个: two neighbours are a range, more are a row of digits.
      if (digit_count_ == 1 && d == digit_ + 1 && HanDigit(Code(i_ + 1)) < 0 && digit_ > 0 &&
          (digit_ < 9)) {
        neighbour_ = true;
        vague_range_ = 1;
        vague_pending_ = true;
        ++digit_count_;
        return Take(1);
      }
      if (used_magnitude_ || neighbour_) return false;
      digit_ = digit_ * 10 + d;
      ++digit_count_;
      return Take(1);
    }
    if (d == 0 && !any_ && HanDigit(Code(i_ + 1)) < 0 && Code(i_ + 1) != U'点') return false;
    digit_ = d;
    digit_step_ = 1;
    step_ = 1;
    has_digit_ = true;
    digit_count_ = 1;
    return Take(1);
  }

  bool StepMagnitude(char32_t c, double m) {
    if (vague_ && !IsBig(m)) return false;
    if (!IsBig(m)) {
      if (!has_digit_) {
        if (used_magnitude_ && !after_zero_ && !(m == 10 && last_ > 10)) return false;
        digit_ = 1;
        digit_step_ = 1;
      }
      if (m >= last_ && used_magnitude_ && !after_big_) return false;
      if (digits_ && digit_step_ < 1 && m < 100) return false;
      section_ += digit_ * m;
      if (vague_pending_) span_ = m;
      step_ = digit_step_ * m;
    } else {
      double part = section_ + digit_;
      if (part == 0 && total_ == 0) part = 1;
      if (part == 0 && !after_big_) return false;
      if (m > big_) {
        total_ = (total_ + part) * m;
        span_ *= m;
        if (vague_pending_ && !pending_scaled_) span_ = m;
      } else {
        if (part == 0) return false;
        total_ += part * m;
        if (vague_pending_ && !pending_scaled_) span_ = m;
      }
      if (vague_ || vague_pending_) {
        // The uncertain part has been scaled with the rest.
        if (!vague_pending_) span_ = vague_span_ * m;
      }
      step_ = (has_digit_ ? digit_step_ : step_) * m;
      section_ = 0;
      big_ = m;
    }
    (void)c;
    digit_ = 0;
    has_digit_ = false;
    pending_scaled_ = pending_scaled_ || vague_pending_;
    vague_span_ = span_;
    after_big_ = IsBig(m);
    after_zero_ = false;
    used_magnitude_ = true;
    last_ = IsBig(m) ? 1e4 : m;
    digits_scaled_ = digits_;
    digits_ = digits_ && true;
    return Take(1);
  }

  // 十多万, 30余, 二十几, 三十来.
  bool StepVague(char32_t c) {
    if (vague_ || vague_pending_) return false;
    if (!any_) return false;
    if (has_digit_ && !digits_) return false;  // 五多 is no numeral
    const char32_t next = Code(i_ + 1);
    if (c == U'来' && !OneOf(next, U"个名家年天万亿人位次种件")) return false;
    if (c == U'余' && OneOf(next, U"额热震下")) return false;
    if (c == U'多' && OneOf(next, U"边样元方数层功")) return false;
    if (c == U'几' && last_ != 10) return false;
    double weight = used_magnitude_ && !has_digit_ ? step_ : TrailingZeroWeight(digit_, digit_step_);
    if (c == U'几' || (!has_digit_ && last_ == 10 && !after_big_)) weight = 10;
    if (weight < 1) return false;
    vague_ = true;
    open_low_ = c != U'来';
    span_ = c == U'几' ? 9 : c == U'来' ? weight / 2 : weight;
    if (c == U'几') {
      open_low_ = false;
      section_ += 1;
      span_ = 8;
    }
    vague_span_ = span_;
    return Take(1);
  }

  // 三点五亿; not the clock (三点五分, 九点).
  bool StepPoint() {
    if (!has_digit_ && last_ != 10) return false;
    if (vague_ || vague_pending_ || digits_) return false;
    size_t i = i_ + 1;
    double value = 0, weight = 1;
    for (int d = HanDigit(Code(i)); d >= 0; d = HanDigit(Code(i))) {
      value = value * 10 + d;
      weight /= 10;
      ++i;
    }
    if (i == i_ + 1 || OneOf(Code(i), U"分刻钟十") || Code(i - 1) == U'两') return false;
    double whole = section_ + digit_;
    section_ = 0;
    digit_ = (whole / weight + value) * weight;
    digit_ = std::round(digit_ / weight) / std::round(1 / weight);
    digit_step_ = step_ = weight;
    has_digit_ = true;
    digit_count_ = 9;
    used_magnitude_ = false;
    last_ = 1e9;
    return Take(static_cast<int>(i - i_));
  }

  // 两千四百五 is 2450, 三万五 is 35000; 一千零五 is 1005.
  void CloseTrailingDigit() {
    if (vague_pending_) {
      vague_ = true;
      if (!pending_scaled_) span_ = 1;
    }
    if (!has_digit_ || !used_magnitude_ || after_zero_ || digits_ || digit_count_ != 1) return;
    const double weight = after_big_ ? big_ / 10 : last_ / 10;
    if (weight <= 1) return;
    digit_ *= weight;
    step_ = weight;
  }

  const TokenSequence& tokens_;
  size_t first_, i_;
  double total_ = 0, section_ = 0, digit_ = 0, digit_step_ = 1, step_ = 1;
  double last_ = 1e9, big_ = 0, span_ = 0, vague_span_ = 0, vague_range_ = 0;
  int digit_count_ = 0;
  bool any_ = false, has_digit_ = false, digits_ = false, digits_scaled_ = false;
  bool used_magnitude_ = false, after_big_ = false, after_zero_ = false;
  bool vague_ = false, open_low_ = false, neighbour_ = false, vague_pending_ = false;
  bool pending_scaled_ = false;
};

// X分之Y after a denominator that ends at out->end.
bool ReadFraction(const TokenSequence& tokens, Numeral* out) {
  if (tokens.Code(out->end) != U'分' || tokens.Code(out->end + 1) != U'之') return false;
  Numeral numerator;
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
  if (c == U'十') return true;
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
  if (OneOf(c, U"拾佰仟兆多余来点零")) {
    if (c != U'零' || tokens.Code(first + 1) != U'点') return false;
  }
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
