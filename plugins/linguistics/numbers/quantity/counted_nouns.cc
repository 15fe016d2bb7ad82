#include <string>
#include <unordered_set>

#include "plugins/linguistics/numbers/quantity/context.h"
#include "plugins/linguistics/numbers/quantity/words.h"
#include "plugins/linguistics/text/any_of.h"
#include "plugins/linguistics/text/chinese_words.h"
#include "plugins/linguistics/text/lemma.h"
#include "plugins/linguistics/text/span_text.h"

namespace plx::linguistics {
namespace {

using namespace quantity;  // NOLINT: the predicates of words.h

// A plural that can be counted: "jets", "people"; not "various", "says", "'s".
bool IsPluralNoun(const TokenSequence& tokens, size_t i) {
  if (tokens.Kind(i) != TokenKind::kWord) return false;
  const std::string_view w = tokens.Word(i);
  static const std::unordered_set<std::string_view> kPlurals = {
      "people",      "men",       "women",     "children",     "aircraft",   "staff",
      "personnel",   "police",    "fish",      "sheep",        "cattle",     "crew",
      "series",      "species",   "troops",    "headquarters", "spacecraft", "dead",
      "injured",     "wounded",   "missing",   "lawmen",       "servicemen", "spokesmen",
      "businessmen", "fishermen", "policemen", "teeth",        "feet"};
  const bool compound = tokens.Code(i + 1) == '-' && tokens.Glued(i + 1);
  if (compound || (tokens.Glued(i) && tokens.Code(i - 1) == '-' && !tokens[i].capitalized))
    return false;
  if (kPlurals.count(w) != 0) return true;
  static const std::unordered_set<std::string_view> kVerbs = {
      "says",    "has",     "was",     "is",       "does",   "goes",     "makes",
      "takes",   "gives",   "remains", "means",    "tells",  "as",       "its",
      "his",     "this",    "thus",    "across",   "plus",   "versus",   "less",
      "perhaps", "always",  "yes",     "hers",     "theirs", "ours",     "us",
      "towards", "besides", "news",    "politics", "unless", "economics"};
  if (w.size() < 4 || w.back() != 's' || kVerbs.count(w) != 0) return false;
  return !EndsWith(w, "ss") && !EndsWith(w, "ous") && !EndsWith(w, "'s") && !EndsWith(w, "is") &&
         !EndsWith(w, "ics");
}

constexpr size_t kMaxNounDistance = 6;

void SetUnit(const TokenSequence& tokens, size_t first, size_t end, const Unit& unit, Quantity* q) {
  const double scale = unit.scale * unit.magnitude;
  q->unit = unit.key;
  q->unit_class = unit.unit_class;
  q->unit_span = tokens.Span(first, end);
  q->unit_scale = unit.scale;
  Multiply(scale, q);
}

// The counted noun in "three new fighter jets": the first plural of the group.
size_t ReadEnglishCount(const TokenSequence& tokens, size_t first, Quantity* q) {
  size_t noun = first;
  bool found = false;
  for (size_t i = first; i < tokens.size() && i < first + kMaxNounDistance; ++i) {
    if (StopsNounSearch(tokens, i)) break;
    if (IsPluralNoun(tokens, i)) {
      // "crew members": a collective before a plural only describes it.
      noun = tokens.Word(i).back() != 's' && IsPluralNoun(tokens, i + 1) ? i + 1 : i;
      found = true;
      break;
    }
  }
  if (!found && q->value <= 1 && q->value > 0) {
    const NounGroup group = NounGroupAt(tokens, first);
    if (group.empty() || group.end > first + kMaxNounDistance) return first;
    noun = group.head;
    found = tokens.Kind(noun) == TokenKind::kWord;
  }
  if (!found) return first;
  Unit unit;
  size_t begin = noun;
  for (size_t i = first; i <= noun; ++i) {
    Unit candidate = UnitAt(tokens, i);
    if (candidate.end != noun + 1) continue;
    unit = candidate;
    begin = i;
    break;
  }
  q->counted = Lemma(tokens.Word(noun), WordClass::kNoun);
  if (unit.key.empty()) {
    unit.key = q->counted;
    unit.unit_class = UnitClass::kCount;
    begin = first;
  }
  SetUnit(tokens, begin, noun + 1, unit, q);
  return noun + 1;
}

// The noun after 个 or 大 (三个新项目, 三大指数): the first dictionary noun of two characters or
// more.
size_t ReadChineseCount(const TokenSequence& tokens, size_t first, Quantity* q) {
  const bool measure_word = tokens.Code(first) == U'个' || tokens.Code(first) == U'大';
  size_t begin = measure_word ? first + 1 : first;
  const Unit known = UnitAt(tokens, begin);
  if (measure_word && known.unit_class >= UnitClass::kCurrency && known.end > begin) {
    SetUnit(tokens, first, known.end, known, q);
    return known.end;
  }
  for (const ChineseWord& word : CutChinese(tokens, begin, begin + 8)) {
    if (std::string_view("Nvw").find(word.word_class) == std::string_view::npos) {
      if (word.word_class == 'J' && measure_word) continue;
      return first;
    }
    if (word.end - word.first < 2) return first;
    Unit unit;
    unit.unit_class = UnitClass::kCount;
    for (size_t i = word.first; i < word.end; ++i) unit.key += tokens.Word(i);
    unit.key = CountKey(unit.key);
    q->counted = unit.key;
    SetUnit(tokens, first, word.end, unit, q);
    return word.end;
  }
  return first;
}

// 两方面: the unit 方 is only the beginning of the word 方面.
bool IsInsideChineseWord(const TokenSequence& tokens, size_t first, size_t end) {
  if (tokens.Kind(first) != TokenKind::kHan) return false;
  const std::vector<ChineseWord> words = CutChinese(tokens, first, first + 8);
  for (const ChineseWord& word : words) {
    if (word.end == end) return false;
    if (word.end > end) return word.first < end;
  }
  return false;
}

}  // namespace

namespace quantity {

bool StopsNounSearch(const TokenSequence& tokens, size_t i) {
  if (tokens.Kind(i) == TokenKind::kPunctuation) return !IsHyphen(tokens, i);
  if (tokens.Kind(i) != TokenKind::kWord) return true;
  if (tokens[i].line_start) return true;
  const std::string_view w = tokens.Word(i);
  return IsPreposition(w) || IsAuxiliary(w) ||
         (IsFunctionWord(w) &&
          !IsAnyOf(w, {"other", "more", "such", "their", "these", "those", "its", "of"}));
}

}  // namespace quantity

void Multiply(double factor, Quantity* q) {
  q->value *= factor;
  q->low *= factor;
  q->high *= factor;
  q->step *= factor;
}

size_t ReadUnit(const TokenSequence& tokens, size_t first, Reading reading, Quantity* q) {
  size_t i = IsHyphen(tokens, first) ? first + 1 : first;
  if (tokens.Kind(i) == TokenKind::kWord && tokens[i].line_start) return first;
  if (tokens.Kind(i) == TokenKind::kHan && tokens[i].line_start) return first;
  Unit unit = UnitAt(tokens, i, reading);
  if (tokens.Code(i) == U'个' && unit.end == i + 1) {
    const size_t end = ReadChineseCount(tokens, i, q);
    if (end > i) return end;
  }
  if (unit.end == i + 1 && IsInsideChineseWord(tokens, i, unit.end)) {
    const size_t end = ReadChineseCount(tokens, i, q);
    return end > i ? end : first;
  }
  if (i > first && tokens.Word(i) == "plus") {  // "1,000-plus cars"
    q->bound = Bound::kAtLeast;
    return ReadUnit(tokens, i + 1, reading, q);
  }
  if (i > first && unit.key.empty() &&
      (tokens.Kind(i) != TokenKind::kWord || IsFunctionWord(tokens.Word(i))))
    return first;
  if (i > first && tokens.Kind(i) == TokenKind::kWord && unit.unit_class == UnitClass::kNone) {
    // "10-point plan": the number names the thing more than it counts.
    q->reference_scale = true;
    unit.key = q->counted = Lemma(tokens.Word(i), WordClass::kNoun);
    unit.unit_class = UnitClass::kCount;
    SetUnit(tokens, i, i + 1, unit, q);
    return i + 1;
  }
  if (i == first && (unit.unit_class == UnitClass::kNone || unit.unit_class == UnitClass::kCount)) {
    if (tokens.Kind(i) == TokenKind::kWord) {
      if (unit.key.empty() && tokens.Word(i) == "of" && tokens.Kind(i + 1) == TokenKind::kWord &&
          q->low != q->high)
        ++i;  // dozens of countries
      const size_t end = ReadEnglishCount(tokens, i, q);
      if (end > i) return end;
    }
    if (unit.key.empty()) {
      if (tokens.Code(i) != U'个' && tokens.Code(i) != U'大') return first;
      const size_t end = ReadChineseCount(tokens, i, q);
      return end > i ? end : first;
    }
    // A singular count noun after a plural number ("60 unit orders") is part of a compound.
    if (tokens.Kind(i) == TokenKind::kWord && q->value > 1) return first;
  }
  // "5 percent points", "13-year": the table decides. "times as", "times more" too.
  if (unit.unit_class == UnitClass::kCount && q->counted.empty()) {
    for (size_t k = i; k < unit.end; ++k) q->counted += tokens.Word(k);
  }
  // 三年半, 两吨半: half a unit more.
  if (tokens.Code(unit.end) == U'半' && !IsAnyOf(tokens.Code(unit.end + 1), U"年导岛数")) {
    q->value += 0.5;
    q->low += 0.5;
    q->high += 0.5;
    q->step = 0.5;
    SetUnit(tokens, i, unit.end, unit, q);
    return unit.end + 1;
  }
  SetUnit(tokens, i, unit.end, unit, q);
  return unit.end;
}

}  // namespace plx::linguistics
