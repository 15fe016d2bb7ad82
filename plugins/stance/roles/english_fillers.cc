#include <algorithm>

#include "plugins/linguistics/syntax/phrases.h"
#include "plugins/stance/roles/certainty.h"
#include "plugins/stance/roles/english_place.h"

namespace plx::stance {
namespace {

namespace syntax = linguistics::syntax;
using linguistics::Clause;
using linguistics::Participant;

// A participle of a passive: the tagger often takes a past tense for one.
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

// "...," warned its president: who is warned is not the president.
bool ReportsQuote(const Sentence& s, size_t anchor) {
  if (anchor < 2) return false;
  const char32_t quote = s.words[anchor - 1].mark, before = s.words[anchor - 2].mark;
  return (quote == '"' || quote == U'”') && (before == ',' || before == '?' || before == '!');
}

}  // namespace

bool IsGerund(const Sentence& s, size_t i) {
  return s.words[i].tag == syntax::kVerbGerund ||
         (s.words[i].lower.ends_with("ing") && s.forms[i].verb != s.words[i].lower);
}

const Participant* SurfaceSubject(const Clause& clause) {
  if (!clause.passive) return &clause.subject;
  return clause.objects.empty() ? nullptr : &clause.objects.front();
}

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
    // "lacks the capacity | to replace China": the pattern ends in a clause of its own.
    if (place.end == match.words.end) {
      const Clause* last = s.ClauseOf(s.words[match.words.end - 1].span);
      if (last != nullptr) place.end = std::max(place.end, s.WordsIn(last->span).end);
    }
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
    // "The secretary-general says it is unacceptable that ...": "it" is nobody.
    const bool it = document_.Text(p.span) == "it" || document_.Text(p.span) == "It";
    if (it && IsPerson(p.entity)) return {};
    if (!p.entity.empty() && targets.size() == 1 && targets[0].entity.empty() &&
        !targets[0].anaphor) {
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

std::vector<Target> EnglishFillers::Action(const Sentence& s, Range phrase) const {
  for (const auto& p : syntax::FindPhrases(s.words, phrase.first + 1, s.words.size())) {
    if (p.first <= phrase.first + 2 && !p.governed) phrase.end = std::max(phrase.end, p.end);
    break;
  }
  if (phrase.end < phrase.first + 2) return {};
  for (size_t i = phrase.first; i < phrase.end; ++i) {
    const plx_mention_t* mention = s.MentionAt(i);
    if (mention != nullptr && CanHold(*mention)) return {};
  }
  Target target;
  target.span = s.SpanOf(phrase);
  target.text = DisplayName(document_, target.span);
  target.certainty = kGovernorCertainty * 9 / 10;
  target.words = phrase;
  return {target};
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
  // "Australia's concerns over X and India's tensions with Y": two owners, two things.
  if (match.frame->kind == FrameKind::kNoun && match.words.first > 0 &&
      s.words[match.words.first - 1].possessive) {
    for (size_t i = phrase.first + 1; i < phrase.end; ++i) {
      if (s.words[i].possessive && s.words[i - 1].tag == syntax::kCoordinator) phrase.end = i - 1;
    }
  }
  // "opposes raising the fees": the action is the target. What it does to an actor ("aimed at
  // isolating Russia") is another frame's matter.
  if (IsGerund(s, phrase.first) && s.MentionAt(phrase.first) == nullptr) {
    std::vector<Target> action = Action(s, phrase);
    if (!action.empty() || phrase.end > phrase.first + 1) return action;
  }
  std::vector<Target> targets = reader_.Targets(document_, s, phrase);
  if (targets.size() == 1 && (targets[0].entity.empty() || targets[0].factor < 1000)) NameApposed(s, phrase, &targets[0]);
  // "an appeal by Rovers": the owner stands behind.
  if (targets.size() == 1 && targets[0].entity.empty() && phrase.end < s.words.size() &&
      s.words[phrase.end].lower == "by") {
    const Range owner = PhraseGovernedBy(s, {"by"}, phrase.end, s.words.size());
    for (Target& target : reader_.Targets(document_, s, owner)) {
      if (target.entity.empty()) continue;
      target.factor = target.factor * 850 / 1000;
      targets.push_back(std::move(target));
    }
    if (targets.size() > 1) targets.erase(targets.begin());
  }
  return targets;
}

// "the president of the federation, Kwame Asante": who the words describe is named behind them.
void EnglishFillers::NameApposed(const Sentence& s, Range phrase, Target* target) const {
  const size_t name = phrase.end + 1;
  if (name >= s.words.size() || s.words[phrase.end].mark != ',') return;
  const plx_mention_t* mention = s.MentionAt(name);
  const std::vector<Member> members = reader_.Members(s, phrase);
  if (mention == nullptr || members.size() != 1 || reader_.Describe(s, members[0]) != Described::kPerson) return;
  const std::string_view type = View(mention->type);
  const size_t behind = s.WordsIn(mention->base.span).end;
  if ((type != "PERSON" && type != "NAME") || (behind < s.words.size() && s.words[behind].tag == syntax::kCoordinator)) return;
  target->span = mention->base.span;
  target->entity = View(mention->entity);
  target->text = document_.Text(mention->base.span);
  target->certainty = target->factor = 1000;
}

// "The minister warned that it would harm exports": what is warned of is not who warns.
bool EnglishFillers::WarnedOf(const Sentence& s, const FrameMatch& match,
                              const Place& place) const {
  if (place.clause == nullptr || !place.predicate) return false;
  const std::string subject(document_.Text(place.clause->subject.span));
  if (subject != "it" && subject != "this") return false;
  const auto* said = linguistics::HolderOf(parsed_.attributions, match.anchor);
  return said != nullptr && said->sentence == s.index &&
         said->kind == linguistics::ReportKind::kWarn;
}

Fillers EnglishFillers::Find(const Sentence& s, const FrameMatch& match) const {
  Fillers fillers;
  const Place place = Locate(s, match);
  fillers.evidence = place.clause != nullptr ? place.clause->span : s.span;
  const Frame& frame = *match.frame;
  if (ReportsQuote(s, place.anchor)) return fillers;
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
    if (!slot.only.empty()) {
      std::erase_if(fillers.targets, [&](const Target& t) {
        return !reader_.IsOf(s, t, slot.only, frame.holder.kind == SlotKind::kSpeaker);
      });
    }
    if (!fillers.targets.empty()) break;
  }
  if (WarnedOf(s, match, place)) fillers.holders.clear();
  if (fillers.holders.empty() && frame.holder.kind == SlotKind::kSubject && place.predicate &&
      place.clause != nullptr && !place.passive && !place.clause->passive) {
    fillers.things = TargetsOf(place.clause->subject);
  }
  return fillers;
}

}  // namespace plx::stance
