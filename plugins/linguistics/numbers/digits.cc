#include "plugins/linguistics/numbers/digits.h"

#include <cmath>
#include <string>

#include "plugins/linguistics/text/characters.h"

namespace plx::linguistics {
namespace {

bool IsInteger(std::string_view digits) {
  return !digits.empty() && digits.find_first_of(".,") == std::string_view::npos;
}

// "1 414 021 100", "40 000": groups of three after one to three digits. One group alone counts
// only if it is 000: "737 800 jets" are two numbers. The last group may carry the decimals.
bool IsSpacedGroup(const TokenSequence& tokens, size_t first, size_t i) {
  const auto group = [&](size_t k) {
    const std::string_view w = tokens.Word(k);
    return tokens.Kind(k) == TokenKind::kNumber && w.size() >= 3 && IsInteger(w.substr(0, 3)) &&
           (w.size() == 3 || w[3] == '.') && !tokens.Glued(k) && !tokens[k].line_start;
  };
  const std::string_view lead = tokens.Word(first);
  if (lead.size() > 3 || lead[0] == '0' || !IsInteger(lead)) return false;
  if (!group(i) || (i > first + 1 && !IsInteger(tokens.Word(i - 1)))) return false;
  return i > first + 1 || group(i + 1) || tokens.Word(i) == "000";
}

// "5,25", "1.111,5": a comma, then digits that are no group of three.
bool HasDecimalComma(const TokenSequence& tokens, size_t first, size_t end) {
  if (tokens.Code(end) != ',' || tokens.Text(end) != "," || !tokens.Glued(end) || !tokens.Glued(end + 1)) return false;
  if (tokens.Kind(end + 1) != TokenKind::kNumber || !IsInteger(tokens.Word(end + 1))) return false;
  const auto lists = [&](size_t i) { return tokens.Code(i) == ',' && tokens.Glued(i + 1); };
  if (lists(end + 2) || (first > 0 && lists(first - 1))) return false;  // "22,24,26"
  const std::string_view whole = tokens.Word(first);
  const size_t point = whole.find('.');
  return point == std::string_view::npos ? IsInteger(whole) : whole.size() - point == 4;
}

// An integer with an optional sign at `i`: the exponent of "e-4", "^6".
bool ReadExponent(const TokenSequence& tokens, size_t i, int* exponent, size_t* end) {
  int sign = 1;
  for (; i < tokens.size() && tokens.Glued(i) && (tokens.Code(i) == '-' || tokens.Code(i) == '+');
       ++i)
    sign = tokens.Code(i) == '-' ? -1 : sign;
  constexpr size_t kLongestExponent = 3;
  const std::string_view w = tokens.Word(i);
  if (tokens.Kind(i) != TokenKind::kNumber || !tokens.Glued(i) || !IsInteger(w) ||
      w.size() > kLongestExponent)
    return false;
  double step = 1;
  *exponent = sign * static_cast<int>(DigitsValue(w, &step));
  *end = i + 1;
  return true;
}

// "e6", "e+14", "x10^6", "× 10^6" after the digits: a power of ten.
bool ReadPowerOfTen(const TokenSequence& tokens, size_t i, int* exponent, size_t* end) {
  const std::string_view w = tokens.Word(i);
  if (tokens.Glued(i) && w[0] == 'e' && tokens.Kind(i) == TokenKind::kWord) {
    if (w.size() == 1) return ReadExponent(tokens, i + 1, exponent, end);
    if (w.size() > 3 || !IsInteger(w.substr(1))) return false;
    *exponent = 0;
    for (const char c : w.substr(1)) {
      if (!IsAsciiDigit(static_cast<unsigned char>(c))) return false;
      *exponent = *exponent * 10 + (c - '0');
    }
    *end = i + 1;
    return true;
  }
  size_t caret = 0;
  if (w == "x10") caret = i + 1;
  if ((w == "x" || tokens.Code(i) == 0xD7) && tokens.Word(i + 1) == "10") caret = i + 2;
  return caret != 0 && tokens.Code(caret) == '^' && ReadExponent(tokens, caret + 1, exponent, end);
}

}  // namespace

double DigitsValue(std::string_view digits, double* step) {
  // Digits are read by hand: strtod follows the locale. Exact up to 2^53, then to one unit in
  // the last place.
  double whole = 0;
  double fraction_digits = 1;
  bool fraction = false;
  for (const char c : digits) {
    if (c == ',') continue;
    if (c == '.') {
      fraction = true;
      continue;
    }
    whole = whole * 10 + (c - '0');
    if (fraction) fraction_digits *= 10;
  }
  *step = 1 / fraction_digits;
  return whole / fraction_digits;
}

DigitNumber ReadDigits(const TokenSequence& tokens, size_t first, Reading reading) {
  DigitNumber number;
  number.value = DigitsValue(tokens.Word(first), &number.step);
  size_t last = first;
  while (IsSpacedGroup(tokens, first, last + 1)) {
    number.value = number.value * 1000 + DigitsValue(tokens.Word(++last), &number.step);
  }
  if (reading == Reading::kAny && HasDecimalComma(tokens, first, last + 1)) {
    std::string digits;
    for (const char c : tokens.Word(first)) {
      if (c != '.') digits.push_back(c);
    }
    digits += "." + std::string(tokens.Word(last + 2));
    number.value = DigitsValue(digits, &number.step);
    last += 2;
  }
  number.end = last + 1;
  int exponent = 0;
  size_t end = number.end;
  if (end >= tokens.size()) return number;
  if (ReadPowerOfTen(tokens, end, &exponent, &end)) {
    number.value *= std::pow(10, exponent);
    number.step *= std::pow(10, exponent);
    number.end = end;
  } else if (tokens.Code(end) == '^' && tokens.Glued(end) &&
             ReadExponent(tokens, end + 1, &exponent, &end)) {
    number.value = std::pow(number.value, exponent);
    number.step = number.value == std::floor(number.value) ? 1 : 0;
    number.end = end;
  }
  return number;
}

double GluedMagnitude(std::string_view word, bool* ambiguous) {
  *ambiguous = word.size() == 1 && word != "k";
  if (word == "k") return 1e3;
  if (word == "m" || word == "mn" || word == "mln" || word == "mil") return 1e6;
  if (word == "b" || word == "bn" || word == "bln") return 1e9;
  if (word == "t" || word == "tn" || word == "trn" || word == "tln") return 1e12;
  return 0;
}

}  // namespace plx::linguistics
