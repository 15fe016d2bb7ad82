#include "plugins/claims/extraction/claim_draft.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "plugins/claims/extraction/claim_parts.h"
#include "plugins/claims/extraction/clause_themes.h"
#include "plugins/claims/extraction/denials.h"
#include "plugins/claims/extraction/event_counts.h"
#include "plugins/claims/extraction/event_nouns.h"
#include "plugins/claims/extraction/measures.h"
#include "plugins/claims/extraction/predicates.h"
#include "plugins/claims/extraction/sentence_facts.h"
#include "plugins/claims/tables.h"
#include "plugins/linguistics/attribution.h"
#include "plugins/linguistics/clauses.h"
#include "plugins/linguistics/text/any_of.h"
#include "plugins/linguistics/text/lexicon.h"
#include "plugins/linguistics/text/span_text.h"
#include "plx/analyzer.hpp"
#include "plx/phases.h"

namespace plx::claims {
namespace {

using linguistics::Attribution;
using linguistics::Clause;
using linguistics::ClauseLink;
using linguistics::Participant;
using linguistics::ReportKind;

// Confidence by how much of a clause was understood, in thousandths.
constexpr int32_t kFullClause = 900;   // subject, predicate of a known class, object
constexpr int32_t kPlainClause = 750;  // subject and predicate
constexpr int32_t kNominalClause = 500;
constexpr int32_t kHeadline = 300;

class Extractor {
 public:
  explicit Extractor(const Document& document)
      : document_(document),
        parse_(WithThemes(document, linguistics::ParseClauses(document, linguistics::Accusations::kClause))),
        clauses_(parse_.clauses),
        attributions_(linguistics::FindAttributions(document, parse_)),
        facts_(parse_.sentences.size()) {
    CollectMentions();
  }

  std::vector<ClaimDraft> Run() {
    std::vector<ClaimDraft> claims;
    for (size_t i = 0; i < clauses_.size(); ++i) {
      CheckNotCancelled();
      if (!IsClaim(i)) continue;
      for (ClaimDraft& claim : SplitByCount(Build(i))) Add(std::move(claim), &claims);
    }
    AddEventNouns(&claims);
    AddHeadline(&claims);
    for (ClaimDraft& denial : DenialsOf(document_, clauses_, claims)) claims.push_back(std::move(denial));
    std::stable_sort(claims.begin(), claims.end(),
                     [](const ClaimDraft& a, const ClaimDraft& b) { return a.span.begin < b.span.begin; });
    return claims;
  }

 private:
  static void Add(ClaimDraft claim, std::vector<ClaimDraft>* claims) {
    // A control character that stands as a word says nothing.
    std::erase_if(claim.predicate, [](unsigned char b) { return b <= ' ' || b == 0x7F; });
    if (!claim.predicate.empty()) claims->push_back(std::move(claim));
  }

  // "the arrest of Holm surprised the club", by whoever holds the clause that says so.
  void AddEventNouns(std::vector<ClaimDraft>* claims) {
    for (size_t i = 0; i < clauses_.size(); ++i) {
      const Clause& c = clauses_[i];
      if (c.chinese || c.block_kind == PLX_BLOCK_BYLINE || (i > 0 && clauses_[i - 1].sentence == c.sentence)) continue;
      for (ClaimDraft& claim : EventNounsIn(document_, Facts(c.sentence))) {
        size_t of = i;  // the innermost clause that holds the noun
        for (size_t k = i; k < clauses_.size() && clauses_[k].sentence == c.sentence; ++k) {
          if (Contains(clauses_[k].span, claim.span)) of = k;
        }
        if (IsCondition(clauses_[of], Facts(c.sentence)) || Overlaps(clauses_[of].predicate, claim.predicate_span) ||
            LeavesOpen(document_, clauses_[of], claim.predicate_span)) continue;
        const plx_span_t whom = claim.object.span.end > 0 ? claim.object.span : claim.subject.span;
        if (whom.begin > claim.predicate_span.begin && SpeaksOfAnother(document_, clauses_[of], whom)) continue;
        SetHolder(of, &claim);
        claim.rule = kEventNounRule;
        Add(std::move(claim), claims);
      }
    }
  }

