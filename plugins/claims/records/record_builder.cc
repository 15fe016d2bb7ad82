#include "plugins/claims/records/record_builder.h"

#include <algorithm>
#include <utility>

#include "plugins/claims/extraction/claim_draft.h"
#include "plugins/claims/extraction/event_counts.h"
#include "plugins/claims/extraction/measure_roles.h"
#include "plugins/claims/extraction/predicates.h"
#include "plugins/claims/records/label_reader.h"
#include "plugins/claims/records/number_context.h"
#include "plugins/claims/records/other_names.h"
#include "plugins/linguistics/text/characters.h"
#include "plugins/linguistics/text/any_of.h"
#include "plugins/linguistics/text/lemma.h"
#include "plugins/linguistics/text/span_text.h"
#include "plx/phases.h"

namespace plx::claims {
namespace {

using linguistics::TermClass;

constexpr uint32_t kMostMembers = 12;  // of a group; the European Union's 27 would say nothing

// Terms that stand with other numbers of the claim: "12% on the drug and 9% on placebo". A number's own
// reach from the number before it to the next one; what precedes the first belongs to all.
std::vector<std::string> TermsElsewhere(const plx_claim_t& claim, uint32_t index, const SentenceFacts& facts) {
  std::vector<std::string> keys;
  if (claim.quantity_count < 2) return keys;
  const auto span = [&](uint32_t i) { return claim.quantities[i].base.span; };
  const uint32_t first = span(0).begin;
  const uint32_t from = index == 0 ? first : span(index - 1).end;
  const uint32_t to = index + 1 < claim.quantity_count ? span(index + 1).begin : claim.base.span.end;
  for (const auto& term : facts.terms) {
    const bool own = term.span.begin < first || (term.span.begin >= from && term.span.end <= to);
    if (!own && Contains(claim.base.span, term.span)) keys.push_back(term.key);
  }
  return keys;
}

std::string CutText(std::string_view text, size_t most) {
  if (text.size() <= most) return std::string(text);
  size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return std::string(text.substr(0, end));
}

}  // namespace

RecordBuilder::RecordBuilder(const Document& document) : document_(document) {
  const auto date = linguistics::ParseDate(document.published());
  if (date && date->known()) published_ = linguistics::FirstDay(*date);
  context_ = ReadContext(document, AllFacts());
  about_.key = context_.about;
  AddNameParts(&about_);
  for (const std::string& key : context_.context) {
    RecordTerm& term = background_.emplace_back();
    term.key = key;
    AddOtherNames(&term);
  }
}

void RecordBuilder::AddStory(Record* record) {
  const bool counts = std::any_of(record->quantities.begin(), record->quantities.end(),
                                  [](const RecordQuantity& q) { return IsEventRole(q.measure) || q.measure.starts_with("magnitude"); });
  if (!counts) return;
  if (!story_) story_ = ReadStory(document_, AllFacts());
  record->names = story_->names;
  record->story = story_->words;
}

std::vector<const SentenceFacts*> RecordBuilder::AllFacts() {
  std::vector<const SentenceFacts*> facts;
  for (const auto& sentence : document_.sentences()) facts.push_back(&FactsAt(sentence.span));
  return facts;
}

const SentenceFacts& RecordBuilder::FactsAt(plx_span_t span) {
  const auto sentences = document_.sentences();
  uint32_t at = 0;
  for (uint32_t s = 0; s < sentences.size(); ++s) {
    if (sentences[s].span.begin <= span.begin) at = s;
  }
  auto& slot = facts_[at];
  if (slot == nullptr) slot = std::make_unique<SentenceFacts>(document_, sentences[at].span);
  return *slot;
}

const ReportWords& RecordBuilder::ReportOf(const SentenceFacts& facts, uint32_t block_kind) {
  auto [it, added] = reports_.try_emplace(facts.span.begin);
  const bool headline = block_kind == PLX_BLOCK_TITLE || document_.sentences().size() == 1;
  if (added) it->second = FindReportWords(facts.tokens, headline);
  return it->second;
}

namespace {

// Verbs that only say that what their object names is done: "implement a ban", 进行调查.
bool IsLightVerb(std::string_view verb) {
  static constexpr std::string_view kVerbs[] = {"implement", "carry out", "conduct", "pursue", "undertake", "make", "launch", "impose",
                                                "perform", "execute", "give", "take", "进行", "实施", "开展", "展开", "施行", "加以",
                                                "予以", "作出", "做出", "推行", "提出", "发出", "submit", "issue"};
  return std::find(std::begin(kVerbs), std::end(kVerbs), verb) != std::end(kVerbs);
}

// "is implementing a strategic decoupling": the predicate is to decouple.
void TakeActionOfObject(const plx_claim_t& claim, const SentenceFacts& facts, Record* record) {
  const linguistics::Term* last = nullptr;
  for (const auto& term : facts.terms) {
    if (Contains(claim.object.span, term.span)) last = &term;
  }
  if (Empty(claim.object.span) || !Contains(facts.span, claim.object.span)) return;
  // "made an offer", 提出收购要约: the words may be of another concept than the deed is.
  const std::string word = linguistics::FoldText(facts.tokens.Text(last == nullptr ? claim.object.span : last->span));
  for (const std::string& text : {linguistics::FoldText(facts.tokens.Text(claim.object.span)), linguistics::Lemma(word, linguistics::WordClass::kNoun)}) {
    const auto& classes = ClassesOf(text);
    if (!classes.empty() && linguistics::IsAnyOf(classes.front(), {"bid", "warn", "promise", "appeal"})) return void(record->predicate_word = text);
  }
  if (last == nullptr || last->span.end != claim.object.span.end) return;
  if (EffectOf(ClassesOf(last->key).empty() ? std::string_view() : ClassesOf(last->key).front()) == 0) return;
  record->predicate_word = last->key;
}

// 没有毒性, 具有危险性: "is not toxic", "is dangerous". The object is the predicate then, and the claim has none.
void TakeQualityOfObject(const SentenceFacts& facts, plx_claim_t* claim, Record* record) {
  using linguistics::IsAnyOf;
  const bool denied = IsAnyOf(record->predicate_word, {"没有", "无", "不具有"});
  if (!denied && !IsAnyOf(record->predicate_word, {"有", "具有", "具备"})) return;
  if (Empty(claim->object.span) || !Contains(facts.span, claim->object.span)) return;
  const std::string object(facts.tokens.Text(claim->object.span));
  const auto& classes = ClassesOf(object);
  if (classes.empty() || !IsAnyOf(classes.front(), {"dangerous", "safe", "effective", "legal"})) return;
  record->predicate_word = object;
  claim->predicate_span.end = claim->object.span.end;
  claim->object.span = {0, 0};
  if (denied) record->polarity = record->polarity == PLX_POLARITY_NEGATIVE ? PLX_POLARITY_POSITIVE : PLX_POLARITY_NEGATIVE;
}

}  // namespace

Record RecordBuilder::Build(plx_claim_t claim) {
  Record r;
  const SentenceFacts& facts = FactsAt(claim.base.span);
  r.holder_kind = static_cast<uint8_t>(claim.holder.kind);
  r.holder = std::string(claim.holder.kind == PLX_HOLDER_ROLE ? View(claim.holder.name) : View(claim.holder.entity));
  r.source = std::string(document_.source());
  r.published = published_;
  r.span = claim.base.span;
  for (const plx_block_t& block : document_.blocks()) {
    if (Contains(block.span, claim.base.span)) r.block_kind = static_cast<uint8_t>(block.kind);
  }
  r.modality = static_cast<uint8_t>(claim.modality);
  r.polarity = static_cast<uint8_t>(claim.polarity);
  r.hedged = linguistics::IsHedged(facts.cues, claim.predicate_span);
  r.predicate = std::string(View(claim.predicate));
  r.predicate_span = claim.predicate_span;
  r.subject = std::string(View(claim.subject.entity));
  r.object = std::string(View(claim.object.entity));
  r.subject_span = claim.subject.span;
  r.time = std::string(View(claim.time));
  if (!Empty(claim.predicate_span)) {
    const std::string word = linguistics::FoldText(document_.Text(claim.predicate_span));
    const std::string lemma = ClassesOf(word).empty() ? linguistics::Lemma(word, linguistics::WordClass::kVerb) : word;
    r.predicate_word = PredicateWord(facts.tokens, claim.predicate_span, lemma);
    if (r.predicate_word == "blame" && r.predicate == "cause") r.predicate_word = r.predicate;  // "blamed tariffs for the prices"
    if (IsLightVerb(r.predicate_word)) TakeActionOfObject(claim, facts, &r);
    TakeQualityOfObject(facts, &claim, &r);
  }
  // "fell to 40,000 | a month" hides nobody.
  if (!facts.InDate(claim.object.span) && !facts.InQuantity(claim.object.span)) r.object_span = claim.object.span;
  linguistics::PredicateSense sense = linguistics::SenseOf(r.predicate_word);
  r.predicate_key = std::move(sense.key);
  r.predicate_direction = static_cast<int8_t>(sense.direction);
  r.snapshot = IsSnapshot(document_.Text(facts.span));
  for (uint32_t i = 0; i < claim.quantity_count; ++i) {
    const plx_quantity_t& q = claim.quantities[i];
    const UnitScale scale = ScaleOf(View(q.unit));
    r.quantities.push_back({std::string(View(q.measure)), std::string(scale.base), std::string(View(q.subject)),
                            q.value * scale.factor, q.low * scale.factor, q.high * scale.factor,
                            static_cast<uint8_t>(q.bound), q.base.span, TermsElsewhere(claim, i, facts)});
  }
  for (uint32_t i = 0; i < claim.quantity_count; ++i) {
    const plx_span_t where = claim.quantities[i].base.span;
    // Before the verb, it is part of who does or suffers it.
    const bool suffers = claim.object.span.end <= claim.predicate_span.begin && Overlaps(where, claim.object.span);
    r.partial |= suffers || Overlaps(where, claim.subject.span);
  }
  ordinals_ = OrdinalsIn(facts, claim.base.span);
  for (const Ordinal& o : ordinals_) r.ordinals.push_back(o.value);
  std::sort(r.ordinals.begin(), r.ordinals.end());
  r.ordinals.erase(std::unique(r.ordinals.begin(), r.ordinals.end()), r.ordinals.end());
  r.stated = document_.name() == PLX_STATED_CLAIM_NAME;
  r.report = ReportOf(facts, r.block_kind);
  r.about = about_;
  r.context = background_;
  AddStory(&r);
  AddTerms(claim, &r);
  if (auto label = ReadLabel(document_, claim, facts, context_.main_topic)) r.labels.push_back(*std::move(label));
  const std::string_view rule = View(claim.base.rule);
  r.nominal = rule == kNominalRule || rule == kHeadlineRule;
  r.bare = rule == kHeadlineRule || (r.nominal && r.quantities.empty() && std::none_of(r.terms.begin(), r.terms.end(), [](const RecordTerm& t) {
    return t.term_class == kEntityTerm;
  }));
  r.text = CutText(linguistics::DisplayText(facts.tokens, claim.base.span), kMaxClauseBytes);
  r.sentence = CutText(linguistics::DisplayText(facts.tokens, facts.span), kMaxSentenceBytes);
  if (r.sentence == r.text) r.sentence.clear();
  return r;
}

// Is the number of the noun at `where` of things or of people of some kind, "23 pirates", and without a measure, by which
// it would be compared?
bool RecordBuilder::CountsAThing(const Record& record, plx_span_t where) {
  return std::any_of(record.quantities.begin(), record.quantities.end(), [&](const RecordQuantity& q) {
    return Contains(q.span, where) && q.measure.empty() && !IsAnybody(q.unit);
  });
}

void RecordBuilder::AddTermsOf(plx_span_t where, Place place, const SentenceFacts& facts, Record* record) const {
  for (const auto& term : facts.terms) {
    if (!Contains(where, term.span) || IsGenericKey(term.key) || facts.InDate(term.span)) continue;
    if ((facts.InQuantity(term.span) && !(facts.IsCounted(term.span) && CountsAThing(*record, term.span))) || IsOrdinal(term.span)) continue;
    const uint8_t term_class = term.key == context_.main_topic ? kMainTopicTerm : static_cast<uint8_t>(term.term_class);
    RecordTerm out{term.key, term_class, place, {}, {}, static_cast<int8_t>(linguistics::Direction(term.key))};
    if (!term.concept_known) AddOtherNames(&out);
    record->terms.push_back(std::move(out));
  }
  for (const plx_mention_t* m : facts.mentions) {
    if (!Contains(where, m->base.span)) continue;
    RecordTerm name{std::string(View(m->entity)), kEntityTerm, place, {}, {}, 0};
    AddNameParts(&name);
    record->terms.push_back(std::move(name));
    for (uint32_t i = 0; i < m->member_count && i < kMostMembers; ++i) {
      record->terms.push_back({std::string(View(m->members[i])), kMemberTerm, place, {}, {}, 0});
    }
  }
}

// "tickets | for the ferry | cost": what stands between a subject and its verb, without a comma,
// belongs to the subject.
plx_span_t RecordBuilder::WithModifiers(const plx_claim_t& claim) const {
  const plx_span_t subject = claim.subject.span, predicate = claim.predicate_span;
  if (Empty(predicate) || predicate.begin <= subject.end || !Contains(claim.base.span, subject)) return subject;
  if (View(claim.base.rule) == "attributed.accuse") return subject;  // "Tarvo of refusing to talk"
  const std::string_view between = document_.Text({subject.end, predicate.begin});
  constexpr size_t kMost = 60;
  static constexpr std::string_view kMarks[] = {",", "，", ":", "：", "—", "(", "（", ";", "\""};
  const bool plain = between.size() <= kMost && std::none_of(std::begin(kMarks), std::end(kMarks), [&](std::string_view m) {
    return between.find(m) != std::string_view::npos;
  });
  const bool governed = between.size() > 4 && between[0] == ' ' && (between.substr(1, 3) == "on " || between.substr(1, 3) == "in " ||
                        between.substr(1, 4) == "for " || between.substr(1, 5) == "from " || between.substr(1, 3) == "at " ||
                        between.substr(1, 5) == "over " || between.substr(1, 3) == "to " || between.substr(1, 5) == "with " ||
                        between.substr(1, 8) == "against " || between.substr(1, 3) == "of ");
  return plain && governed ? plx_span_t{subject.begin, predicate.begin} : subject;
}

// "capacity" and 输电能力 at the end of a subject name what is measured, not whose it is.
void RecordBuilder::MarkMeasureWords(plx_span_t subject, const SentenceFacts& facts, size_t from, Record* record) const {
  const RolePhrase phrase = RoleAtEnd(facts.tokens, subject);
  if (phrase.role.empty()) return;
  for (const auto& term : facts.terms) {
    if (!Overlaps(term.span, phrase.where)) continue;
    for (size_t i = from; i < record->terms.size(); ++i) {
      if (record->terms[i].key == term.key && record->terms[i].term_class != kEntityTerm) {
        record->terms[i].term_class = static_cast<uint8_t>(TermClass::kMeasure);
      }
    }
  }
}

// Where the subject is stays apart: "the factory in Hungary" is not about Hungary.
void RecordBuilder::AddModifiers(plx_span_t where, const SentenceFacts& facts, Record* record) const {
  const size_t from = record->terms.size();
  AddTermsOf(where, Place::kSubject, facts, record);
  for (size_t i = from; i < record->terms.size(); ++i) {
    RecordTerm& term = record->terms[i];
    if (term.term_class == kEntityTerm && term.key.rfind("region:", 0) == 0) term.place = Place::kOther;
  }
}

bool RecordBuilder::IsOrdinal(plx_span_t where) const {
  return std::any_of(ordinals_.begin(), ordinals_.end(), [&](const Ordinal& o) { return Overlaps(o.span, where); });
}

void RecordBuilder::AddTerms(const plx_claim_t& claim, Record* record) {
  const SentenceFacts& facts = FactsAt(claim.base.span);
  const plx_span_t all = claim.base.span;
  std::vector<std::pair<plx_span_t, Place>> parts;
  if (!Empty(claim.subject.span)) {
    const plx_span_t subject = WithModifiers(claim);
    const size_t from = record->terms.size();
    AddTermsOf(claim.subject.span, Place::kSubject, FactsAt(claim.subject.span), record);
    MarkMeasureWords(claim.subject.span, FactsAt(claim.subject.span), from, record);
    if (subject.end > claim.subject.span.end) AddModifiers({claim.subject.span.end, subject.end}, facts, record);
    if (Contains(all, subject)) parts.push_back({subject, Place::kSubject});
  }
  if (View(claim.subject.entity).find(':') != std::string_view::npos && View(claim.subject.entity).rfind("topic:", 0) != 0) {
    RecordTerm name{std::string(View(claim.subject.entity)), kEntityTerm, Place::kSubject, {}, {}, 0};
    AddNameParts(&name);
    record->terms.push_back(std::move(name));
  }
  if (!Empty(claim.object.span) && Contains(all, claim.object.span) && !Overlaps(claim.object.span, claim.subject.span)) {
    AddTermsOf(claim.object.span, Place::kObject, facts, record);
    parts.push_back({claim.object.span, Place::kObject});
  }
  if (!Empty(claim.predicate_span)) {
    const bool inside = std::any_of(parts.begin(), parts.end(), [&](const auto& p) {
      return Overlaps(p.first, claim.predicate_span);
    });
    if (!inside) {
      AddTermsOf(claim.predicate_span, Place::kPredicate, facts, record);
      parts.push_back({claim.predicate_span, Place::kPredicate});
    }
  }
  // What is left between the parts.
  std::sort(parts.begin(), parts.end(), [](const auto& a, const auto& b) { return a.first.begin < b.first.begin; });
  uint32_t from = all.begin;
  for (const auto& [span, place] : parts) {
    if (span.begin > from) AddTermsOf({from, span.begin}, Place::kOther, facts, record);
    from = std::max(from, span.end);
  }
  if (from < all.end) AddTermsOf({from, all.end}, Place::kOther, facts, record);
  auto& terms = record->terms;
  std::sort(terms.begin(), terms.end(), [](const RecordTerm& a, const RecordTerm& b) {
    return a.key != b.key ? a.key < b.key : a.place < b.place;
  });
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
}

}  // namespace plx::claims
