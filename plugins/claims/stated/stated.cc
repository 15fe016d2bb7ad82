#include "plugins/claims/stated/stated.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/claims/alignment/term_match.h"
#include "plugins/claims/comparison/relations.h"
#include "plugins/linguistics/meaning/word_swap.h"
#include "plugins/linguistics/text/lemma.h"

namespace plx::claims {
namespace {

using linguistics::Swap;
using linguistics::SwapKind;

// Share of the stated claim's words, in thousandths, from which on a text speaks of it. A headline has few words,
// and all of them are of one thing.
constexpr int kSpeaksOfIt = 600, kHeadlineSpeaksOfIt = 450;

constexpr int kSwapped = 800, kRefuted = 700, kSameWords = 600, kReported = 550;

// The reason code of a swap after which both cannot be true; null for one that changes nothing or is not known.
const char* ReasonOf(SwapKind kind) {
  switch (kind) {
    case SwapKind::kNumber:
    case SwapKind::kOrdinal: return "swap.number";
    case SwapKind::kRegion:
    case SwapKind::kPeople: return "swap.place";
    case SwapKind::kOpposite: return "swap.opposite";
    default: return nullptr;
  }
}

// The swap that decides, if all others say the same in other words; null if there is none.
const Swap* Decisive(const std::vector<Swap>& swaps) {
  const Swap* decisive = nullptr;
  for (const Swap& swap : swaps) {
    if (swap.kind == SwapKind::kUnknown) return nullptr;
    if (decisive == nullptr && ReasonOf(swap.kind) != nullptr) decisive = &swap;
  }
  return decisive;
}

// Cues that the claim itself has say nothing of it: a claim that something was a hoax is told with that word.
bool HasOwn(const std::vector<std::string>& cues, const std::string& claim) {
  const linguistics::TokenSequence tokens(claim);
  return std::any_of(cues.begin(), cues.end(), [&](const std::string& cue) {
    for (size_t i = 0; i < tokens.size(); ++i) {
      if (tokens.Word(i) == cue || linguistics::Lemma(tokens.Word(i)) == cue) return false;
    }
    return true;
  });
}

// How much of the claim the text says, in thousandths by weight: in the clause itself, or in its headline and in
// what it speaks of again and again.
struct Coverage {
  int share = 0;
  int words = 0;
  bool deed = false;  // the claim's verb is among them, in whatever form
};
Coverage CoverageOf(const Comparable& stated, const Comparable& told) {
  const auto says = [&](const RecordTerm& term) {
    const auto same = [&](const RecordTerm& t) { return SimilarTerm(term, t); };
    return std::any_of(told.record.terms.begin(), told.record.terms.end(), same) ||
           std::any_of(told.record.context.begin(), told.record.context.end(), same) ||
           (!told.record.about.key.empty() && same(told.record.about));
  };
  Coverage coverage;
  int all = 0, said = 0;
  for (size_t i = 0; i < stated.facts.size(); ++i) {
    const RecordTerm& term = stated.record.terms[i];
    if (term.term_class == kMemberTerm || (i > 0 && stated.facts[i - 1].key == stated.facts[i].key)) continue;
    all += stated.facts[i].weight;
    if (!says(term)) continue;
    said += stated.facts[i].weight;
    ++coverage.words;
    coverage.deed |= term.place == Place::kPredicate;
  }
  coverage.share = all == 0 ? 0 : 1000 * said / all;
  return coverage;
}

// `deed`: and says its verb.
bool SpeaksOf(const Comparable& stated, const Comparable& told, const Alignment& m, bool* deed) {
  if (m.common < 1 || m.subject_conflict || m.place_conflict || m.ordinal_conflict) return false;
  const Coverage coverage = CoverageOf(stated, told);
  *deed = m.predicate == PredicateRelation::kSame || coverage.deed;
  return coverage.words >= 2 && coverage.share >= (told.record.block_kind == PLX_BLOCK_TITLE ? kHeadlineSpeaksOfIt : kSpeaksOfIt);
}

// A plan or forecast: that somebody is urged to do it does not say that it is done.
bool IsOpen(const Record& r) { return r.modality == PLX_MODALITY_PLAN || r.modality == PLX_MODALITY_FORECAST; }

bool Agrees(const Comparison& found) {
  return found.kind == PLX_RELATION_CORROBORATES || found.kind == PLX_RELATION_ELABORATES;
}

}  // namespace

void CompareStated(const Comparable& a, const Comparable& b, const Alignment& m, Comparison* out) {
  const Comparable& claim = a.record.stated ? a : b;
  const Comparable& text = a.record.stated ? b : a;
  const Record& stated = claim.record;
  const Record& told = text.record;
  const auto found = [&](uint32_t kind, int score, const char* reason) {
    *out = Comparison();
    out->kind = kind;
    out->score = score;
    out->joins = true;
    out->left = a.record.span;
    out->right = b.record.span;
    out->reason = reason;
    out->detail = {a.record.text, " | ", b.record.text, ""};
  };
  const bool silent = out->kind == PLX_RELATION_UNRELATED;
  if (silent || Agrees(*out)) {
    const std::vector<Swap> swaps =
        linguistics::FindSwaps(linguistics::TokenSequence(stated.text), linguistics::TokenSequence(told.text));
    if (const Swap* swap = Decisive(swaps); swap != nullptr) {
      const bool number = swap->kind == SwapKind::kNumber;
      found(number ? uint32_t{PLX_RELATION_VARIES} : ConflictKind(stated, told), kSwapped, ReasonOf(swap->kind));
      return;
    }
  }
  bool deed = true;
  if (!Agrees(*out) && !(silent && SpeaksOf(claim, text, m, &deed))) return;
  // "approved the permit" has all words of "rejected the permit" but the one that matters; a headline that calls
  // something a hoax leaves the verb out.
  if (!deed && told.block_kind != PLX_BLOCK_TITLE) return;
  // "$5.8 billion, not less" denies no claim of $4.2 billion: it gives another number.
  const bool other_number = NumbersDisagree(a.record, b.record);
  if (!other_number && HasOwn(told.report.refuting, stated.text)) {
    found(ConflictKind(stated, told), kRefuted, "refuted");
  } else if (HasOwn(told.report.hedging, stated.text)) {
    found(PLX_RELATION_CORROBORATES, kReported, "reported");
  } else if (silent && deed && IsOpen(stated) == IsOpen(told) && a.record.polarity == b.record.polarity && !other_number) {
    found(PLX_RELATION_CORROBORATES, kSameWords, "same.words");
  }
}

}  // namespace plx::claims
