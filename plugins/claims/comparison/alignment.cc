#include "plugins/claims/comparison/alignment.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "plugins/claims/comparison/term_match.h"
#include "plugins/linguistics/meaning/terms.h"
#include "plugins/linguistics/time/dates.h"
#include "plx/finding.h"

namespace plx::claims {
namespace {

using linguistics::TermClass;

constexpr int64_t kSoon = 7;  // days after publication that "on Monday" may mean

// Terms by key, with how much each says.
struct Weighed {
  int weight = 0;
  const RecordTerm* term = nullptr;
};
using Weights = std::map<std::string_view, Weighed>;

bool StartsWith(std::string_view key, std::string_view prefix) { return key.substr(0, prefix.size()) == prefix; }
bool IsRegion(std::string_view key) {
  return StartsWith(key, "region:") || StartsWith(key, "place:") || StartsWith(key, "city:");
}
// "region" of "region:CN".
std::string_view KindOf(std::string_view entity) { return entity.substr(0, entity.find(':')); }
bool IsEntity(const RecordTerm& t) { return t.term_class == kEntityTerm; }

// By its ending: "repeatedly". Nouns that end so are in the dictionary, and of another class.
bool IsAdverb(std::string_view word) { return word.size() >= 6 && word.ends_with("ly"); }

// How much a term says about which proposition this is.
int WeightOf(const RecordTerm& t) {
  if (IsEntity(t)) return IsRegion(t.key) ? 500 : 1000;
  if (t.term_class == kMemberTerm) return 0;
  if (t.term_class == kMainTopicTerm) return 300;
  switch (static_cast<TermClass>(t.term_class)) {
    case TermClass::kTopic: return 800;
    case TermClass::kMeasure: return 900;
    case TermClass::kAction: return 800;
    case TermClass::kQuality: return 400;
    case TermClass::kOther: return IsAdverb(t.key) ? 200 : 1000;
  }
  return 500;
}

template <typename Filter>
Weights Collect(const Record& r, Filter&& filter) {
  Weights weights;
  for (const RecordTerm& t : r.terms) {
    if (t.term_class == kMemberTerm || !filter(t)) continue;
    const auto [it, added] = weights.emplace(t.key, Weighed{WeightOf(t), &t});
    if (!added) it->second.weight = std::min(it->second.weight, WeightOf(t));
  }
  return weights;
}

// A term weighs as little as it does on the side where it says less: the topic of one document is
// no news in the other.
bool TopicsDiffer(const Record& r, const Record& other) {
  const auto main = [](const RecordTerm& t) { return t.term_class == kMainTopicTerm; };
  return std::any_of(r.terms.begin(), r.terms.end(), main) || std::any_of(other.terms.begin(), other.terms.end(), main);
}
Record WithTopicsOf(const Record& r, const Record& other) {
  Record out = r;
  for (RecordTerm& t : out.terms) {
    for (const RecordTerm& o : other.terms) {
      if (o.key == t.key && o.term_class == kMainTopicTerm) t.term_class = kMainTopicTerm;
    }
  }
  return out;
}

int Total(const Weights& w) {
  int total = 0;
  for (const auto& [key, weighed] : w) total += weighed.weight;
  return total;
}

// Words of one predicate class are the same term for this purpose.
bool Matches(const RecordTerm& term, const Weights& other, bool strict = false) {
  const std::string_view key = term.key;
  if (other.count(key) > 0) return true;
  const bool action = !ClassesOf(key).empty();
  for (const auto& [k, weighed] : other) {
    const RecordTerm& that = *weighed.term;
    if (strict ? SameTerm(term, that) : SimilarTerm(term, that)) return true;
    if (term.direction * that.direction > 0) return true;
    if (action && ComparePredicates(key, k) == PredicateRelation::kSame) return true;
  }
  return false;
}

int Covered(const Weights& a, const Weights& b) {
  int sum = 0;
  for (const auto& [key, weighed] : a) {
    if (Matches(*weighed.term, b)) sum += weighed.weight;
  }
  return sum;
}

int Dice(const Weights& a, const Weights& b) {
  const int total = Total(a) + Total(b);
  return total == 0 ? 0 : 1000 * (Covered(a, b) + Covered(b, a)) / total;
}

bool IsTopicId(std::string_view entity) { return entity.rfind("topic:", 0) == 0; }
bool IsNamed(std::string_view entity) { return !entity.empty() && !IsTopicId(entity); }

// The term of the record with this key; one without other names if there is none.
RecordTerm TermOf(const Record& r, std::string_view key) {
  for (const RecordTerm& t : r.terms) {
    if (t.key == key) return t;
  }
  RecordTerm plain;
  plain.key = std::string(key);
  return plain;
}

bool HasSubjectTerm(const Record& r, const RecordTerm& term) {
  return std::any_of(r.terms.begin(), r.terms.end(),
                     [&](const RecordTerm& t) { return t.place == Place::kSubject && SameTerm(t, term); });
}

// The names in the subject: "Japan's exports" is about Japan.
std::vector<std::string_view> SubjectNames(const Record& r) {
  std::vector<std::string_view> names;
  if (IsNamed(r.subject)) names.push_back(r.subject);
  for (const RecordTerm& t : r.terms) {
    if (t.place == Place::kSubject && IsEntity(t)) names.push_back(t.key);
  }
  return names;
}

int SubjectMatch(const Record& a, const Record& b, bool* conflict) {
  const auto at_subject = [](const RecordTerm& t) { return t.place == Place::kSubject; };
  const Weights left = Collect(a, at_subject), right = Collect(b, at_subject);
  const int overlap = Dice(left, right);
  if (IsNamed(a.subject) && FindKey(a.subject) == FindKey(b.subject)) return 1000;
  const std::vector<std::string_view> x = SubjectNames(a), y = SubjectNames(b);
  const auto part = [](const std::vector<std::string_view>& names, const Record& own, const Record& r) {
    return std::any_of(names.begin(), names.end(), [&](std::string_view n) { return HasSubjectTerm(r, TermOf(own, n)); });
  };
  if (part(x, a, b) || part(y, b, a)) return IsNamed(a.subject) || IsNamed(b.subject) ? std::max(700, overlap) : overlap;
  for (const std::string_view m : x) {
    for (const std::string_view n : y) {
      // A minister and her country are not the same, but need not be different speakers either.
      if (KindOf(m) == KindOf(n)) *conflict = true;
    }
  }
  if (*conflict) return 0;
  // Who denies being the one is the one: "Apple denies that its CEO was fired".
  const auto speaks = [](const Record& r, const Record& other) {
    return r.subject.empty() && r.holder_kind == PLX_HOLDER_ACTOR && r.holder == other.subject;
  };
  if (speaks(a, b) || speaks(b, a)) return 800;
  if (left.empty() || right.empty()) return 300;  // not said
  const auto named_in = [](const std::vector<std::string_view>& names, const Record& r) {
    return std::any_of(names.begin(), names.end(), [&](std::string_view n) {
      return std::any_of(r.terms.begin(), r.terms.end(), [&](const RecordTerm& t) { return t.key == n; });
    });
  };
  if (named_in(x, b) || named_in(y, a)) return std::max(overlap, 400);
  return !x.empty() && !y.empty() ? std::max(overlap, 300) : overlap;
}

// What both say of the direct object, and what else ties them.
void FindCore(const Record& a, const Record& b, Alignment* out) {
  const auto object = [](const RecordTerm& t) { return t.place == Place::kObject; };
  const auto said = [](const RecordTerm& t) { return t.place == Place::kObject || t.place == Place::kOther; };
  const Weights left = Collect(a, object), right = Collect(b, object);
  const Weights all_left = Collect(a, said), all_right = Collect(b, said);
  std::string_view best;
  const auto scan = [&](const Weights& x, const Weights& y) {
    for (const auto& [key, weighed] : x) {
      if (weighed.weight > out->core && Matches(*weighed.term, y, true)) out->core = weighed.weight, best = key;
    }
  };
  scan(left, all_right);
  scan(right, all_left);
  for (const auto& [key, weighed] : all_left) {
    if (key != best && weighed.weight >= 400 && Matches(*weighed.term, all_right)) ++out->anchors;
  }
}

PredicateRelation PredicateMatch(const Record& a, const Record& b) {
  const PredicateRelation direct = ComparePredicates(a.predicate_word, b.predicate_word);
  if (direct != PredicateRelation::kUnrelated) return direct;
  const int opposition = linguistics::Opposition(a.predicate_word, b.predicate_word);
  if (opposition != 0) return opposition > 0 ? PredicateRelation::kSame : PredicateRelation::kOpposite;
  return PredicateRelation::kUnrelated;
}

bool RegionsConflict(const Record& a, const Record& b) {
  const auto outside = [](const RecordTerm& t) { return IsRegion(t.key) && t.place != Place::kSubject; };
  const Weights left = Collect(a, outside), right = Collect(b, outside);
  if (left.empty() || right.empty()) return false;
  const auto any = [](const RecordTerm& t) { return IsRegion(t.key); };
  const Weights all_left = Collect(a, any), all_right = Collect(b, any);
  const auto shared = [](const Weights& x, const Weights& y) {
    return std::any_of(x.begin(), x.end(), [&](const auto& e) { return y.count(e.first) > 0; });
  };
  return !shared(left, all_right) && !shared(right, all_left);
}

bool OrdinalsConflict(const Record& a, const Record& b) {
  if (a.ordinals.empty() || b.ordinals.empty()) return false;
  return std::none_of(a.ordinals.begin(), a.ordinals.end(), [&](const std::string& o) {
    return std::find(b.ordinals.begin(), b.ordinals.end(), o) != b.ordinals.end();
  });
}

}  // namespace

namespace {
Alignment AlignTerms(const Record& a, const Record& b);
}  // namespace

Alignment Align(const Record& left, const Record& right) {
  if (!TopicsDiffer(left, right)) return AlignTerms(left, right);
  return AlignTerms(WithTopicsOf(left, right), WithTopicsOf(right, left));
}

namespace {

Alignment AlignTerms(const Record& a, const Record& b) {
  Alignment out;
  out.subject = SubjectMatch(a, b, &out.subject_conflict);
  const auto said = [](const RecordTerm& t) { return t.place == Place::kObject || t.place == Place::kOther; };
  out.object = Dice(Collect(a, said), Collect(b, said));
  const auto every = [](const RecordTerm&) { return true; };
  const Weights left = Collect(a, every), right = Collect(b, every);
  out.all = Dice(left, right);
  out.covered_left = Total(left) == 0 ? 0 : 1000 * Covered(left, right) / Total(left);
  out.covered_right = Total(right) == 0 ? 0 : 1000 * Covered(right, left) / Total(right);
  for (const auto& [key, weighed] : left) {
    if (IsEntity(*weighed.term) && Matches(*weighed.term, right, true)) ++out.common_named;
    if (IsRegion(key) || weighed.weight < 350 || !Matches(*weighed.term, right)) continue;
    ++out.common;
    if (weighed.weight >= 900) ++out.common_rare;
  }
  const auto specific = [](const RecordTerm& t) {
    return t.place != Place::kPredicate && t.term_class != static_cast<uint8_t>(TermClass::kQuality);
  };
  const Weights x = Collect(a, specific), y = Collect(b, specific);
  out.apart = std::min(Total(x) - Covered(x, y), Total(y) - Covered(y, x));
  // Names and topics wherever they stand; other words only as what the deed is done to.
  const auto thing = [](const RecordTerm& t) {
    if (t.place != Place::kObject && t.place != Place::kOther) return false;
    const auto is = [&](TermClass c) { return t.term_class == static_cast<uint8_t>(c); };
    return IsEntity(t) || is(TermClass::kTopic) || is(TermClass::kMeasure) || (is(TermClass::kOther) && t.place == Place::kObject);
  };
  const Weights things_left = Collect(a, thing), things_right = Collect(b, thing);
const int more_left = Total(things_left) - Covered(things_left, right), more_right = Total(things_right) - Covered(things_right, left);
  out.things_apart = std::min(more_left, more_right);
  out.things_beyond = std::max(more_left, more_right);
  FindCore(a, b, &out);
  const auto has_subject = [](const Record& r) {
    return std::any_of(r.terms.begin(), r.terms.end(), [](const RecordTerm& t) { return t.place == Place::kSubject; });
  };
  out.subjects_said = has_subject(a) && has_subject(b);
  const auto named_thing = [](const RecordTerm& t) {
    return t.place == Place::kSubject && !IsRegion(t.key) && t.term_class != static_cast<uint8_t>(TermClass::kQuality);
  };
  const Weights left_subject = Collect(a, named_thing), right_subject = Collect(b, named_thing);
  out.subjects_differ = !left_subject.empty() && !right_subject.empty() && Covered(left_subject, right_subject) == 0;
  out.predicate = PredicateMatch(a, b);
  out.place_conflict = RegionsConflict(a, b);
  const auto outside = [](const RecordTerm& t) { return IsRegion(t.key) && t.place != Place::kSubject; };
  out.common_region = Covered(Collect(a, outside), Collect(b, outside)) > 0;
  out.ordinal_conflict = OrdinalsConflict(a, b);
  return out;
}

}  // namespace

bool TimesMeet(const Record& a, const Record& b, int64_t days) {
  if (!a.time.empty() && !b.time.empty()) return linguistics::MayOverlap(a.time, b.time);
  const Record& stated = a.time.empty() ? b : a;
  const Record& other = a.time.empty() ? a : b;
  if (!stated.time.empty() && other.published != kNoDay) {
    // What is said without a time is said of about the day of publication.
    const linguistics::Date from = linguistics::DateOfDay(other.published - days);
    const linguistics::Date to = linguistics::DateOfDay(other.published + kSoon);
    return linguistics::MayOverlap(stated.time, linguistics::FormatDate(from) + "/" + linguistics::FormatDate(to));
  }
  if (a.published == kNoDay || b.published == kNoDay) return true;
  return std::max(a.published, b.published) - std::min(a.published, b.published) <= days;
}

}  // namespace plx::claims