  // "Police deny reports of the arrest": a headline in which nobody claims anything still speaks of it.
  void AddHeadline(std::vector<ClaimDraft>* claims) {
    for (size_t i = 0; i < clauses_.size(); ++i) {
      const Clause& c = clauses_[i];
      if (c.block_kind != PLX_BLOCK_TITLE && document_.sentences().size() != 1) continue;
      const plx_span_t block = document_.blocks()[c.block].span;
      if (std::any_of(claims->begin(), claims->end(), [&](const ClaimDraft& claim) { return Contains(block, claim.span); })) continue;
      const SentenceFacts& facts = Facts(c.sentence);
      if (IsCondition(c, facts) || IsFurniture(c, facts) || facts.Keys(facts.span).size() < 2) continue;
      ClaimDraft claim = Build(i);
      claim.rule = kHeadlineRule;
      claim.score = kHeadline;
      Add(std::move(claim), claims);
    }
  }

  // Sorts the document's mentions by the sentence that holds them.
  void CollectMentions() {
    const auto sentences = document_.sentences();
    mentions_.resize(sentences.size());
    document_.ForEach<plx_mention_t>([&](const plx_mention_t& m, uint32_t) {
      uint32_t s = 0;  // the first sentence that does not end before the mention does
      for (uint32_t high = sentences.size(); s < high;) {
        const uint32_t middle = s + (high - s) / 2;
        if (sentences[middle].span.end < m.base.span.end) {
          s = middle + 1;
        } else {
          high = middle;
        }
      }
      if (s < sentences.size() && Contains(sentences[s].span, m.base.span)) mentions_[s].push_back(&m);
    });
  }

  const SentenceFacts& Facts(uint32_t sentence) {
    auto& slot = facts_[sentence];
    if (slot == nullptr) {
      slot = std::make_unique<SentenceFacts>(document_, document_.sentences()[sentence].span,
                                             std::move(parse_.sentences[sentence].tokens), mentions_[sentence]);
    }
    return *slot;
  }

  // True if the clause only says who speaks: "India claims".
  bool OnlyReports(const Clause& c) const {
    return std::any_of(attributions_.begin(), attributions_.end(), [&](const Attribution& a) {
      return a.cue.begin < a.cue.end && a.sentence == c.sentence && Overlaps(c.verb_group, a.cue) &&
             !Overlaps(c.span, a.content);
    });
  }

