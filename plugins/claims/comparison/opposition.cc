#include <algorithm>
#include <string_view>

#include "plugins/claims/alignment/term_match.h"
#include "plugins/claims/comparison/clause_traits.h"
#include "plugins/claims/comparison/relations.h"
#include "plugins/linguistics/meaning/terms.h"
#include "plugins/linguistics/text/any_of.h"
#include "plugins/linguistics/time/dates.h"

namespace plx::claims {
namespace {

// Prices and outputs go up and down: without a stated time two directions conflict only within days.
constexpr int64_t kSameTrend = 7;

// What only one side says of an attitude: a name or a deed.
constexpr int kOtherDeed = 700;

// Who is for somebody may find fault with them: of a person or body only being for and against exclude each other, and of a
// plan praise and blame as well.
bool FindsFault(std::string_view verb) {
  return linguistics::IsAnyOf(verb, {"criticize", "criticise", "blast", "slam", "attack", "challenge", "protest", "blame", "praise", "applaud", "hail",
                                     "defend", "批评", "抨击", "指责", "不满", "赞扬", "称赞", "肯定", "维护"});
}
bool IsSomebody(std::string_view id) { return id.starts_with("person:") || id.starts_with("org:") || id.starts_with("name:"); }

// "Online sales rose" where "sales fell": of a part.
bool NarrowsSubject(const Record& r, const Record& other) {
  return std::any_of(r.terms.begin(), r.terms.end(), [&](const RecordTerm& t) {
    const bool topic = t.term_class == static_cast<uint8_t>(linguistics::TermClass::kTopic);
    return topic && t.place == Place::kSubject && std::none_of(other.terms.begin(), other.terms.end(), [&](const RecordTerm& o) { return SimilarTerm(t, o); });
  });
}

// "X will replace Y" against "X's capacity is less than a tenth of Y's", "X lacks the ability to
// replace Y": what is claimed is out of reach.
bool AbilityConflict(const Record& a, const Record& b) {
  if (!HasClass(a, "replace") || Sign(a) < 0) return false;
  if (a.subject.empty() || a.object.empty()) return false;
  const auto names = [&](const std::string& id) {
    return std::any_of(b.terms.begin(), b.terms.end(), [&](const RecordTerm& t) { return t.key == id; });
  };
  if (!names(a.subject) || !names(a.object)) return false;
  const bool less = b.predicate_word == "less" || b.predicate_word == "small" || b.predicate_word == "不足" ||
                    b.predicate_word == "低于" || b.predicate_word == "不及" ||
                    std::any_of(b.quantities.begin(), b.quantities.end(), [](const RecordQuantity& q) {
                      return q.measure.rfind("ratio/", 0) == 0 && q.high <= 0.5;
                    });
  const bool subject_first = std::any_of(b.terms.begin(), b.terms.end(), [&](const RecordTerm& t) {
    return t.key == a.subject && t.place == Place::kSubject;
  });
  return (less && subject_first) || (HasClass(b, "lack") && FindKey(b.subject) == FindKey(a.subject)) ||
         (HasClass(b, "replace") && Sign(b) < 0 && FindKey(b.subject) == FindKey(a.subject));
}

// A plan to do X against the judgement that X is impossible or will fail.
bool FeasibilityConflict(const Record& plan, const Record& verdict, const Alignment& alignment) {
  if (plan.modality != PLX_MODALITY_PLAN || Sign(plan) < 0) return false;
  // That somebody failed once does not say that others will.
  if (!HasClass(verdict, "impossible") && verdict.modality != PLX_MODALITY_FORECAST) return false;
  const bool impossible = (HasClass(verdict, "impossible") || HasClass(verdict, "fail") || HasClass(verdict, "ineffective")) == (Sign(verdict) > 0) &&
                          (HasClass(verdict, "impossible") || HasClass(verdict, "possible") || HasClass(verdict, "fail") ||
                           HasClass(verdict, "ineffective") || HasClass(verdict, "effective"));
  if (!impossible) return false;
  // The action that is planned must be what the verdict speaks of.
  const auto& planned = ClassesOf(plan.predicate_word);
  const bool same_action = std::any_of(verdict.terms.begin(), verdict.terms.end(), [&](const RecordTerm& t) {
    if (t.place != Place::kSubject && t.place != Place::kObject) return false;
    for (const std::string_view c : ClassesOf(t.key)) {
      if (std::find(planned.begin(), planned.end(), c) != planned.end()) return true;
    }
    return false;
  });
  return same_action && (alignment.common >= 2 || alignment.common_region) && !alignment.place_conflict;
}

// Whether one says when it happened, and the other, published afterwards and not long after, says
// without a time that it did or did not.
bool SpeaksAfterwards(const Record& a, const Record& b) {
  if (a.time.empty() == b.time.empty()) return false;
  const Record& dated = a.time.empty() ? b : a;
  const Record& other = a.time.empty() ? a : b;
  const auto date = linguistics::ParseDate(dated.time);
  if (!date || !date->known() || other.published == kNoDay) return false;
  const int64_t day = linguistics::FirstDay(*date);
  return day <= other.published && other.published - day <= kSameState;
}

}  // namespace

uint32_t ConflictKind(const Record& a, const Record& b) {
  const bool outlets = a.holder_kind == PLX_HOLDER_OUTLET && b.holder_kind == PLX_HOLDER_OUTLET;
  const bool same = a.holder_kind == b.holder_kind && FindKey(a.holder) == FindKey(b.holder) && a.holder_kind != PLX_HOLDER_ROLE;
  return outlets || same ? PLX_RELATION_CONTRADICTS : PLX_RELATION_DISPUTES;
}

bool CompareOpposition(const Record& a, const Record& b, const Alignment& m, Comparison* out) {
  if (!TimesMeet(a, b, kSameState) && !SpeaksAfterwards(a, b)) return false;
  const auto found = [&](uint32_t kind, int score, const char* reason) {
    out->kind = kind;
    out->score = std::min(score, 950);
    out->joins = score >= 700;
    out->reason = reason;
    out->detail = Quote(a, b);
    return true;
  };
  if (AbilityConflict(a, b) || AbilityConflict(b, a)) return found(ConflictKind(a, b), 720, "ability.lacking");
  if (FeasibilityConflict(a, b, m) || FeasibilityConflict(b, a, m)) {
    return found(PLX_RELATION_DISPUTES, 600, "feasibility");
  }
  if (a.partial || b.partial) return false;
  if (m.predicate == PredicateRelation::kUnrelated || m.subject_conflict || m.place_conflict || m.ordinal_conflict) return false;
  if (!ModalitiesMeet(a, b)) return false;
  const bool opposite = m.predicate == PredicateRelation::kOpposite ? Sign(a) == Sign(b) : Sign(a) != Sign(b);
  if (!opposite) return false;
  // Whoever is dismissed was hired before, and whoever is released was arrested.
  const auto undoes = [&](std::string_view done, std::string_view undone) {
    return (HasClass(a, done) && HasClass(b, undone)) || (HasClass(a, undone) && HasClass(b, done));
  };
  const bool fault = IsSomebody(a.object) && IsSomebody(b.object) && (FindsFault(a.predicate_word) || FindsFault(b.predicate_word));
  if (m.predicate == PredicateRelation::kOpposite && fault) return false;
  if (m.predicate == PredicateRelation::kOpposite && (undoes("hire", "dismiss") || undoes("arrest", "release"))) return false;
  const bool denial = a.modality == PLX_MODALITY_DENIAL || b.modality == PLX_MODALITY_DENIAL;
  // Exports of rice and of wheat are two things.
  if (m.apart >= kOtherThing) return false;
  const bool trend = HasClass(a, "increase") || HasClass(a, "decrease") || HasClass(b, "increase") || HasClass(b, "decrease");
  if (trend && (NarrowsSubject(a, b) || NarrowsSubject(b, a))) return false;
  if (trend && (a.time.empty() != b.time.empty() || !TimesMeet(a, b, kSameTrend))) return false;
  // What is said must be the same but for the sign.
  const bool everyday = IsEverydayVerb(a.predicate_word) || IsEverydayVerb(b.predicate_word);
  const bool nothing_more = m.object == 0 && !SaysMore(a) && !SaysMore(b);  // "the hostages are alive"
  // One side may say more of the same thing: the accident, the accident of two trains.
  const bool details = m.subject >= 900 && m.core >= kNamedObject && m.things_apart == 0;
  if (nothing_more ? everyday : m.object < (details ? 350 : 500) || (everyday && m.anchors + (m.core > 0) < 2)) return false;
  // Praise for one thing that somebody did goes with blame for another.
  if (m.predicate == PredicateRelation::kOpposite && m.things_beyond >= kOtherDeed) return false;
  // Whoever is left out may be somebody else. Who denies something denies what somebody said, in other words.
  const bool inferred = BeginsWithVerb(a) || BeginsWithVerb(b);
  if (!denial && inferred && (m.subject < 700 || (IsBareDeed(a) && IsBareDeed(b)))) return false;
  const bool left_out = IsEnglish(a) && IsEnglish(b) && SaysSubject(a) != SaysSubject(b);
  const bool unknown_subject = m.subject >= 300 && (denial ? m.object >= 500 && m.anchors >= 1
                                                           : m.object >= 750 && m.core >= kNamedObject && m.anchors >= 1 && !left_out);
  if (m.common < 1 || !(m.subject >= 600 || unknown_subject)) return false;
  const int score = 500 + ((nothing_more ? 700 : m.object) + m.subject) / 5;
  return found(ConflictKind(a, b), score,
               denial                                            ? "modality.denial"
               : m.predicate == PredicateRelation::kOpposite ? "antonym"
                                                                 : "polarity");
}

}  // namespace plx::claims
