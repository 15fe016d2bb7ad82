#include "plugins/linguistics/syntax/english/drafter.h"

#include "plugins/linguistics/syntax/english/clause_words.h"
#include "plugins/linguistics/syntax/phrases.h"
#include "plugins/linguistics/text/any_of.h"

namespace plx::linguistics::syntax {

bool Drafter::BoundaryAt(size_t k, size_t p, size_t q, Draft* d) {
  const Word& w = words_[k];
  const bool after_verb = !drafts_.empty();
  if (IsHardMark(w)) {
    if (!HasPhrase(words_, k + 1, q)) return false;
    SetStart(k + 1, k, ClauseLink::kCoordinate, d);
    return true;
  }
  if (w.tag == kCoordinator && IsContrast(w.lower)) {
    SetStart(k + 1, CommaBefore(words_, k), ClauseLink::kContrast, d);
    d->connective = w.lower;
    return true;
  }
  if (IsRelative(w) && w.tag != kDeterminer) return RelativeAt(k, q, d);
  if (IsSubordinator(w.lower) && w.tag != kName) {
    if (k == 0 && !after_verb) return false;
    // "who once was a singer" has its subject before the word.
    if (w.lower != "what" && !HasSubject(k + 1, q)) return false;
    SetStart(k + 1, CommaBefore(words_, k), IsContrast(w.lower) ? ClauseLink::kContrast : ClauseLink::kCoordinate, d);
    d->connective = w.lower;
    return true;
  }
  if (after_verb && IsWeakSubordinator(w.lower) && HasPhrase(words_, k + 1, q) && !Comparison(k)) {
    SetStart(k + 1, CommaBefore(words_, k), ClauseLink::kCoordinate, d);
    d->connective = w.lower;
    return true;
  }
  if (after_verb && w.lower == "so" && k > 0 && words_[k - 1].mark == ',') {
    SetStart(k + 1, k - 1, ClauseLink::kCoordinate, d);
    d->connective = w.lower;
    return true;
  }
  // "lower than the polls had promised", not "injuring more than 70, the railway said".
  if (after_verb && w.lower == "than" && words_[k + 1].tag != kNumber && HasPhrase(words_, k + 1, q)) {
    SetStart(k + 1, k, ClauseLink::kCoordinate, d);
    d->connective = w.lower;
    return true;
  }
  if (w.tag == kCoordinator && after_verb) return AndAt(k, p, q, d);
  return false;
}

bool Drafter::HasSubject(size_t first, size_t end) const {
  for (size_t i = first; i < end; ++i) {
    if (words_[i].tag == kThere) return true;
  }
  return HasPhrase(words_, first, end);
}

// "such as", "as well as", "more than": a list or comparison, not a clause.
bool Drafter::Comparison(size_t k) const {
  return words_[k].lower == "as" && k > 0 && IsAnyOf(words_[k - 1].lower, {"such", "well", "far", "much"});
}

bool Drafter::RelativeAt(size_t k, size_t q, Draft* d) {
  const bool subject_follows = HasPhrase(words_, k + 1, q);
  const bool noun_before = k > 0 && (words_[k - 1].mark == ',' || words_[k - 1].tag == kNoun ||
                                     words_[k - 1].tag == kNounPlural || words_[k - 1].tag == kName ||
                                     words_[k - 1].mark == U'”' || words_[k - 1].mark == '"');
  if (words_[k].lower == "that" && (subject_follows || !noun_before)) {
    if (drafts_.empty() && k == 0) return false;
    // "the report that X did Y has not been verified": the noun still waits for its verb.
    if (noun_before) NotePending(drafts_.empty() ? 0 : drafts_.back().group.end, k);
    SetStart(k + 1, k, ClauseLink::kComplement, d);
    d->connective = "that";
    return true;
  }
  if (!noun_before && drafts_.empty()) return false;
  NotePending(drafts_.empty() ? 0 : drafts_.back().group.end, CommaBefore(words_, k));
  SetStart(k + 1, CommaBefore(words_, k), ClauseLink::kRelative, d);
  d->connective = words_[k].lower;
  d->antecedent_begin = drafts_.empty() ? 0 : drafts_.back().group.end;
  d->antecedent_end = CommaBefore(words_, k);
  return true;
}

bool Drafter::AndAt(size_t k, size_t p, size_t q, Draft* d) {
  const size_t next = SkipLight(words_, k + 1);
  if (next >= q) {  // "and is leading": shares the subject
    SetStart(k + 1, CommaBefore(words_, k), ClauseLink::kCoordinate, d);
    d->connective = words_[k].lower;
    d->shares_subject = true;
    return true;
  }
  if (!HasPhrase(words_, k + 1, q)) return false;
  const Draft& last = drafts_.back();
  const bool comma = k > 0 && words_[k - 1].mark == ',';
  const bool nested = last.group.form != GroupForm::kFinite || last.link == ClauseLink::kRelative;
  if (!comma && nested && !pending_.empty() && k == p) return false;
  if (!comma && JoinsNouns(p, k, q)) return false;
  SetStart(k + 1, CommaBefore(words_, k), ClauseLink::kCoordinate, d);
  d->connective = words_[k].lower;
  return true;
}

bool Drafter::InsidePhrase(size_t p, size_t k, size_t q) const {
  for (const Phrase& phrase : FindPhrases(words_, p, q)) {
    if (phrase.first < k && k < phrase.end) return true;
  }
  return false;
}

// True if the "and" at `k` joins two nouns of one subject, not two clauses.
bool Drafter::JoinsNouns(size_t p, size_t k, size_t q) const {
  for (const Phrase& phrase : FindPhrases(words_, p, q)) {
    if (phrase.first > k || phrase.end <= k) continue;
    if (phrase.first == p) return false;  // the object of the verb before
    return !phrase.governed || IsWeakSubordinator(words_[phrase.preposition].lower) ||
           IsSubordinator(words_[phrase.preposition].lower);
  }
  return false;
}

bool Drafter::ContactRelative(const std::vector<Phrase>& between, size_t p, size_t q, Draft* d) const {
  if (between.size() < 2) return false;
  const Phrase& subject = between.back();
  const Phrase& antecedent = between[between.size() - 2];
  if (subject.governed || subject.first != antecedent.end || subject.end > q) return false;
  // "told the paper he would" and "said Monday it would" go on with what was said.
  const char first = words_[antecedent.first].tag;
  const bool thing = first == kDeterminer || first == kPossessive;
  const bool tells = IsAnyOf(drafts_.back().group.lemma, {"tell", "assure", "inform", "remind", "warn", "promise", "show", "convince", "persuade",
                                                          "teach", "advise", "notify", "ask", "say", "give"});
  if (!antecedent.governed && (!thing || tells)) return false;
  SetStart(subject.first, subject.first, ClauseLink::kRelative, d);
  d->antecedent_begin = p;
  d->antecedent_end = subject.first;
  return true;
}

bool Drafter::CommaBoundary(size_t p, size_t q, Draft* d) {
  for (size_t k = q; k-- > p;) {
    if (words_[k].mark != ',' || !HasPhrase(words_, k + 1, q)) continue;
    SetStart(k + 1, k, ClauseLink::kCoordinate, d);
    return true;
  }
  return false;
}

}  // namespace plx::linguistics::syntax
