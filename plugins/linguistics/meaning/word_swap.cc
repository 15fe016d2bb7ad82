#include "plugins/linguistics/meaning/word_swap.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "plugins/linguistics/data/tables.h"
#include "plugins/linguistics/meaning/terms.h"
#include "plugins/linguistics/numbers/numerals.h"
#include "plugins/linguistics/tables/tsv.h"
#include "plugins/linguistics/text/any_of.h"
#include "plugins/linguistics/text/lemma.h"
#include "plugins/linguistics/text/lexicon.h"
#include "plugins/linguistics/text/span_text.h"

namespace plx::linguistics {
namespace {

// For each word the rows it stands in: positive on the left side, negative on the right.
class OppositeTable {
 public:
  OppositeTable() {
    int mark = 0;
    ForEachLine(data::kOpposites, [&](std::string_view line) {
      ++mark;
      ForEachItem(TakeCell(&line), [&](std::string_view w) { sides_[w].push_back(mark); });
      ForEachItem(line, [&](std::string_view w) { sides_[w].push_back(-mark); });
    });
  }
  bool Exclude(std::string_view a, std::string_view b) const {
    const auto x = sides_.find(a), y = sides_.find(b);
    if (x == sides_.end() || y == sides_.end()) return false;
    return std::any_of(x->second.begin(), x->second.end(), [&](int mark) {
      return std::find(y->second.begin(), y->second.end(), -mark) != y->second.end();
    });
  }

 private:
  std::unordered_map<std::string_view, std::vector<int>> sides_;
};

bool Opposite(std::string_view a, std::string_view b) {
  static const OppositeTable table;
  if (table.Exclude(a, b)) return true;
  for (const WordClass form : {WordClass::kVerb, WordClass::kNoun, WordClass::kAdjective}) {
    const std::string x = Lemma(a, form), y = Lemma(b, form);
    if (table.Exclude(x, y) || Opposition(x, y) < 0) return true;
  }
  return false;
}

// The region that the tokens name, as {code, people}; nothing if they name none.
struct RegionName {
  uint32_t row = 0;
  bool people = false;
};
std::optional<RegionName> RegionOf(const TokenSequence& tokens, size_t first, size_t end) {
  struct Names {
    Lexicon places{Lexicon::kIgnoreCase}, people{Lexicon::kIgnoreCase};
  };
  static const Names names = [] {
    Names n;
    n.places.AddTsv(data::kRegionNames, 1);
    n.people.AddTsv(data::kRegionNames, 2);
    return n;
  }();
  std::vector<uint32_t> rows;
  if (names.places.MatchAt(tokens, first, &rows) == end) return RegionName{rows.front(), false};
  rows.clear();
  if (names.people.MatchAt(tokens, first, &rows) == end) return RegionName{rows.front(), true};
  rows.clear();
  const std::string one = Lemma(tokens.Word(end - 1), WordClass::kNoun);  // "Indians"
  const TokenSequence singular(one);
  if (end == first + 1 && names.people.MatchAt(singular, 0, &rows) == 1) return RegionName{rows.front(), true};
  return std::nullopt;
}

bool IsArticle(std::string_view word) { return word == "a" || word == "an" || word == "the"; }

// Without articles and light adverbs at the ends: "an old" and "a young".
void Trim(const TokenSequence& tokens, size_t* first, size_t* end) {
  while (*first < *end && (IsArticle(tokens.Word(*first)) || tokens.Word(*first) == "away")) ++*first;
  while (*end > *first && IsArticle(tokens.Word(*end - 1))) --*end;
}

std::string Phrase(const TokenSequence& tokens, size_t first, size_t end) {
  std::string out;
  for (size_t i = first; i < end; ++i) {
    if (tokens.Word(i) == "away" && end > first + 1) continue;  // "far away from"
    if (!out.empty()) out += ' ';
    out += tokens.Word(i);
  }
  return out;
}

// "near" and "far from", "cannot" and "can", "some" and "none": opposites of grammar.
bool OppositeFunction(const std::string& a, const std::string& b) {
  static constexpr std::pair<std::string_view, std::string_view> kPairs[] = {
      {"near", "far from"},     {"close to", "far from"}, {"close", "far from"},  {"near", "far"},       {"close", "far"},  {"nobody", "everybody"}, {"can", "cannot"},
      {"no", "every"},          {"no", "some"},           {"no one", "everybody"}, {"nobody", "everyone"}, {"none", "all"},
      {"in front of", "behind"}, {"before", "after"},      {"up", "down"},         {"with", "without"},   {"inside", "outside"},
      {"always", "never"},      {"above", "below"},       {"over", "under"},      {"on", "off"},         {"few", "many"},
      {"nearby", "far"},        {"in", "out of"},         {"all", "no"},          {"everyone", "no one"}};
  return std::any_of(std::begin(kPairs), std::end(kPairs), [&](const auto& p) {
    return (p.first == a && p.second == b) || (p.first == b && p.second == a);
  });
}

const Numeral* NumeralIn(const std::vector<Numeral>& numerals, size_t first, size_t end) {
  for (const Numeral& n : numerals) {
    if (n.first == first && n.end == end) return &n;
  }
  return nullptr;
}

// The numeral that the words are part of: "two" of "two hundred", "30" of "30th".
const Numeral* NumeralAround(const std::vector<Numeral>& numerals, size_t first, size_t end) {
  for (const Numeral& n : numerals) {
    if (n.first <= first && end <= n.end) return &n;
  }
  return nullptr;
}

class Comparer {
 public:
  Comparer(const TokenSequence& left, const TokenSequence& right)
      : left_(left), right_(right), left_numerals_(FindNumerals(left)), right_numerals_(FindNumerals(right)) {}