  bool IsClaim(size_t i) {
    const Clause& c = clauses_[i];
    if (c.block_kind == PLX_BLOCK_BYLINE || c.block_kind == PLX_BLOCK_HEADING) return false;
    if (OnlyReports(c)) return false;
    const SentenceFacts& facts = Facts(c.sentence);
    if (IsCondition(c, facts) || IsFurniture(c, facts)) return false;
    // A caller's claim is one, however little it says.
    if (document_.name() == PLX_STATED_CLAIM_NAME) return true;
    const size_t keys = facts.Keys(c.span).size();
    const bool named = facts.MentionIn(c.span) != nullptr;
    const bool quantity = std::any_of(facts.quantities.begin(), facts.quantities.end(),
                                      [&](const auto& q) { return Contains(c.span, q.span); });
    if (c.link == ClauseLink::kNominal) {
      const bool headline = c.block_kind == PLX_BLOCK_TITLE || IsOnlyClause(i);
      return headline && keys + (named ? 1 : 0) + (quantity ? 1 : 0) >= 2;
    }
    if (c.predicate.begin >= c.predicate.end) return false;
    // At least two things must be said: something of something.
    // "it would appeal": whoever is named in another clause, and a deed that says enough.
    const bool deed = !c.subject.entity.empty() && !ClassesOf(c.lemma).empty() && c.link == ClauseLink::kComplement;
    const bool shared = c.subject_inherited && c.subject.present() && (!c.objects.empty() || deed);
    if (keys + (named ? 1 : 0) + (quantity ? 1 : 0) + (shared ? 1 : 0) >= 2) return true;
    return quantity && CountsStruck(c, facts);
  }
  // 23人受伤: all that there is to say.
  bool CountsStruck(const Clause& c, const SentenceFacts& facts) const {
    const std::vector<QuantityDraft> quantities = MeasureQuantities(document_, facts, c);
    return std::any_of(quantities.begin(), quantities.end(), [](const QuantityDraft& q) { return IsEventRole(q.measure); });
  }
  // "as long as rules are followed", 如果谈判失败: nobody says that it is so.
  static bool IsCondition(const Clause& c, const SentenceFacts& facts) {
    constexpr uint32_t kReach = 24;  // bytes of "provided that" and the like before the clause
    const uint32_t from = c.span.begin > kReach ? c.span.begin - kReach : 0;
    return std::any_of(facts.cues.begin(), facts.cues.end(), [&](const linguistics::Cue& cue) {
      const bool opens = cue.span.begin >= from && cue.span.end <= c.span.begin + 2;
      const bool inside = cue.span.begin == c.span.begin;
      return cue.kind == linguistics::CueKind::kCondition && (opens || inside) && Overlaps(cue.scope, c.predicate);
    });
  }
  // "contributed to this report", "read more": of the page, not of what it tells.
  static bool IsFurniture(const Clause& c, const SentenceFacts& facts) {
    static const linguistics::Lexicon furniture = [] {
      linguistics::Lexicon phrases;
      phrases.AddTsv(data::kFurniture, 1);
      phrases.AddTsv(data::kFurniture, 2);
      return phrases;
    }();
    const std::vector<linguistics::LexiconMatch> found = furniture.Find(facts.tokens);
    return std::any_of(found.begin(), found.end(), [&](const auto& match) { return Overlaps(match.span, c.span); });
  }
  bool IsOnlyClause(size_t i) const {
    const uint32_t s = clauses_[i].sentence;
    const bool before = i > 0 && clauses_[i - 1].sentence == s;
    const bool after = i + 1 < clauses_.size() && clauses_[i + 1].sentence == s;
    return !before && !after;
  }

  ArgumentDraft MakeArgument(const Participant& p, const SentenceFacts& facts) {
    ArgumentDraft a;
    if (!p.present()) return a;
    a.span = p.span;
    a.text = linguistics::DisplayText(facts.tokens, p.span);
    const bool it = p.entity.starts_with("person:") && linguistics::IsAnyOf(a.text, {"it", "It"});  // no minister
    a.entity = it || IsNobody(document_, p.entity, p.head) ? std::string() : p.entity;
    if (a.entity.empty()) {
      std::vector<std::string> keys = facts.Keys(p.span);
      if (keys.size() > 4) keys.resize(4);
      std::string topic;
      for (const std::string& k : keys) topic += (topic.empty() ? "topic:" : "/") + k;
      std::replace(topic.begin(), topic.end(), ' ', '-');
      a.entity = topic;
    }
    return a;
  }
  // The facts of the sentence that holds `span`: a shared subject may lie in an earlier one.
  const SentenceFacts& FactsAt(plx_span_t span, uint32_t fallback) {
    const auto sentences = document_.sentences();
    for (uint32_t s = 0; s < sentences.size(); ++s) {
      if (Contains(sentences[s].span, span)) return Facts(s);
    }
    return Facts(fallback);
  }

  ClaimDraft Build(size_t i) {
    const Clause& c = clauses_[i];
    const SentenceFacts& facts = Facts(c.sentence);
    ClaimDraft claim;
    claim.span = c.span;
    claim.predicate = PredicateKey(PredicateWord(facts.tokens, c.predicate, c.lemma));
    claim.predicate_span = c.predicate;
    claim.subject = MakeArgument(c.subject, FactsAt(c.subject.span, c.sentence));
    if (!c.objects.empty()) claim.object = MakeArgument(MainObject(c, PredicateEnd(facts.tokens, c.predicate, c.lemma)), facts);
    claim.quantities = MeasureQuantities(document_, facts, c);
    SetHolder(i, &claim);
    if (c.lemma == "blame") TurnBlame(c, facts, &claim);
    SetModality(i, facts, &claim);
    SetTime(clauses_, i, facts, &claim);
    const bool known = !ClassesOf(c.lemma).empty();
    claim.score = c.link == ClauseLink::kNominal ? kNominalClause
                  : c.subject.present() && known && !c.objects.empty() ? kFullClause
                                                                       : kPlainClause;
    return claim;
  }

