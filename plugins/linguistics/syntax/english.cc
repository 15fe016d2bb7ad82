#include "plugins/linguistics/syntax/english.h"

#include <algorithm>
#include <utility>

#include "plugins/linguistics/syntax/english/clause_words.h"
#include "plugins/linguistics/syntax/english/drafter.h"
#include "plugins/linguistics/syntax/english/participants.h"
#include "plugins/linguistics/syntax/phrases.h"

namespace plx::linguistics::syntax {
namespace {

Clause MakeClause(const Sentence& sentence, const Draft& d, const Clause& base, const std::vector<Clause>& made) {
  const std::vector<Word>& words = sentence.words;
  Clause c = base;
  size_t end = std::max(d.end, d.group.end);
  size_t start = d.start;
  while (end > start + 1 && (words[end - 1].mark != 0 && !Closes(words, start, end - 1))) --end;
  while (end > d.group.end && end > start + 1 &&
         (words[end - 1].tag == kCoordinator || IsSubordinator(words[end - 1].lower))) {
    --end;
  }
  while (end > start + 1 && words[end - 1].mark == ',') --end;
  c.span = {words[start].span.begin, words[end - 1].span.end};
  c.link = d.link;
  c.connective = d.connective;
  const Word& head = words[d.group.head];
  c.predicate = head.span;
  c.lemma = d.group.lemma;
  c.verb_group = {words[d.group.first].span.begin, words[d.group.end - 1].span.end};
  c.passive = d.group.passive;
  c.copula = d.group.copula;
  AddParticipants(sentence, d, end, made, &c);
  return c;
}

// A sentence without a verb: a headline or label.
void AddNominal(const Sentence& sentence, const Clause& base, std::vector<Clause>* out) {
  const std::vector<Word>& words = sentence.words;
  size_t first = 0, end = words.size();
  while (first < end && words[first].mark != 0 && !IsQuote(words[first])) ++first;
  while (end > first && words[end - 1].mark != 0 && !Closes(words, first, end - 1)) --end;
  if (first >= end) return;
  Clause c = base;
  c.span = {words[first].span.begin, words[end - 1].span.end};
  c.link = ClauseLink::kNominal;
  const std::vector<Phrase> phrases = FindPhrases(words, first, end);
  for (const Phrase& p : phrases) {
    Participant part = MakeParticipant(words, p, sentence.named);
    if (c.predicate.end == 0) {
      c.predicate = part.head;
      c.lemma = words[p.head].lower;
      c.verb_group = part.head;
    }
    if (part.preposition == "by" && !c.subject.present()) {
      c.subject = part;
      c.subject.preposition.clear();
    } else {
      c.objects.push_back(std::move(part));
    }
  }
  if (!c.subject.present() && !c.objects.empty()) c.subject = c.objects.front();
  out->push_back(std::move(c));
}

// Appends the clauses of the drafts in the order of the text, parents before their parts.
void AddClauses(const Sentence& sentence, const std::vector<Draft>& drafts, const Clause& base, std::vector<Clause>* out) {
  const size_t offset = out->size();
  std::vector<size_t> order(drafts.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    return std::make_pair(drafts[a].start, sentence.words.size() - drafts[a].end) <
           std::make_pair(drafts[b].start, sentence.words.size() - drafts[b].end);
  });
  std::vector<int> position(drafts.size());
  for (size_t i = 0; i < order.size(); ++i) position[order[i]] = static_cast<int>(offset + i);
  std::vector<Clause> made(drafts.size());
  for (size_t i = 0; i < drafts.size(); ++i) made[i] = MakeClause(sentence, drafts[i], base, made);  // parents come first
  for (size_t i : order) {
    Clause& clause = made[i];
    const int parent = drafts[i].parent;
    clause.parent = parent != kNone && position[parent] < position[i] ? position[parent] : kNone;
    if (clause.span.begin < clause.span.end) {
      out->push_back(std::move(clause));
    } else {  // keeps the indices right
      clause.span = sentence.words[drafts[i].group.head].span;
      out->push_back(std::move(clause));
    }
  }
}

}  // namespace

void ParseEnglish(const std::vector<Word>& words, const std::vector<NamedSpan>& named,
                  const Clause& base, Accusations accusations, std::vector<Clause>* out) {
  if (words.empty()) return;
  const Sentence sentence{words, named};
  const std::vector<Draft> drafts = Drafter(words, accusations).Run();
  if (drafts.empty()) {
    AddNominal(sentence, base, out);
  } else {
    AddClauses(sentence, drafts, base, out);
  }
}

}  // namespace plx::linguistics::syntax
