#include <algorithm>

#include "plugins/entities/tagger/features.h"
#include "plugins/linguistics/text/characters.h"
#include "plugins/linguistics/text/hash64.h"

namespace plx::entities {
namespace {

using linguistics::TokenKind;

// What the templates ask of one token, made once.
struct Token {
  uint64_t word = 0;
  uint32_t shape = 0;
  uint32_t lists = 0;
  uint32_t tags = 0;
  RuleMark rule;
  bool capital = false;
};

// "Xx" for Japan, "X" for NATO, "xX" for iPhone, "X.X." for U.S., "d" for 35, the mark itself for a
// mark; runs of one kind count once.
uint32_t Shape(const Unit& unit, size_t i) {
  uint64_t shape = static_cast<uint64_t>(unit.tokens().Kind(i));
  if (unit.tokens().Kind(i) == TokenKind::kPunctuation) return unit.tokens().Code(i);
  if (unit.tokens().Kind(i) != TokenKind::kWord) return static_cast<uint32_t>(shape);
  char previous = 0;
  for (const char c : unit.Text(i, i + 1)) {
    const auto code = static_cast<unsigned char>(c);
    const char kind = linguistics::IsAsciiUpper(code)   ? 'X'
                      : linguistics::IsAsciiLower(code) ? 'x'
                      : linguistics::IsAsciiDigit(code) ? 'd'
                      : code >= 0x80                    ? 'u'
                                                        : c;
    if (kind != previous) shape = shape * 31 + static_cast<unsigned char>(kind);
    previous = kind;
  }
  return static_cast<uint32_t>(shape * 31 + (unit.Text(i, i + 1).size() == 1));
}

class Maker {
 public:
  Maker(const WordMarks& words, const Unit& unit, const std::vector<RuleMark>& rules, size_t first,
        size_t end, linguistics::tagging::FeatureRows* rows)
      : unit_(unit), first_(first), rows_(rows), tokens_(end - first + 2 * kEdge) {
    for (size_t i = first; i < end; ++i) {
      Token& token = tokens_[i - first + kEdge];
      token.word = unit.hash(i);
      token.shape = Shape(unit, i);
      const WordMark mark = words.Of(token.word);
      token.lists = mark.lists;
      token.tags = mark.tag_class;
      token.rule = rules[i];
      token.capital = unit.IsCapital(i);
    }
    FindRuns();
  }

  void Run() {
    for (size_t t = kEdge; t + kEdge < tokens_.size(); ++t) {
      next_ = rows_->NextRow(kMostFeatures);
      Words(t);
      Shapes(t);
      Rules(t);
      Tables(t);
      Runs(t);
      rows_->EndRow(next_);
    }
  }

 private:
  static constexpr size_t kEdge = 2;  // empty tokens on both sides
  static constexpr size_t kMostFeatures = 256;  // of one token: 46, and six times as many as a word has lists

  template <typename... Values>
  void Add(uint32_t number, Values... values) {
    *next_++ = Feature(number, values...);
  }

  void Words(size_t t) {
    const Token* at = &tokens_[t];
    Add(1, at[0].word);
    Add(2, at[-1].word);
    Add(3, at[1].word);
    Add(4, at[-2].word);
    Add(5, at[2].word);
    Add(6, at[-1].word, at[0].word);
    Add(7, at[0].word, at[1].word);
    Add(8, at[-1].word, at[0].shape);
    Add(9, at[0].shape, at[1].word);
    Add(10, at[-2].word, at[-1].word, at[0].capital);
    const std::string_view word = unit_.tokens().Word(t - kEdge + first_);
    if (unit_.tokens().Kind(t - kEdge + first_) != TokenKind::kWord) return;
    const std::string_view bare = word.substr(0, word.size() - unit_.possessive(t - kEdge + first_));
    for (uint32_t size = 2; size <= 4 && size < bare.size(); ++size) {
      Add(11 + size, linguistics::Hash64(bare.substr(0, size)), at[0].capital);
      Add(16 + size, linguistics::Hash64(bare.substr(bare.size() - size)), at[0].capital);
    }
  }

  void Shapes(size_t t) {
    const Token* at = &tokens_[t];
    const bool start = unit_.sentence_start(t - kEdge + first_);
    const uint32_t line = (unit_.title_case() ? 2u : 0u) + (unit_.all_capitals() ? 1u : 0u);
    Add(30, at[0].shape, start, line);
    Add(31, at[-1].shape, at[0].shape);
    Add(32, at[0].shape, at[1].shape);
    Add(33, at[-1].shape, at[0].shape, at[1].shape);
    Add(34, at[-2].shape, at[-1].shape, at[0].shape);
    Add(35, at[0].shape, at[1].shape, at[2].shape);
    Add(36, at[0].capital, unit_.possessive(t - kEdge + first_) > 0);
  }

