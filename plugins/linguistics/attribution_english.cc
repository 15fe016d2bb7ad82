#include "plugins/linguistics/attribution_finder.h"

#include <algorithm>
#include <string_view>

#include "plugins/linguistics/text/any_of.h"
#include "plugins/linguistics/text/lemma.h"

namespace plx::linguistics {
namespace {

// What ends words that somebody is then said to have said.
constexpr std::string_view kClosings[] = {",", "\"", "”", ",’"};

}  // namespace

void AttributionFinder::EnglishVerb(size_t i) {
  const Clause& c = clauses_[i];
  // "called for the plant to be closed"
  const bool calls = IsAnyOf(c.lemma, {"call", "push", "press", "appeal", "campaign", "plead", "petition"});
  const int asked = calls ? Complement(i) : kNone;
  const auto cue = tables_.verbs.find(asked == kNone ? std::string_view(c.lemma) : "demand");
  if (cue == tables_.verbs.end() || c.link == ClauseLink::kNominal) return;
  Attribution a;
  a.kind = cue->second;
  a.cue = c.verb_group;
  a.cue_lemma = c.lemma;
  a.sentence = c.sentence;
  a.negated = Negated(document_.Text(c.verb_group));
  if (c.passive && !c.subject.present()) return;  // "is said to": nobody says so
  if (const Participant* speaker = SpeakerBehind(c); speaker != nullptr && SetHolder(*speaker, false, &a)) {
    Add(std::move(a), {SentenceSpan(c).begin, c.span.begin});
    return;
  }
  if (!SetHolder(c.subject, false, &a)) return;
  const int complement = Complement(i);
  if (complement != kNone) {
    Add(std::move(a), ContentFrom(static_cast<size_t>(complement)));
    return;
  }
  if (Inverted(i, &a)) return;
  const bool takes_noun = a.kind == ReportKind::kClaim || a.kind == ReportKind::kEstimate ||
                          a.kind == ReportKind::kDeny || a.kind == ReportKind::kPlan ||
                          a.kind == ReportKind::kForecast || a.kind == ReportKind::kConfirm ||
                          a.kind == ReportKind::kWarn || c.lemma == "express";
  // "accused him of murder": whom somebody accuses is nothing that he says.
  if (takes_noun && c.lemma != "accuse" && c.verb_group.end < c.span.end) {
    Add(std::move(a), {c.verb_group.end, Extended(i)});
  }
}

int AttributionFinder::Complement(size_t i) const {
  for (size_t k = i + 1; k < clauses_.size() && clauses_[k].sentence == clauses_[i].sentence; ++k) {
    if (clauses_[k].parent == static_cast<int>(i) && clauses_[k].link == ClauseLink::kComplement) {
      return static_cast<int>(k);
    }
  }
  return kNone;
}

// True if clause `k` belongs to what was said in clause `of`: its parts and what shares its subject.
bool AttributionFinder::BelongsTo(size_t k, size_t of) const {
  const Clause& c = clauses_[k];
  if (c.parent == kNone) return false;
  const size_t parent = static_cast<size_t>(c.parent);
  if (parent < of) return false;
  if (parent != of && !BelongsTo(parent, of)) return false;
  if (c.link == ClauseLink::kContrast) return false;
  if (c.link != ClauseLink::kCoordinate) return true;
  const std::string_view gap = Between(clauses_[k - 1].span.end, c.span.begin);
  return c.subject_inherited || gap.find(',') == std::string_view::npos || gap.find("that") != std::string_view::npos;
}

plx_span_t AttributionFinder::ContentFrom(size_t complement) const {
  plx_span_t content = clauses_[complement].span;
  for (size_t k = complement + 1; k < clauses_.size() && clauses_[k].sentence == clauses_[complement].sentence; ++k) {
    if (!BelongsTo(k, complement)) break;
    content.end = std::max(content.end, clauses_[k].span.end);
  }
  return content;
}

// The end of clause `i` with its parts.
uint32_t AttributionFinder::Extended(size_t i) const {
  uint32_t end = clauses_[i].span.end;
  for (size_t k = i + 1; k < clauses_.size() && clauses_[k].sentence == clauses_[i].sentence; ++k) {
    const ClauseLink link = clauses_[k].link;
    if (link != ClauseLink::kPurpose && link != ClauseLink::kRelative) break;
    if (!BelongsTo(k, i)) break;
    end = std::max(end, clauses_[k].span.end);
  }
  return end;
}

// "...," said its chairman, Lars Ekholm: who speaks stands where an object does. Null: nobody does.
const Participant* AttributionFinder::SpeakerBehind(const Clause& c) const {
  if (!c.subject_inherited || c.predicate.begin != c.span.begin || c.objects.empty()) return nullptr;
  const Participant& first = c.objects.front();
  std::string_view before = Between(SentenceSpan(c).begin, c.span.begin);
  before = before.substr(0, before.find_last_not_of(' ') + 1);
  const bool closed = std::any_of(std::begin(kClosings), std::end(kClosings), [&](std::string_view mark) { return before.ends_with(mark); });
  if (!first.preposition.empty() || !closed) return nullptr;
  if (first.entity.empty() && c.objects.size() > 1) {
    const Participant& apposed = c.objects[1];
    if (!apposed.entity.empty() && Between(first.span.end, apposed.span.begin) == ", ") return &apposed;
  }
  return &first;
}

// "..., the ministry said" and "...," said the minister.
bool AttributionFinder::Inverted(size_t i, Attribution* a) {
  const Clause& c = clauses_[i];
  const plx_span_t sentence = SentenceSpan(c);
  const std::string_view before = Between(sentence.begin, c.span.begin);
  if (before.size() < 12 || c.objects.size() > 1 || c.link == ClauseLink::kRelative ||
      c.link == ClauseLink::kParticiple || c.link == ClauseLink::kPurpose) {
    return false;
  }
  const size_t last = before.find_last_not_of(" ");
  const std::string_view tail = before.substr(0, last + 1);
  const bool comma = std::any_of(std::begin(kClosings), std::end(kClosings), [&](std::string_view mark) { return tail.ends_with(mark); });
  if (!comma || (!c.objects.empty() && c.objects.front().preposition.empty() && !c.subject_inherited)) return false;
  Add(*a, {sentence.begin, c.span.begin});
  // "..., its secretary said, because ...".
  const std::string_view rest = Between(c.span.end, sentence.end);
  if (rest.starts_with(", because ") || rest.starts_with(", since ") || rest.starts_with(" because ")) {
    Add(*a, {c.span.end, sentence.end});
  }
  return true;
}

// "Fishermen fear that ...": a plural and a cue that the tagger took for a compound.
bool AttributionFinder::VerbTakenForNoun(const Clause& c, const TokenSequence& tokens, size_t noun, size_t i) {
  const auto cue = tables_.verbs.find(tokens.Word(noun));
  if (cue == tables_.verbs.end() || noun == 0 || noun > 4 || tokens.Word(noun - 1).ends_with("'s")) return false;
  const std::string_view word = tokens.Word(noun - 1);
  if (Lemma(word, WordClass::kNoun) == word) return false;  // not a plural
  Attribution a;
  a.kind = cue->second;
  a.cue = tokens.Span(noun, noun + 1);
  a.cue_lemma = std::string(cue->first);
  a.sentence = c.sentence;
  Participant who;
  who.span = tokens.Span(0, noun);
  who.head = tokens.Span(noun - 1, noun);
  if (!SetHolder(who, false, &a)) return false;
  Add(std::move(a), ContentFrom(i));
  return true;
}

// "Germany's statement that ...", "claims by analysts that ..."
void AttributionFinder::NounCue(size_t i) {
  const Clause& c = clauses_[i];
  if (c.link != ClauseLink::kComplement || c.connective != "that") return;
  const plx_span_t before = {SentenceSpan(c).begin, c.span.begin};
  const TokenSequence tokens(document_, before);
  if (tokens.size() < 3 || tokens.Word(tokens.size() - 1) != "that") return;
  const size_t noun = tokens.size() - 2;
  if (VerbTakenForNoun(c, tokens, noun, i)) return;
  const auto cue = tables_.nouns.find(Lemma(tokens.Word(noun), WordClass::kNoun));
  if (cue == tables_.nouns.end() || noun == 0 || !tokens.Word(noun - 1).ends_with("'s")) return;
  Attribution a;
  a.kind = cue->second;
  a.cue = tokens.Span(noun, noun + 2);
  a.cue_lemma = cue->first;
  a.sentence = c.sentence;
  a.holder_kind = HolderKind::kRole;
  a.holder = tokens.Span(noun - 1, noun);
  document_.ForEach<plx_mention_t>([&](const plx_mention_t& m, uint32_t) {
    if (!Overlaps(m.base.span, a.holder)) return;
    a.holder_kind = HolderKind::kActor;
    a.entity = View(m.entity);
    a.holder = m.base.span;
  });
  a.name = std::string(document_.Text(a.holder));
  Add(std::move(a), ContentFrom(i));
}

}  // namespace plx::linguistics
