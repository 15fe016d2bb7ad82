#include "plugins/claims/alignment/term_matrix.h"

#include <algorithm>

#include "plugins/claims/alignment/term_match.h"

namespace plx::claims {
namespace {

bool Lists(const TermFacts& term, uint64_t key) {
  return std::find(term.also.begin(), term.also.end(), key) != term.also.end();
}

// As SameTerm, by hashes as long as one script can decide.
bool Same(const RecordTerm& a, const TermFacts& x, const RecordTerm& b, const TermFacts& y) {
  if (x.key == y.key || (x.name != 0 && x.name == y.name)) return true;
  if (x.latin != y.latin) return SameTerm(a, b);
  return Lists(x, y.key) || Lists(y, x.key);
}

bool ShareClass(const TermFacts& x, const TermFacts& y) {
  return std::any_of(x.classes->begin(), x.classes->end(), [&](std::string_view c) {
    return std::find(y.classes->begin(), y.classes->end(), c) != y.classes->end();
  });
}

}  // namespace

TermMatrix::TermMatrix(const Comparable& left, const Comparable& right)
    : left_(left.facts.size()), right_(right.facts.size()) {
  for (size_t i = 0; i < left_.size(); ++i) {
    const RecordTerm& a = left.record.terms[i];
    const TermFacts& x = left.facts[i];
    for (size_t j = 0; j < right_.size(); ++j) {
      const RecordTerm& b = right.record.terms[j];
      const TermFacts& y = right.facts[j];
      if (x.latin == y.latin && (x.signature & y.signature).none()) continue;
      const bool same = Same(a, x, b, y);
      const bool strict = same || a.direction * b.direction > 0 || ShareClass(x, y);
      const bool loose = strict || ((x.compound || y.compound) && SimilarTerm(a, b));
      if (!loose) continue;
      left_[i].loose.set(j), right_[j].loose.set(i);
      if (strict) left_[i].strict.set(j), right_[j].strict.set(i);
      if (same) left_[i].same.set(j), right_[j].same.set(i);
      if (x.key == y.key) left_[i].equal.set(j), right_[j].equal.set(i);
    }
  }
}

}  // namespace plx::claims