  void Rules(size_t t) {
    const Token* at = &tokens_[t];
    Add(40, at[0].rule.place, at[0].capital);
    Add(41, at[-1].rule.place, at[0].rule.place);
    Add(42, at[0].rule.place, at[1].rule.place);
    Add(43, at[-1].rule.type, at[0].rule.type, at[1].rule.type, at[0].capital);
    Add(44, at[-1].rule.type, at[0].shape);
    Add(45, at[1].rule.type, at[0].shape);
  }

  void Tables(size_t t) {
    for (int offset = -1; offset <= 1; ++offset) {
      const Token& token = tokens_[t + static_cast<size_t>(offset + 1) - 1];
      for (uint32_t rest = token.lists; rest != 0; rest &= rest - 1) {
        Add(50 + static_cast<uint32_t>(offset + 1), __builtin_ctz(rest), token.capital,
            tokens_[t].capital);
      }
      Add(54 + static_cast<uint32_t>(offset + 1), token.tags, tokens_[t].shape);
    }
    const bool start = unit_.sentence_start(t - kEdge + first_);
    Add(58, tokens_[t].tags, tokens_[t].capital, start, unit_.title_case());
    Add(59, tokens_[t - 1].tags, tokens_[t + 1].tags, tokens_[t].capital);
  }

  // The run of capitals that a token stands in: its last word often says what it names.
  struct CapitalRun {
    size_t first = 0;
    size_t end = 0;
    size_t outer_end = 0;  // with the runs that "of", "for", "the", "and", "&" join to it
  };

  void FindRuns() {
    run_of_.assign(tokens_.size(), -1);
    for (size_t t = kEdge; t + kEdge < tokens_.size();) {
      if (!tokens_[t].capital) {
        ++t;
        continue;
      }
      CapitalRun run = {t, t + 1, 0};
      while (tokens_[run.end].capital) ++run.end;
      for (size_t i = run.first; i < run.end; ++i) run_of_[i] = static_cast<int>(runs_.size());
      t = run.end;
      runs_.push_back(run);
    }
    for (size_t r = runs_.size(); r-- > 0;) {
      CapitalRun& run = runs_[r];
      run.outer_end = run.end;
      if (r + 1 < runs_.size() && runs_[r + 1].first - run.end <= 2 && Joins(run.end) &&
          Joins(runs_[r + 1].first - 1)) {
        run.outer_end = runs_[r + 1].outer_end;
      }
    }
  }

  bool Joins(size_t t) const {
    const std::string_view word = unit_.tokens().Word(t - kEdge + first_);
    return word == "of" || word == "for" || word == "the" || word == "and" || word == "&" ||
           word == "-";
  }

  void Runs(size_t t) {
    if (run_of_[t] < 0) return;
    const CapitalRun& run = runs_[static_cast<size_t>(run_of_[t])];
    const size_t length = std::min<size_t>(run.end - run.first, 5);
    const size_t place = std::min<size_t>(t - run.first, 3);
    const Token& last = tokens_[run.end - 1];
    const Token& outer = tokens_[run.outer_end - 1];
    Add(70, length, place, run.first == kEdge);
    Add(71, last.word, place);
    Add(72, tokens_[run.first].word, place);
    Add(73, outer.word, place);
    for (uint32_t rest = last.lists; rest != 0; rest &= rest - 1) {
      Add(74, __builtin_ctz(rest), place);
    }
    for (uint32_t rest = outer.lists; rest != 0; rest &= rest - 1) Add(75, __builtin_ctz(rest));
    for (uint32_t rest = tokens_[run.first].lists; rest != 0; rest &= rest - 1) {
      Add(76, __builtin_ctz(rest), length, place);
    }
    Add(77, tokens_[run.first - 1].word, length, place);
    Add(78, tokens_[run.end].word, length, place);
    Add(79, last.rule.type, outer.rule.type, place);
  }

  const Unit& unit_;
  size_t first_;
  linguistics::tagging::FeatureRows* rows_;
  uint64_t* next_ = nullptr;  // where the next feature of the row goes
  std::vector<Token> tokens_;
  std::vector<CapitalRun> runs_;
  std::vector<int> run_of_;
};

}  // namespace

void EnglishFeatures(const WordMarks& words, const Unit& unit, const std::vector<RuleMark>& rules,
                     size_t first, size_t end, linguistics::tagging::FeatureRows* rows) {
  rows->Clear();
  Maker(words, unit, rules, first, end, rows).Run();
}

}  // namespace plx::entities
