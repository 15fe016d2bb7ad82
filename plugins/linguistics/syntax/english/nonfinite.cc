#include "plugins/linguistics/syntax/english/drafter.h"

#include "plugins/linguistics/syntax/english/clause_words.h"
#include "plugins/linguistics/text/any_of.h"

namespace plx::linguistics::syntax {

void Drafter::PlaceInfinitive(size_t p, size_t q, Draft* d) {
  // "Boeing to cut jobs": a headline's future.
  if (!has_finite_ && drafts_.empty() && q > 0 && HasPhrase(words_, 0, q)) {
    SetStart(0, 0, ClauseLink::kMain, d);
    DropOpening(d);
    d->headline = true;
    has_finite_ = true;
    return;
  }
  if (ForSubject(p, q, d)) return;
  const size_t pending = NotePending(p, q);
  size_t cut = q;
  for (size_t k = q; k-- > p;) {
    if (words_[k].tag == kCoordinator && k + 1 == q) cut = CommaBefore(words_, k), d->connective = words_[k].lower;
    if (k + 2 >= q && words_[k].lower == "in" && words_[k + 1].lower == "order") cut = k;
    break;
  }
  SetStart(q, cut, ClauseLink::kPurpose, d);
  d->parent = Last();
  if (pending != kNoPending && drafts_.empty()) d->host_begin = pending, d->host_end = cut;
}

bool Drafter::PlaceGerund(size_t p, size_t q, Draft* d) {
  size_t before = q;
  while (before > p && words_[before - 1].tag == kAdverb) --before;
  if (before == 0) return false;
  // "denies having sold": what the verb before says.
  if (before == p && !drafts_.empty() &&
      IsAnyOf(drafts_.back().group.lemma, {"deny", "admit", "acknowledge", "recall", "report", "confirm"})) {
    SetStart(q, q, ClauseLink::kComplement, d);
    d->parent = Last();
    return true;
  }
  if (AccusedOf(p, before, d)) return true;
  const Word& w = words_[before - 1];
  const bool comma = w.mark == ',';
  const bool linked = IsAnyOf(w.lower, {"by", "while", "after", "before", "when", "without", "despite", "amid"});
  const bool aimed = w.lower == "at" && before > 1 && IsAnyOf(words_[before - 2].lower, {"aimed", "aims", "aim", "aiming", "targeted"});
  const bool same = w.tag == kCoordinator && !drafts_.empty() && drafts_.back().group.form == GroupForm::kGerund;
  if (before - 1 < p && !aimed) return false;
  if (!comma && !linked && !aimed && !same) return ReducedRelative(p, q, d);
  if (drafts_.empty() && !aimed && !(linked && HasPhrase(words_, 0, before - 1))) return false;
  size_t cut = before - 1;
  if (aimed) cut = before - 2;
  const size_t pending = aimed || drafts_.empty() ? NotePending(p, cut) : kNoPending;
  if (pending != kNoPending && (drafts_.empty() || words_[cut].lower == "aimed")) d->host_begin = pending, d->host_end = cut;
  SetStart(q, cut, aimed ? ClauseLink::kPurpose : ClauseLink::kParticiple, d);
  d->connective = comma ? "" : w.lower;
  if (aimed) d->group.first_lemma = "aim";
  d->parent = Last();
  return true;
}

// "called for the plant to be closed": what they ask for, of what stands between.
bool Drafter::ForSubject(size_t p, size_t q, Draft* d) const {
  if (drafts_.empty() || q < p + 2 || words_[p].lower != "for") return false;
  if (!IsAnyOf(drafts_.back().group.lemma, {"call", "push", "press", "appeal", "campaign", "plead", "petition"})) return false;
  for (size_t k = p; k < q; ++k) {
    if (words_[k].mark != 0) return false;
  }
  if (!HasPhrase(words_, p + 1, q)) return false;
  SetStart(p + 1, p, ClauseLink::kComplement, d);
  d->host_begin = p + 1;
  d->host_end = q;
  d->parent = Last();
  return true;
}

// "accused the company of hiding the cuts": what it is said to have done.
bool Drafter::AccusedOf(size_t p, size_t before, Draft* d) const {
  if (accusations_ == Accusations::kPart || drafts_.empty() || before <= p + 1 || words_[before - 1].lower != "of") return false;
  const VerbGroup& verb = drafts_.back().group;
  if (verb.lemma != "accuse" || verb.passive) return false;
  SetStart(p, before - 1, ClauseLink::kComplement, d);
  d->host_begin = p;
  d->host_end = before - 1;
  d->parent = Last();
  return true;
}

// "a process requiring investment", "countries responding": the noun before is the subject.
bool Drafter::ReducedRelative(size_t p, size_t q, Draft* d) {
  if (q == 0 || q <= p || !IsNounTag(words_[q - 1].tag) || q + 1 >= words_.size()) return false;
  const char next = words_[q + 1].tag;
  const bool object = next == kDeterminer || next == kPossessive || next == kAdjective || next == kNoun ||
                      next == kNounPlural || next == kName || next == kNumber;
  if (!object || IsAnyOf(words_[q].lower, {"including", "regarding", "concerning", "according", "following", "involving"})) return false;
  if (WithAbsolute(p, q, d)) return true;
  NotePending(p, q);
  const bool complement = !drafts_.empty() && drafts_.back().group.copula;
  SetStart(q, q, ClauseLink::kParticiple, d);
  d->parent = Last();
  if (!complement) d->host_begin = p, d->host_end = q;
  return true;
}

// ", with countries responding", ", with the mine set to open": the whole stands apart.
bool Drafter::WithAbsolute(size_t p, size_t q, Draft* d) const {
  for (size_t k = q; k-- > p;) {
    if (words_[k].lower == "with" && k > 0 && words_[k - 1].mark == ',') {
      SetStart(k + 1, k - 1, ClauseLink::kParticiple, d);
      d->connective = "with";
      d->host_begin = k + 1;
      d->host_end = q;
      d->parent = Last();
      return true;
    }
    if (words_[k].mark != 0) break;
  }
  return false;
}

bool Drafter::PlaceParticiple(size_t p, size_t q, Draft* d) {
  if (q == 0 || q <= p || drafts_.empty()) return false;
  if (WithAbsolute(p, q, d)) return true;
  if (words_[q - 1].mark != ',') return false;
  SetStart(q, q - 1, ClauseLink::kParticiple, d);
  d->group.passive = true;
  d->parent = Last();
  return true;
}

}  // namespace plx::linguistics::syntax
