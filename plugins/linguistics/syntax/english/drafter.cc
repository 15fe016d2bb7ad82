#include "plugins/linguistics/syntax/english/drafter.h"

#include <utility>

#include "plugins/linguistics/syntax/english/clause_words.h"
#include "plugins/linguistics/syntax/phrases.h"

namespace plx::linguistics::syntax {

std::vector<Draft> Drafter::Run() {
  std::vector<VerbGroup> groups = FindVerbGroups(words_);
  for (const VerbGroup& group : groups) has_finite_ |= group.form == GroupForm::kFinite;
  for (VerbGroup& group : groups) MendHeadline(&group);
  for (const VerbGroup& group : groups) has_finite_ |= group.form == GroupForm::kFinite;
  for (VerbGroup& group : groups) Place(std::move(group));
  return std::move(drafts_);
}

// "12 killed in fire", "two men arrested after robbery": a participle without its auxiliary.
void Drafter::MendHeadline(VerbGroup* g) const {
  if (g->end != g->first + 1 || g->first == 0) return;
  const bool participle = g->form == GroupForm::kParticiple;
  const bool past = words_[g->head].tag == kVerbPast;
  const bool object = g->end < words_.size() && words_[g->end].tag != kPreposition && words_[g->end].mark == 0 &&
                      words_[g->end].tag != kTo && words_[g->end].tag != kAdverb && words_[g->end].tag != kCoordinator;
  if (object || (!participle && !past)) return;
  const char before = words_[g->first - 1].tag;
  // "Driver charged with murder" where nothing else is a verb.
  const bool subject = before == kNumber || before == kNounPlural || before == kName || (before == kNoun && !has_finite_);
  if (HasFrame("takes_object", g->lemma) && (!participle || subject)) {
    g->form = GroupForm::kFinite;
    g->passive = true;
  }
}

void Drafter::Place(VerbGroup group) {
  Draft draft;
  draft.group = std::move(group);
  draft.end = words_.size();
  const size_t q = draft.group.first;
  const size_t p = drafts_.empty() ? 0 : drafts_.back().group.end;
  bool keep = true;
  switch (draft.group.form) {
    case GroupForm::kFinite: keep = PlaceFinite(p, q, &draft); break;
    case GroupForm::kInfinitive: PlaceInfinitive(p, q, &draft); break;
    case GroupForm::kGerund: keep = PlaceGerund(p, q, &draft); break;
    case GroupForm::kParticiple: keep = PlaceParticiple(p, q, &draft); break;
  }
  if (!keep) return;
  for (Draft& d : drafts_) {
    if (d.end > draft.cut && d.group.end <= draft.cut) d.end = draft.cut;
    // A clause that resumes after a nested one ends the nested one.
    if (d.start >= draft.start && d.end > q) d.end = q;
  }
  drafts_.push_back(std::move(draft));
}

int Drafter::Last() const { return drafts_.empty() ? kNone : static_cast<int>(drafts_.size()) - 1; }

// The nearest clause that may share its subject: not a nested one.
int Drafter::Governor() const {
  for (int i = Last(); i >= 0; --i) {
    const ClauseLink link = drafts_[static_cast<size_t>(i)].link;
    if (link != ClauseLink::kRelative && link != ClauseLink::kPurpose && link != ClauseLink::kParticiple) return i;
  }
  return Last();
}

int Drafter::LastFinite() const {
  for (int i = Last(); i >= 0; --i) {
    if (drafts_[static_cast<size_t>(i)].group.form == GroupForm::kFinite) return i;
  }
  return Last();
}

void Drafter::SetStart(size_t start, size_t cut, ClauseLink link, Draft* d) const {
  d->start = SkipLight(words_, start);
  if (d->start > d->group.first) d->start = d->group.first;
  d->cut = cut;
  d->link = link;
  d->subject_begin = d->start;
  d->subject_end = d->group.first;
}

// False: no verb after all.
bool Drafter::PlaceFinite(size_t p, size_t q, Draft* d) {
  // "We have no confidence in him," said the minister.
  if (!drafts_.empty() && q > p + 1 && ClosesQuote(words_, q - 1)) {
    SetStart(q, q - 1, ClauseLink::kCoordinate, d);
    d->parent = Governor();
    return true;
  }
  // "Felt, who had led the bureau, died": the comma ends what hangs on the noun.
  if (ClosedByComma(p, q) && Resume(q, true, d)) return true;
  for (size_t k = q; k-- > p;) {
    if (BoundaryAt(k, p, q, d)) {
      d->parent = d->shares_subject ? LastFinite() : Parent(d->link);
      return true;
    }
  }
  if (drafts_.empty()) {
    SetStart(0, 0, ClauseLink::kMain, d);
    DropOpening(d);
    return true;
  }
  const Draft& last = drafts_.back();
  if (CommaBoundary(p, q, d)) {
    d->parent = Parent(d->link);
    return true;
  }
  const bool nested = last.group.form != GroupForm::kFinite || last.link == ClauseLink::kRelative ||
                      (!pending_.empty() && pending_.back().clause + 1 == drafts_.size());
  if (nested && Resume(q, false, d)) return true;
  const std::vector<Phrase> between = FindPhrases(words_, p, q);
  const char tag = words_[q].tag;
  if (!between.empty() && between.back().governed && between.back().end == q && d->group.end == q + 1 &&
      (tag == kVerbThird || tag == kVerbPresent) && MayBe(words_[q].lower, tag == kVerbThird ? 'L' : 'N')) {
    return false;  // "towards U.S. calls": a noun after all
  }
  if (ClosedByComma(p, q)) {  // "Colts beat Chiefs, clinch a place"
    SetStart(q, q - 1, ClauseLink::kCoordinate, d);
    d->shares_subject = true;
    d->parent = LastFinite();
  } else if (ContactRelative(between, p, q, d)) {
    d->parent = Last();
  } else if (HasPhrase(words_, p, q)) {
    SetStart(p, p, ClauseLink::kComplement, d);
    d->parent = Last();
  } else {
    SetStart(q, q, ClauseLink::kCoordinate, d);
    d->parent = Governor();
  }
  return true;
}

int Drafter::Parent(ClauseLink link) const {
  return link == ClauseLink::kRelative || link == ClauseLink::kComplement ? Last() : Governor();
}

// "Although X ..., Y": the first clause starts after its connective.
void Drafter::DropOpening(Draft* d) const {
  const size_t k = SkipLight(words_, 0);
  if (k < d->group.first && (IsSubordinator(words_[k].lower) || words_[k].tag == kCoordinator)) {
    d->connective = words_[k].lower;
    SetStart(k + 1, 0, IsContrast(words_[k].lower) ? ClauseLink::kContrast : ClauseLink::kMain, d);
  } else {
    d->connective = k > 0 ? words_[k - 1].lower : "";
    for (size_t i = 0; i < k; ++i) {
      if (IsContrast(words_[i].lower)) d->connective = words_[i].lower, d->link = ClauseLink::kContrast;
    }
  }
  // "Core Viewpoint - The US ...", "Beijing: ...": what stands before a hard mark is a label.
  for (size_t i = d->start; i < d->group.first; ++i) {
    if (IsHardMark(words_[i]) && HasPhrase(words_, i + 1, d->group.first)) SetStart(i + 1, 0, d->link, d);
  }
}

// Is the comma before the verb at q the only one behind the last verb?
bool Drafter::ClosedByComma(size_t p, size_t q) const {
  size_t k = q;
  while (k > p && (words_[k - 1].tag == kAdverb || IsQuote(words_[k - 1]))) --k;
  if (k <= p || words_[k - 1].mark != ',') return false;
  for (size_t i = p; i + 1 < k; ++i) {
    if (words_[i].mark == ',') return false;
  }
  return true;
}

// Is the last draft the clause that hangs on the noun, or part of it?
bool Drafter::HangsOn(const Pending& pending) const {
  int i = Last();
  while (i > static_cast<int>(pending.clause)) i = drafts_[static_cast<size_t>(i)].parent;
  return i == static_cast<int>(pending.clause);
}

// The main verb after a clause nested in its subject. `closed`: a comma ends the clause, so that one began it, too.
bool Drafter::Resume(size_t q, bool closed, Draft* d) {
  size_t i = pending_.size();
  while (i > 0 && (closed ? !pending_[i - 1].comma || !HangsOn(pending_[i - 1]) : false)) --i;
  if (i == 0) return false;
  const Pending noun = pending_[i - 1];
  pending_.resize(i - 1);
  SetStart(noun.begin, noun.begin, noun.link, d);
  d->cut = q;
  const Draft& nested = drafts_[noun.clause];
  d->subject_end = nested.cut > d->subject_begin ? nested.cut : nested.start;
  d->parent = noun.parent;
  DropOpeningOf(d);
  return true;
}

void Drafter::DropOpeningOf(Draft* d) const {
  if (d->start == SkipLight(words_, 0)) {
    const size_t end = d->subject_end;
    Draft probe = *d;
    DropOpening(&probe);
    d->start = probe.start;
    d->subject_begin = probe.start;
    d->connective = probe.connective;
    d->link = probe.link;
    d->subject_end = end;
  }
}

// Notes that a nested clause that begins at `cut` hangs on a noun that has no verb yet, and returns where the noun
// begins; kNoPending if there is none.
size_t Drafter::NotePending(size_t p, size_t cut) {
  if (!HasPhrase(words_, p, cut)) return kNoPending;
  Pending noun{p, drafts_.size(), Last(), drafts_.empty() ? ClauseLink::kMain : ClauseLink::kComplement, false};
  bool object = !drafts_.empty() && !HasFrame("takes_clause", drafts_.back().group.lemma);
  for (size_t k = cut; k-- > p;) {
    const Word& w = words_[k];
    const bool joins = w.tag == kCoordinator && (drafts_.empty() || InsidePhrase(p, k, cut));
    if ((w.tag == kCoordinator && !joins) || IsSubordinator(w.lower) || IsHardMark(w) || w.lower == "that") {
      noun.begin = k + 1;
      if (IsContrast(w.lower)) noun.link = ClauseLink::kContrast;
      object = false;
      break;
    }
  }
  // "paid them to keep quiet": what a verb acts on waits for no other.
  if (object) return noun.begin;
  for (size_t k = noun.begin; k <= cut && k < words_.size(); ++k) noun.comma |= words_[k].mark == ',';
  pending_.push_back(noun);
  return noun.begin;
}

}  // namespace plx::linguistics::syntax
