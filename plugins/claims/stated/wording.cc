#include "plugins/claims/stated/wording.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "plugins/claims/alignment/term_matrix.h"
#include "plugins/claims/extraction/predicates.h"
#include "plugins/claims/records/other_names.h"
#include "plugins/linguistics/meaning/rarity.h"
#include "plugins/linguistics/meaning/refutation.h"
#include "plugins/linguistics/meaning/terms.h"

namespace plx::claims {
namespace {

using linguistics::Numeral;
using linguistics::NumeralKind;
using linguistics::ReportCue;
using linguistics::Senses;
using linguistics::Swap;
using linguistics::Term;

constexpr int kNumberWeight = linguistics::kMostRare;

bool IsCue(const std::vector<ReportCue>& cues, const Term& term) {
  return std::any_of(cues.begin(), cues.end(), [&](const ReportCue& cue) {
    return term.first >= cue.first && term.end <= cue.end;
  });
}

bool Meet(const Numeral& a, const Numeral& b) { return a.low <= b.high && b.low <= a.high; }

int NumbersFound(const std::vector<Numeral>& wanted, const std::vector<Numeral>& given) {
  return static_cast<int>(std::count_if(wanted.begin(), wanted.end(), [&](const Numeral& n) {
    return std::any_of(given.begin(), given.end(), [&](const Numeral& m) { return Meet(n, m); });
  }));
}

// The same, or a kind of it by its name. What one can do to many things ("stop", "ban") tells no two of them apart.
bool IsSaid(const TermMatrix::Row& row) { return (row.same | (row.loose & ~row.strict)).any(); }

// "Pooch" and "puppy" of "dog", and "dog" of either.
bool IsRelated(const Senses& word, const std::vector<Senses>& others) {
  return std::any_of(others.begin(), others.end(), [&](const Senses& other) {
    return MayBeSame(word, other) || MayBeKindOf(word, other) || MayBeKindOf(other, word);
  });
}

bool IsIn(const std::vector<Swap>& swaps, plx_span_t Swap::* side, plx_span_t span) {
  return std::any_of(swaps.begin(), swaps.end(), [&](const Swap& swap) { return Overlaps(swap.*side, span); });
}

std::vector<Numeral> Without(std::vector<Numeral> numbers, const std::vector<Swap>& swaps, plx_span_t Swap::* side) {
  std::erase_if(numbers, [&](const Numeral& n) { return IsIn(swaps, side, n.span); });
  return numbers;
}

}  // namespace

Wording::Wording(std::string_view words, std::string_view deed) : text(words), tokens(text) {
  std::vector<Term> terms = linguistics::ExtractTerms(tokens);
  std::stable_sort(terms.begin(), terms.end(), [](const Term& a, const Term& b) { return a.key < b.key; });
  terms.erase(std::unique(terms.begin(), terms.end(), [](const Term& a, const Term& b) { return a.key == b.key; }), terms.end());
  const std::vector<ReportCue> found = linguistics::FindReportCues(tokens);
  Record record;
  for (const Term& term : terms) {
    RecordTerm& out = record.terms.emplace_back();
    out.key = term.key;
    out.term_class = static_cast<uint8_t>(term.term_class);
    out.direction = static_cast<int8_t>(linguistics::Direction(term.key));
    if (!term.concept_known) AddOtherNames(&out);
    spans.push_back(term.span);
    senses.push_back(term.end == term.first + 1 ? linguistics::SensesOf(tokens.Word(term.first)) : linguistics::Senses());
    weights.push_back(linguistics::Rarity(tokens, term.first, term.end));
    cues.push_back(IsCue(found, term));
    deeds.push_back(term.key == deed);
  }
  content = Comparable(std::move(record));
  for (const Numeral& n : linguistics::FindNumerals(tokens)) {
    if (n.kind != NumeralKind::kOrdinal && !n.determiner) numbers.push_back(n);
  }
}

const Wording& SentenceOf(const Comparable& comparable) {
  const Record& r = comparable.record;
  if (r.sentence.empty()) return ClauseOf(comparable);
  if (comparable.sentence == nullptr) comparable.sentence = std::make_shared<const Wording>(r.sentence, r.predicate_key);
  return *comparable.sentence;
}

const Wording& ClauseOf(const Comparable& comparable) {
  const Record& r = comparable.record;
  if (comparable.clause == nullptr) comparable.clause = std::make_shared<const Wording>(r.text, r.predicate_key);
  return *comparable.clause;
}

Overlap OverlapOf(const Wording& claim, const Wording& text, const std::vector<Swap>& swaps) {
  const TermMatrix matches(claim.content, text.content);
  const auto said_by_text = [&](size_t i) {
    return IsSaid(matches.left()[i]) || IsRelated(claim.senses[i], text.senses);
  };
  const auto said_by_claim = [&](size_t j) {
    return IsSaid(matches.right()[j]) || IsRelated(text.senses[j], claim.senses);
  };
  Overlap out;
  int all = 0, said = 0, told = 0, shared = 0, deed = 0, deed_said = 0;
  for (size_t i = 0; i < claim.content.facts.size(); ++i) {
    if (IsIn(swaps, &Swap::left, claim.spans[i])) continue;
    all += claim.weights[i];
    if (claim.deeds[i]) deed += claim.weights[i];
    if (!said_by_text(i)) continue;
    said += claim.weights[i];
    if (claim.deeds[i]) deed_said += claim.weights[i];
    ++out.words;
  }
  for (size_t j = 0; j < text.content.facts.size(); ++j) {
    if (IsIn(swaps, &Swap::right, text.spans[j])) continue;
    const bool found = said_by_claim(j);
    if (found || !text.cues[j]) told += text.weights[j];
    if (found) shared += text.weights[j];
  }
  const std::vector<Numeral> wanted = Without(claim.numbers, swaps, &Swap::left);
  const std::vector<Numeral> given = Without(text.numbers, swaps, &Swap::right);
  const int said_numbers = NumbersFound(wanted, given), shared_numbers = NumbersFound(given, wanted);
  const auto count = [](const std::vector<Numeral>& numbers) { return static_cast<int>(numbers.size()); };
  out.number_missing = said_numbers < count(wanted);
  out.other_number = out.number_missing && shared_numbers < count(given);
  out.words += said_numbers;
  all += kNumberWeight * count(wanted);
  said += kNumberWeight * said_numbers;
  told += kNumberWeight * count(given);
  shared += kNumberWeight * shared_numbers;
  const auto share = [](int part, int of) { return of == 0 ? 1000 : 1000 * part / of; };
  out.claim = share(said, all);
  out.things = share(said - deed_said, all - deed);
  out.text = share(shared, told);
  out.both = share(said + shared, all + told);
  return out;
}

bool SaysDeed(const Wording& wording, const Record& record) {
  const auto& terms = wording.content.record.terms;
  const Senses deed = linguistics::SensesOf(record.predicate_word);
  const bool other_word = std::any_of(wording.senses.begin(), wording.senses.end(), [&](const Senses& word) {
    return MayBeSame(word, deed) || MayBeKindOf(word, deed);
  });
  return other_word || std::any_of(terms.begin(), terms.end(), [&](const RecordTerm& term) {
    return term.key == record.predicate_key || (term.direction != 0 && term.direction == record.predicate_direction) ||
           ComparePredicates(term.key, record.predicate_word) == PredicateRelation::kSame;
  });
}

bool SaysOpposite(const Wording& wording, const Record& record) {
  const linguistics::PredicateSense deed{record.predicate_key, record.predicate_direction};
  const auto& terms = wording.content.record.terms;
  return std::any_of(terms.begin(), terms.end(), [&](const RecordTerm& term) {
    return ComparePredicates(term.key, record.predicate_word) == PredicateRelation::kOpposite ||
           linguistics::Opposition(deed, {term.key, term.direction}) < 0;
  });
}

}  // namespace plx::claims
