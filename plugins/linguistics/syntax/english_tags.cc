#include "plugins/linguistics/syntax/english_tags.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string_view>

#include "plugins/linguistics/syntax/english_mends.h"
#include "plugins/linguistics/syntax/word_table.h"
#include "plugins/linguistics/syntax/verb_groups.h"
#include "plugins/linguistics/text/any_of.h"
#include "plugins/linguistics/text/lemma.h"

namespace plx::linguistics::syntax {
namespace {

// One possible tag with 1000 * ln(weight).
struct Candidate {
  char tag;
  int cost;
};

// The possible tags of one word.
class Candidates {
 public:
  Candidates() = default;
  explicit Candidates(char only) { Add({only, 0}); }
  void Add(Candidate candidate) { items_[size_++] = candidate; }
  const Candidate* begin() const { return items_.data(); }
  const Candidate* end() const { return items_.data() + size_; }

 private:
  std::array<Candidate, 6> items_{};
  size_t size_ = 0;
};

// The weights of a word's tags by rank, as make_tagger.py assumed them.
constexpr std::array<double, 4> kRankWeights = {0.80, 0.15, 0.04, 0.01};

int Milli(double weight) { return static_cast<int>(std::lround(1000 * std::log(weight))); }

// The costs of the tags of a word that has 1, 2, ... of them, by rank, if they have `share` of the weight.
class RankCosts {
 public:
  explicit RankCosts(double share) {
    double total = 0;
    for (size_t count = 1; count <= kRankWeights.size(); ++count) {
      total += kRankWeights[count - 1];
      for (size_t i = 0; i < count; ++i) costs_[count - 1][i] = Milli(share * kRankWeights[i] / total);
    }
  }
  void Append(std::string_view tags, Candidates* out) const {
    const size_t count = std::min(tags.size(), kRankWeights.size());
    for (size_t i = 0; i < count; ++i) out->Add({tags[i], costs_[count - 1][i]});
  }

 private:
  std::array<std::array<int, kRankWeights.size()>, kRankWeights.size()> costs_{};
};

struct TagCosts {
  RankCosts all{1}, fifth{0.2}, tenth{0.1};
  int capital = Milli(0.3);          // that a capitalised word of the lexicon is a name
  int closed_capital = Milli(0.7);   // that a capitalised word of grammar is none
  int unknown_first = Milli(0.8);    // that an unknown word at the head of a sentence is a name
  int capital_inside = Milli(0.9);   // that a capitalised word inside a sentence is a name
};

Candidates CandidatesOf(const Word& word, bool first, bool title_case) {
  static const TagCosts costs{};
  if (word.mark != 0) {
    const bool symbol = word.mark == '$' || word.mark == U'€' || word.mark == U'£' || word.mark == U'¥';
    return Candidates(word.mark == ',' ? kComma : symbol ? kNumber : word.mark == '%' ? kNoun : kMark);
  }
  if (word.tag != 0) return Candidates(word.tag);  // decided before
  if (word.possessive) return Candidates(kPossessive);
  if (std::any_of(word.lower.begin(), word.lower.end(), [](char c) { return c >= '0' && c <= '9'; })) {
    const bool letters = std::any_of(word.lower.begin(), word.lower.end(),
                                     [](char c) { return c >= 'a' && c <= 'z'; });
    return Candidates(letters ? kName : kNumber);
  }
  static constexpr std::string_view kClosed = "TSICFMAWO";
  Candidates out;
  const std::string_view known = WordTable::Instance().English(word.lower);
  const std::string_view tags = known.empty() ? GuessTags(word.lower) : known;
  if (!word.capitalized || (title_case && !known.empty())) {
    costs.all.Append(tags, &out);
    if (word.capitalized && kClosed.find(tags[0]) == std::string_view::npos) out.Add({kName, costs.capital});
    return out;
  }
  if (first) {
    if (known.empty()) {
      out.Add({kName, costs.unknown_first});
      costs.fifth.Append(tags, &out);
    } else {
      if (kClosed.find(tags[0]) == std::string_view::npos) out.Add({kName, costs.capital});
      costs.all.Append(tags, &out);
    }
  } else if (!known.empty() && kClosed.find(known[0]) != std::string_view::npos) {
    out.Add({kName, costs.capital});
    out.Add({known[0], costs.closed_capital});
  } else {
    out.Add({kName, costs.capital_inside});
    costs.tenth.Append(known, &out);
  }
  return out;
}

bool IsSubjectPronoun(std::string_view w) {
  return w == "i" || w == "you" || w == "he" || w == "she" || w == "it" || w == "we" || w == "they";
}

// Viterbi over the words; ties go to the tag that was listed first.
void Decode(std::vector<Word>* words, bool title_case) {
  struct Cell {
    char tag;
    int score;
    size_t back;  // the cell before, in cells
  };
  if (words->empty()) return;
  const WordTable& lexicon = WordTable::Instance();
  std::vector<Cell> cells;  // of all words, column after column
  cells.reserve(words->size() * 3);
  size_t before = 0, column = 0;  // where the column before and this one begin
  bool first = true;
  for (size_t w = 0; w < words->size(); ++w) {
    const Word& word = (*words)[w];
    const bool after_subject = w > 0 && IsSubjectPronoun((*words)[w - 1].lower);
    for (const Candidate& c : CandidatesOf(word, first, title_case)) {
      Cell cell{c.tag, std::numeric_limits<int>::min(), 0};
      if (w == 0) cell.score = lexicon.Transition(kBorder, c.tag) + c.cost;
      for (size_t k = before; k < column; ++k) {
        int score = cells[k].score + lexicon.Transition(cells[k].tag, c.tag) + c.cost;
        if (cells[k].tag == kTo && c.tag == kVerbPresent) score -= 6000;  // "to form"
        if (cells[k].tag == kPronoun && after_subject && IsNounLike(c.tag)) score -= 4000;
        if (score > cell.score) cell.score = score, cell.back = k;
      }
      cells.push_back(cell);
    }
    if (word.mark == 0 || word.mark == ':') first = word.mark == ':';
    before = column;
    column = cells.size();
  }
  size_t best = before;
  const auto total = [&](size_t i) { return cells[i].score + lexicon.Transition(cells[i].tag, kBorder); };
  for (size_t k = before + 1; k < column; ++k) {
    if (total(k) > total(best)) best = k;
  }
  for (size_t w = words->size(); w-- > 0; best = cells[best].back) (*words)[w].tag = cells[best].tag;
}

bool IsTitleCase(const std::vector<Word>& words) {
  int upper = 0, all = 0;
  for (const Word& word : words) {
    if (word.mark != 0 || word.chinese || word.lower.size() < 4) continue;
    ++all;
    upper += word.capitalized ? 1 : 0;
  }
  return all >= 3 && upper * 10 >= all * 7;
}

}  // namespace

void TagEnglish(std::vector<Word>* words) {
  Decode(words, IsTitleCase(*words));
  MendEnglishTags(words);
}

char LikeliestTag(const Word& word) { return CandidatesOf(word, false, false).begin()->tag; }

}  // namespace plx::linguistics::syntax
