#include "plugins/stance/roles/parties.h"

#include <algorithm>

#include "plugins/linguistics/meaning/terms.h"
#include "plugins/linguistics/syntax/phrases.h"
#include "plugins/linguistics/text/span_text.h"
#include "plugins/linguistics/text/tokens.h"
#include "plugins/stance/roles/certainty.h"
#include "plugins/stance/roles/english_place.h"

namespace plx::stance {
namespace {

using linguistics::syntax::MayBe;
namespace syntax = linguistics::syntax;

bool IsJoin(const Word& word) {
  return word.mark == ',' || (word.tag == syntax::kCoordinator && word.lower != "but") ||
         word.lower == "and" || word.lower == "or" || word.lower == "&";
}

bool HasNominal(const Sentence& s, Range range) {
  // A gerund alone: "calls for decoupling".
  if (range.end == range.first + 1 && s.words[range.first].tag == syntax::kVerbGerund) return true;
  for (size_t i = range.first; i < range.end; ++i) {
    if (IsNominal(s.words[i].tag) || s.words[i].tag == syntax::kPronoun ||
        s.MentionAt(i) != nullptr) {
      return true;
    }
  }
  return false;
}

// "last week", "on Monday": a time behind a noun is no part of its phrase.
bool IsTimeNoun(const std::string& lemma) {
  static constexpr std::string_view kTimes[] = {
      "day",    "week",    "month",     "year",     "decade", "today",  "yesterday",
      "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
      "morning", "afternoon", "evening", "night", "weekend", "quarter", "tomorrow"};
  return std::find(std::begin(kTimes), std::end(kTimes), lemma) != std::end(kTimes);
}

// `range` without a time at its end, unless nothing else is in it.
Range WithoutTime(const Sentence& s, Range range) {
  size_t end = range.end;
  if (end <= range.first + 1 || !IsTimeNoun(s.forms[end - 1].noun)) return range;
  --end;
  while (end > range.first && s.MentionAt(end - 1) == nullptr && !IsNominal(s.words[end - 1].tag)) {
    --end;
  }
  return end > range.first && HasNominal(s, {range.first, end}) ? Range{range.first, end} : range;
}

Member MakeMember(const Sentence& s, Range range) {
  range = WithoutTime(s, range);
  Member member;
  member.words = range;
  size_t stop = range.end;
  for (size_t i = range.first + 1; i < range.end; ++i) {
    // "of", and any other preposition, ends what the head may be.
    if (s.words[i].tag == syntax::kPreposition && s.MentionAt(i) == nullptr) {
      stop = i;
      // "the government of protecting Helio": what it is accused of, no part of its name.
      if (i + 2 < range.end && IsGerund(s, i + 1) && s.MentionAt(i + 1) == nullptr) {
        member.words.end = i;
      } else if (s.words[i].lower == "of") {
        member.of = {i + 1, range.end};
      }
      break;
    }
  }
  member.head = stop - 1;
  for (size_t i = stop; i-- > range.first;) {
    if (IsNominal(s.words[i].tag) || s.words[i].tag == syntax::kPronoun) {
      member.head = i;
      break;
    }
  }
  return member;
}

}  // namespace

std::string DisplayName(const Document& document, plx_span_t span) {
  return linguistics::DisplayText(linguistics::TokenSequence(document, span), span);
}

plx_span_t PhraseSpan(const Sentence& s, Range range) {
  while (range.first + 1 < range.end &&
         (s.words[range.first].lower == "the" || s.words[range.first].lower == "a" ||
          s.words[range.first].lower == "an")) {
    ++range.first;
  }
  return s.SpanOf(range);
}

// Materials are what actors quarrel over, not actors, and nobody is for or against them.
bool IsThing(const plx_mention_t& mention) {
  static constexpr std::string_view kThings[] = {"COMMODITY", "CURRENCY", "LANGUAGE",
                                                 "TECHNOLOGY"};
  return std::find(std::begin(kThings), std::end(kThings), View(mention.type)) !=
         std::end(kThings);
}

bool CanHold(const plx_mention_t& mention) {
  static constexpr std::string_view kMute[] = {"DISEASE", "EVENT",   "INITIATIVE", "LAW",
                                               "PLACE",   "PRODUCT", "TREATY"};
  return !IsThing(mention) && std::find(std::begin(kMute), std::end(kMute),
                                        View(mention.type)) == std::end(kMute);
}

std::vector<Member> PartyReader::Members(const Sentence& s, Range range) const {
  std::vector<Member> members;
  size_t begin = range.first;
  for (size_t i = range.first; i <= range.end; ++i) {
    const bool at_end = i == range.end;
    if (!at_end) {
      if (!IsJoin(s.words[i])) continue;
      // No border inside a name ("Marks and Spencer").
      const plx_mention_t* mention = s.MentionAt(i);
      if (mention != nullptr && i > range.first && i + 1 < range.end &&
          Overlaps(mention->base.span, s.words[i - 1].span) &&
          Overlaps(mention->base.span, s.words[i + 1].span)) {
        continue;
      }
    }
    if (i > begin && HasNominal(s, {begin, i})) {
      members.push_back(MakeMember(s, {begin, i}));
      begin = i + 1;
    } else if (!at_end && i == begin) {
      begin = i + 1;
    }
  }
  return members;
}

const plx_mention_t* PartyReader::Owner(const Sentence& s, const Member& member) const {
  const plx_mention_t* at_head = s.MentionAt(member.head);
  const plx_mention_t* owner = nullptr;
  for (size_t i = member.words.first; i < member.head; ++i) {
    const plx_mention_t* mention = s.MentionAt(i);
    if (mention == nullptr || mention == at_head || IsThing(*mention)) continue;
    if (owner == nullptr || s.words[i].possessive) owner = mention;
  }
  if (owner != nullptr || member.of.empty()) return owner;
  for (size_t i = member.of.first; i < member.of.end; ++i) {
    const plx_mention_t* mention = s.MentionAt(i);
    if (mention != nullptr && !IsThing(*mention)) return mention;
    if (s.words[i].tag == syntax::kPreposition) break;
  }
  return nullptr;
}

void PartyReader::AddTargets(const Document& document, const Sentence& s, const Member& member,
                             std::vector<Target>* out) const {
  const auto add = [&](plx_span_t span, std::string_view entity, int certainty, int factor,
                       bool reversed) {
    out->push_back({span, std::string(entity), std::string(document.Text(span)), certainty, factor,
                    reversed, false, member.words});
  };
  const plx_mention_t* mention = s.MentionAt(member.head);
  if (mention != nullptr && !IsThing(*mention)) {
    if (mention->coreferent != 0 && mention->member_count > 0) {
      for (uint32_t i = 0; i < mention->member_count; ++i) {
        add(mention->base.span, View(mention->members[i]), 850, 1000, false);
      }
    }
    if (mention->coreferent == 0 || mention->member_count < 2) {
      add(mention->base.span, View(mention->entity), 1000, 1000, false);
    }
    return;
  }
  const std::string& lemma = s.forms[member.head].noun;
  const plx_mention_t* owner = Owner(s, member);
  if (mention != nullptr && owner == nullptr) {
    // "imported gas": which gas, so that one can be against it.
    const plx_span_t whole = PhraseSpan(s, member.words);
    const bool modified = whole.begin < mention->base.span.begin;
    add(modified ? whole : mention->base.span, View(mention->entity), 1000, 1000, false);
    out->back().on_request = true;
    out->back().modified = modified;
    return;
  }
  const plx_span_t span = PhraseSpan(s, member.words);
  const plx_span_t to_head = {span.begin, s.words[member.head].span.end};
  const std::string topic = TopicOf(document, to_head, *classes_);
  if (owner != nullptr) {
    const bool possessive = s.WordsIn(owner->base.span).end > 0 &&
                            s.words[s.WordsIn(owner->base.span).end - 1].possessive;
    if (classes_->Contains("antagonist", lemma)) {
      add(owner->base.span, View(owner->entity), 600, 600, true);
    } else if (possessive || classes_->Contains("attribute", lemma) ||
               classes_->Contains("government", lemma) || mention != nullptr) {
      add(owner->base.span, View(owner->entity), kOwnerCertainty, kOwnerFactor, false);
    }
  }
  // Of "China's export controls" both are targets, of "Chinese minerals" only China.
  if (!topic.empty() && (owner == nullptr || classes_->Contains("policy", lemma))) {
    add(span, topic, 850, 1000, false);
  } else if (const Party* named = owner == nullptr ? Referent(s, member) : nullptr;
             named != nullptr && !named->entity.empty()) {
    add(span, named->entity, named->certainty * kReferentCertainty / 1000, 1000, false);
  } else if (owner == nullptr && s.words[member.head].tag != syntax::kPronoun) {
    add(span, "", kEnglishWordsCertainty, 1000, false);
  } else if (owner == nullptr && s.words[member.head].lower == "it") {
    add(span, "", 800, 1000, false);
    out->back().anaphor = true;
  }
}

bool PartyReader::IsOf(const Sentence& s, const Target& target, std::string_view name, bool actors) const {
  const Range words = target.words.empty() ? s.WordsIn(target.span) : target.words;
  if (words.empty()) return false;
  const plx_mention_t* mention = nullptr;
  if (s.chinese) {
    const auto& endings = classes_->Members(name);
    if (std::any_of(endings.begin(), endings.end(),
                    [&](const std::string& e) { return target.text.ends_with(e); })) {
      return true;
    }
    mention = s.MentionAt(words.end - 1);
  } else {
    const std::vector<Member> members = Members(s, words);
    if (members.empty()) return false;
    if (classes_->Contains(name, s.forms[members.front().head].noun)) return true;
    mention = s.MentionAt(members.front().head);
  }
  if (!actors || mention == nullptr || View(mention->entity) != target.entity) return false;
  const std::string_view type = View(mention->type);
  return type == "PERSON" || type == "OFFICE" || type == "REGION";
}

std::vector<Target> PartyReader::Targets(const Document& document, const Sentence& s,
                                         Range phrase) const {
  std::vector<Target> targets;
  for (const Member& member : Members(s, phrase)) AddTargets(document, s, member, &targets);
  return targets;
}

std::vector<Target> Mutual(const std::vector<Party>& holders) {
  std::vector<Target> targets;
  for (const Party& holder : holders) {
    if (holder.entity.empty()) continue;
    Target target;
    target.span = holder.span;
    target.entity = holder.entity;
    target.text = holder.name;
    target.certainty = holder.certainty;
    targets.push_back(std::move(target));
  }
  if (targets.size() < 2) targets.clear();
  return targets;
}

std::string TopicOf(const Document& document, plx_span_t span, const WordClasses& classes) {
  std::string topic;
  for (const linguistics::Term& term :
       linguistics::ExtractTerms(linguistics::TokenSequence(document, span), &document)) {
    // Only the head: criticism of a human rights record is not against human rights.
    if (term.concept_known && term.span.end == span.end && classes.Contains("issues", term.key)) {
      topic = "topic:" + term.key;
    }
  }
  return topic;
}

}  // namespace plx::stance
