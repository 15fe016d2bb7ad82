#include <cmath>
#include <string_view>

#include "plugins/linguistics/numbers/chinese/han_reader.h"

#include "plugins/linguistics/text/any_of.h"

namespace plx::linguistics {
namespace {

using chinese::FinancialDigit;
using chinese::HanReader;

void SetValue(Numeral* out, double value) { out->value = out->low = out->high = value; }

void Scale(double factor, Numeral* n) {
  n->value *= factor;
  n->low *= factor;
  n->high *= factor;
  n->step *= factor;
}

// X分之Y after a denominator that ends at out->end. 百分之Y is a percentage, 一百分之Y a fraction.
bool ReadFraction(const TokenSequence& tokens, Reading reading, Numeral* out) {
  if (tokens.Code(out->end) != U'分' || tokens.Code(out->end + 1) != U'之') return false;
  const bool negative = tokens.Code(out->end + 2) == U'负';
  Numeral numerator;
  // The numerator of 百分之百 has no digit before its magnitude.
  if (!HanReader(tokens, out->end + (negative ? 3 : 2), reading).Read(&numerator)) return false;
  const double denominator = out->value;
  if (denominator < 2) return false;
  bool ambiguous = false;
  const double thousand = GluedMagnitude(tokens.Word(numerator.end), &ambiguous);
  if (reading == Reading::kAny && thousand == 1e3 && numerator.digits) {  // 百分之15k
    Scale(thousand, &numerator);
    ++numerator.end;
  }
  const bool percent = denominator == 100 && IsAnyOf(tokens.Code(out->first), U"百佰");
  Scale((percent ? 1 : 1 / denominator) * (negative ? -1 : 1), &numerator);
  const size_t first = out->first;
  *out = numerator;
  out->first = first;
  out->digits = false;
  out->magnitude = 1;
  out->kind = percent ? NumeralKind::kPercent : NumeralKind::kFraction;
  return true;
}

// 七五折, 9.9折, 八折: what is left to pay, in percent.
bool ReadDiscount(const TokenSequence& tokens, Numeral* out) {
  if (tokens.Code(out->end) != U'折' || out->value <= 0 || out->value >= 100 || out->value == 10)
    return false;
  if (out->value < 10) Scale(10, out);
  out->kind = NumeralKind::kPercent;
  ++out->end;
  return true;
}

// 八成, 两成半, 三成五, 7.5成.
bool ReadTenths(const TokenSequence& tokens, Numeral* out) {
  if (tokens.Code(out->end) != U'成' || out->value > 10 || out->low <= 0) return false;
  const char32_t next = tokens.Code(out->end + 1);
  if (IsAnyOf(next, U"为立员功本长绩果都交熟人分年型品就效色因见家份形")) return false;
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
bool ReadSpecial(const TokenSequence& tokens, size_t first, Reading reading, Numeral* out) {
  const char32_t c = tokens.Code(first), next = tokens.Code(first + 1);
  const auto finish = [&](NumeralKind kind, double value, size_t end) {
    out->kind = kind;
    out->end = end;
    out->step = value < 1 ? 0.5 : 1;
    SetValue(out, value);
    return true;
  };
  const char32_t previous = first > 0 ? tokens.Code(first - 1) : 0;
  if (reading == Reading::kAny && IsAnyOf(c, U"对半") && IsAnyOf(next, U"折成"))
    return finish(NumeralKind::kPercent, next == U'成' ? 5 : 50, first + 2);
  if (c == U'半' && next == U'百') return finish(NumeralKind::kCardinal, 50, first + 2);
  if (c == U'一' && next == U'半') return finish(NumeralKind::kFraction, 0.5, first + 2);
  if (c == U'半') {
    if (IsAnyOf(previous, U"上下前后多大夜参月两")) return false;
    if (next == U'数') return finish(NumeralKind::kFraction, 0.5, first + 2);
    if (IsAnyOf(next, U"年个天日小周价吨里")) {
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
bool LeadingMagnitudeHolds(const TokenSequence& tokens, size_t first, Reading reading) {
  const char32_t c = tokens.Code(first), next = tokens.Code(first + 1);
  if (c == U'十' || c == U'拾') return true;
  const bool ten_thousands = c == U'万' && next == U'万';
  if (HanMagnitude(next) > HanMagnitude(c) || ten_thousands || IsAnyOf(next, U"余多")) return true;
  if (reading == Reading::kAny && IsAnyOf(c, U"百千") && HanDigit(next) > 0 &&
      HanMagnitude(tokens.Code(first + 2)) == 0)
    return true;  // 百三 is 130
  if (IsAnyOf(c, U"百佰") && next == U'分' && tokens.Code(first + 2) == U'之') return true;
  if (IsAnyOf(c, U"千仟万") && next == U'分' && tokens.Code(first + 2) == U'之') return true;
  return first > 0 && IsAnyOf(tokens.Code(first - 1), U"近约超逾过达破");
}

// False for characters that stand in numerals and cannot begin one here.
bool MayLead(const TokenSequence& tokens, size_t first, Reading reading) {
  const char32_t c = tokens.Code(first), next = tokens.Code(first + 1);
  if (FinancialDigit(c) >= 0 && HanMagnitude(next) == 0) {
    const bool row = FinancialDigit(next) >= 0 || IsAnyOf(next, U"点分又打折");
    if (!row || reading == Reading::kNews) return false;
  }
  if (IsAnyOf(c, U"佰仟兆多余来点")) return IsAnyOf(c, U"佰仟") && next == U'分';
  if (c == U'零' && next != U'点') return false;
  if (c == U'拾' && HanMagnitude(next) == 0) {
    return HanDigit(next) > 0 && HanMagnitude(tokens.Code(first + 2)) > 0;  // 拾六万, not 重拾两大
  }
  return HanMagnitude(c) == 0 || LeadingMagnitudeHolds(tokens, first, reading);
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

bool ParseChineseNumeral(const TokenSequence& tokens, size_t first, Reading reading, Numeral* out) {
  *out = Numeral{};
  out->first = first;
  const char32_t c = tokens.Code(first);
  if (c == U'第') {
    Numeral number;
    if (!HanReader(tokens, first + 1, reading).Read(&number) || number.vague) return false;
    *out = number;
    out->first = first;
    out->kind = NumeralKind::kOrdinal;
    return true;
  }
  if (ReadSpecial(tokens, first, reading, out)) return true;
  if (!MayLead(tokens, first, reading)) return false;
  if (!HanReader(tokens, first, reading).Read(out)) return false;
  if (ReadFraction(tokens, reading, out)) return true;
  if (tokens.Code(out->end) == U'又') {  // 一又三分之二
    Numeral part;
    if (HanReader(tokens, out->end + 1, reading).Read(&part) &&
        ReadFraction(tokens, reading, &part)) {
      SetValue(out, out->value + part.value);
      out->step = part.step;
      out->end = part.end;
      return true;
    }
  }
  if (ReadTenths(tokens, out)) return true;
  if (reading == Reading::kAny) {
    if (ReadDiscount(tokens, out)) return true;
    if (tokens.Code(out->end) == U'打') {  // 五十打
      Scale(12, out);
      ++out->end;
    }
  }
  out->determiner = out->value == 1 && c == U'一' && out->end == first + 1;
  return true;
}

}  // namespace plx::linguistics
