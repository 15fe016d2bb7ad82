#include "plugins/linguistics/syntax/english/participants.h"

#include <utility>

#include "plugins/linguistics/syntax/english/clause_words.h"
#include "plugins/linguistics/syntax/phrases.h"
#include "plugins/linguistics/text/any_of.h"

namespace plx::linguistics::syntax {
namespace {

// The nearest noun that agrees with the verb in number.
const Phrase& Antecedent(const std::vector<Word>& words, const std::vector<Phrase>& nouns, const VerbGroup& group) {
  const Word& verb = words[group.first];
  const bool singular = verb.tag == kVerbThird || IsAnyOf(verb.lower, {"is", "was", "has", "does"});
  const bool plural = verb.tag == kVerbPresent || IsAnyOf(verb.lower, {"are", "were", "have", "do"});
  for (size_t i = nouns.size(); i-- > 0;) {
    // "a factory in Hanam, which will employ": where it is does nothing.
    const bool place = i > 0 && nouns[i].governed && words[nouns[i].head].tag == kName && IsAnyOf(words[nouns[i].preposition].lower, {"in", "at", "near"});
    if (place) continue;
    const bool many = words[nouns[i].head].tag == kNounPlural;
    if ((singular && !many) || (plural && many) || (!singular && !plural)) return nouns[i];
  }
  return nouns.back();
}

// The noun that a clause hangs on: the nearest, or the nearest that no preposition governs.
const Phrase& Host(const std::vector<Phrase>& hosts, bool free) {
  for (size_t i = hosts.size(); free && i-- > 0;) {
    if (!hosts[i].governed) return hosts[i];
  }
  return hosts.back();
}

// "died yesterday", "announced last week", "left Thursday evening": when, and no object.
bool SaysWhen(const std::vector<Word>& words, const Phrase& phrase) {
  const std::string& first = words[phrase.first].lower;
  const std::string& head = words[phrase.head].lower;
  if (phrase.head == phrase.first) return IsDay(head);
  return (IsPeriod(head) || IsDay(head)) && phrase.head == phrase.first + 1 &&
         (IsDay(first) || IsAnyOf(first, {"last", "this", "next", "late", "early", "each", "every"}));
}

// Does a comma stand right before the verb group? Then what the commas enclose is no part of the subject.
bool CommaBeforeVerb(const std::vector<Word>& words, const Draft& d) {
  size_t k = d.group.first;
  while (k > d.subject_begin && (words[k - 1].tag == kAdverb || IsQuote(words[k - 1]))) --k;
  return k > d.subject_begin && words[k - 1].mark == ',';
}

// Of the nouns before the verb that no preposition governs, the subject: the last; but of "Felt, the former
// director, died" and "the director, Mark Felt, died" the name, and of two other nouns the first.
const Phrase* Subject(const std::vector<Word>& words, const std::vector<Phrase>& before, const Draft& d) {
  const Phrase* last = nullptr;
  const Phrase* apposed = nullptr;
  for (const Phrase& p : before) {
    if (p.governed || (last != nullptr && SaysWhen(words, p))) continue;
    // "John Jenner, 23, of Newton Street, Millom": whoever has an age is it.
    const bool aged = p.end + 2 < words.size() && words[p.end].mark == ',' && words[p.end + 1].tag == kNumber && words[p.end + 2].mark == ',';
    if (aged && words[p.head].tag == kName) return &p;
    const bool joined = last != nullptr && words[last->end].mark == ',' && p.first <= SkipLight(words, last->end);
    if (joined && !last->pronoun && !p.pronoun) {
      apposed = words[p.head].tag == kName && words[last->head].tag != kName ? &p : last;
      return CommaBeforeVerb(words, d) ? apposed : &p;
    }
    last = &p;
  }
  return last;
}

// "delayed by two years", "cut by 5%": nobody does it.
bool IsMeasure(const std::vector<Word>& words, const Participant& p) {
  for (const Word& w : words) {
    if (w.span.begin == p.head.begin) {
      return w.mark == '%' || IsAnyOf(w.lower, {"year", "years", "month", "months", "week", "weeks", "day", "days", "hours", "percent", "points", "half"});
    }
  }
  return false;
}

// Turns a passive round.
void Activate(const std::vector<Word>& words, Clause* c) {
  Participant patient = c->subject;
  c->subject = Participant();
  for (size_t i = 0; i < c->objects.size(); ++i) {
    if (c->objects[i].preposition != "by" || IsMeasure(words, c->objects[i])) continue;
    c->subject = c->objects[i];
    c->subject.preposition.clear();
    c->objects.erase(c->objects.begin() + static_cast<std::ptrdiff_t>(i));
    break;
  }
  if (patient.present()) c->objects.insert(c->objects.begin(), patient);
}

// "making decoupling unrealistic": says of the decoupling that it is unrealistic.
void SmallClause(const std::vector<Word>& words, const Draft& d, size_t end, Clause* c) {
  if (!IsAnyOf(c->lemma, {"make", "render", "deem", "consider", "call", "find", "leave", "keep"}) || d.group.passive) return;
  if (c->objects.empty() || !c->objects.front().preposition.empty()) return;
  for (size_t k = d.group.end; k < end; ++k) {
    if (words[k].span.begin < c->objects.front().span.end) continue;
    const bool last = k + 1 >= end || words[k + 1].mark != 0 || words[k + 1].tag == kPreposition ||
                      words[k + 1].tag == kTo || words[k + 1].tag == kCoordinator;
    if (words[k].tag == kAdjective && last && !IsAnyOf(words[k].lower, {"first", "last", "next"})) {
      c->subject = c->objects.front();
      c->subject_inherited = false;
      c->objects.erase(c->objects.begin());
      c->predicate = words[k].span;
      c->lemma = words[k].lower;
      c->copula = true;
    }
    return;
  }
}

}  // namespace

void AddParticipants(const Sentence& sentence, const Draft& d, size_t end, const std::vector<Clause>& made, Clause* c) {
  const std::vector<Word>& words = sentence.words;
  const std::vector<Phrase> before = FindPhrases(words, d.subject_begin, d.subject_end);
  const bool finite = d.group.form == GroupForm::kFinite || d.headline;
  const Phrase* chosen = finite ? Subject(words, before, d) : nullptr;
  if (chosen != nullptr) {
    c->subject = MakeParticipant(words, *chosen, sentence.named);
  } else if (d.link == ClauseLink::kRelative && d.antecedent_end > 0) {
    std::vector<Phrase> nouns = FindPhrases(words, d.antecedent_begin, d.antecedent_end);
    if (nouns.empty()) nouns = FindPhrases(words, 0, d.antecedent_end);
    if (!nouns.empty()) c->subject = MakeParticipant(words, Antecedent(words, nouns, d.group), sentence.named);
    c->subject.preposition.clear();
    c->subject_inherited = true;
  } else if (d.host_end > d.host_begin) {
    const std::vector<Phrase> hosts = FindPhrases(words, d.host_begin, d.host_end);
    if (!hosts.empty()) c->subject = MakeParticipant(words, Host(hosts, d.link == ClauseLink::kPurpose || d.link == ClauseLink::kComplement), sentence.named);
    c->subject.preposition.clear();
    c->subject_inherited = true;
  } else if (d.parent != kNone) {
    const Clause& parent = made[static_cast<size_t>(d.parent)];
    // "was built in 1974 and is 86 metres high": what stood before the passive.
    const bool surface = parent.passive && !parent.objects.empty() && (d.link == ClauseLink::kCoordinate || d.link == ClauseLink::kContrast);
    c->subject = surface ? parent.objects.front() : parent.subject;
    c->subject_inherited = true;
  }
  std::vector<Participant> governed;
  for (const Phrase& p : FindPhrases(words, d.group.end, end)) {
    Participant part = MakeParticipant(words, p, sentence.named);
    if (p.governed) {
      governed.push_back(std::move(part));
    } else if (!SaysWhen(words, p)) {
      c->objects.push_back(std::move(part));
    }
  }
  c->objects.insert(c->objects.end(), governed.begin(), governed.end());
  const bool there = d.group.first > 0 && words[d.group.first - 1].tag == kThere;
  if (there && !c->objects.empty()) {
    c->subject = c->objects.front();
    c->subject_inherited = false;
  }
  if (d.group.passive) Activate(words, c);
  SmallClause(words, d, end, c);
}

}  // namespace plx::linguistics::syntax
