#include "plugins/linguistics/time/dates.h"

#include <cmath>

#include "plugins/linguistics/numbers/english/number_words.h"
#include "plugins/linguistics/numbers/numeral_grammar.h"
#include "plugins/linguistics/text/characters.h"
#include "plugins/linguistics/time/date_grammar.h"
#include "plugins/linguistics/time/english/calendar_words.h"
#include "plugins/linguistics/time/spoken/reader.h"

namespace plx::linguistics {
namespace {

// Value of a digits-only token, -1 for others.
int DigitsAt(const TokenSequence& tokens, size_t i) {
  if (tokens.Kind(i) != TokenKind::kNumber || tokens.Word(i).size() > 4) return -1;
  int value = 0;
  for (const char c : tokens.Word(i)) {
    if (!IsAsciiDigit(static_cast<unsigned char>(c))) return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

bool IsSeparator(const TokenSequence& tokens, size_t i, char32_t c) {
  return tokens.Code(i) == c && tokens.Glued(i) && tokens.Glued(i + 1);
}

bool IsMeridiem(std::string_view w) {
  return w == "am" || w == "pm" || w == "a.m." || w == "p.m." || w == "a.m" || w == "p.m";
}

// "11:48", "11:48:30", "9 p.m.", "9pm"; returns the end, or i.
size_t ReadClock(const TokenSequence& tokens, size_t i) {
  const int hour = DigitsAt(tokens, i);
  if (hour < 0 || hour > 24) return i;
  size_t end = i + 1;
  if (IsSeparator(tokens, end, ':') && DigitsAt(tokens, end + 1) >= 0 &&
      tokens.Word(end + 1).size() == 2 && DigitsAt(tokens, end + 1) < 60) {
    end += 2;
    if (IsSeparator(tokens, end, ':') && DigitsAt(tokens, end + 1) >= 0) end += 2;
    if (IsMeridiem(tokens.Word(end))) ++end;
    return end;
  }
  if (hour >= 1 && hour <= 12 && IsMeridiem(tokens.Word(end))) return end + 1;
  if (tokens.Word(end) == "o'clock") return end + 1;
  return i;
}

void SetChecked(int year, int month, int day, DateExpression* out) {
  out->begin = out->end_date = {year, month, day};
  out->impossible = !IsPossible(out->begin);
}

// "T11:48" after an ISO date: the letter and the hour are one word. Returns the end, or i.
size_t ReadIsoTime(const TokenSequence& tokens, size_t i) {
  const std::string_view w = tokens.Word(i);
  if (w.size() < 2 || w.size() > 3 || w[0] != 't' || !tokens.Glued(i)) return i;
  if (!IsAsciiDigit(static_cast<unsigned char>(w[1]))) return i;
  size_t end = i + 1;
  while (IsSeparator(tokens, end, ':') && DigitsAt(tokens, end + 1) >= 0) end += 2;
  return end;
}

// A date token such as "24.03.2016" comes as one word.
bool ReadDotted(std::string_view w, DateExpression* out) {
  int parts[3] = {0, 0, 0};
  int n = 0;
  size_t digits = 0;
  for (const char c : w) {
    if (c == '.') {
      if (++n > 2) return false;
    } else if (IsAsciiDigit(static_cast<unsigned char>(c)) && ++digits <= 8) {
      parts[n] = parts[n] * 10 + (c - '0');
    } else {
      return false;
    }
  }
  if (n != 2) return false;
  if (parts[0] >= 1800 && parts[0] < 2200 && parts[1] <= 12 && parts[2] <= 31) {
    SetChecked(parts[0], parts[1], parts[2], out);
    return true;
  }
  if (parts[2] < 1800 || parts[2] >= 2200 || parts[0] > 31 || parts[1] > 12) return false;
  SetChecked(parts[2], parts[1], parts[0], out);
  return true;
}

// True where the English grammar can begin: cheap rejection of most tokens.
bool MayBeginEnglish(const TokenSequence& tokens, size_t i) {
  if (tokens.Kind(i) == TokenKind::kNumber) return true;
  if (tokens.Kind(i) != TokenKind::kWord) return false;
  const std::string_view w = tokens.Word(i);
  return IsAsciiDigit(static_cast<unsigned char>(w[0])) || english::MayBeginDate(w);
}

// True where the Chinese grammar reads: at a Han character and at digits that one surrounds.
bool HasHanNear(const TokenSequence& tokens, size_t i) {
  constexpr size_t kLongestDate = 6;
  for (size_t k = i > 0 ? i - 1 : 0; k < i + kLongestDate && k < tokens.size(); ++k) {
    if (tokens.Kind(k) == TokenKind::kHan) return true;
  }
  return false;
}

bool MayBeginChinese(char32_t c) {
  static constexpr std::u32string_view kStarts =
      U"年凌早晨晚中深傍清截直预自从到至在于上大下这本今去前明后次当昨星礼周未接往过最近第民昭平令"
      U"康雍乾光〇零一二三四五六七八九十两";
  return kStarts.find(c) != std::u32string_view::npos;
}

// 12-11-10 beside Chinese words: year, month, day.
bool ReadShortYearFirst(const TokenSequence& tokens, size_t i, DateExpression* out) {
  for (size_t k = i; k < i + 5; k += 2) {
    if (DigitsAt(tokens, k) < 0 || tokens.Word(k).size() != 2) return false;
    if (k > i && !IsSeparator(tokens, k - 1, '-')) return false;
  }
  *out = DateExpression{};
  out->first = i;
  out->end = i + 5;
  const int year = DigitsAt(tokens, i);
  SetChecked(year < 50 ? 2000 + year : 1900 + year, DigitsAt(tokens, i + 2),
             DigitsAt(tokens, i + 4), out);
  return !out->impossible;
}

bool ReadAt(const TokenSequence& tokens, size_t i, const Date& published, Reading reading,
            DateExpression* out) {
  const bool han = tokens.Kind(i) == TokenKind::kHan;
  const bool any = reading == Reading::kAny;
  if (han)
    return (any || MayBeginChinese(tokens.Code(i))) &&
           ReadChineseDate(tokens, i, published, reading, out);
  if (!MayBeginEnglish(tokens, i)) return false;
  if (ReadNumericDate(tokens, i, out)) return true;
  if (reading == Reading::kAny && ReadShortYearFirst(tokens, i, out)) return true;
  if (tokens.Kind(i) == TokenKind::kNumber && tokens.Kind(i + 1) == TokenKind::kHan &&
      ReadChineseDate(tokens, i, published, reading, out))
    return true;
  return ReadEnglishDate(tokens, i, published, out);
}

DateExpression ToExpression(const TokenSequence& tokens, size_t first,
                            const spoken::SpokenDate& said) {
  DateExpression date;
  date.first = first;
  date.end = said.end;
  date.span = tokens.Span(first, said.end);
  date.begin = DateOfDay(said.value.first);
  date.end_date = DateOfDay(said.value.last);
  date.impossible = said.impossible;
  if (said.range) {
    date.role = DateRole::kInterval;
    date.end_starts = DateOfDay(said.until);
  }
  return date;
}

}  // namespace

int ReadInteger(const TokenSequence& tokens, size_t first, size_t* end) {
  *end = first;
  if (first >= tokens.size()) return -1;
  if (tokens.Kind(first) == TokenKind::kNumber) {
    const int value = DigitsAt(tokens, first);
    if (value >= 0) *end = first + 1;
    return value;
  }
  Numeral n;
  if (tokens.Kind(first) == TokenKind::kHan) {
    if (HanDigit(tokens.Code(first)) < 0 && tokens.Code(first) != U'十') return -1;
    if (!ParseChineseNumeral(tokens, first, Reading::kNews, &n) || n.vague) return -1;
  } else if ((tokens.Kind(first) == TokenKind::kWord && !english::MayBeginNumeral(tokens.Word(first))) ||
             !ParseEnglishNumeral(tokens, first, Reading::kNews, &n) || n.vague) {
    return -1;
  }
  if (n.kind != NumeralKind::kCardinal || n.value > 9999 || n.value != std::floor(n.value))
    return -1;
  *end = n.end;
  return static_cast<int>(n.value);
}

bool ReadNumericDate(const TokenSequence& tokens, size_t first, DateExpression* out) {
  *out = DateExpression{};
  out->first = first;
  const size_t clock = ReadClock(tokens, first);
  if (clock > first) {
    out->has_time = true;
    out->end = clock;
    return true;
  }
  if (tokens.Kind(first) == TokenKind::kWord) {
    out->end = first + 1;
    return ReadDotted(tokens.Word(first), out);
  }
  const int a = DigitsAt(tokens, first);
  const char32_t mark = tokens.Code(first + 1);
  if (a < 0 || (mark != '-' && mark != '/') || !IsSeparator(tokens, first + 1, mark)) return false;
  // Not the middle of "1-2024-01-15" or of a name.
  if (first > 0 && tokens.Glued(first) &&
      (tokens.Kind(first - 1) == TokenKind::kWord || tokens.Code(first - 1) == mark))
    return false;
  const int b = DigitsAt(tokens, first + 2);
  if (b < 0) return false;
  out->end = first + 3;
  if (!IsSeparator(tokens, first + 3, mark)) {
    // "2026-01" is a month; "1/4" is a fraction.
    if (a < 1800 || a > 2199 || tokens.Word(first).size() != 4 || b < 1 || b > 12 ||
        tokens.Word(first + 2).size() != 2)
      return false;
    SetChecked(a, b, 0, out);
    return true;
  }
  const int c = DigitsAt(tokens, first + 4);
  const bool year_first = tokens.Word(first).size() == 4;
  if (c < 0) {
    // "2026-01-15T11:48" puts letters on the day.
    return false;
  }
  out->end = first + 5;
  if (year_first) {
    SetChecked(a, b, c, out);
  } else if (tokens.Word(first + 4).size() == 4) {
    // Month first, as American outlets write, unless that cannot be.
    if (a > 12) {
      SetChecked(c, b, a, out);
    } else {
      SetChecked(c, a, b, out);
    }
  } else {
    return false;
  }
  const size_t k = out->end;
  const size_t iso = ReadIsoTime(tokens, k);
  const size_t time = iso > k ? iso : ReadClock(tokens, k);
  if (time > k) {
    out->has_time = true;
    out->end = time;
  }
  return true;
}

std::vector<DateExpression> FindDates(const TokenSequence& tokens, const Date& published,
                                      Reading reading) {
  std::vector<DateExpression> out;
  const bool spoken = reading == Reading::kAny && published.day != 0;
  const spoken::SpokenReader reader(tokens, spoken ? published : Date{2000, 1, 1});
  for (size_t i = 0; i < tokens.size();) {
    DateExpression date;
    if (spoken && !HasHanNear(tokens, i)) {
      spoken::SpokenDate said;
      if (reader.Read(i, &said)) {
        out.push_back(ToExpression(tokens, i, said));
        i = said.end;
      } else {
        ++i;
      }
      continue;
    }
    if (ReadAt(tokens, i, published, spoken ? reading : Reading::kNews, &date) && date.end > i) {
      date.span = tokens.Span(date.first, date.end);
      out.push_back(date);
      i = date.end;
    } else if (spoken::SpokenDate said;
               spoken && tokens.Kind(i) == TokenKind::kNumber && reader.Read(i, &said) &&
               said.end > i + 1) {  // digits and signs alone, beside Chinese words
      out.push_back(ToExpression(tokens, i, said));
      i = said.end;
    } else {
      ++i;
    }
  }
  return out;
}

}  // namespace plx::linguistics
