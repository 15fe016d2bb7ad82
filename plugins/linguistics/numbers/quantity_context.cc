#include "plugins/linguistics/numbers/quantity_context.h"

#include <algorithm>
#include <string>
#include <unordered_set>

#include "plugins/linguistics/text/chinese_words.h"
#include "plugins/linguistics/text/lemma.h"
#include "plugins/linguistics/text/lexicon.h"
#include "plugins/linguistics/text/span_text.h"

namespace plx::linguistics {
namespace {

bool IsAnyOf(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool OneOf(char32_t c, std::u32string_view set) {
  return c != 0 && set.find(c) != std::u32string_view::npos;
}

bool EndsWith(std::string_view word, std::string_view ending) {
  return word.size() >= ending.size() && word.substr(word.size() - ending.size()) == ending;
}

bool IsHyphen(const TokenSequence& tokens, size_t i) {
  return tokens.Code(i) == '-' && tokens.Glued(i) && tokens.Glued(i + 1);
}

// A plural that can be counted: "jets", "people"; not "various", "says", "'s".
bool IsPluralNoun(const TokenSequence& tokens, size_t i) {
  if (tokens.Kind(i) != TokenKind::kWord) return false;
  const std::string_view w = tokens.Word(i);
  static const std::unordered_set<std::string_view> kPlurals = {
      "people", "men",   "women",   "children", "aircraft", "staff",  "personnel", "police",
      "fish",   "sheep", "cattle",  "crew",     "series",   "species", "troops",   "headquarters",
      "spacecraft", "dead", "injured", "wounded", "missing", "lawmen", "servicemen", "spokesmen",
      "businessmen", "fishermen", "policemen", "teeth", "feet"};
  const bool compound = tokens.Code(i + 1) == '-' && tokens.Glued(i + 1);
  if (compound || (tokens.Glued(i) && tokens.Code(i - 1) == '-' && !tokens[i].capitalized)) return false;
  if (kPlurals.count(w) != 0) return true;
  static const std::unordered_set<std::string_view> kVerbs = {
      "says", "has", "was", "is", "does", "goes", "makes", "takes", "gives", "remains", "means", "tells",
      "as", "its", "his", "this", "thus", "across", "plus", "versus", "less", "perhaps", "always", "yes",
      "hers", "theirs", "ours", "us", "towards", "besides", "news", "politics", "unless", "economics"};
  if (w.size() < 4 || w.back() != 's' || kVerbs.count(w) != 0) return false;
  return !EndsWith(w, "ss") && !EndsWith(w, "ous") && !EndsWith(w, "'s") && !EndsWith(w, "is") &&
         !EndsWith(w, "ics");
}

// Words between a number and the noun it counts that end the search.
bool StopsNounSearch(const TokenSequence& tokens, size_t i) {
  if (tokens.Kind(i) == TokenKind::kPunctuation) return !IsHyphen(tokens, i);
  if (tokens.Kind(i) != TokenKind::kWord) return true;
  if (tokens[i].line_start) return true;
  const std::string_view w = tokens.Word(i);
  return IsPreposition(w) || IsAuxiliary(w) ||
         (IsFunctionWord(w) && !IsAnyOf(w, {"other", "more", "such", "their", "these", "those", "its", "of"}));
}

constexpr size_t kMaxNounDistance = 6;

void SetUnit(const TokenSequence& tokens, size_t first, size_t end, const Unit& unit, Quantity* q) {
  q->unit = unit.key;
  q->unit_class = unit.unit_class;
  q->unit_span = tokens.Span(first, end);
  q->unit_scale = unit.scale;
  q->value *= unit.scale;
  q->low *= unit.scale;
  q->high *= unit.scale;
  q->step *= unit.scale;
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

// The noun after 个 or 大 (三个新项目, 三大指数): the first dictionary noun of two characters or more.
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

struct Period {
  std::string_view word, key;
};
constexpr Period kPeriods[] = {{"year", "year"},   {"month", "month"}, {"week", "week"},
                               {"day", "day"},     {"hour", "hour"},   {"quarter", "quarter"},
                               {"barrel", "barrel"}, {"tonne", "tonne"}, {"ton", "tonne"},
                               {"kilogram", "kilogram"}, {"kg", "kilogram"}, {"person", "person"},
                               {"capita", "person"}, {"minute", "minute"}, {"second", "second"},
                               {"share", "share"}, {"unit", "unit"}, {"gallon", "gallon"}, {"litre", "litre"},
                               {"liter", "litre"}, {"ounce", "ounce"}, {"head", "person"}, {"household", "household"},
                               {"annum", "year"}, {"night", "day"}, {"mmbtu", "mmbtu"}, {"pound", "pound_mass"},
                               {"employee", "worker"}, {"worker", "worker"}, {"student", "student"}};

std::string_view PeriodKey(std::string_view word) {
  for (const Period& p : kPeriods) {
    if (p.word == word) return p.key;
  }
  return {};
}

std::string_view AdverbPeriod(std::string_view word) {
  if (IsAnyOf(word, {"annually", "yearly", "annual"})) return "year";
  if (word == "monthly") return "month";
  if (word == "weekly") return "week";
  if (word == "daily") return "day";
  if (word == "hourly") return "hour";
  if (word == "quarterly") return "quarter";
  return {};
}

std::string_view HanPeriod(char32_t c) {
  switch (c) {
    case U'年': return "year";
    case U'月': return "month";
    case U'周': return "week";
    case U'天':
    case U'日': return "day";
    case U'桶': return "barrel";
    case U'吨': return "tonne";
    case U'股': return "share";
    case U'人': return "person";
    default: return {};
  }
}

// 每年, 每月, 年产量, 月产能, 日均 within the last tokens before the quantity; also
// "monthly output of".
std::string PeriodBefore(const TokenSequence& tokens, size_t first) {
  constexpr size_t kReach = 9;
  for (size_t i = first; i > 0 && first - i < kReach; --i) {
    const size_t k = i - 1;
    if (tokens.Kind(k) == TokenKind::kPunctuation && OneOf(tokens.Code(k), U",.;。;:")) break;
    if (tokens.Kind(k) == TokenKind::kHan) {
      const char32_t c = tokens.Code(k), next = tokens.Code(k + 1);
      if (c == U'每' && !HanPeriod(next).empty()) return std::string(HanPeriod(next));
      if (c == U'每') {
        const Unit unit = UnitAt(tokens, k + 1);
        if (unit.unit_class > UnitClass::kCurrency && unit.unit_class < UnitClass::kCount && unit.scale == 1)
          return unit.key;
      }
      if (c == U'人' && next == U'均') return "person";
      if (c == U'每' && next == U'个' && tokens.Code(k + 2) == U'月') return "month";
      if (OneOf(c, U"年月日周") && (next == U'产' || next == U'均') &&
          !OneOf(k > 0 ? tokens.Code(k - 1) : 0, U"去今明前一二三四五六七八九十") &&
          (k == 0 || tokens.Kind(k - 1) != TokenKind::kNumber))
        return std::string(HanPeriod(c));
      continue;
    }
    if (tokens.Word(k) == "capita" && k > 0 && tokens.Word(k - 1) == "per") return "person";
    const std::string_view period = AdverbPeriod(tokens.Word(k));
    if (!period.empty() &&
        IsAnyOf(tokens.Word(k + 1), {"output", "production", "capacity", "demand", "consumption",
                                     "exports", "imports", "sales", "supply", "revenue", "volume",
                                     "shipments", "deliveries", "average", "cost", "costs", "income",
                                     "profit", "spending", "deficit", "budget", "intake", "quota"}))
      return std::string(period);
  }
  return {};
}

const Lexicon& ChangeLexicon() {
  static const Lexicon lexicon = [] {
    Lexicon l(Lexicon::kInflected);
    for (const std::string_view w :
         {"rise", "increase", "grow", "climb", "surge", "jump", "soar", "gain", "expand", "raise", "boost",
          "advance", "add", "lift", "rally", "spike", "escalate", "up", "growth", "hike", "widen", "swell", "accelerate",
          "增", "增加", "增长", "上升", "上涨", "提高", "提升", "扩大", "增至", "升至", "涨", "升", "飙升", "攀升",
          "大涨", "激增", "猛增", "上调", "增产", "涨幅", "增幅", "增速", "同比增长", "环比增长", "新增", "回升", "扩张"})
      l.Add(w, 1);
    for (const std::string_view w :
         {"fall", "drop", "decline", "decrease", "reduce", "cut", "lower", "shrink", "slump", "plunge", "slide",
          "slip", "lose", "tumble", "contract", "down", "reduction", "dip", "ease", "shed", "trim", "halve", "slash",
          "plummet", "sink", "narrow", "retreat", "crash", "decelerate", "loss",
          "减", "减少", "下降", "下跌", "降低", "降", "降至", "减至", "缩减", "缩小", "下滑", "跌", "跌至", "暴跌",
          "大跌", "骤降", "锐减", "下调", "降幅", "跌幅", "同比下降", "环比下降", "削减", "萎缩", "回落", "收窄", "减产", "腰斩"})
      l.Add(w, 0);
    return l;
  }();
  return lexicon;
}

// The word of change that ends right before token `end`, skipping 了 and adverbs. Sets `to` if it
// leads to a level (增至, 下降到, "rose to").
ChangeSign ChangeBefore(const TokenSequence& tokens, size_t end, bool* to) {
  *to = false;
  size_t i = end;
  if (i > 0 && OneOf(tokens.Code(i - 1), U"至到为成")) {
    *to = true;
    --i;
  } else if (i > 0 && tokens.Word(i - 1) == "to") {
    *to = true;
    --i;
  } else if (i > 0 && tokens.Word(i - 1) == "by") {
    --i;
  }
  if (i > 0 && tokens.Code(i - 1) == U'了') --i;
  for (size_t length = 4; length > 0; --length) {
    if (length > i) continue;
    std::vector<uint32_t> payloads;
    const size_t stop = ChangeLexicon().MatchAt(tokens, i - length, &payloads);
    if (stop != i && stop != end) continue;  // 增至 is in the lexicon as a whole
    if (stop == i - length) continue;
    return payloads.front() != 0 ? ChangeSign::kIncrease : ChangeSign::kDecrease;
  }
  // "raised rates by 25 points", "cut the deficit to 3%": the verb stands before its object.
  if (i != end && tokens.Kind(i - (i > 0)) == TokenKind::kWord && tokens.Kind(end - 1) == TokenKind::kWord) {
    constexpr size_t kReach = 6;
    for (size_t k = i; k > 0 && i - k < kReach; --k) {
      if (tokens.Kind(k - 1) != TokenKind::kWord && tokens.Code(k - 1) != '-') break;
      std::vector<uint32_t> payloads;
      if (ChangeLexicon().MatchAt(tokens, k - 1, &payloads) == k - 1) continue;
      return payloads.front() != 0 ? ChangeSign::kIncrease : ChangeSign::kDecrease;
    }
  }
  // "rose sharply by", "fell a further"
  if (i > 1 && tokens.Kind(i - 1) == TokenKind::kWord &&
      (EndsWith(tokens.Word(i - 1), "ly") || IsAnyOf(tokens.Word(i - 1), {"further", "another", "back"}))) {
    std::vector<uint32_t> payloads;
    if (ChangeLexicon().MatchAt(tokens, i - 2, &payloads) == i - 1) {
      return payloads.front() != 0 ? ChangeSign::kIncrease : ChangeSign::kDecrease;
    }
  }
  return ChangeSign::kUnknown;
}

// "rose to 40 units": the word of change touches "to".
bool ChangesDirectly(const TokenSequence& tokens, size_t end) {
  return end >= 2 && ChangeOf(tokens, end - 2) != ChangeSign::kUnknown;
}

}  // namespace

ChangeSign ChangeOf(const TokenSequence& tokens, size_t i) {
  std::vector<uint32_t> payloads;
  if (ChangeLexicon().MatchAt(tokens, i, &payloads) == i) return ChangeSign::kUnknown;
  return payloads.front() != 0 ? ChangeSign::kIncrease : ChangeSign::kDecrease;
}

size_t ReadUnit(const TokenSequence& tokens, size_t first, Quantity* q) {
  size_t i = IsHyphen(tokens, first) ? first + 1 : first;
  if (tokens.Kind(i) == TokenKind::kWord && tokens[i].line_start) return first;
  if (tokens.Kind(i) == TokenKind::kHan && tokens[i].line_start) return first;
  Unit unit = UnitAt(tokens, i);
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
    return ReadUnit(tokens, i + 1, q);
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
  if (i == first &&
      (unit.unit_class == UnitClass::kNone || unit.unit_class == UnitClass::kCount)) {
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
  if (tokens.Code(unit.end) == U'半' && !OneOf(tokens.Code(unit.end + 1), U"年导岛数")) {
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

size_t ReadPeriod(const TokenSequence& tokens, size_t end, Quantity* q) {
  if (q->unit.empty()) return end;
  size_t i = end;
  std::string key;
  if (IsAnyOf(tokens.Word(i), {"a", "an", "per", "each", "every"})) {
    key = std::string(PeriodKey(tokens.Word(i + 1)));
    if (!key.empty() && IsAnyOf(tokens.Word(i + 2), {"ago", "earlier", "later", "before", "after"})) key.clear();
    if (!key.empty()) i += 2;
  } else if (IsHyphen(tokens, i) && IsAnyOf(tokens.Word(i + 1), {"a", "an", "per"}) &&
             IsHyphen(tokens, i + 2)) {  // "$12-an-hour"
    key = std::string(PeriodKey(tokens.Word(i + 3)));
    if (!key.empty()) i += 4;
  } else if (tokens.Code(i) == '/' && tokens.Glued(i)) {
    key = std::string(tokens.Kind(i + 1) == TokenKind::kHan ? HanPeriod(tokens.Code(i + 1))
                                                           : PeriodKey(tokens.Word(i + 1)));
    if (!key.empty()) i += 2;
  } else if (!AdverbPeriod(tokens.Word(i)).empty() && tokens.Word(i) != "annual") {
    key = std::string(AdverbPeriod(tokens.Word(i)));
    ++i;
  } else if (tokens.Code(i) == U'每' && !HanPeriod(tokens.Code(i + 1)).empty()) {
    key = std::string(HanPeriod(tokens.Code(i + 1)));
    i += 2;
  }
  if (key.empty()) {
    if (q->unit_class == UnitClass::kPercent || q->unit_class == UnitClass::kDuration ||
        q->unit_class == UnitClass::kRatio)
      return end;
    key = PeriodBefore(tokens, q->first);
    if (key.empty()) return end;
  }
  if (q->unit_class == UnitClass::kDuration) return end;
  q->unit += "/";
  q->unit += key;
  return i;
}

void ReadRole(const TokenSequence& tokens, Quantity* q) {
  bool to = false;
  ChangeSign before = ChangeBefore(tokens, q->first, &to);
  // "shares lost 5%" is a change, "the firm lost $5m" an amount.
  if (!to && q->unit_class != UnitClass::kPercent && q->first > 0 &&
      IsAnyOf(Lemma(tokens.Word(q->first - 1), WordClass::kVerb), {"lose", "gain", "add", "shed", "raise"}))
    before = ChangeSign::kUnknown;
  // "exports rise to 5 countries" names a goal, not a level.
  if (to && q->unit_class == UnitClass::kCount && q->unit.find('/') == std::string::npos &&
      tokens.Kind(q->first - 1) == TokenKind::kWord && !ChangesDirectly(tokens, q->first))
    before = ChangeSign::kUnknown;
  if (before != ChangeSign::kUnknown) {
    q->change = before;
    q->role = to ? QuantityRole::kTo : QuantityRole::kChange;
    return;
  }
  // "a 5% increase", 三成的降幅.
  size_t i = q->end;
  if (tokens.Code(i) == U'的') ++i;
  if (tokens.Kind(i) == TokenKind::kWord && q->unit_class == UnitClass::kPercent) {
    for (size_t k = i; k < i + 2; ++k) {
      const std::string lemma = Lemma(tokens.Word(k), WordClass::kNoun);
      if (IsAnyOf(lemma, {"increase", "rise", "growth", "gain", "jump", "surge", "hike"})) {
        q->change = ChangeSign::kIncrease;
        q->role = QuantityRole::kChange;
        return;
      }
      if (IsAnyOf(lemma, {"decrease", "drop", "decline", "fall", "cut", "reduction", "slump", "contraction",
                          "loss", "discount"})) {
        q->change = ChangeSign::kDecrease;
        q->role = QuantityRole::kChange;
        return;
      }
      if (StopsNounSearch(tokens, k)) break;
    }
  } else if (i > q->end) {
    const ChangeSign sign = ChangeOf(tokens, i);
    if (sign != ChangeSign::kUnknown) {
      q->change = sign;
      q->role = QuantityRole::kChange;
    }
  }
}

void ReadBase(const TokenSequence& tokens, Quantity* q) {
  if (q->unit_class != UnitClass::kPercent && q->unit_class != UnitClass::kRatio) return;
  if (tokens.Word(q->end) == "of" || tokens.Word(q->end) == "that") {
    const size_t first = tokens.Word(q->end + 1) == "of" ? q->end + 2 : q->end + 1;
    NounGroup group = NounGroupAt(tokens, first);
    if (IsAnyOf(tokens.Word(first), {"those", "that", "what"}) &&
        IsPreposition(tokens.Word(first + 1))) {
      const NounGroup inner = NounGroupAt(tokens, first + 2);
      if (!inner.empty()) group = {first, inner.end, inner.head};
    }
    if (!group.empty()) q->base_span = tokens.Span(group.first, group.end);
    return;
  }
  if (q->unit == "fraction" && IsAnyOf(tokens.Word(q->end), {"the", "its", "their", "all"})) {
    const NounGroup group = NounGroupAt(tokens, q->end);  // half the money
    if (!group.empty()) q->base_span = tokens.Span(group.first, group.end);
    return;
  }
  if (q->first >= 2 && tokens.Code(q->first - 1) == U'的') {  // 占全球产量的六成
    const NounGroup group = NounGroupBefore(tokens, q->first - 1);
    size_t first = group.first;
    for (size_t i = group.first; i + 1 < group.end; ++i) {
      if (OneOf(tokens.Code(i), U"占为是达足到过于仅近")) first = i + 1;
    }
    if (first < group.end) q->base_span = tokens.Span(first, group.end);
    return;
  }
  if (tokens.Code(q->end) == U'的') {  // 60%的稀土开采
    const NounGroup group = NounGroupAt(tokens, q->end + 1);
    if (!group.empty()) q->base_span = tokens.Span(group.first, group.end);
  }
}

bool IsLabelNumber(const TokenSequence& tokens, const Numeral& n) {
  if (n.first == 0 || n.kind != NumeralKind::kCardinal || n.first + 1 != n.end) return false;
  const size_t before = n.first - 1;
  const std::string_view w = tokens.Word(before);
  static const std::unordered_set<std::string_view> kLabels = {
      "group",  "article", "chapter", "section", "resolution", "phase",   "page",   "route",
      "flight", "title",   "figure",  "table",   "stage",      "type",    "model",  "formula",
      "tier",   "level",   "category", "channel", "apollo",    "falcon",  "boeing", "airbus",
      "iphone", "windows", "galaxy",  "version", "room",       "line",    "step",   "part",
      "volume", "issue",   "episode", "season",  "paragraph",  "item",    "appendix", "annex",
      "schedule", "rule",  "directive", "regulation", "decree", "grade",  "class",  "no",
      "number", "point",   "point's", "division", "brigade",  "block",   "unit",   "reactor", "gate", "pier", "terminal", "building",
      "track",  "platform", "highway", "interstate", "proposition", "amendment", "act", "world", "battalion", "sars", "mark", "ps"};
  if (tokens.Kind(before) != TokenKind::kWord) {
    return tokens.Code(before) == '.' && before > 0 && tokens.Word(before - 1) == "no" &&
           tokens.Glued(before);
  }
  const std::string_view written = tokens.Text(before);
  const bool name = std::any_of(written.begin(), written.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  return (name || IsAnyOf(w, {"page", "article", "chapter", "section", "phase", "paragraph", "version", "flight"})) &&
         kLabels.count(w) != 0;
}

}  // namespace plx::linguistics
