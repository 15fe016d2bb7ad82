#include "plugins/claims/extraction/predicates.h"

#include <algorithm>

#include "plugins/claims/tables.h"
#include "plugins/linguistics/tables/tsv.h"
#include "plugins/linguistics/tables/word_map.h"

namespace plx::claims {
namespace {

struct PredicateTable {
  struct Class {
    std::string_view inverse;
    int effect = 0;
  };
  linguistics::WordMap<std::vector<std::string_view>> words;
  linguistics::WordMap<Class> classes;
  linguistics::WordMap<Undergoer> undergoers;

  PredicateTable() {
    linguistics::ForEachRow(data::kPredicates, [&](const linguistics::Row& row) {
      if (row.size() < 5) return;
      classes[row[0]] = {row[2] == "-" ? std::string_view() : row[2],
                         row[1] == "+" ? 1 : row[1] == "-" ? -1 : 0};
      const auto add = [&](std::string_view word) {
        std::vector<std::string_view>& listed = words[word];
        if (std::find(listed.begin(), listed.end(), row[0]) == listed.end()) listed.push_back(row[0]);
      };
      add(row[0]);  // a class is called by its first word
      linguistics::ForEachItem(row[3], add);
      linguistics::ForEachItem(row[4], add);
      if (row.size() < 7) return;
      const auto undergoes = [&](Undergoer who) {
        return [this, who](std::string_view word) {
          if (undergoers.Find(word) == nullptr) undergoers[word] = who;
        };
      };
      linguistics::ForEachItem(row[5], undergoes(Undergoer::kSubject));
      for (const std::string_view words_of : {row[6] == "*" ? row[3] : row[6], row[6] == "*" ? row[4] : std::string_view()}) {
        linguistics::ForEachItem(words_of, undergoes(Undergoer::kObject));
      }
    });
  }
};

const PredicateTable& Predicates() {
  static const PredicateTable table;
  return table;
}

}  // namespace

const std::vector<std::string_view>& ClassesOf(std::string_view word) {
  static const std::vector<std::string_view> none;
  const std::vector<std::string_view>* classes = Predicates().words.Find(word);
  return classes == nullptr ? none : *classes;
}

std::string PredicateKey(std::string_view word) {
  const auto& classes = ClassesOf(word);
  if (std::find(classes.begin(), classes.end(), word) != classes.end()) return std::string(word);
  return std::string(classes.empty() ? word : classes.front());
}

namespace {

// The predicate with the words that belong to it, and where they end.
std::pair<std::string, uint32_t> WithParticles(const linguistics::TokenSequence& tokens, plx_span_t predicate,
                                               std::string_view lemma) {
  constexpr size_t kLongest = 3;  // words after the verb: "be in line with"
  const size_t next = tokens.IndexAt(predicate.end);
  std::string phrase(lemma);
  std::pair<std::string, uint32_t> best(phrase, predicate.end);
  for (size_t i = next; i < next + kLongest && tokens.Kind(i) == linguistics::TokenKind::kWord; ++i) {
    phrase += ' ';
    phrase += tokens.Word(i);
    if (!ClassesOf(phrase).empty()) best = {phrase, tokens[i].end};
  }
  return best;
}

}  // namespace

std::string PredicateWord(const linguistics::TokenSequence& tokens, plx_span_t predicate, std::string_view lemma) {
  return WithParticles(tokens, predicate, lemma).first;
}

uint32_t PredicateEnd(const linguistics::TokenSequence& tokens, plx_span_t predicate, std::string_view lemma) {
  return WithParticles(tokens, predicate, lemma).second;
}

std::string_view InverseOf(std::string_view predicate_class) {
  const PredicateTable::Class* found = Predicates().classes.Find(predicate_class);
  return found == nullptr ? std::string_view() : found->inverse;
}

int EffectOf(std::string_view predicate_class) {
  const PredicateTable::Class* found = Predicates().classes.Find(predicate_class);
  return found == nullptr ? 0 : found->effect;
}

Undergoer UndergoerOf(std::string_view word) {
  const Undergoer* found = Predicates().undergoers.Find(word);
  return found == nullptr ? Undergoer::kNone : *found;
}

PredicateRelation ComparePredicates(std::string_view a, std::string_view b) {
  if (a == b) return PredicateRelation::kSame;
  const auto& left = ClassesOf(a);
  const auto& right = ClassesOf(b);
  bool opposite = false;
  for (const std::string_view x : left) {
    for (const std::string_view y : right) {
      if (x == y) return PredicateRelation::kSame;
      opposite |= InverseOf(x) == y || InverseOf(y) == x;
    }
  }
  return opposite ? PredicateRelation::kOpposite : PredicateRelation::kUnrelated;
}

}  // namespace plx::claims
