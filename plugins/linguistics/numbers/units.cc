#include "plugins/linguistics/numbers/units.h"

#include <algorithm>
#include <vector>

#include "plugins/linguistics/data/tables.h"
#include "plugins/linguistics/numbers/numeral_grammar.h"
#include "plugins/linguistics/text/characters.h"
#include "plugins/linguistics/text/lemma.h"
#include "plugins/linguistics/text/lexicon.h"

namespace plx::linguistics {
namespace {

struct Row {
  std::string_view key;
  UnitClass unit_class;
  double scale;
  std::string_view kind_of;  // key of the more general unit; empty if none
};

struct UnitTable {
  std::vector<Row> rows;
  Lexicon phrases{Lexicon::kInflected};
};

UnitClass ClassOf(std::string_view name) {
  static constexpr std::pair<std::string_view, UnitClass> kNames[] = {
      {"percent", UnitClass::kPercent},   {"ratio", UnitClass::kRatio},
      {"currency", UnitClass::kCurrency}, {"duration", UnitClass::kDuration},
      {"mass", UnitClass::kMass},         {"length", UnitClass::kLength},
      {"area", UnitClass::kArea},         {"volume", UnitClass::kVolume},
      {"energy", UnitClass::kEnergy},     {"power", UnitClass::kPower},
      {"temperature", UnitClass::kTemperature}, {"speed", UnitClass::kSpeed},
      {"data", UnitClass::kData},         {"count", UnitClass::kCount}};
  for (const auto& [text, unit_class] : kNames) {
    if (text == name) return unit_class;
  }
  return UnitClass::kNone;
}

std::string_view TakeCell(std::string_view* line) {
  const size_t tab = line->find('\t');
  const std::string_view cell = line->substr(0, tab);
  line->remove_prefix(tab == std::string_view::npos ? line->size() : tab + 1);
  return cell;
}

// "0.25", "1000": the table's scales.
double ScaleValue(std::string_view text) {
  double step = 1;
  return text.empty() ? 1 : DigitsValue(text, &step);
}

const UnitTable& Table() {
  static const UnitTable table = [] {
    UnitTable t;
    std::string_view rest = data::kUnits;
    while (!rest.empty()) {
      const size_t newline = rest.find('\n');
      std::string_view line = rest.substr(0, newline);
      rest.remove_prefix(newline == std::string_view::npos ? rest.size() : newline + 1);
      if (line.empty() || line[0] == '#') continue;
      Row row{TakeCell(&line), UnitClass::kNone, 1, {}};
      row.unit_class = ClassOf(TakeCell(&line));
      row.scale = ScaleValue(TakeCell(&line));
      TakeCell(&line);
      TakeCell(&line);
      row.kind_of = TakeCell(&line);
      t.rows.push_back(row);
    }
    t.phrases.AddTsv(data::kUnits, 3);
    t.phrases.AddTsv(data::kUnits, 4);
    return t;
  }();
  return table;
}

// True if the chain of kinds of `key` reaches `kind`.
bool IsKindOf(std::string_view key, std::string_view kind) {
  if (kind == "unit") {  // 个 and "units" stand for anything that is counted
    const auto row = std::find_if(Table().rows.begin(), Table().rows.end(),
                                  [&](const Row& r) { return r.key == key; });
    return row == Table().rows.end() || row->unit_class == UnitClass::kCount;
  }
  constexpr int kLongestChain = 4;
  for (int i = 0; i < kLongestChain && !key.empty(); ++i) {
    const auto row = std::find_if(Table().rows.begin(), Table().rows.end(),
                                  [&](const Row& r) { return r.key == key; });
    if (row == Table().rows.end()) return false;
    key = row->kind_of;
    if (key == kind) return true;
  }
  return false;
}

// Single letters and short abbreviations are units only where they touch digits; the caller says
// where the number ends.
bool NeedsDigits(std::string_view word) {
  return word.size() <= 2 && word.size() > 0 && word[0] >= 'a' && word[0] <= 'z';
}

struct CurrencyMark {
  char32_t code;
  std::string_view key;
};
constexpr CurrencyMark kMarks[] = {{'$', "USD"},    {0x20AC, "EUR"}, {0xA3, "GBP"},  {0xA5, "CNY"},
                                   {0xFFE5, "CNY"}, {0x20B9, "INR"}, {0x20A9, "KRW"}, {0x20BD, "RUB"},
                                   {0x20BA, "TRY"}, {0x20AA, "ILS"}, {0x20AB, "VND"}, {0x20B1, "PHP"},
                                   {0x20A6, "NGN"}};

// What stands before "$": "US$", "A$", "HK$", "NT$".
constexpr std::pair<std::string_view, std::string_view> kDollars[] = {
    {"us", "USD"}, {"u.s.", "USD"}, {"a", "AUD"},  {"au", "AUD"}, {"c", "CAD"}, {"ca", "CAD"},
    {"hk", "HKD"}, {"s", "SGD"},    {"nt", "TWD"}, {"nz", "NZD"}, {"r", "BRL"}, {"mx", "MXN"}};

constexpr std::pair<std::string_view, std::string_view> kPrefixes[] = {
    {"usd", "USD"}, {"eur", "EUR"}, {"rmb", "CNY"}, {"cny", "CNY"}, {"gbp", "GBP"}, {"jpy", "JPY"},
    {"hkd", "HKD"}, {"aud", "AUD"}, {"cad", "CAD"}, {"inr", "INR"}, {"krw", "KRW"}, {"chf", "CHF"},
    {"sgd", "SGD"}, {"twd", "TWD"}, {"nzd", "NZD"}, {"rub", "RUB"}, {"brl", "BRL"}, {"mxn", "MXN"},
    {"rs", "INR"},  {"rm", "MYR"},  {"nt", "TWD"}};

}  // namespace

Unit UnitAt(const TokenSequence& tokens, size_t first) {
  Unit unit;
  unit.end = first;
  if (first >= tokens.size()) return unit;
  std::vector<uint32_t> payloads;
  const size_t end = Table().phrases.MatchAt(tokens, first, &payloads);
  if (end == first) return unit;
  // "€5 $6": the mark belongs to the number it touches.
  if (end == first + 1 && tokens.Kind(first) == TokenKind::kPunctuation && tokens.Glued(end) &&
      tokens.Kind(end) == TokenKind::kNumber)
    return unit;
  if (end == first + 1 && tokens.Kind(first) == TokenKind::kWord && NeedsDigits(tokens.Word(first)) &&
      !tokens.Glued(first) && !tokens.Glued(first + 1)) {
    const std::string_view w = tokens.Word(first);
    // "5 km" and "3 mt" keep their space, "5 m" and "5 a" are too often something else.
    if (w.size() == 1) return unit;
  }
  const Row& row = Table().rows[payloads.front()];
  unit.key = std::string(row.key);
  unit.unit_class = row.unit_class;
  unit.scale = row.scale;
  unit.end = end;
  return unit;
}

Unit CurrencyBefore(const TokenSequence& tokens, size_t end, size_t* first) {
  Unit unit;
  if (end == 0) return unit;
  const auto give = [&](std::string_view key, size_t begin) {
    unit.key = std::string(key);
    unit.unit_class = UnitClass::kCurrency;
    unit.end = end;
    *first = begin;
  };
  const size_t last = end - 1;
  if (tokens.Kind(last) == TokenKind::kWord) {
    const auto it = std::find_if(std::begin(kPrefixes), std::end(kPrefixes),
                                 [&](const auto& p) { return p.first == tokens.Word(last); });
    if (it != std::end(kPrefixes)) give(it->second, last);
    return unit;
  }
  if (tokens.Kind(last) == TokenKind::kHan) {  // 人民币100元, 美元 before a number is not usual
    if (end >= 3 && tokens.Code(last) == U'币' && tokens.Code(last - 1) == U'民' &&
        tokens.Code(last - 2) == U'人')
      give("CNY", end - 3);
    return unit;
  }
  const auto mark = std::find_if(std::begin(kMarks), std::end(kMarks),
                                 [&](const CurrencyMark& m) { return m.code == tokens.Code(last); });
  if (mark == std::end(kMarks)) return unit;
  give(mark->key, last);
  if (last == 0) return unit;
  if (mark->code == '$' && tokens.Glued(last)) {
    const auto it = std::find_if(std::begin(kDollars), std::end(kDollars),
                                 [&](const auto& d) { return d.first == tokens.Word(last - 1); });
    if (it != std::end(kDollars)) give(it->second, last - 1);
  }
  const std::string_view before = tokens.Word(last - 1);
  if (mark->code == 0xA5 && tokens.Glued(last) && (before == "jp" || before == "jpy")) give("JPY", last - 1);
  return unit;
}

bool UnitsCompatible(std::string_view a, std::string_view b) {
  const size_t slash_a = a.find('/'), slash_b = b.find('/');
  const std::string_view none;
  const std::string_view period_a = slash_a == std::string_view::npos ? none : a.substr(slash_a);
  const std::string_view period_b = slash_b == std::string_view::npos ? none : b.substr(slash_b);
  if (period_a != period_b) return false;
  a = a.substr(0, slash_a);
  b = b.substr(0, slash_b);
  return a == b || IsKindOf(a, b) || IsKindOf(b, a);
}

std::string CountKey(std::string_view noun) {
  const TokenSequence tokens(noun);
  const Unit unit = UnitAt(tokens, 0);
  if (unit.unit_class == UnitClass::kCount && unit.end == tokens.size()) return unit.key;
  return tokens.empty() || tokens.Kind(0) == TokenKind::kHan ? FoldText(noun)
                                                             : Lemma(noun, WordClass::kNoun);
}

}  // namespace plx::linguistics
