#include "plugins/linguistics/numbers/units.h"

#include <algorithm>
#include <set>
#include <vector>

#include "plugins/linguistics/data/tables.h"
#include "plugins/linguistics/numbers/currency_marks.h"
#include "plugins/linguistics/numbers/digits.h"
#include "plugins/linguistics/tables/tsv.h"
#include "plugins/linguistics/text/characters.h"
#include "plugins/linguistics/text/lemma.h"
#include "plugins/linguistics/text/lexicon.h"

namespace plx::linguistics {
namespace {

struct UnitRow {
  std::string_view key;
  UnitClass unit_class;
  double scale;
  std::string_view kind_of;  // key of the more general unit; empty if none
};

struct UnitTable {
  std::vector<UnitRow> rows;
  Lexicon phrases{Lexicon::kInflected};
};

UnitClass ClassOf(std::string_view name) {
  static constexpr std::pair<std::string_view, UnitClass> kNames[] = {
      {"percent", UnitClass::kPercent},
      {"ratio", UnitClass::kRatio},
      {"currency", UnitClass::kCurrency},
      {"duration", UnitClass::kDuration},
      {"mass", UnitClass::kMass},
      {"length", UnitClass::kLength},
      {"area", UnitClass::kArea},
      {"volume", UnitClass::kVolume},
      {"energy", UnitClass::kEnergy},
      {"power", UnitClass::kPower},
      {"temperature", UnitClass::kTemperature},
      {"speed", UnitClass::kSpeed},
      {"data", UnitClass::kData},
      {"count", UnitClass::kCount},
      {"angle", UnitClass::kAngle}};
  for (const auto& [text, unit_class] : kNames) {
    if (text == name) return unit_class;
  }
  return UnitClass::kNone;
}

// "0.25", "1000": the table's scales.
double ScaleValue(std::string_view text) {
  double step = 1;
  return text.empty() ? 1 : DigitsValue(text, &step);
}

const UnitTable& Units() {
  static const UnitTable table = [] {
    UnitTable t;
    ForEachLine(data::kUnits, [&](std::string_view line) {
      UnitRow row{TakeCell(&line), UnitClass::kNone, 1, {}};
      row.unit_class = ClassOf(TakeCell(&line));
      row.scale = ScaleValue(TakeCell(&line));
      TakeCell(&line);
      TakeCell(&line);
      row.kind_of = TakeCell(&line);
      t.rows.push_back(row);
    });
    t.phrases.AddTsv(data::kUnits, 3);
    t.phrases.AddTsv(data::kUnits, 4);
    return t;
  }();
  return table;
}

// True if the chain of kinds of `key` reaches `kind`.
bool IsKindOf(std::string_view key, std::string_view kind) {
  if (kind == "unit") {  // 个 and "units" stand for anything that is counted
    const auto row = std::find_if(Units().rows.begin(), Units().rows.end(),
                                  [&](const UnitRow& r) { return r.key == key; });
    return row == Units().rows.end() || row->unit_class == UnitClass::kCount;
  }
  constexpr int kLongestChain = 4;
  for (int i = 0; i < kLongestChain && !key.empty(); ++i) {
    const auto row = std::find_if(Units().rows.begin(), Units().rows.end(),
                                  [&](const UnitRow& r) { return r.key == key; });
    if (row == Units().rows.end()) return false;
    key = row->kind_of;
    if (key == kind) return true;
  }
  return false;
}

double ScaleWord(std::string_view word) {
  if (word == "million" || word == "mn") return 1e6;
  if (word == "billion" || word == "bn") return 1e9;
  return word == "trillion" ? 1e12 : 1;
}

// "30 MUSD", "120 MEUR": millions of a currency, as company reports write.
bool ReadMillions(const TokenSequence& tokens, size_t i, Unit* unit) {
  if (tokens.Kind(i) != TokenKind::kWord || tokens.Word(i).size() != 4) return false;
  const std::string_view key = CurrencyOfMillions(tokens.Text(i));
  if (key.empty()) return false;
  unit->key = std::string(key);
  unit->unit_class = UnitClass::kCurrency;
  unit->magnitude = 1e6;
  unit->end = i + 1;
  return true;
}

// "20 (kg)", "20 [kg]".
bool ReadBracketed(const TokenSequence& tokens, size_t i, Reading reading, Unit* unit) {
  static constexpr std::u32string_view kOpen = U"([{<", kClose = U")]}>";
  const char32_t c = tokens.Code(i);
  const size_t bracket = c == 0 ? std::u32string_view::npos : kOpen.find(c);
  if (bracket == std::u32string_view::npos || tokens.Kind(i + 1) != TokenKind::kWord ||
      tokens.Code(i + 2) != kClose[bracket])
    return false;
  *unit = UnitAt(tokens, i + 1, reading);
  const bool measure = unit->end == i + 2 && unit->unit_class >= UnitClass::kMass &&
                       unit->unit_class <= UnitClass::kData;
  if (measure) {
    unit->end = i + 3;
  } else {
    *unit = Unit{};
    unit->end = i;
  }
  return measure;
}

// 10" long: a mark of quotation elsewhere.
bool IsInchMark(const TokenSequence& tokens, size_t i) {
  static constexpr std::string_view kAfter[] = {"long", "wide", "tall", "high", "thick", "deep"};
  const char32_t c = tokens.Code(i);
  return (c == '"' || c == 0x2033) &&
         std::find(std::begin(kAfter), std::end(kAfter), tokens.Word(i + 1)) != std::end(kAfter);
}

// 50 grams; mostly the digit two (两国).
bool MayBeTael(const TokenSequence& tokens, size_t end) {
  static constexpr std::u32string_view kGoods = U"黄白银金酒肉茶米重的";
  return tokens.Kind(end) != TokenKind::kHan ||
         kGoods.find(tokens.Code(end)) != std::u32string_view::npos;
}

bool StandsNear(const TokenSequence& tokens, size_t i,
                std::initializer_list<std::string_view> words) {
  constexpr size_t kReach = 7;
  for (size_t k = i > kReach ? i - kReach : 0; k < std::min(i + kReach, tokens.size()); ++k) {
    if (std::find(words.begin(), words.end(), tokens.Word(k)) != words.end()) return true;
  }
  return false;
}

// Pounds are money, and weight beside a word of weight; degrees are of temperature, and of arc
// beside a word of turning.
void Disambiguate(const TokenSequence& tokens, size_t i, Unit* unit) {
  if (unit->key == "GBP" && (tokens.Word(i) == "pound" || tokens.Word(i) == "pounds")) {
    const bool lost = i >= 2 &&
                      StandsNear(tokens, i - 1, {"lose", "lost", "drop", "shed", "gained"}) &&
                      tokens.Word(i - 1).size() <= 3;
    if (lost || StandsNear(tokens, i,
                           {"weigh", "weighs", "weighed", "weighing", "weight", "heavy", "heavier",
                            "ton", "tons", "kilogram", "kilograms", "kg", "ounces", "baby"})) {
      unit->key = "pound_mass";
      unit->unit_class = UnitClass::kMass;
    }
  } else if (unit->key == "turn" && tokens.Word(i) != "turn" && tokens.Word(i) != "turns") {
    *unit = Unit{};
    unit->end = i;
  } else if (unit->key == "degree" &&
             StandsNear(tokens, i,
                        {"angle", "angles", "turn", "turns", "turned", "rotate", "rotates",
                         "rotated", "rotation", "slope", "tilt", "tilted", "arc"})) {
    unit->key = "degree_of_arc";
    unit->unit_class = UnitClass::kAngle;
  }
}

// "5 km" and "3 mt" keep their space, "5 m" and "5 a" are too often something else; in speech only
// beside a name ("5 L-20", "QX-88 m").
bool IsDoubtfulLetter(const TokenSequence& tokens, size_t i, Reading reading) {
  if (tokens.Kind(i) != TokenKind::kWord || tokens.Word(i).size() != 1 || tokens.Glued(i))
    return false;
  if (reading == Reading::kNews) return !tokens.Glued(i + 1);
  const bool name = i >= 3 && tokens.Code(i - 2) == '-' && tokens.Glued(i - 2) &&
                    tokens.Glued(i - 1) && tokens.Kind(i - 3) == TokenKind::kWord;
  return name || tokens.Code(i + 1) == '-';
}

}  // namespace

Unit UnitAt(const TokenSequence& tokens, size_t first, Reading reading) {
  Unit unit;
  unit.end = first;
  if (first >= tokens.size()) return unit;
  if (ReadMillions(tokens, first, &unit) || ReadBracketed(tokens, first, reading, &unit))
    return unit;
  if (IsInchMark(tokens, first)) {
    unit.key = "inch";
    unit.unit_class = UnitClass::kLength;
    ++unit.end;
    return unit;
  }
  std::vector<uint32_t> payloads;
  const size_t end = Units().phrases.MatchAt(tokens, first, &payloads);
  if (end == first) {
    const std::string_view sign = CurrencyOfMark(tokens.Code(first));
    if (sign.empty() || (tokens.Glued(end + 1) && tokens.Kind(end + 1) == TokenKind::kNumber))
      return unit;
    unit.key = std::string(sign);
    unit.unit_class = UnitClass::kCurrency;
    ++unit.end;
    return unit;
  }
  const bool alone = end == first + 1;
  // "€5 $6": the mark belongs to the number it touches.
  const bool latin = tokens.Kind(first) != TokenKind::kHan;
  if (alone && latin && tokens.Glued(end) && tokens.Kind(end) == TokenKind::kNumber) return unit;
  if (alone && IsDoubtfulLetter(tokens, first, reading)) return unit;
  if (tokens.Code(first) == U'两' && alone && !MayBeTael(tokens, end)) return unit;
  const UnitRow& row = Units().rows[payloads.front()];
  unit.key = std::string(row.key);
  unit.unit_class = row.unit_class;
  unit.scale = row.scale;
  unit.end = end;
  Disambiguate(tokens, first, &unit);
  if (unit.unit_class == UnitClass::kCurrency) {  // "75 USD million"
    const double scale = ScaleWord(tokens.Word(end));
    if (scale > 1) {
      unit.magnitude = scale;
      ++unit.end;
    }
  }
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

bool IsCurrency(std::string_view key) {
  static const std::set<std::string_view> currencies = [] {
    std::set<std::string_view> keys;
    for (const UnitRow& row : Units().rows) {
      if (row.unit_class == UnitClass::kCurrency) keys.insert(row.key);
    }
    return keys;
  }();
  return currencies.contains(key.substr(0, key.find('/')));
}

std::string CountKey(std::string_view noun) {
  const TokenSequence tokens(noun);
  const Unit unit = UnitAt(tokens, 0);
  if (unit.unit_class == UnitClass::kCount && unit.end == tokens.size()) return unit.key;
  return tokens.empty() || tokens.Kind(0) == TokenKind::kHan ? FoldText(noun)
                                                             : Lemma(noun, WordClass::kNoun);
}

}  // namespace plx::linguistics
