#include "plugins/claims/alignment/alignment.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "plugins/claims/alignment/term_match.h"
#include "plugins/claims/alignment/term_matrix.h"
#include "plugins/linguistics/meaning/terms.h"
#include "plugins/linguistics/time/dates.h"
#include "plx/finding.h"

namespace plx::claims {
namespace {

using linguistics::TermClass;
using Rows = std::vector<TermMatrix::Row>;

constexpr int kTown = 700;       // what a place that is no country weighs as what a deed is done to
constexpr int64_t kSoon = 7;  // days after publication that "on Monday" may mean

bool IsOf(uint8_t term_class, TermClass wanted) { return term_class == static_cast<uint8_t>(wanted); }
bool IsSaid(Place place) { return place == Place::kObject || place == Place::kOther; }

// Some terms of one side, with how much they say in all. Each key once: its first term, its least weight.
class Part {
 public:
  struct Entry {
    uint32_t term;
    int weight;
  };

  void Add(uint32_t term, int weight) {
    terms.set(term);
    entries_[size_++] = {term, weight};
  }
  bool empty() const { return size_ == 0; }
  const Entry* begin() const { return entries_.data(); }
  const Entry* end() const { return entries_.data() + size_; }
  Entry& back() { return entries_[size_ - 1]; }
  int Total() const {
    int total = 0;
    for (const Entry& e : *this) total += e.weight;
    return total;
  }

  TermSet terms;

 private:
  size_t size_ = 0;
  std::array<Entry, kMostComparedTerms> entries_;  // not filled: most parts are small
};

// One record as this pair sees it: a term says as little as it does on the side where it says less, for the
// topic of one document is no news in the other.
struct Side {
  Side(const Comparable& of, const Comparable& other, const Rows& matches) : record(of.record), facts(of.facts), rows(matches) {
    for (size_t j = 0; other.has_main_topic && j < other.facts.size(); ++j) {
      if (other.record.terms[j].term_class != kMainTopicTerm) continue;
      for (size_t i = 0; i < facts.size(); ++i) topics[i] = topics[i] || rows[i].equal[j];
    }
  }

  uint8_t ClassOf(size_t i) const { return topics[i] ? kMainTopicTerm : record.terms[i].term_class; }
  int WeightOf(size_t i) const {
    return topics[i] ? claims::WeightOf(record.terms[i].key, kMainTopicTerm) : facts[i].weight;
  }
  bool IsEntity(size_t i) const { return ClassOf(i) == kEntityTerm; }
  Place PlaceOf(size_t i) const { return record.terms[i].place; }

  // The terms for which `filter` holds of their position; members of groups never are.
  template <typename Filter>
  Part Collect(Filter&& filter) const {
    Part part;
    for (uint32_t i = 0; i < facts.size(); ++i) {
      if (ClassOf(i) == kMemberTerm || !filter(i)) continue;
      // Terms are sorted by key: those of one stand together.
      if (!part.empty() && facts[part.back().term].key == facts[i].key) {
        part.terms.set(i);
        part.back().weight = std::min(part.back().weight, WeightOf(i));
      } else {
        part.Add(i, WeightOf(i));
      }
    }
    return part;
  }
  Part At(Place place) const {
    return Collect([&](size_t i) { return PlaceOf(i) == place; });
  }