  std::vector<Swap> Run() {
    std::vector<Swap> swaps;
    size_t i = 0, k = 0;
    for (const auto& [x, y] : Common()) {
      Add(i, x, k, y, &swaps);
      i = x + 1;
      k = y + 1;
    }
    Add(i, left_.size(), k, right_.size(), &swaps);
    return swaps;
  }

 private:
  bool Same(size_t i, size_t k) const { return left_.Word(i) == right_.Word(k) && !left_.Word(i).empty(); }

  // The longest common subsequence as pairs of token indices.
  std::vector<std::pair<size_t, size_t>> Common() const {
    const size_t n = left_.size(), m = right_.size();
    std::vector<std::vector<uint16_t>> best(n + 1, std::vector<uint16_t>(m + 1, 0));
    for (size_t i = n; i-- > 0;) {
      for (size_t k = m; k-- > 0;) {
        best[i][k] = Same(i, k) ? static_cast<uint16_t>(best[i + 1][k + 1] + 1) : std::max(best[i + 1][k], best[i][k + 1]);
      }
    }
    std::vector<std::pair<size_t, size_t>> pairs;
    for (size_t i = 0, k = 0; i < n && k < m;) {
      if (Same(i, k)) pairs.push_back({i++, k++});
      else if (best[i + 1][k] >= best[i][k + 1]) ++i;
      else ++k;
    }
    return pairs;
  }

  void Add(size_t i, size_t i_end, size_t k, size_t k_end, std::vector<Swap>* out) const {
    Trim(left_, &i, &i_end);
    Trim(right_, &k, &k_end);
    if (i == i_end || k == k_end) return;
    out->push_back({KindOf(i, i_end, k, k_end), left_.Span(i, i_end), right_.Span(k, k_end)});
  }

  SwapKind KindOf(size_t i, size_t i_end, size_t k, size_t k_end) const {
    const Numeral* x = NumeralAround(left_numerals_, i, i_end);
    const Numeral* y = NumeralAround(right_numerals_, k, k_end);
    if (x != nullptr && y != nullptr) return OfNumbers(*x, *y);
    x = NumeralIn(left_numerals_, i, i_end);
    y = NumeralIn(right_numerals_, k, k_end);
    const auto p = RegionOf(left_, i, i_end), q = RegionOf(right_, k, k_end);
    if (p && q) return p->row == q->row ? SwapKind::kSame : p->people ? SwapKind::kPeople : SwapKind::kRegion;
    const std::string a = Phrase(left_, i, i_end), b = Phrase(right_, k, k_end);
    if (OppositeFunction(a, b)) return SwapKind::kOpposite;
    if (i_end == i + 1 && k_end == k + 1) {
      if (Opposite(a, b)) return SwapKind::kOpposite;
      const std::string known = ConceptOf(a);
      if (!known.empty() && known == ConceptOf(b)) return SwapKind::kSame;
    }
    // "a few" against "ten": one side is a number.
    if ((x != nullptr) != (y != nullptr)) return OfOneNumber(x != nullptr ? *x : *y, x != nullptr ? b : a);
    return SwapKind::kUnknown;
  }

  static SwapKind OfNumbers(const Numeral& x, const Numeral& y) {
    const bool ordinal = x.kind == NumeralKind::kOrdinal, other = y.kind == NumeralKind::kOrdinal;
    if (ordinal != other) return SwapKind::kUnknown;
    if (x.low <= y.high && y.low <= x.high) return SwapKind::kSame;
    return ordinal ? SwapKind::kOrdinal : SwapKind::kNumber;
  }

  static SwapKind OfOneNumber(const Numeral& n, const std::string& word) {
    if (IsAnyOf(word, {"no", "zero"})) return n.value > 0 ? SwapKind::kNumber : SwapKind::kSame;
    if (IsAnyOf(word, {"a", "an", "single", "one", "lone"})) return n.value == 1 ? SwapKind::kSame : SwapKind::kNumber;
    if (word == "both" || word == "couple" || word == "pair") return n.value == 2 ? SwapKind::kSame : SwapKind::kNumber;
    if (IsAnyOf(word, {"last", "final"}) && n.kind == NumeralKind::kOrdinal) return SwapKind::kOrdinal;
    return SwapKind::kUnknown;
  }

  const TokenSequence& left_;
  const TokenSequence& right_;
  const std::vector<Numeral> left_numerals_, right_numerals_;
};

}  // namespace

std::vector<Swap> FindSwaps(const TokenSequence& left, const TokenSequence& right) { return Comparer(left, right).Run(); }

}  // namespace plx::linguistics
