#include <algorithm>

#include "plugins/linguistics/syntax/phrases.h"
#include "plugins/stance/roles/fillers.h"

namespace plx::stance {
namespace {

namespace syntax = linguistics::syntax;
using linguistics::Clause;
using linguistics::Participant;

// Certainty of a subject that another clause names.
constexpr int kInheritedCertainty = 900;
// Certainty of the subject of the governing clause of a gerund or a noun.
constexpr int kGovernorCertainty = 800;

// "X was condemned", "X, condemned by Y"; but "X condemned Y" is a past tense, whatever the tagger
// took it for.
bool IsPassiveParticiple(const Sentence& s, size_t anchor, size_t end) {
  if (s.words[anchor].tag != syntax::kVerbParticiple) return false;
  for (size_t i = anchor; i-- > 0;) {
    const Word& w = s.words[i];
    if (w.tag == syntax::kAdverb || w.lower == "not") continue;
    const std::string& lemma = s.forms[i].verb;
    if (lemma == "be" || lemma == "get" || w.lower == "'s" || w.lower == "'re") return true;
    if (lemma == "have") return false;
    break;
  }
  return end < s.words.size() && s.words[end].lower == "by";
}

// "siding" after "of": the tagger often takes a gerund for a noun.
bool IsGerund(const Sentence& s, size_t i) {
  return s.words[i].tag == syntax::kVerbGerund ||
         (s.words[i].lower.ends_with("ing") && s.forms[i].verb != s.words[i].lower);
}

// The phrase that stands before the verb: of a passive it is the object.
const Participant* SurfaceSubject(const Clause& clause) {
  if (!clause.passive) return &clause.subject;
  return clause.objects.empty() ? nullptr : &clause.objects.front();
}

bool IsThey(std::string_view text) { return text == "they" || text == "They"; }

bool IsFiniteTag(char tag) {
  return tag == syntax::kVerbThird || tag == syntax::kVerbPast || tag == syntax::kVerbPresent ||
         tag == syntax::kModal || tag == syntax::kAuxiliary;
}

}  // namespace

struct EnglishFillers::Place {
  const Clause* clause = nullptr;
  size_t anchor = 0;      // word
  size_t end = 0;         // first word behind the clause
  bool predicate = false;  // the anchor is the clause's predicate, or in its verb group
  bool passive = false;
  bool surface = false;    // the holder is what stands before the verb, passive or not
};

EnglishFillers::Place EnglishFillers::Locate(const Sentence& s, const FrameMatch& match) const {
  Place place;
  place.anchor = match.words.first;
  place.clause = s.ClauseOf(match.anchor);
  // A clause whose verb group holds the anchor wins over one that merely surrounds it.
  for (const Clause* clause : s.clauses) {
    if (Contains(clause->verb_group, match.anchor)) place.clause = clause;
  }
  place.end = s.words.size();
  if (place.clause != nullptr) {
    place.end = std::max(match.words.end, s.WordsIn(place.clause->span).end);
    place.predicate = Contains(place.clause->verb_group, match.anchor) ||
                      place.clause->predicate.begin == match.anchor.begin;
    // "is in favour of", "expressed support": a frame that starts at the object of the group.
    if (match.frame->kind == FrameKind::kAdjective && place.clause->copula) place.predicate = true;
  }
  if (match.frame->kind == FrameKind::kVerb) {
    const bool nominal =
        place.clause != nullptr && place.clause->link == linguistics::ClauseLink::kNominal;
    place.passive = place.predicate && !nominal ? place.clause->passive : IsPassiveParticiple(s, place.anchor, match.words.end);
    if (place.predicate && place.clause->predicate.begin != match.anchor.begin) {
      place.passive = false;  // a verb of the chain, not its head
    }
    // "is aimed at X": the object is behind the pattern, the subject before the verb.
    const bool prepositional = match.words.end > match.words.first + 1 && match.inner.empty();
    if (place.passive && prepositional && match.words.end < s.words.size() &&
        s.words[match.words.end].lower != "by" &&
        !PhraseAfter(s, match.words.end, place.end).empty()) {
      place.passive = false;
      place.surface = true;
    }
  }
  return place;
}

std::vector<Party> EnglishFillers::HoldersOf(const Sentence& s, const Participant& p,
                                             bool inherited) const {
  std::vector<Party> parties;
  if (!p.present()) return parties;
  if (Contains(s.span, p.span)) {
    parties = reader_.Holders(document_, s, s.WordsIn(p.span));
  } else {
    for (const Sentence& other : parsed_.sentences) {
      if (Contains(other.span, p.span)) {
        parties = reader_.Holders(document_, other, other.WordsIn(p.span));
      }
    }
  }
  if (parties.empty() && IsThey(document_.Text(p.span))) {
    for (const plx_mention_t* mention : Antecedents(p.span)) {
      for (Party& party : PartyReader::FromMention(document_, *mention)) {
        parties.push_back(std::move(party));
      }
    }
    if (parties.size() < 2) parties.clear();  // "they" is several
    Discount(kGovernorCertainty, &parties);
    if (!parties.empty()) return parties;
  }
  if (parties.empty() && !p.entity.empty()) {
    parties.push_back({PLX_HOLDER_ACTOR, p.span, p.entity,
                       std::string(document_.Text(p.span)), kGovernorCertainty});
  }
  if (inherited) Discount(kInheritedCertainty, &parties);
  return parties;
}

// "by X" behind the frame, for passives and nouns.
std::vector<Party> EnglishFillers::Agents(const Sentence& s, Range after,
                                          const Place& place) const {
  const Range agent = PhraseGovernedBy(s, {"by"}, after.first, std::min(after.end, place.end));
  return agent.empty() ? std::vector<Party>() : reader_.Holders(document_, s, agent);
}

std::vector<Party> EnglishFillers::Subject(const Sentence& s, const FrameMatch& match,
                                           const Place& place) const {
  if (place.passive) {
    std::vector<Party> agents = Agents(s, {match.words.end, s.words.size()}, place);
    if (!agents.empty() || place.clause == nullptr || !place.predicate) return agents;
    // The clause's subject is the agent already.
    return place.clause->passive && place.clause->subject.present() &&
                   !place.clause->subject_inherited
               ? HoldersOf(s, place.clause->subject, false)
               : std::vector<Party>();
  }
  if (IsGerund(s, place.anchor) && !place.predicate) return GerundSubject(s, place);
  const Participant* subject = nullptr;
  if (place.clause != nullptr) {
    const bool verb = match.frame->kind == FrameKind::kVerb && !place.surface;
    subject = verb ? &place.clause->subject : SurfaceSubject(*place.clause);
  }
  std::vector<Party> parties;
  if (subject != nullptr && subject->present() &&
      place.clause->link != linguistics::ClauseLink::kNominal) {
    // "a move by the U.S. to undermine X": who makes the move, whatever the sentence is about.
    if (place.clause->subject_inherited) parties = Makers(s, place.anchor);
    if (!parties.empty()) return parties;
    parties = HoldersOf(s, *subject, place.clause->subject_inherited);
    if (!place.predicate) Discount(kGovernorCertainty, &parties);
    if (!parties.empty()) return parties;
    return ThingMakers(s, place.anchor);
  }
  const Range phrase = PhraseBefore(s, place.anchor);
  if (!phrase.empty()) parties = reader_.Holders(document_, s, phrase);
  if (parties.empty()) parties = Makers(s, place.anchor);
  if (parties.empty()) parties = ThingMakers(s, place.anchor);
  Discount(kInheritedCertainty, &parties);
  return parties;
}

// Who makes the thing that an infinitive hangs on: "a move by X to ...", "X's attempts to form Y to
// ...", "an agreement between X and Y aimed at ...". Looks between the last verb and `end`.
std::vector<Party> EnglishFillers::Makers(const Sentence& s, size_t end) const {
  size_t first = end;
  while (first > 0 && !IsFiniteTag(s.words[first - 1].tag) && s.words[first - 1].mark != ';' &&
         s.words[first - 1].mark != ':') {
    --first;
  }
  std::vector<Party> parties;
  const Range agent = PhraseGovernedBy(s, {"by", "between"}, first, end);
  if (!agent.empty()) parties = reader_.Holders(document_, s, agent);
  if (!parties.empty()) return parties;
  for (const syntax::Phrase& phrase : syntax::FindPhrases(s.words, first, end)) {
    if (phrase.governed) continue;
    const Range range = {phrase.first, phrase.end};
    for (const Member& member : reader_.Members(s, range)) {
      if (!reader_.classes().Contains("intent", s.forms[member.head].noun)) continue;
      parties = reader_.Holders(document_, s, range);
      if (!parties.empty()) return parties;
    }
  }
  return parties;
}

// "The establishment of the alliance by X and Y is seen as an attempt to ...": the makers of what
// the sentence is about.
std::vector<Party> EnglishFillers::ThingMakers(const Sentence& s, size_t end) const {
  size_t verb = 0;
  while (verb < end && !IsFiniteTag(s.words[verb].tag)) ++verb;
  const Range agent = PhraseGovernedBy(s, {"by", "between"}, 0, verb);
  if (agent.empty()) return {};
  std::vector<Party> parties = reader_.Holders(document_, s, agent);
  Discount(kInheritedCertainty, &parties);
  return parties;
}

// "They": the named actors before the verb of the clause before.
std::vector<const plx_mention_t*> EnglishFillers::Antecedents(plx_span_t pronoun) const {
  const Clause* before = nullptr;
  for (const Clause& clause : parsed_.clauses) {
    if (clause.span.end <= pronoun.begin && !Empty(clause.predicate) &&
        clause.link != linguistics::ClauseLink::kNominal) {
      before = &clause;
    }
  }
  std::vector<const plx_mention_t*> mentions;
  if (before == nullptr) return mentions;
  for (const Sentence& s : parsed_.sentences) {
    for (const plx_mention_t* m : s.mentions) {
      if (m->base.span.begin >= before->span.begin && m->base.span.end <= before->predicate.begin &&
          CanHold(*m)) {
        mentions.push_back(m);
      }
    }
  }
  return mentions;
}

// "Japan's strategy of siding with X", "accused of attacking X", "succeeded in isolating X".
std::vector<Party> EnglishFillers::GerundSubject(const Sentence& s, const Place& place) const {
  size_t before = place.anchor;
  while (before > 0 && s.words[before - 1].tag == syntax::kAdverb) --before;
  if (before == 0) return {};
  std::vector<Party> parties;
  const bool governed = s.words[before - 1].tag == syntax::kPreposition;
  if (governed && before >= 2 && IsNominal(s.words[before - 2].tag) &&
      reader_.classes().Contains("intent", s.forms[before - 2].noun)) {
    const Range phrase = PhraseBefore(s, before - 1);
    if (!phrase.empty()) parties = reader_.Holders(document_, s, phrase);
    if (!parties.empty()) return parties;
  }
  if (place.clause == nullptr) return {};
  // What somebody is accused of, or kept from, is not shown to be done.
  if (reader_.classes().Contains("alleged_of", place.clause->lemma)) return {};
  const Participant* subject = SurfaceSubject(*place.clause);
  if (subject != nullptr && subject->span.end <= s.words[place.anchor].span.begin) {
    parties = HoldersOf(s, *subject, place.clause->subject_inherited);
    Discount(kGovernorCertainty, &parties);
  }
  return parties;
}

void EnglishFillers::Discount(int thousandths, std::vector<Party>* parties) {
  for (Party& party : *parties) party.certainty = party.certainty * thousandths / 1000;
}

// The last phrase before `end` that no preposition governs and no verb separates from it.
Range EnglishFillers::PhraseBefore(const Sentence& s, size_t end) const {
  size_t first = end;
  while (first > 0 && !IsFiniteTag(s.words[first - 1].tag) &&
         s.words[first - 1].tag != syntax::kWh && s.words[first - 1].mark != ':' &&
         s.words[first - 1].mark != ';' && s.words[first - 1].mark != '.') {
    --first;
  }
  Range range;
  for (const syntax::Phrase& phrase : syntax::FindPhrases(s.words, first, end)) {
    if (!phrase.governed) range = {phrase.first, phrase.end};
  }
  return range;
}

std::vector<Party> EnglishFillers::Possessor(const Sentence& s, const FrameMatch& match,
                                             const Place& place) const {
  // Left of the noun, in its phrase: "U.S. sanctions", "China's strong criticism".
  size_t first = match.words.first;
  const plx_mention_t* owner = nullptr;
  while (first > 0) {
    const Word& word = s.words[first - 1];
    const bool inside = IsNominal(word.tag) || word.tag == syntax::kAdjective ||
                        word.tag == syntax::kPossessive || word.tag == syntax::kVerbGerund ||
                        word.tag == syntax::kNumber;
    if (!inside) break;
    --first;
    const plx_mention_t* mention = s.MentionAt(first);
    if (mention != nullptr && CanHold(*mention)) owner = mention;
  }
  if (owner != nullptr) {
    Range phrase = {s.WordsIn(owner->base.span).first, match.words.first};
    // "Australia and South Korea's concerns".
    std::vector<Party> parties = reader_.Holders(document_, s, phrase);
    if (!parties.empty()) return parties;
    return PartyReader::FromMention(document_, *owner);
  }
  if (first < match.words.first && s.words[first].tag == syntax::kPossessive) {
    // "its concerns": the clause's subject.
    if (place.clause != nullptr) {
      return HoldersOf(s, place.clause->subject, true);
    }
  }
  std::vector<Party> agents = Agents(s, {match.words.end, s.words.size()}, place);
  if (agents.empty()) {
    const Range from = PhraseGovernedBy(s, {"from", "among"}, match.words.end, place.end);
    if (!from.empty()) agents = reader_.Holders(document_, s, from);
  }
  if (!agents.empty()) return agents;
  // "voiced ... concern over": the subject of a light verb right before the noun.
  if (place.clause == nullptr || place.clause->passive) return {};
  if (!reader_.classes().Contains("light", place.clause->lemma)) return {};
  const plx_span_t predicate = place.clause->predicate;
  if (predicate.end > match.anchor.begin) return {};
  std::vector<Party> parties =
      HoldersOf(s, place.clause->subject, place.clause->subject_inherited);
  return parties;
}

Range EnglishFillers::PhraseAfter(const Sentence& s, size_t at, size_t end) const {
  end = std::min(end, s.words.size());
  for (const syntax::Phrase& phrase : syntax::FindPhrases(s.words, at, end)) {
    // Adverbs and quotation marks may stand between.
    for (size_t i = at; i < phrase.first; ++i) {
      if (s.words[i].tag != syntax::kAdverb && s.words[i].mark != '"' &&
          s.words[i].mark != U'“') {
        return {};
      }
    }
    return {phrase.first, phrase.end};
  }
  const bool gerund = at < end && s.words[at].tag == syntax::kVerbGerund;
  return gerund ? Range{at, at + 1} : Range{};
}

Range EnglishFillers::PhraseGovernedBy(const Sentence& s,
                                       const std::vector<std::string>& prepositions, size_t at,
                                       size_t end) const {
  end = std::min(end, s.words.size());
  for (const syntax::Phrase& phrase : syntax::FindPhrases(s.words, at, end)) {
    if (!phrase.governed || phrase.preposition < at) continue;
    const std::string& word = s.words[phrase.preposition].lower;
    if (std::find(prepositions.begin(), prepositions.end(), word) != prepositions.end()) {
      return {phrase.first, phrase.end};
    }
  }
  return {};
}

std::vector<Target> EnglishFillers::TargetsOf(const Participant& p) const {
  for (const Sentence& s : parsed_.sentences) {
    if (!p.present() || !Contains(s.span, p.span)) continue;
    std::vector<Target> targets = reader_.Targets(document_, s, s.WordsIn(p.span));
    const auto they = IsThey(document_.Text(p.span)) ? Antecedents(p.span)
                                                     : std::vector<const plx_mention_t*>();
    if (they.size() > 1) {
      targets.clear();
      for (const plx_mention_t* m : they) {
        targets.push_back({m->base.span, std::string(View(m->entity)),
                           std::string(document_.Text(m->base.span)), kGovernorCertainty});
      }
      return targets;
    }
    if (!p.entity.empty() && targets.size() == 1 && targets[0].entity.empty()) {
      targets[0].entity = p.entity;  // a pronoun
      targets[0].certainty = kGovernorCertainty;
    }
    if (targets.empty() && !p.entity.empty()) {
      Target target;
      target.span = p.span;
      target.entity = p.entity;
      target.text = std::string(document_.Text(p.span));
      target.certainty = kGovernorCertainty;
      targets.push_back(std::move(target));
    }
    return targets;
  }
  return {};
}

std::vector<Target> EnglishFillers::TargetsIn(const Sentence& s, const FrameMatch& match,
                                              const Slot& slot, const Place& place) const {
  Range phrase;
  switch (slot.kind) {
    case SlotKind::kObject:
      if (place.passive) {
        if (place.predicate && !place.clause->objects.empty()) {
          return TargetsOf(place.clause->objects.front());
        }
        if (place.anchor > 0) {  // "X, condemned by Y"
          for (const auto& p : syntax::FindPhrases(s.words, 0, place.anchor)) {
            phrase = {p.first, p.end};
          }
        }
        break;
      }
      phrase = PhraseAfter(s, match.words.end, std::max(place.end, match.words.end));
      break;
    case SlotKind::kInner:
      phrase = match.inner;
      break;
    case SlotKind::kPreposition:
      phrase = PhraseGovernedBy(s, slot.prepositions, match.words.end, place.end);
      break;
    case SlotKind::kSubject: {
      const Participant* subject =
          place.clause == nullptr || place.clause->link == linguistics::ClauseLink::kNominal
              ? nullptr
              : SurfaceSubject(*place.clause);
      if (subject != nullptr && subject->present()) {
        return place.predicate || match.frame->kind != FrameKind::kVerb ? TargetsOf(*subject)
                                                                        : std::vector<Target>();
      }
      phrase = PhraseBefore(s, place.anchor);
      break;
    }
    case SlotKind::kOwner:
      phrase = PhraseAfter(s, match.words.end, place.end);
      break;
    default:
      return {};
  }
  if (phrase.empty()) return {};
  // "aimed at isolating Russia": what is done to Russia is another frame's matter.
  if (phrase.end > phrase.first + 1 && IsGerund(s, phrase.first)) return {};
  std::vector<Target> targets = reader_.Targets(document_, s, phrase);
  // "an appeal by Rovers": the owner stands behind.
  if (targets.size() == 1 && targets[0].entity.empty() && phrase.end < s.words.size() &&
      s.words[phrase.end].lower == "by") {
    const Range owner = PhraseGovernedBy(s, {"by"}, phrase.end, s.words.size());
    for (Target& target : reader_.Targets(document_, s, owner)) {
      if (target.entity.empty()) continue;
      target.factor = target.factor * 850 / 1000;
      targets.push_back(std::move(target));
    }
  }
  return targets;
}

Fillers EnglishFillers::Find(const Sentence& s, const FrameMatch& match) const {
  Fillers fillers;
  const Place place = Locate(s, match);
  fillers.evidence = place.clause != nullptr ? place.clause->span : s.span;
  const Frame& frame = *match.frame;
  switch (frame.holder.kind) {
    case SlotKind::kSubject:
      fillers.holders = Subject(s, match, place);
      break;
    case SlotKind::kPossessor:
      fillers.holders = Possessor(s, match, place);
      break;
    case SlotKind::kObject: {
      const Range phrase = PhraseAfter(s, match.words.end, place.end);
      if (!phrase.empty()) fillers.holders = reader_.Holders(document_, s, phrase);
      break;
    }
    default:
      break;
  }
  for (const Slot& slot : frame.targets) {
    fillers.targets = slot.kind == SlotKind::kMutual ? Mutual(fillers.holders)
                                                     : TargetsIn(s, match, slot, place);
    if (slot.strict) {
      std::erase_if(fillers.targets, [](const Target& t) {
        return t.entity.empty() || t.entity.starts_with("topic:") || t.factor < 1000;
      });
    }
    if (!fillers.targets.empty()) break;
  }
  return fillers;
}

}  // namespace plx::stance
