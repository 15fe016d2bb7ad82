#include "plugins/linguistics/numbers/numerals.h"

#include <algorithm>
#include <bitset>
#include <cmath>

#include "plugins/linguistics/data/tables.h"
#include "plugins/linguistics/numbers/currency_marks.h"
#include "plugins/linguistics/numbers/english/number_words.h"
#include "plugins/linguistics/numbers/numeral_grammar.h"
#include "plugins/linguistics/numbers/units.h"
#include "plugins/linguistics/text/any_of.h"
#include "plugins/linguistics/text/characters.h"
#include "plugins/linguistics/text/chinese_words.h"
#include "plugins/linguistics/text/lexicon.h"

namespace plx::linguistics {
namespace {

// Chinese words that hold a numeral and mean no number (一直, 半导体, 五角大楼).
const Lexicon& NotNumerals() {
  static const Lexicon lexicon = [] {
    Lexicon l(Lexicon::kExact);
    l.AddTsv(data::kNotNumerals, 0);
    return l;
  }();
  return lexicon;
}

bool IsDash(char32_t c) {
  return c == '-' || c == 0x2010 || c == 0x2011 || c == 0x2012 || c == 0x2013 || c == 0x2212;
}

// "mid-2024", "top-10": prefixes after which digits are still a number.
bool IsNumberPrefix(std::string_view word) {
  return IsAnyOf(word, {"mid", "pre", "post", "sub", "top", "under", "over", "non", "late", "early",
                        "a", "to", "some", "at", "q1", "q2", "q3", "q4"});
}

// Words that may touch digits without making them a name: ordinal endings, units, magnitudes.
bool MayTouchDigits(std::string_view w) {
  return IsAnyOf(
      w,
      {"st",     "nd",    "rd",      "th",      "k",        "m",        "b",     "t",       "bn",
       "mn",     "mln",   "bln",     "tn",      "trn",      "tln",      "mm",    "cm",      "km",
       "kg",     "g",     "mg",      "lb",      "lbs",      "oz",       "ft",    "mi",      "mph",
       "kph",    "kmh",   "kmph",    "mw",      "gw",       "kw",       "tw",    "w",       "mwh",
       "gwh",    "kwh",   "twh",     "wh",      "mb",       "gb",       "tb",    "kb",      "ghz",
       "mhz",    "hz",    "nm",      "ha",      "bbl",      "bpd",      "mt",    "kt",      "x",
       "am",     "pm",    "a.m.",    "p.m.",    "h",        "hr",       "hrs",   "min",     "s",
       "ms",     "c",     "f",       "bps",     "pp",       "pc",       "pct",   "percent", "yuan",
       "rmb",    "usd",   "eur",     "gbp",     "fold",     "ppm",      "ppb",   "ml",      "l",
       "kn",     "m2",    "km2",     "mil",     "dwt",      "teu",      "mtpa",  "tpa",     "mmbtu",
       "hp",     "s'",    "v",       "kv",      "mva",      "yr",       "yrs",   "mins",    "secs",
       "sec",    "p",     "million", "billion", "trillion", "thousand", "years", "year",    "days",
       "months", "hours", "people",  "usd",     "kpa",      "mpa"});
}

// Letters that speech and tables put after digits, also with a space: "2.33 k", "10 G"; 0 for
// others.
double MagnitudeLetter(std::string_view written) {
  if (written == "k" || written == "K") return 1e3;
  if (written == "M" || written == "MM") return 1e6;
  if (written == "G" || written == "B" || written == "b") return 1e9;
  return written == "T" ? 1e12 : 0;
}

// "11/12/15": digits of a date without a year that can be told.
bool IsOfThreeSlashed(const TokenSequence& tokens, size_t i) {
  const auto slash = [&](size_t k) {
    return tokens.Code(k) == '/' && tokens.Glued(k) && tokens.Kind(k + 1) == TokenKind::kNumber &&
           tokens.Glued(k + 1);
  };
  if (slash(i + 1) && (slash(i + 3) || (i >= 2 && slash(i - 1)))) return true;
  return i >= 4 && slash(i - 1) && slash(i - 3);
}

// Digits that are part of a name: "F-35", "COVID-19", "5G", "3D", "#7".
bool IsPartOfName(const TokenSequence& tokens, size_t i, Reading reading) {
  if (tokens.Glued(i)) {
    const char32_t before = tokens.Code(i - 1);
    if (tokens.Kind(i - 1) == TokenKind::kWord)
      return !IsAnyOf(tokens.Word(i - 1),
                      {"usd", "eur", "rmb", "cny", "gbp", "jpy", "hkd", "aud", "cad", "inr", "krw",
                       "chf", "sgd", "twd", "nzd", "rub", "brl", "mxn", "rs",  "nt",  "rm"});
    if (reading == Reading::kAny) return false;
    if (before == '#' || before == '_' || before == '@' || before == 0x2116) return true;
    if (IsDash(before) && i >= 2 && tokens.Glued(i - 1) && tokens.Kind(i - 2) == TokenKind::kWord &&
        !IsNumberPrefix(tokens.Word(i - 2)))
      return true;
    if ((before == '.' || before == '/') && tokens.Glued(i - 1) && i >= 2 &&
        tokens.Kind(i - 2) == TokenKind::kWord)
      return true;
  }
  // "9/11" and "24/7" are names, "1/4" a fraction.
  const auto is_pair = [&](size_t k) {
    return tokens.Code(k) == '/' && tokens.Glued(k) && k > 0 &&
           ((tokens.Word(k - 1) == "9" && tokens.Word(k + 1) == "11") ||
            (tokens.Word(k - 1) == "24" && tokens.Word(k + 1) == "7"));
  };
  if (reading == Reading::kNews && (is_pair(i + 1) || (i > 0 && is_pair(i - 1)))) return true;
  if (reading == Reading::kNews && IsOfThreeSlashed(tokens, i)) return true;
  // What follows: "5G", "737MAX".
  if (tokens.Glued(i + 1) && tokens.Kind(i + 1) == TokenKind::kWord) {
    const std::string_view word = tokens.Word(i + 1);
    const std::string_view written = tokens.Text(i + 1);
    if (ReadDigits(tokens, i, reading).end > i + 1) return false;  // 1.3e6
    if (reading == Reading::kAny && MagnitudeLetter(written) > 0) return false;
    if (written == "G" || written == "D" || written == "A" || written == "S") return true;
    if (written == "K" && tokens.Word(i).size() == 1) return true;
    if (written == "M" && tokens.Word(i) == "3") return true;
    return !MayTouchDigits(word);
  }
  return false;
}

bool PluralFollows(const TokenSequence& tokens, size_t i) {
  const std::string_view w = tokens.Word(i);
  return (w.size() > 3 && w.back() == 's') || IsAnyOf(w, {"people", "children", "men", "women"});
}

// The magnitude that touches the digits of `n` ("2.5k", "$5m"); 0 if there is none.
double MagnitudeAfter(const TokenSequence& tokens, const Numeral& n, Reading reading) {
  if (tokens.Kind(n.end) != TokenKind::kWord) return 0;
  if (reading == Reading::kAny) {
    const double letter = MagnitudeLetter(tokens.Text(n.end));
    if (letter > 0 && (tokens.Glued(n.end) || tokens.Text(n.end) != "b")) return letter;
  }
  if (!tokens.Glued(n.end) || n.end != n.first + 1) return 0;
  bool ambiguous = false;
  const double factor = GluedMagnitude(tokens.Word(n.end), &ambiguous);
  if (factor == 0 || !ambiguous || n.currency_glued) return factor;
  if (tokens.Word(n.end) == "t") return 0;  // tonnes
  const bool upper = tokens.Text(n.end) == "M" || tokens.Text(n.end) == "B";
  return upper || PluralFollows(tokens, n.end + 1) ? factor : 0;
}

void ReadMagnitude(const TokenSequence& tokens, Reading reading, Numeral* n) {
  if (!n->digits || n->kind != NumeralKind::kCardinal || n->magnitude != 1) return;
  const double factor = MagnitudeAfter(tokens, *n, reading);
  if (factor == 0) return;
  n->value = n->low = n->high = n->value * factor;
  n->step *= factor;
  n->magnitude = factor;
  ++n->end;
}

// The pronoun and the article, of "one of the", "no one", "this one", "one another".
bool IsPronounOne(const TokenSequence& tokens, size_t i) {
  if (tokens.Word(i) != "one") return false;
  // "one-fourth", "one and a half", "minus one" are numbers wherever they stand.
  if (tokens.Code(i + 1) == '-' && tokens.Glued(i + 1)) return false;
  if (tokens.Word(i + 1) == "and" && tokens.Word(i + 2) == "a") return false;
  if (i > 0 && IsAnyOf(tokens.Word(i - 1), {"minus", "negative"})) return false;
  // "one in ten", "one out of 20".
  const size_t second = tokens.Word(i + 1) == "in"    ? i + 2
                        : tokens.Word(i + 1) == "out" ? i + 3
                                                      : 0;
  Numeral whole;
  if (second != 0 && ParseEnglishNumeral(tokens, second, Reading::kNews, &whole) &&
      whole.value >= 2 && !whole.vague)
    return false;
  if (i > 0) {
    const std::string_view before = tokens.Word(i - 1);
    if (IsAnyOf(before,
                {"no",     "any",    "every",   "each",   "which",  "another", "this",  "that",
                 "the",    "some",   "other",   "first",  "last",   "new",     "old",   "big",
                 "bigger", "larger", "smaller", "better", "good",   "only",    "an",    "a",
                 "next",   "such",   "as",      "square", "number", "air",     "force", "like"}))
      return true;
  }
  return IsAnyOf(tokens.Word(i + 1),
                 {"of",    "another", "who",    "that",  "which", "can",  "could", "may",
                  "might", "must",    "should", "would", "will",  "is",   "was",   "has",
                  "had",   "by",      "after",  "day",   "more",  "and",  "to",    "where",
                  "in",    "thing",   "hand",   "side",  "way",   "such", "or",    "another's",
                  "on",    "at",      "with",   "for",   "from",  "such"}) ||
         i + 1 >= tokens.size() ||
         (tokens.Kind(i + 1) == TokenKind::kPunctuation && tokens.Code(i + 1) != '-');
}

void Negate(Numeral* n) {
  n->value = -n->value;
  std::swap(n->low, n->high);
  n->low = -n->low;
  n->high = -n->high;
}

void ReadSign(const TokenSequence& tokens, Reading reading, Numeral* n) {
  const bool signs = n->kind == NumeralKind::kCardinal || n->kind == NumeralKind::kFraction;
  if (!signs || n->first == 0) return;
  const size_t mark = n->first - 1;
  const char32_t c = tokens.Code(mark);
  if (mark > 0 && c == U'下' && tokens.Code(mark - 1) == U'零') {  // 零下12度
    n->first = mark - 1;
    return Negate(n);
  }
  const bool dash = n->digits && (c == '-' || c == 0x2212);
  const bool touching = dash && tokens.Glued(n->first) &&
                        (tokens[mark].space_before || mark == 0 || tokens.Code(mark - 1) == '(');
  // "how far is - 20": a dash between spaces that joins no two numbers.
  const bool apart =
      dash && reading == Reading::kAny && !tokens.Glued(n->first) &&
      (mark == 0 || (!tokens.Glued(mark) && tokens.Kind(mark - 1) == TokenKind::kWord &&
                     !NumeralAt(tokens, mark - 1)));
  if (!touching && !apart && tokens.Word(mark) != "minus" && tokens.Word(mark) != "negative" &&
      c != U'负')
    return;
  n->first = mark;
  Negate(n);
}

// Multiplication by floating point leaves dust: 1.1 million is an integer.
void Clean(Numeral* n) {
  if (n->step < 1) return;
  n->value = std::nearbyint(n->value);
  if (!n->vague) n->low = n->high = n->value;
}

// 四川, 三星, 十分: a numeral that only begins a dictionary word, unless the rest of the word is a
// unit (两国, 三方).
bool BeginsOtherWord(const TokenSequence& tokens, const Numeral& n) {
  if (tokens.Kind(n.first) != TokenKind::kHan || n.end - n.first > 2) return false;
  if (tokens.Code(n.end - 1) == U'十' && tokens.Code(n.end) == U'分') {
    const char32_t next = tokens.Code(n.end + 1);
    return n.end - n.first == 1 && next != U'之' && next != U'钟';  // 十分 "very"
  }
  if (n.first > 0 && IsAnyOf(tokens.Word(n.first - 1), {"元", "块", "角"}) &&
      IsAnyOf(tokens.Word(n.end), {"毛", "角", "分"}))
    return false;  // 五元三毛
  const ChineseWord word = ChineseWordAt(tokens, n.first);
  if (word.end <= n.end && word.first == n.first) return false;
  if (std::string_view("NvwJRCI").find(word.word_class) == std::string_view::npos) return false;
  if (word.word_class == '\0') return false;
  return UnitAt(tokens, n.end).end < word.end || word.first < n.first;
}

// Characters that begin a Chinese numeral: cheap rejection of all others.
bool MayBeginHanNumeral(char32_t c) {
  constexpr char32_t kFirst = 0x3000, kCount = 0x7000;
  static const std::bitset<kCount> set = [] {
    std::bitset<kCount> s;
    for (const char32_t lead :
         std::u32string_view(U"第〇零一二三四五六七八九十百千万亿兆两俩几数上半翻成对"
                             U"壹贰叁肆伍陆柒捌玖拾佰仟"))
      s.set(lead - kFirst);
    return s;
  }();
  return c >= kFirst && c - kFirst < kCount && set[c - kFirst];
}

bool MayStart(const TokenSequence& tokens, size_t i, Reading reading) {
  switch (tokens.Kind(i)) {
    case TokenKind::kNumber:
      return !IsPartOfName(tokens, i, reading);
    case TokenKind::kWord:
      if (!english::MayBeginNumeral(tokens.Word(i))) return false;
      // "for naught" is no number, "nought point five" is.
      if (IsAnyOf(tokens.Word(i), {"nought", "naught"}) && reading == Reading::kNews &&
          tokens.Word(i + 1) != "point")
        return false;
      // "that one mile": with a unit it is a number.
      if (reading == Reading::kAny && UnitAt(tokens, i + 1).unit_class > UnitClass::kRatio &&
          UnitAt(tokens, i + 1).unit_class < UnitClass::kCount)
        return true;
      return !IsPronounOne(tokens, i);
    case TokenKind::kHan:
      return MayBeginHanNumeral(tokens.Code(i));
    default:
      return tokens.Code(i) >= 0xBC;  // ½
  }
}

std::optional<Numeral> ReadAt(const TokenSequence& tokens, size_t i, Reading reading) {
  if (i >= tokens.size() || !MayStart(tokens, i, reading)) return std::nullopt;
  Numeral n;
  bool found = false;
  const bool word = tokens.Kind(i) == TokenKind::kWord;
  if (!word) {
    // Digits go to the Chinese grammar if a Chinese magnitude or mark follows them.
    const bool han = tokens.Kind(i) == TokenKind::kHan || tokens.Kind(i + 1) == TokenKind::kHan;
    found = han && ParseChineseNumeral(tokens, i, reading, &n);
  }
  if (!found && tokens.Kind(i) != TokenKind::kHan)
    found = ParseEnglishNumeral(tokens, i, reading, &n);
  if (!found) return std::nullopt;
  // 20国集团 is a name (G20).
  if (tokens.Code(n.end) == U'国' && tokens.Code(n.end + 1) == U'集' &&
      tokens.Code(n.end + 2) == U'团')
    return std::nullopt;
  if (BeginsOtherWord(tokens, n)) return std::nullopt;
  n.currency_glued =
      n.digits && i > 0 && tokens.Glued(i) && !CurrencyOfMark(tokens.Code(i - 1)).empty();
  const size_t end = n.end;
  ReadMagnitude(tokens, reading, &n);
  // "-35-year" has a hyphen on both sides and is no negative number.
  ReadSign(tokens, reading, &n);
  if (n.end != end || n.value < 0) n.vague = n.determiner = false;
  Clean(&n);
  n.span = tokens.Span(n.first, n.end);
  return n;
}

// "192.168.1.2": each part of an identifier is a number. False if token `i` is none.
bool AppendParts(const TokenSequence& tokens, size_t i, std::vector<Numeral>* out) {
  const std::string_view word = tokens.Word(i);
  if (!IsAsciiDigit(static_cast<unsigned char>(word[0])) ||
      word.find_first_not_of("0123456789.") != std::string_view::npos)
    return false;
  for (size_t begin = 0; begin < word.size();) {
    const size_t dot = std::min(word.find('.', begin), word.size());
    Numeral n;
    n.first = i;
    n.end = i + 1;
    n.digits = true;
    n.span = tokens.Span(i, i + 1);
    n.value = n.low = n.high = DigitsValue(word.substr(begin, dot - begin), &n.step);
    out->push_back(n);
    begin = dot + 1;
  }
  return true;
}

}  // namespace

std::optional<Numeral> NumeralAt(const TokenSequence& tokens, size_t first) {
  return ReadAt(tokens, first, Reading::kNews);
}

std::vector<Numeral> FindNumerals(const TokenSequence& tokens, Reading reading) {
  std::vector<Numeral> out;
  for (size_t i = 0; i < tokens.size();) {
    if (reading == Reading::kAny && tokens.Kind(i) == TokenKind::kWord &&
        AppendParts(tokens, i, &out)) {
      ++i;
      continue;
    }
    if (tokens.Kind(i) == TokenKind::kHan) {
      // A word that holds a numeral may begin before it (统一), so every character is tried.
      const size_t end = NotNumerals().MatchAt(tokens, i, nullptr);
      if (end > i) {
        i = end;
        continue;
      }
    }
    const std::optional<Numeral> n = ReadAt(tokens, i, reading);
    if (n) {
      out.push_back(*n);
      i = n->end;
    } else {
      // The rest of a row such as "F-35-12" is part of the name as well.
      ++i;
    }
  }
  return out;
}

std::optional<double> ParseNumeral(std::string_view text) {
  const TokenSequence tokens(text);
  size_t first = 0;
  if (tokens.Code(0) == '-' || tokens.Word(0) == "minus" || tokens.Code(0) == U'负') first = 1;
  const std::optional<Numeral> n = ReadAt(tokens, first, Reading::kNews);
  if (!n || n->first != 0 || n->end != tokens.size()) return std::nullopt;
  return n->kind == NumeralKind::kPercent ? n->value / 100 : n->value;
}

}  // namespace plx::linguistics