  // The direct object; for "relies on X" the governed one; none of the predicate's own words ("are in
  // line with").
  static const Participant& MainObject(const Clause& c, uint32_t from) {
    const auto own = [&](const Participant& o) { return o.span.begin >= c.predicate.end && o.span.begin < from; };
    for (const Participant& o : c.objects) {
      if (o.preposition.empty() && !own(o)) return o;
    }
    for (const Participant& o : c.objects) {
      if (!own(o)) return o;
    }
    return c.objects.front();
  }

  // "blamed tariffs for the prices": who blames them says that they caused them.
  void TurnBlame(const Clause& c, const SentenceFacts& facts, ClaimDraft* claim) {
    const auto is = [](std::string_view preposition) {
      return [preposition](const Participant& o) { return o.preposition == preposition; };
    };
    const auto whom = std::find_if(c.objects.begin(), c.objects.end(), is("")), what = std::find_if(c.objects.begin(), c.objects.end(), is("for"));
    if (c.passive || whom == c.objects.end() || what == c.objects.end() || !c.subject.present()) return;
    if (claim->holder_kind == PLX_HOLDER_OUTLET) {
      claim->holder_kind = c.subject.entity.empty() ? PLX_HOLDER_ROLE : PLX_HOLDER_ACTOR;
      claim->holder = claim->subject;
      if (c.subject.entity.empty()) claim->holder.entity.clear();
    }
    claim->subject = MakeArgument(*whom, facts);
    claim->object = MakeArgument(*what, facts);
    claim->predicate = "cause";
  }

  // Who says it; whoever denies that it was said or promised, if somebody does: 否认|曾承诺|提供援助.
  const Attribution* AttributionOf(const Clause& c) const {
    const Attribution* a = linguistics::HolderOf(attributions_, c.span);
    for (const Attribution& outer : attributions_) {
      if (a == nullptr || a->kind == ReportKind::kDeny) break;
      if (a != nullptr && outer.kind == ReportKind::kDeny && a->kind != ReportKind::kDeny && Contains(outer.content, a->cue) &&
          document_.Text({outer.cue.end, std::max(outer.cue.end, a->cue.begin)}).find("，") == std::string_view::npos) {
        return &outer;
      }
    }
    return a;
  }

  void SetHolder(size_t i, ClaimDraft* claim) {
    const Attribution* a = AttributionOf(clauses_[i]);
    claim->rule = clauses_[i].link == ClauseLink::kNominal ? kNominalRule : "clause";
    if (a == nullptr) {
      claim->holder.entity = std::string(document_.source());
      claim->holder.text = std::string(document_.source_name());
      return;
    }
    claim->holder_kind = static_cast<uint32_t>(a->holder_kind);
    claim->rule = "attributed." + a->cue_lemma;
    claim->holder.span = a->holder;
    claim->holder.text = a->name;
    claim->holder.entity = a->holder_kind == linguistics::HolderKind::kActor   ? a->entity
                           : a->holder_kind == linguistics::HolderKind::kOutlet ? std::string(document_.source())
                                                                               : std::string();
    if (a->holder_kind == linguistics::HolderKind::kOutlet) claim->holder.span = {0, 0};
  }

