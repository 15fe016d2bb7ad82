#include <algorithm>
#include <string_view>

#include "plugins/claims/alignment/term_match.h"
#include "plugins/claims/comparison/one_story.h"
#include "plugins/claims/comparison/relations.h"
#include "plugins/claims/comparison/undergoer.h"
#include "plugins/linguistics/text/any_of.h"
#include "plugins/linguistics/time/dates.h"

namespace plx::claims {
namespace {

// Publications further apart than this speak of different states of the world unless a time is stated.
constexpr int64_t kSameState = 400;

bool IsOpenQuestion(const Record& r) { return r.modality == PLX_MODALITY_PLAN || r.modality == PLX_MODALITY_FORECAST; }

bool ModalitiesMeet(const Record& a, const Record& b) {
  if (a.modality == PLX_MODALITY_DENIAL || b.modality == PLX_MODALITY_DENIAL) return true;
  return IsOpenQuestion(a) == IsOpenQuestion(b);
}

// Prices and outputs go up and down: without a stated time two directions conflict only within days.
constexpr int64_t kSameTrend = 7;

// Terms of this weight that only one side has, on both sides: it is not the same thing they speak of.
constexpr int kOtherThing = 700;
// Of what is said of their subjects alone: a topic or a name is enough.
constexpr int kOtherObject = 500;
// What only one side says of an attitude: a name or a deed.
constexpr int kOtherDeed = 700;

// +1 or -1: whether the claim says that its predicate holds.
int Sign(const Record& r) { return r.polarity == PLX_POLARITY_NEGATIVE ? -1 : 1; }

// Who is for somebody may find fault with them: of a person or body only being for and against exclude each other, and of a
// plan praise and blame as well.
bool FindsFault(std::string_view verb) {
  return linguistics::IsAnyOf(verb, {"criticize", "criticise", "blast", "slam", "attack", "challenge", "protest", "blame", "praise", "applaud", "hail",
                                     "defend", "批评", "抨击", "指责", "不满", "赞扬", "称赞", "肯定", "维护"});
}
bool IsSomebody(std::string_view id) { return id.starts_with("person:") || id.starts_with("org:") || id.starts_with("name:"); }

bool HasClass(const Record& r, std::string_view predicate_class) {
  const auto& classes = ClassesOf(r.predicate_word);
  return std::find(classes.begin(), classes.end(), predicate_class) != classes.end();
}

// True if the claim says anything besides subject and predicate, be it "him".
bool SaysMore(const Record& r) {
  return r.object_span.begin < r.object_span.end || std::any_of(r.terms.begin(), r.terms.end(), [](const RecordTerm& t) {
    return (t.place == Place::kObject || t.place == Place::kOther) && t.term_class != kMemberTerm;
  });
}

// The weight of the object that both name, from which on it is one in particular.
constexpr int kNamedObject = 700;

// Distinct words in common, from which on two clauses tell of one thing whoever does it.
constexpr int kManyWords = 4;

// Whom somebody told something says nothing of what was told.
bool IsTelling(std::string_view verb) {
  static constexpr std::string_view kVerbs[] = {"tell", "say", "ask", "speak", "talk", "thank", "告诉", "说", "问", "感谢"};
  return std::find(std::begin(kVerbs), std::end(kVerbs), verb) != std::end(kVerbs);
}

// Chinese leaves out what the clause before named; in English a clause without it hangs on another.
bool IsEnglish(const Record& r) { return !r.predicate_word.empty() && static_cast<unsigned char>(r.predicate_word[0]) < 0x80; }

// "Online sales rose" where "sales fell": of a part.
bool NarrowsSubject(const Record& r, const Record& other) {
  return std::any_of(r.terms.begin(), r.terms.end(), [&](const RecordTerm& t) {
    const bool topic = t.term_class == static_cast<uint8_t>(linguistics::TermClass::kTopic);
    return topic && t.place == Place::kSubject && std::none_of(other.terms.begin(), other.terms.end(), [&](const RecordTerm& o) { return SimilarTerm(t, o); });
  });
}

// "has rejected calls", "to leave the union": nobody and nothing stands before the verb. Whose deed it is was
// inferred from another clause.
bool BeginsWithVerb(const Record& r) {
  const auto before = [&](plx_span_t s) { return !Empty(s) && Contains(r.span, s) && s.begin < r.predicate_span.begin; };
  return IsEnglish(r) && !Empty(r.predicate_span) && !before(r.subject_span) && !before(r.object_span);
}

// "to leave the union", "leaving the union": not even said to happen.
bool IsBareDeed(const Record& r) {
  if (!BeginsWithVerb(r)) return false;
  const std::string_view first = std::string_view(r.text).substr(0, r.text.find(' '));
  return first == "to" || first == "To" || (first.ends_with("ing") && r.predicate_span.begin == r.span.begin);
}

// "attacked him", "directed it": done to somebody or something, and the clause does not say to whom or what.
bool HidesObject(const Record& r) {
  return !Empty(r.object_span) && std::none_of(r.terms.begin(), r.terms.end(), [](const RecordTerm& t) { return t.place == Place::kObject; });
}

bool SaysSubject(const Record& r) {
  return std::any_of(r.terms.begin(), r.terms.end(), [](const RecordTerm& t) { return t.place == Place::kSubject; });
}

// Whether two deeds are of one doer, or tied by so much else that it does not matter: "to temporarily ban all
// Muslims from entering the country".
bool MayBeOneDeed(const Record& a, const Record& b, const Alignment& m) {
  const int bare = (IsBareDeed(a) ? 1 : 0) + (IsBareDeed(b) ? 1 : 0);
  if (bare == 0 || m.common >= kManyWords) return true;
  return bare == 1 ? m.subject >= 500 : m.subject >= 700 && m.core >= kNamedObject && m.common >= 3;
}

// Agreement below this is more often wrong than right (docs/quality.md).
constexpr int kLeastScore = 500;

// Events that are told without an object are one event only if told within this many days.
constexpr int64_t kSameEvent = 30;
// A subject that is one in particular: a person, office or organisation, not a whole country.
bool NamesSomebody(const Record& r) {
  return !r.subject.empty() && r.subject.rfind("topic:", 0) != 0 && r.subject.rfind("region:", 0) != 0;
}

Detail Quote(const Record& a, const Record& b) {
  const auto cut = [](const std::string& s) {
    if (s.size() <= 100) return s;
    size_t end = 100;
    while (end > 0 && (static_cast<unsigned char>(s[end]) & 0xC0) == 0x80) --end;
    return s.substr(0, end) + "…";
  };
  return {cut(a.text), " | ", cut(b.text), ""};
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

bool IsEverydayVerb(std::string_view verb) {
  static constexpr std::string_view kVerbs[] = {
      "be",    "have",  "do",    "get",   "go",     "come",   "take",  "give",  "make",  "put",    "begin", "start", "say",   "tell",
      "speak", "talk",  "ask",   "know",  "learn",  "think",  "call",  "show",  "see",   "look",   "read",  "write", "report",
      "turn",  "bring", "keep",  "let",   "want",   "need",   "try",   "use",   "find",  "work",   "move",  "happen", "occur", "like",
      "hear",  "watch", "play",  "wait",  "follow", "leave",  "stand", "sit",   "add",   "note",   "believe", "feel", "point", "break",
      "understand", "realize", "realise", "indicate", "reflect", "suggest", "signal", "demonstrate", "surprise", "post", "answer",
      "说",    "表示",  "称",    "是",    "有",     "进行",   "开始",  "来",    "去",    "做",     "知道",  "认为",  "看",     "问",
      "想",    "要",    "告诉",  "报道",  "写",     "成为",   "出现",  "发生"};
  return std::find(std::begin(kVerbs), std::end(kVerbs), verb) != std::end(kVerbs);
}

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

namespace {

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
