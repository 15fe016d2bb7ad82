#include <algorithm>

#include "plugins/linguistics/syntax/phrases.h"
#include "plugins/stance/roles/certainty.h"
#include "plugins/stance/roles/english_place.h"

namespace plx::stance {
namespace {

namespace syntax = linguistics::syntax;
using linguistics::Clause;
using linguistics::Participant;

bool IsFiniteTag(char tag) {
  return tag == syntax::kVerbThird || tag == syntax::kVerbPast || tag == syntax::kVerbPresent ||
         tag == syntax::kModal || tag == syntax::kAuxiliary;
}

}  // namespace

bool IsHeOrShe(std::string_view text) { return text == "he" || text == "He" || text == "she" || text == "She"; }

bool IsThey(std::string_view text) { return text == "they" || text == "They"; }

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
  if (parties.empty() && !p.entity.empty() && IsHolder(p.entity)) {
    parties.push_back({PLX_HOLDER_ACTOR, p.span, p.entity,
                       std::string(document_.Text(p.span)), kGovernorCertainty});
  }
  if (parties.empty() && IsHeOrShe(document_.Text(p.span))) {
    if (const plx_mention_t* person = OnlyPersonBefore(s, p.span)) {
      parties = PartyReader::FromMention(document_, *person);
      Discount(kGovernorCertainty, &parties);
    }
  }
  if (inherited) Discount(kEnglishInheritedCertainty, &parties);
  return parties;
}

// A "he" that opens a sentence and that the parser left open: the one person whom the sentence before names. Null if there are
// none or two.
const plx_mention_t* EnglishFillers::OnlyPersonBefore(const Sentence& s, plx_span_t pronoun) const {
  const plx_mention_t* only = nullptr;
  if (s.words.empty() || s.words.front().span.begin != pronoun.begin) return only;
  for (const Sentence& other : parsed_.sentences) {
    if (other.index + 1 != s.index) continue;
    for (const plx_mention_t* m : other.mentions) {
      if (View(m->type) != "PERSON") continue;
      if (only != nullptr && View(only->entity) != View(m->entity)) return nullptr;
      only = m;
    }
  }
  return only;
}

// What the parser resolved a pronoun to may be a thing.
bool EnglishFillers::IsHolder(std::string_view entity) const {
  bool holder = true;
  document_.ForEach<plx_mention_t>([&](const plx_mention_t& mention, uint32_t) {
    if (View(mention.entity) == entity) holder = holder && CanHold(mention);
  });
  return holder;
}

bool EnglishFillers::IsPerson(std::string_view entity) const {
  bool person = false;
  document_.ForEach<plx_mention_t>([&](const plx_mention_t& mention, uint32_t) {
    if (View(mention.entity) == entity) person = person || View(mention.type) == "PERSON" || View(mention.type) == "OFFICE";
  });
  return person;
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
  // "consider Helio unreliable": the judged one stands behind the verb.
  const bool behind = subject != nullptr && subject->present() && !place.clause->passive &&
                      subject->span.begin > s.words[place.anchor].span.begin;
  if (!behind && subject != nullptr && subject->present() &&
      place.clause->link != linguistics::ClauseLink::kNominal) {
    // "a move by the U.S. to undermine X": who makes the move, whatever the sentence is about.
    if (place.clause->subject_inherited) parties = Makers(s, place.anchor);
    if (!parties.empty()) return parties;
    parties = HoldersOf(s, *subject, place.clause->subject_inherited);
    if (!place.predicate) Discount(kGovernorCertainty, &parties);
    if (!parties.empty()) return parties;
    return ThingMakers(s, place.anchor);
  }
  // "wrote to the premier, calling the merger reckless": who wrote.
  if (behind && IsGerund(s, place.anchor) && place.clause->parent != linguistics::kNone) {
    const Clause& governing = parsed_.clauses[static_cast<size_t>(place.clause->parent)];
    if (const Participant* writer = SurfaceSubject(governing); writer != nullptr) {
      parties = HoldersOf(s, *writer, governing.subject_inherited);
      Discount(kGovernorCertainty, &parties);
      if (!parties.empty()) return parties;
    }
  }
  const Range phrase = PhraseBefore(s, place.anchor);
  if (!phrase.empty()) parties = reader_.Holders(document_, s, phrase);
  if (parties.empty()) parties = Makers(s, place.anchor);
  if (parties.empty()) parties = ThingMakers(s, place.anchor);
  Discount(kEnglishInheritedCertainty, &parties);
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
  Discount(kEnglishInheritedCertainty, &parties);
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


}  // namespace plx::stance
