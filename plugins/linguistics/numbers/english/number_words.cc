#include "plugins/linguistics/numbers/english/number_words.h"

#include <utility>

#include "plugins/linguistics/tables/word_map.h"
#include "plugins/linguistics/text/any_of.h"

namespace plx::linguistics::english {
namespace {

constexpr std::pair<std::string_view, NumberWord> kNumberWords[] = {
    {"zero", {Part::kOnes, 0}}, {"nought", {Part::kOnes, 0}}, {"naught", {Part::kOnes, 0}},
    {"one", {Part::kOnes, 1}}, {"two", {Part::kOnes, 2}}, {"three", {Part::kOnes, 3}},
    {"four", {Part::kOnes, 4}}, {"five", {Part::kOnes, 5}}, {"six", {Part::kOnes, 6}},
    {"seven", {Part::kOnes, 7}}, {"eight", {Part::kOnes, 8}}, {"nine", {Part::kOnes, 9}},
    {"ten", {Part::kTeen, 10}}, {"eleven", {Part::kTeen, 11}}, {"twelve", {Part::kTeen, 12}},
    {"thirteen", {Part::kTeen, 13}}, {"fourteen", {Part::kTeen, 14}}, {"fifteen", {Part::kTeen, 15}},
    {"sixteen", {Part::kTeen, 16}}, {"seventeen", {Part::kTeen, 17}}, {"eighteen", {Part::kTeen, 18}},
    {"nineteen", {Part::kTeen, 19}}, {"twenty", {Part::kTens, 20}}, {"thirty", {Part::kTens, 30}},
    {"forty", {Part::kTens, 40}}, {"fourty", {Part::kTens, 40}}, {"fifty", {Part::kTens, 50}},
    {"sixty", {Part::kTens, 60}}, {"seventy", {Part::kTens, 70}}, {"eighty", {Part::kTens, 80}},
    {"ninety", {Part::kTens, 90}}, {"dozen", {Part::kDozen, 12}}, {"doz", {Part::kDozen, 12}},
    {"dz", {Part::kDozen, 12}}, {"hundred", {Part::kHundred, 100}}, {"thousand", {Part::kScale, 1e3}},
    {"million", {Part::kScale, 1e6}}, {"billion", {Part::kScale, 1e9}}, {"trillion", {Part::kScale, 1e12}},
    {"quadrillion", {Part::kScale, 1e15}}, {"mln", {Part::kScale, 1e6}}, {"bln", {Part::kScale, 1e9}},
    {"bn", {Part::kScale, 1e9}}, {"mn", {Part::kScale, 1e6}}, {"trn", {Part::kScale, 1e12}},
    {"tln", {Part::kScale, 1e12}}, {"tn", {Part::kScale, 1e12}}, {"lakh", {Part::kScale, 1e5}},
    {"crore", {Part::kScale, 1e7}}, {"first", {Part::kOnes, 1, true}}, {"second", {Part::kOnes, 2, true}},
    {"third", {Part::kOnes, 3, true}}, {"fourth", {Part::kOnes, 4, true}},
    {"fifth", {Part::kOnes, 5, true}}, {"sixth", {Part::kOnes, 6, true}},
    {"seventh", {Part::kOnes, 7, true}}, {"eighth", {Part::kOnes, 8, true}},
    {"ninth", {Part::kOnes, 9, true}}, {"nineth", {Part::kOnes, 9, true}},
    {"tenth", {Part::kTeen, 10, true}}, {"eleventh", {Part::kTeen, 11, true}},
    {"twelfth", {Part::kTeen, 12, true}}, {"thirteenth", {Part::kTeen, 13, true}},
    {"fourteenth", {Part::kTeen, 14, true}}, {"fifteenth", {Part::kTeen, 15, true}},
    {"sixteenth", {Part::kTeen, 16, true}}, {"seventeenth", {Part::kTeen, 17, true}},
    {"eighteenth", {Part::kTeen, 18, true}}, {"nineteenth", {Part::kTeen, 19, true}},
    {"twentieth", {Part::kTens, 20, true}}, {"thirtieth", {Part::kTens, 30, true}},
    {"fortieth", {Part::kTens, 40, true}}, {"fiftieth", {Part::kTens, 50, true}},
    {"sixtieth", {Part::kTens, 60, true}}, {"seventieth", {Part::kTens, 70, true}},
    {"eightieth", {Part::kTens, 80, true}}, {"ninetieth", {Part::kTens, 90, true}},
    {"hundredth", {Part::kHundred, 100, true}}, {"thousandth", {Part::kScale, 1e3, true}},
    {"millionth", {Part::kScale, 1e6, true}}, {"billionth", {Part::kScale, 1e9, true}},
    {"trillionth", {Part::kScale, 1e12, true}}};

const WordMap<NumberWord>& NumberWords() {
  static const WordMap<NumberWord> table = [] {
    WordMap<NumberWord> t;
    for (const auto& [word, number] : kNumberWords) t[word] = number;
    return t;
  }();
  return table;
}

// A plural that counts as its singular does after a factor ("five lakhs", "three dozens") or names
// parts ("two fifths"); "tens", "ones" and "thirties" do neither.
bool HasPlural(const NumberWord& word) { return word.ordinal || word.part >= Part::kDozen; }

}  // namespace

NumberWord WordAt(const TokenSequence& tokens, size_t i) {
  if (tokens.Kind(i) != TokenKind::kWord) return {};
  std::string_view w = tokens.Word(i);
  const WordMap<NumberWord>& table = NumberWords();
  if (const NumberWord* word = table.Find(w)) return *word;
  if (w.back() != 's') return {};
  w.remove_suffix(1);
  const NumberWord* singular = table.Find(w);
  if (singular == nullptr || !HasPlural(*singular)) return {};
  NumberWord word = *singular;
  word.plural = true;
  return word;
}

bool MayBeginNumeral(std::string_view word) {
  static const WordSet words = [] {
    // What indefinites.cc reads beside number words.
    WordSet set = {"a",       "an",       "half",     "quarter",  "twice",      "thrice",     "double",
                   "doubled", "doubles",  "doubling", "triple",   "tripled",    "triples",    "tripling",
                   "ten",     "score",    "several",  "few",      "couple",     "handful",    "some",
                   "quadruple", "quadrupled", "quadruples", "quadrupling", "quintuple", "quintupled",
                   "quintuples", "quintupling"};
    for (const auto& [number, value] : kNumberWords) set.Insert(number);
    return set;
  }();
  if (words.Contains(word)) return true;
  if (word.size() > 2 && word.back() == 's') return words.Contains(word.substr(0, word.size() - 1));
  return word.size() > 5 && word.ends_with("fold") && words.Contains(word.substr(0, word.size() - 4));
}

double Denominator(const TokenSequence& tokens, size_t i) {
  const std::string_view word = tokens.Word(i);
  if (IsAnyOf(word, {"half", "halves"})) return 2;
  if (IsAnyOf(word, {"quarter", "quarters"})) return 4;
  const NumberWord number = WordAt(tokens, i);
  if (!number.ordinal) return 0;
  return number.part == Part::kOnes && number.value <= 2 ? 0 : number.value;
}

double VulgarFraction(char32_t c) {
  static constexpr std::pair<char32_t, double> kFractions[] = {
      {0xBC, 0.25},    {0xBD, 0.5},       {0xBE, 0.75},      {0x2150, 1.0 / 7}, {0x2151, 1.0 / 9},
      {0x2152, 0.1},   {0x2153, 1.0 / 3}, {0x2154, 2.0 / 3}, {0x2155, 0.2},     {0x2156, 0.4},
      {0x2157, 0.6},   {0x2158, 0.8},     {0x2159, 1.0 / 6}, {0x215A, 5.0 / 6}, {0x215B, 0.125},
      {0x215C, 0.375}, {0x215D, 0.625},   {0x215E, 0.875}};
  if (c < 0xBC) return 0;
  for (const auto& [code, value] : kFractions) {
    if (code == c) return value;
  }
  return 0;
}

bool IsHyphen(const TokenSequence& tokens, size_t i, bool spaced) {
  const char32_t c = tokens.Code(i);
  if (c != '-' && c != 0x2010 && c != 0x2011) return false;
  if (tokens.Glued(i) && tokens.Glued(i + 1)) return true;
  return spaced && i + 1 < tokens.size() && !tokens.Glued(i) && !tokens.Glued(i + 1) &&
         !tokens[i].line_start && !tokens[i + 1].line_start;
}

size_t SkipHyphen(const TokenSequence& tokens, size_t i) { return IsHyphen(tokens, i) ? i + 1 : i; }

}  // namespace plx::linguistics::english
