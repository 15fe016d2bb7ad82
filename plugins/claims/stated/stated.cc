#include "plugins/claims/stated/stated.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/claims/alignment/term_match.h"
#include "plugins/claims/comparison/clause_traits.h"
#include "plugins/claims/comparison/relations.h"
#include "plugins/claims/stated/wording.h"
#include "plugins/linguistics/meaning/terms.h"
#include "plugins/linguistics/meaning/word_swap.h"
#include "plugins/linguistics/text/lemma.h"

namespace plx::claims {
namespace {

using linguistics::Swap;
using linguistics::SwapKind;

// Shares in thousandths from which on a text speaks of the claim: of the claim's words that a clause says, of those
// that its sentence says, and of all words of both that are in common. A headline has few words, all of one thing.
constexpr int kClause = 600, kSentenceClaim = 600, kSentenceBoth = 350;
constexpr int kRefutingClaim = 500, kRefutingBoth = 300;
constexpr int kHeadlineClause = 450, kHeadline = 250;
// What only a headline may mean ("not") must be surer to be of the claim, and what calls it a hoax need not.
constexpr int kObjectingHeadline = 300, kRefutingHeadline = 200;
// Of the claim's words, so that it is the claim that is told at a distance, not something else of the same people.
constexpr int kReportedClaim = 500;
// Of the claim's words but its verb, so that the same deed is of the same: everybody criticizes somebody.
constexpr int kHeadlineThings = 350, kThings = 600;
// Of the text's words, where no verb says that it is the same that is told: where the claim has none, and where the
// text leaves it out.
constexpr int kSameWithoutDeed = 400, kSameDeedLeftOut = 900;
// Of what both say besides the words that were exchanged, so that it is those that the sentences differ by.
constexpr int kButForSwaps = 500;

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

// Of the swap that decides, if all others say the same in other words; kUnknown if there is none.
SwapKind Decisive(const std::vector<Swap>& swaps) {
  SwapKind decisive = SwapKind::kUnknown;
  for (const Swap& swap : swaps) {
    if (swap.kind == SwapKind::kUnknown) return swap.kind;
    if (decisive == SwapKind::kUnknown && ReasonOf(swap.kind) != nullptr) decisive = swap.kind;
  }
  return decisive;
}

// Looks in the whole sentences first: a clause may have been cut off before the word that was exchanged.
SwapKind DecisiveSwap(const Comparable& claim, const Comparable& text) {
  const Wording& stated = SentenceOf(claim);
  const Wording& told = SentenceOf(text);
  const std::vector<Swap> swaps = linguistics::FindSwaps(stated.tokens, told.tokens);
  const SwapKind whole = OverlapOf(stated, told, swaps).both >= kButForSwaps ? Decisive(swaps) : SwapKind::kUnknown;
  if (whole != SwapKind::kUnknown || (claim.record.sentence.empty() && text.record.sentence.empty())) return whole;
  return Decisive(linguistics::FindSwaps(ClauseOf(claim).tokens, ClauseOf(text).tokens));
}

// Short, and of one thing.
bool IsHeadline(const Record& r) { return r.block_kind == PLX_BLOCK_TITLE; }

// What the claim is held against, and as much of the claim.
const Wording& ToldBy(const Comparable& text) { return IsHeadline(text.record) ? SentenceOf(text) : ClauseOf(text); }
const Wording& ClaimedOf(const Comparable& claim, const Comparable& text) {
  return IsHeadline(text.record) ? SentenceOf(claim) : ClauseOf(claim);
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

// Whether the text tells what the claim tells to be done.
enum class Deed {
  kSame,
  kNone,     // the claim has no verb that says anything: "the gold watch costs $17,000"
  kLeftOut,  // the text has none: "the council and the permit"
  kOther    // "approved the permit" has all words of "rejected the permit" but the one that matters
};
bool HasDeed(const Record& r) {
  return !r.nominal && !r.predicate_word.empty() && !IsEverydayVerb(r.predicate_word) &&
         !linguistics::IsStopWord(r.predicate_word);
}
Deed DeedOf(const Comparable& stated, const Comparable& told, const Alignment& m) {
  if (m.predicate == PredicateRelation::kOpposite) return Deed::kOther;
  if (m.predicate == PredicateRelation::kSame || CoverageOf(stated, told).deed) return Deed::kSame;
  const bool claimed = HasDeed(stated.record), done = HasDeed(told.record);
  if (claimed && SaysDeed(ToldBy(told), stated.record)) return Deed::kSame;
  if (done && SaysDeed(ClaimedOf(stated, told), told.record)) return Deed::kSame;
  if (SaysOpposite(ToldBy(told), stated.record)) return Deed::kOther;
  return !claimed ? Deed::kNone : done ? Deed::kOther : Deed::kLeftOut;
}

// True if a word of the name stands in the text, or what goes by another one.
bool IsNamed(const RecordTerm& name, const Comparable& told) {
  const linguistics::TokenSequence& words = SentenceOf(told).tokens;
  for (std::string_view rest = LocalName(name.key); !rest.empty();) {
    const size_t dash = std::min(rest.find('-'), rest.size());
    const std::string_view part = rest.substr(0, dash);
    for (size_t i = 0; i < words.size(); ++i) {
      std::string_view word = words.Word(i);
      if (word.ends_with("'s")) word.remove_suffix(2);
      if (word == part) return true;
    }
    rest.remove_prefix(std::min(dash + 1, rest.size()));
  }
  const auto& terms = told.record.terms;
  return std::any_of(terms.begin(), terms.end(), [&](const RecordTerm& t) { return SimilarTerm(name, t); });
}

// Who does it or suffers it has a name that the text does not have: "Anna Lind" where the claim is of Karl Berg.
bool LacksName(const Comparable& stated, const Comparable& told) {
  return std::any_of(stated.record.terms.begin(), stated.record.terms.end(), [&](const RecordTerm& t) {
    const bool involved = t.place == Place::kSubject || t.place == Place::kObject;
    return involved && !LocalName(t.key).empty() && !IsPlace(t.key) && !IsNamed(t, told);
  });
}

bool SpeaksOf(const Comparable& stated, const Comparable& told, const Overlap& overlap, const Alignment& m) {
  const Record& r = told.record;
  const bool headline = IsHeadline(r);
  // Who calls something untrue names the one that it was. A headline names other things too.
  const bool conflict = (m.subject_conflict && !headline) || m.place_conflict || m.ordinal_conflict;
  if (conflict && (!headline || r.report.refuting.empty())) return false;
  const Coverage coverage = CoverageOf(stated, told);
  if (m.common >= 1 && coverage.words >= 2 && coverage.share >= (headline ? kHeadlineClause : kClause)) return true;
  if (!headline) {
    const bool refuting = !r.report.refuting.empty();
    return overlap.words >= 2 && overlap.claim >= (refuting ? kRefutingClaim : kSentenceClaim) &&
           overlap.both >= (refuting ? kRefutingBoth : kSentenceBoth);
  }
  const int least = !r.report.refuting.empty()    ? kRefutingHeadline
                    : !r.report.objecting.empty() ? kObjectingHeadline
                                                  : kHeadline;
  return overlap.words >= 2 && overlap.claim >= least && overlap.both >= least;
}

// A plan or forecast: that somebody is urged to do it does not say that it is done.
bool IsOpen(const Record& r) { return r.modality == PLX_MODALITY_PLAN || r.modality == PLX_MODALITY_FORECAST; }

bool Refutes(const Record& r) { return !r.report.refuting.empty() || !r.report.objecting.empty(); }

// The claim itself is that something is not so: "No, the minister did not resign". A suspect or a trick it may well tell of.
bool IsRefutation(const Record& stated) {
  return !stated.report.refuting.empty() ||
         std::any_of(stated.report.objecting.begin(), stated.report.objecting.end(), [](const std::string& word) {
           return word == "no" || word == "not" || word == "nope" || word.ends_with("n't");
         });
}

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
    // Of the clauses of one headline the one that says most of it is shown.
    out->score = score + CoverageOf(claim, text).share / 40;
    out->joins = true;
    out->left = a.record.span;
    out->right = b.record.span;
    out->reason = reason;
    out->detail = {a.record.text, " | ", b.record.text, ""};
  };
  const bool silent = out->kind == PLX_RELATION_UNRELATED;
  if (!silent && !Agrees(*out)) return;
  const Overlap overlap = OverlapOf(ClaimedOf(claim, text), ToldBy(text));
  if (const SwapKind swap = DecisiveSwap(claim, text); ReasonOf(swap) != nullptr) {
    found(swap == SwapKind::kNumber ? uint32_t{PLX_RELATION_VARIES} : ConflictKind(stated, told), kSwapped, ReasonOf(swap));
    return;
  }
  // Who gives no number, or gives it for something else, does not assert that of the claim. A headline leaves it out.
  const bool numbers_given = IsHeadline(told) || GivesNumbersOf(stated, told);
  if (!numbers_given) *out = Comparison();
  if (silent && !SpeaksOf(claim, text, overlap, m)) return;
  const Deed deed = DeedOf(claim, text, m);
  if (!silent && deed == Deed::kOther) *out = Comparison();
  // A headline that calls something a hoax leaves the verb out.
  if (deed != Deed::kSame && !IsHeadline(told) && told.report.refuting.empty()) return;
  // "$5.8 billion, not less" denies no claim of $4.2 billion: it gives another number.
  const bool other_number = NumbersDisagree(a.record, b.record) || overlap.other_number;
  // Of a claim that is itself a refutation ("no, it is a hoax") a text that refutes the same says the same.
  const bool refutes = IsRefutation(stated), refuted = Refutes(told);
  const bool own = HasOwn(told.report.refuting, stated.text) || HasOwn(told.report.objecting, stated.text);
  if (!other_number && !refutes && refuted && own) {
    found(ConflictKind(stated, told), kRefuted, "refuted");
    return;
  }
  if (!numbers_given || deed == Deed::kOther || other_number || LacksName(claim, text)) return;
  if (silent && overlap.things < (IsHeadline(told) ? kHeadlineThings : kThings)) return;
  const bool same = deed == Deed::kSame || overlap.text >= (deed == Deed::kNone ? kSameWithoutDeed : kSameDeedLeftOut);
  if ((told.hedged && !stated.hedged) || HasOwn(told.report.hedging, stated.text)) {
    if (!silent || overlap.claim >= kReportedClaim) found(PLX_RELATION_CORROBORATES, kReported, "reported");
  } else if (!silent && overlap.number_missing && !GivesNumbersOf(stated, told)) {  // "Orbit to sell smart clocks", of 19 million
    found(PLX_RELATION_ELABORATES, kSameWords, "vaguer");
    out->reversed = !a.record.stated;
  } else if (silent && same && (IsOpen(stated) || !IsOpen(told)) &&
             (refutes ? refuted : stated.polarity == told.polarity)) {
    const bool vaguer = overlap.number_missing;
    found(vaguer ? PLX_RELATION_ELABORATES : PLX_RELATION_CORROBORATES, kSameWords, vaguer ? "vaguer" : "same.words");
    out->reversed = vaguer && !a.record.stated;
  }
}

}  // namespace plx::claims
