#include <algorithm>
#include <iterator>
#include <string_view>

#include "plugins/claims/alignment/term_match.h"
#include "plugins/claims/comparison/clause_traits.h"
#include "plugins/claims/comparison/one_story.h"
#include "plugins/claims/comparison/relations.h"
#include "plugins/claims/comparison/undergoer.h"
#include "plugins/linguistics/text/any_of.h"

namespace plx::claims {
namespace {

// Of what is said of their subjects alone: a topic or a name is enough.
constexpr int kOtherObject = 500;

// Distinct words in common, from which on two clauses tell of one thing whoever does it.
constexpr int kManyWords = 4;

// Agreement below this is more often wrong than right (docs/quality.md).
constexpr int kLeastScore = 500;

// Events that are told without an object are one event only if told within this many days.
constexpr int64_t kSameEvent = 30;

// Whom somebody told something says nothing of what was told.
bool IsTelling(std::string_view verb) {
  static constexpr std::string_view kVerbs[] = {"tell", "say", "ask", "speak", "talk", "thank", "告诉", "说", "问", "感谢"};
  return std::find(std::begin(kVerbs), std::end(kVerbs), verb) != std::end(kVerbs);
}

// "attacked him", "directed it": done to somebody or something, and the clause does not say to whom or what.
bool HidesObject(const Record& r) {
  return !Empty(r.object_span) && std::none_of(r.terms.begin(), r.terms.end(), [](const RecordTerm& t) { return t.place == Place::kObject; });
}

// Whether two deeds are of one doer, or tied by so much else that it does not matter: "to temporarily ban all
// Muslims from entering the country".
bool MayBeOneDeed(const Record& a, const Record& b, const Alignment& m) {
  const int bare = (IsBareDeed(a) ? 1 : 0) + (IsBareDeed(b) ? 1 : 0);
  if (bare == 0 || m.common >= kManyWords) return true;
  return bare == 1 ? m.subject >= 500 : m.subject >= 700 && m.core >= kNamedObject && m.common >= 3;
}

// A subject that is one in particular: a person, office or organisation, not a whole country.
bool NamesSomebody(const Record& r) {
  return !r.subject.empty() && r.subject.rfind("topic:", 0) != 0 && r.subject.rfind("region:", 0) != 0;
}

// "Creighton defeated Drake": a doer and whom it was done to, both in particular, whatever else is said.
bool DidToTheSame(const Record& a, const Record& b, const Alignment& m) {
  const bool everyday = IsEverydayVerb(a.predicate_word) || IsEverydayVerb(b.predicate_word);
  return !everyday && NamesSomebody(a) && NamesSomebody(b) && m.subject >= 700 && !a.object.empty() && !b.object.empty() &&
         !a.object.starts_with("topic:") && !b.object.starts_with("topic:") && SameName(a.object, b.object) && TimesMeet(a, b, kSameEvent);
}

// "he pleaded guilty", "pleaded guilty": an active clause that does not say who did it.
bool HidesDoer(const Record& r) {
  const bool passive = !Empty(r.object_span) && r.object_span.begin < r.predicate_span.begin;
  return IsEnglish(r) && !passive && !SaysSubject(r);
}

// "A woman", "officers", 法院: anybody of the kind. Whom they are is told by the document alone.
bool IsAnyone(const Record& r) {
  bool said = false;
  for (const RecordTerm& t : r.terms) {
    if (t.place != Place::kSubject) continue;
    if (t.term_class == kEntityTerm) return false;
    said = true;
    const bool anyone = linguistics::IsAnyOf(t.key, {"woman", "man", "girl", "boy", "child", "people", "person", "victim", "officer", "police", "gunman",
                                                     "driver", "teenager", "student", "judge", "court", "firefighter", "fire", "resident", "男子",
                                                     "女子", "女性", "男性", "法官", "法院", "警察", "警方", "学生", "居民"});
    if (!anyone) return false;
  }
  return said;
}

// How sure it is that two claims with one predicate are of one proposition, 0 if they are not.
int SamePredicateScore(const Record& a, const Record& b, const Alignment& m) {
  const bool everyday = IsEverydayVerb(a.predicate_word) || IsEverydayVerb(b.predicate_word);
  if (IsTelling(a.predicate_word) || IsTelling(b.predicate_word) || !MayBeOneDeed(a, b, m)) return 0;
  // "he pleaded guilty", "a woman died": whoever that is, unless both documents are about one and the same.
  const bool befell = BefellTheSame(a, b);
  const bool hidden_doer = HidesDoer(a) != HidesDoer(b) && m.subject < 500 && m.common <= kManyWords && !befell;
  const bool anyone = IsAnyone(a) && IsAnyone(b) && m.core == 0 && m.common_named == 0;
  if ((hidden_doer || anyone) && !ShareSubject(a, b)) return 0;
  int score = befell ? 700 : 0;
  const auto at_least = [&](int value) { score = std::max(score, value); };
  // The same done to the same, with something else that ties the two together.
  const int anchors = m.anchors + (m.subject >= 700 ? 1 : 0);
  const bool subject = m.subjects_said ? m.subject >= 400 : anchors >= 2 || m.subject >= 500;
  if (m.core >= kNamedObject && anchors >= (everyday ? 2 : 1) && subject && !m.subjects_differ) {
    at_least(400 + 60 * std::min(anchors, 3) + m.all / 4);
  }
  if (m.subject >= 500 && m.object >= 500 && m.common >= (everyday ? 3 : 2) && m.core > 0) at_least(400 + m.all / 2);
  const bool more = SaysMore(a) || SaysMore(b);
  // "complete decoupling is unrealistic", here and for China: nothing is said but of the subject.
  const bool hidden = HidesObject(a) || HidesObject(b);
  const bool somebody = NamesSomebody(a) && NamesSomebody(b);
  if (m.subject >= (somebody ? 700 : 800) && m.common >= 2 && m.core == 0 && m.things_beyond < kOtherThing && !everyday && !hidden) at_least(350 + m.all / 2);
  // "Japan's prime minister resigned": subject and predicate are all there is.
  if (m.subject >= (somebody ? 700 : 900) && !more && (m.common >= 2 || NamesSomebody(a)) && !everyday && TimesMeet(a, b, kSameEvent)) at_least(700);
  // Nearly every word agrees: who is called the subject matters less.
  const int enough = everyday ? 4 : 2;
  // "won the nomination", "raised money": somebody's, if neither or only one of them says whose.
  const bool whose = m.subject >= 500 || m.common >= kManyWords || !IsEnglish(a) || !IsEnglish(b) ||
                     (m.common_named >= 1 && m.things_beyond == 0 && SaysSubject(a) == SaysSubject(b));
  if (m.all >= 800 && m.common >= enough && m.common_rare + m.common_named >= 1 && whose && !hidden) at_least(300 + m.all / 2);
  if (m.all >= 650 && m.common >= enough + 1 && m.subject >= 500 && m.core > 0) at_least(300 + m.all / 2);
  return score;
}

// One side says the same and less; `reversed` if it is the left one.
bool SaysLess(const Record& a, const Record& b, const Alignment& m, bool* reversed) {
  const bool left = m.covered_left >= 800 && m.covered_right < 600, right = m.covered_right >= 800 && m.covered_left < 600;
  const bool everyday = IsEverydayVerb(a.predicate_word) || IsEverydayVerb(b.predicate_word);
  *reversed = left;
  return (left || right) && m.common >= 2 && m.subject >= 500 && m.core >= kNamedObject && !everyday;
}

}  // namespace

bool CompareAgreement(const Record& a, const Record& b, const Alignment& m, Comparison* out) {
  if (m.subject_conflict || m.place_conflict || m.ordinal_conflict || m.predicate == PredicateRelation::kOpposite) return false;
  const bool predicate = m.predicate == PredicateRelation::kSame;
  if (Sign(a) != Sign(b) || NumbersDisagree(a, b)) return false;
  const bool in_passing = predicate && (BefellTheSame(a, b) || DidToTheSame(a, b, m) || (m.names_apart < kOtherObject && ShareSubject(a, b)));
  if (m.things_apart >= kOtherObject && !in_passing) return false;
  int score = predicate ? SamePredicateScore(a, b, m) : 0;
  // In other words, nearly all of them nouns: the object must be one in particular.
  if (!predicate && m.all >= 750 && m.object >= 700 && m.core >= kNamedObject && m.common >= kManyWords && m.subject >= 500) {
    score = 250 + m.all / 2;
  }
  out->detail = Quote(a, b);
  if (score == 0) {
    if (!predicate || !SaysLess(a, b, m, &out->reversed)) return false;
    out->kind = PLX_RELATION_ELABORATES;
    out->score = 500;
    out->reason = "vaguer";
    return true;
  }
  if (!TimesMeet(a, b, kSameState)) return false;
  if (!ModalitiesMeet(a, b)) score -= m.core > 0 ? 150 : 300;  // nothing was said but that it is, or will be
  if (score < kLeastScore) return false;
  out->kind = PLX_RELATION_CORROBORATES;
  out->score = std::min(score, 950);
  out->joins = score >= 700;
  out->reason = "same.proposition";
  return true;
}

}  // namespace plx::claims