  void SetModality(size_t i, const SentenceFacts& facts, ClaimDraft* claim) {
    const Clause& c = clauses_[i];
    const plx_span_t head = c.predicate;
    const plx_span_t reach = {std::min(c.span.begin, c.verb_group.begin), std::max(c.span.end, c.verb_group.end)};
    bool negative = (facts.IsNegated(reach, head) || DeniesReason(c)) != HasNoObject(c, facts);
    claim->modality = static_cast<uint32_t>(facts.ModalityOf(reach, head));
    if (c.link == ClauseLink::kPurpose) {
      if (claim->modality == PLX_MODALITY_FACT) claim->modality = PLX_MODALITY_PLAN;
      if (c.parent != linguistics::kNone) negative = negative != NegatedByParent(c, facts);
    }
    const Attribution* a = AttributionOf(c);
    if (a != nullptr) {
      if (a->kind == ReportKind::kDeny) {
        negative = !negative;
        claim->modality = PLX_MODALITY_DENIAL;
      } else if (claim->modality == PLX_MODALITY_FACT) {
        if (a->kind == ReportKind::kForecast) claim->modality = PLX_MODALITY_FORECAST;
        // What somebody estimates is so already.
        if (a->kind == ReportKind::kEstimate || a->kind == ReportKind::kOpinion || a->kind == ReportKind::kWarn) claim->modality = PLX_MODALITY_OPINION;
        const bool done = c.chinese && document_.Text({c.predicate.end, c.span.end}).starts_with("了");  // 宣布哀悼，并吊销了许可证
        if (a->kind == ReportKind::kPlan && c.link != ClauseLink::kComplement && !done) claim->modality = PLX_MODALITY_PLAN;
      }
      if (a->negated) negative = !negative;
    }
    claim->polarity = negative ? PLX_POLARITY_NEGATIVE : PLX_POLARITY_POSITIVE;
  }

  // 亏损的原因不是进口: the denial stands behind the word that the clause turns on.
  bool DeniesReason(const Clause& c) const {
    if (!c.chinese || c.verb_group.end <= c.predicate.end) return false;
    const std::string_view rest = document_.Text({c.predicate.end, c.verb_group.end});
    return rest.find("不是") != std::string_view::npos || rest.find("并非") != std::string_view::npos;
  }

  // "found no evidence": what is denied of the object or the subject is denied of the clause.
  bool HasNoObject(const Clause& c, const SentenceFacts& facts) const {
    // "no earthquake had caused it"; where the verb is no auxiliary, the "no" reaches it by itself.
    const bool own = !c.subject_inherited && c.subject.present() && Contains(c.span, c.subject.span);
    const bool reaches = std::any_of(facts.cues.begin(), facts.cues.end(), [&](const linguistics::Cue& cue) {
      return cue.kind == linguistics::CueKind::kNegation && Contains(c.subject.span, cue.span) && Overlaps(cue.scope, c.predicate);
    });
    if (own && !reaches && SaysNone(facts, c.subject)) return true;
    for (const Participant& o : c.objects) {
      if (o.preposition.empty() && SaysNone(facts, o)) return true;
    }
    return false;
  }
  static bool SaysNone(const SentenceFacts& facts, const Participant& p) {
    return linguistics::IsAnyOf(facts.tokens.Word(facts.tokens.IndexAt(p.span.begin)), {"no", "none", "neither", "nobody", "nothing"});
  }

  // "not aimed at decoupling", "lacks the capacity to replace", "difficult to replicate": what the
  // clause before says of the purpose.
  bool NegatedByParent(const Clause& c, const SentenceFacts& facts) const {
    const Clause& parent = clauses_[static_cast<size_t>(c.parent)];
    if (c.connective == "at") return facts.IsNegated(parent.span, parent.predicate);
    bool negated = false;
    for (const linguistics::Cue& cue : facts.cues) {
      const bool negates = cue.kind == linguistics::CueKind::kNegation || cue.kind == linguistics::CueKind::kNegativeVerb ||
                           cue.kind == linguistics::CueKind::kWeakNegation;
      if (negates && Contains(parent.span, cue.span) && Overlaps(cue.scope, c.predicate)) negated = !negated;
    }
    return negated;
  }

  const Document& document_;
  linguistics::Parse parse_;  // the tokens of a sentence go to its facts
  const std::vector<Clause>& clauses_;
  const std::vector<Attribution> attributions_;
  // By sentence.
  std::vector<std::vector<const plx_mention_t*>> mentions_;
  std::vector<std::unique_ptr<SentenceFacts>> facts_;
};

}  // namespace

std::vector<ClaimDraft> ExtractClaims(const Document& document) { return Extractor(document).Run(); }

}  // namespace plx::claims