  const Record& record;
  const std::vector<TermFacts>& facts;
  const Rows& rows;
  TermSet topics;  // those that the other document is about
};

// How much of a part the other side's part says as well.
int Covered(const Side& side, const Part& part, const Part& other) {
  int sum = 0;
  for (const auto& [i, weight] : part) {
    if ((side.rows[i].loose & other.terms).any()) sum += weight;
  }
  return sum;
}

int Dice(const Side& a, const Part& x, const Side& b, const Part& y) {
  const int total = x.Total() + y.Total();
  return total == 0 ? 0 : 1000 * (Covered(a, x, y) + Covered(b, y, x)) / total;
}

// "region" of "region:CN".
std::string_view KindOf(std::string_view entity) { return entity.substr(0, entity.find(':')); }
bool IsNamed(std::string_view entity) { return !entity.empty() && !entity.starts_with("topic:"); }

// The names in the subject: "Japan's exports" is about Japan.
std::vector<size_t> SubjectNames(const Side& side) {
  std::vector<size_t> names;
  const std::string_view subject = side.record.subject;
  for (size_t i = 0; i < side.facts.size(); ++i) {
    if ((side.PlaceOf(i) == Place::kSubject && side.IsEntity(i)) || (IsNamed(subject) && side.record.terms[i].key == subject)) {
      names.push_back(i);
    }
  }
  return names;
}

// What a group does none of its members need do by itself: the Quad and the United States.
bool IsGroupAndOther(std::string_view group, std::string_view other) {
  return group.starts_with("group:") && other.starts_with("region:");
}

// A state acts through its bodies: "region:IN" and "org:IN/navy".
bool IsStateAndBody(std::string_view state, std::string_view body) {
  if (!state.starts_with("region:") || !body.starts_with("org:")) return false;
  const std::string_view code = state.substr(7), rest = body.substr(4);
  return rest.size() > code.size() && rest.starts_with(code) && rest[code.size()] == '/';
}

int SubjectMatch(const Side& a, const Side& b, bool* conflict) {
  const Part left = a.At(Place::kSubject), right = b.At(Place::kSubject);
  const int overlap = Dice(a, left, b, right);
  const Record& r = a.record;
  const Record& s = b.record;
  if (IsNamed(r.subject) && FindKey(r.subject) == FindKey(s.subject)) return 1000;
  if (IsGroupAndOther(r.subject, s.subject) || IsGroupAndOther(s.subject, r.subject)) {
    *conflict = true;
    return 0;
  }
  if (IsStateAndBody(r.subject, s.subject) || IsStateAndBody(s.subject, r.subject)) return 700;
  const std::vector<size_t> x = SubjectNames(a), y = SubjectNames(b);
  const auto meets = [](const Side& side, const std::vector<size_t>& names, TermSet TermMatrix::Row::* how, const TermSet& in) {
    return std::any_of(names.begin(), names.end(), [&](size_t i) { return (side.rows[i].*how & in).any(); });
  };
  if (meets(a, x, &TermMatrix::Row::same, right.terms) || meets(b, y, &TermMatrix::Row::same, left.terms)) {
    return IsNamed(r.subject) || IsNamed(s.subject) ? std::max(700, overlap) : overlap;
  }
  for (const size_t m : x) {
    for (const size_t n : y) {
      // A minister and her country are not the same, but need not be different speakers either.
      if (KindOf(r.terms[m].key) == KindOf(s.terms[n].key)) *conflict = true;
    }
  }
  if (*conflict) return 0;
  // Who denies being the one is the one: "Apple denies that its CEO was fired".
  const auto speaks = [](const Record& one, const Record& other) {
    return one.subject.empty() && one.holder_kind == PLX_HOLDER_ACTOR && one.holder == other.subject;
  };
  if (speaks(r, s) || speaks(s, r)) return 800;
  if (left.empty() || right.empty()) return 300;  // not said
  const TermSet all = TermSet().set();
  if (meets(a, x, &TermMatrix::Row::equal, all) || meets(b, y, &TermMatrix::Row::equal, all)) return std::max(overlap, 400);
  return !x.empty() && !y.empty() ? std::max(overlap, 300) : overlap;
}

// What both say of the direct object, and what else ties them.
void FindCore(const Side& a, const Part& said, const Side& b, const Part& other, Alignment* out) {
  uint64_t best = 0;
  const auto scan = [&](const Side& side, const Part& with) {
    const Part objects = side.At(Place::kObject);
    for (const auto& [i, said] : objects) {
      // A town or an island that something struck is one in particular, a country is not.
      const bool town = side.facts[i].region && !side.record.terms[i].key.starts_with("region:");
      const int weight = town ? std::max(said, kTown) : said;
      if (weight <= out->core || (side.rows[i].strict & with.terms).none()) continue;
      out->core = weight;
      best = side.facts[i].key;
    }
  };
  scan(a, other);
  scan(b, said);
  for (const auto& [i, weight] : said) {
    const bool is_core = out->core > 0 && a.facts[i].key == best;
    if (!is_core && weight >= 400 && (a.rows[i].loose & other.terms).any()) ++out->anchors;
  }
}

PredicateRelation PredicateMatch(const Comparable& a, const Comparable& b) {
  const PredicateRelation direct = ComparePredicates(a.record.predicate_word, b.record.predicate_word);
  if (direct != PredicateRelation::kUnrelated) return direct;
  const int opposition = linguistics::Opposition(a.predicate, b.predicate);
  if (opposition != 0) return opposition > 0 ? PredicateRelation::kSame : PredicateRelation::kOpposite;
  return PredicateRelation::kUnrelated;
}

// Both name countries outside their subjects, or both cities and the like, and neither's are named by the other. A gulf or
// a city may lie in any country that the other side names.
bool RegionsConflict(const Side& a, const Part& left, const Part& all_left, const Side& b, const Part& right, const Part& all_right) {
  const auto shared = [](const Side& side, const Part& part, const Part& other) {
    return std::any_of(part.begin(), part.end(), [&](const Part::Entry& w) {
      return (side.rows[w.term].equal & other.terms).any();
    });
  };
  const auto has = [](const Side& side, const Part& part, bool countries) {
    return std::any_of(part.begin(), part.end(), [&](const Part::Entry& w) {
      return side.record.terms[w.term].key.starts_with("region:") == countries;
    });
  };
  const bool comparable = (has(a, left, true) && has(b, right, true)) || (has(a, left, false) && has(b, right, false));
  return comparable && !shared(a, left, all_right) && !shared(b, right, all_left);
}

bool OrdinalsConflict(const Record& a, const Record& b) {
  if (a.ordinals.empty() || b.ordinals.empty()) return false;
  return std::none_of(a.ordinals.begin(), a.ordinals.end(), [&](const std::string& o) {
    return std::find(b.ordinals.begin(), b.ordinals.end(), o) != b.ordinals.end();
  });
}

// Names and topics wherever they stand, but for the subject's own ("its reliance"); other words only as what the
// deed is done to.
Part Things(const Side& s) {
  return s.Collect([&](size_t i) {
    if (!IsSaid(s.PlaceOf(i))) return false;
    // Terms are sorted by key, then place: a subject of this key stands before.
    for (size_t k = i; k > 0 && s.facts[k - 1].key == s.facts[i].key; --k) {
      if (s.PlaceOf(k - 1) == Place::kSubject) return false;
    }
    const uint8_t c = s.ClassOf(i);
    const bool object = IsOf(c, TermClass::kOther) && s.PlaceOf(i) == Place::kObject;
    return s.IsEntity(i) || IsOf(c, TermClass::kTopic) || IsOf(c, TermClass::kMeasure) || object;
  });
}

void CountCommon(const Side& a, const Part& left, const Part& right, Alignment* out) {
  for (const auto& [i, weight] : left) {
    if (a.IsEntity(i) && (a.rows[i].strict & right.terms).any()) ++out->common_named;
    if (a.facts[i].region || weight < 350 || (a.rows[i].loose & right.terms).none()) continue;
    ++out->common;
    if (weight >= 900) ++out->common_rare;
  }
}

}  // namespace

Alignment Align(const Comparable& left_record, const Comparable& right_record) {
  const TermMatrix matrix(left_record, right_record);
  const Side a(left_record, right_record, matrix.left()), b(right_record, left_record, matrix.right());
  Alignment out;
  out.subject = SubjectMatch(a, b, &out.subject_conflict);
  const auto all = [](size_t) { return true; };
  const auto said = [](const Side& s) { return s.Collect([&](size_t i) { return IsSaid(s.PlaceOf(i)); }); };
  const Part left = a.Collect(all), right = b.Collect(all), said_left = said(a), said_right = said(b);
  out.object = Dice(a, said_left, b, said_right);
  out.all = Dice(a, left, b, right);
  out.covered_left = left.Total() == 0 ? 0 : 1000 * Covered(a, left, right) / left.Total();
  out.covered_right = right.Total() == 0 ? 0 : 1000 * Covered(b, right, left) / right.Total();
  CountCommon(a, left, right, &out);
  const auto specific = [](const Side& s) {
    return s.Collect([&](size_t i) { return s.PlaceOf(i) != Place::kPredicate && !IsOf(s.ClassOf(i), TermClass::kQuality); });
  };
  const Part x = specific(a), y = specific(b);
  out.apart = std::min(x.Total() - Covered(a, x, y), y.Total() - Covered(b, y, x));
  const Part things_left = Things(a), things_right = Things(b);
  const int more_left = things_left.Total() - Covered(a, things_left, right);
  const int more_right = things_right.Total() - Covered(b, things_right, left);
  // "Somali pirates", "pirates in the Gulf of Aden": whose they are and where they were caught exclude each other only if
  // both are of one kind (place_conflict).
  const auto places = [](const Side& s, const Part& part, const Part& other) {
    int sum = 0;
    for (const auto& [i, weight] : part) {
      if (s.facts[i].region && s.PlaceOf(i) == Place::kObject && (s.rows[i].loose & other.terms).none()) sum += weight;
    }
    return sum;
  };
  out.things_apart = std::min(more_left - places(a, things_left, right), more_right - places(b, things_right, left));
  out.things_beyond = std::max(more_left, more_right);
  const auto names = [](const Side& s) { return s.Collect([&](size_t i) { return IsSaid(s.PlaceOf(i)) && s.IsEntity(i); }); };
  const Part names_left = names(a), names_right = names(b);
  out.names_apart = std::min(names_left.Total() - Covered(a, names_left, right), names_right.Total() - Covered(b, names_right, left));
  FindCore(a, said_left, b, said_right, &out);
  const auto has_subject = [](const Record& r) {
    return std::any_of(r.terms.begin(), r.terms.end(), [](const RecordTerm& t) { return t.place == Place::kSubject; });
  };
  out.subjects_said = has_subject(a.record) && has_subject(b.record);
  const auto subject_thing = [](const Side& s) {
    return s.Collect([&](size_t i) {
      return s.PlaceOf(i) == Place::kSubject && !s.facts[i].region && !IsOf(s.ClassOf(i), TermClass::kQuality);
    });
  };
  const Part left_subject = subject_thing(a), right_subject = subject_thing(b);
  out.subjects_differ = !left_subject.empty() && !right_subject.empty() && Covered(a, left_subject, right_subject) == 0;
  out.predicate = PredicateMatch(left_record, right_record);
  const auto outside = [](const Side& s) {
    return s.Collect([&](size_t i) { return s.facts[i].region && s.PlaceOf(i) != Place::kSubject; });
  };
  const Part left_outside = outside(a), right_outside = outside(b);
  out.place_conflict = RegionsConflict(a, left_outside, left, b, right_outside, right);
  out.common_region = Covered(a, left_outside, right_outside) > 0;
  out.ordinal_conflict = OrdinalsConflict(a.record, b.record);
  return out;
}

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
