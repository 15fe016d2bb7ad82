#include "plugins/claims/comparison/number_subjects.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "plugins/claims/alignment/term_match.h"
#include "plugins/claims/comparison/one_story.h"
#include "plugins/claims/extraction/event_counts.h"
#include "plugins/claims/extraction/measure_roles.h"
#include "plugins/linguistics/meaning/dictionary.h"
#include "plugins/linguistics/meaning/terms.h"
#include "plugins/linguistics/numbers/units.h"
#include "plx/finding.h"

namespace plx::claims {
namespace {

using linguistics::TermClass;

std::vector<std::string> PartsOf(const std::string& measure) {
  std::vector<std::string> parts;
  for (size_t begin = 0; begin <= measure.size();) {
    const size_t end = std::min(measure.find('/', begin), measure.size());
    parts.push_back(measure.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

// The term of the record with this key, with its other names; one without any if there is none.
RecordTerm TermOf(const Record& r, const std::string& key) {
  for (const RecordTerm& t : r.terms) {
    if (t.key == key) return t;
  }
  RecordTerm plain;
  plain.key = key;
  return plain;
}

bool IsContent(const RecordTerm& t) {
  return t.term_class != kMemberTerm && t.term_class != static_cast<uint8_t>(TermClass::kQuality);
}

bool SubjectHas(const Record& r, const RecordTerm& term) {
  return std::any_of(r.terms.begin(), r.terms.end(),
                     [&](const RecordTerm& t) { return t.place == Place::kSubject && SimilarTerm(t, term); });
}

// Whether the document of `r` is about it.
bool Speaks(const Record& r, const RecordTerm& term) {
  if (!r.about.key.empty() && SameTerm(term, r.about)) return true;
  return std::any_of(r.context.begin(), r.context.end(), [&](const RecordTerm& c) { return SimilarTerm(term, c); });
}

// What the clause says of this number and not of another one.
bool SaidOf(const RecordTerm& term, const Record& r, const RecordQuantity& q) {
  if (q.unit.substr(0, q.unit.find('/')) == term.key) return true;  // "200,000 batteries a year"
  return std::any_of(r.terms.begin(), r.terms.end(), [&](const RecordTerm& t) {
    return SimilarTerm(t, term) && std::find(q.elsewhere.begin(), q.elsewhere.end(), t.key) == q.elsewhere.end();
  });
}

// Keys of `of` that neither a key of `by`, the subject of `other` nor what it says of `number` covers.
std::vector<RecordTerm> Uncovered(const Record& own, const std::vector<std::string>& of, const Record& other,
                                  const std::vector<std::string>& by, const RecordQuantity& number) {
  std::vector<RecordTerm> left;
  for (size_t i = 1; i < of.size(); ++i) {
    const RecordTerm term = TermOf(own, of[i]);
    const bool covered = SubjectHas(other, term) || SaidOf(term, other, number) || std::any_of(by.begin() + 1, by.end(), [&](const std::string& key) {
                           return SimilarTerm(term, TermOf(other, key));
                         });
    if (!covered) left.push_back(term);
  }
  return left;
}

// The one content word of the subject of `r` ("the cable"), null if it says more or less.
const RecordTerm* PlainSubject(const Record& r) {
  const RecordTerm* only = nullptr;
  for (const RecordTerm& t : r.terms) {
    if (t.place != Place::kSubject || !IsContent(t)) continue;
    if (only != nullptr || t.term_class == kEntityTerm) return nullptr;
    only = &t;
  }
  return r.ordinals.empty() ? only : nullptr;
}

// Whether what `r` says in the term cannot be judged against the other side: a word of the other
// script that no table translates.
bool IsOpaque(const RecordTerm& term, const Record& other) {
  const bool same_script = std::any_of(other.terms.begin(), other.terms.end(), [&](const RecordTerm& t) {
    return t.term_class != kEntityTerm && IsLatinKey(t.key) == IsLatinKey(term.key);
  });
  return !same_script && term.term_class == static_cast<uint8_t>(TermClass::kOther) && (IsLatinKey(term.key) || term.also.empty());
}

bool NamesSubject(const Record& r) {
  return std::any_of(r.terms.begin(), r.terms.end(), [](const RecordTerm& t) { return t.place == Place::kSubject && IsContent(t); });
}

std::string_view RoleIn(const std::string& measure) { return std::string_view(measure).substr(0, measure.find('/')); }

// A word of the subject that only names the measure: "capacity", "turnout", 输电能力.
bool NamesMeasure(const RecordTerm& t, const RecordQuantity& q) {
  return t.term_class == static_cast<uint8_t>(TermClass::kMeasure) || RoleOf(t.key) == RoleIn(q.measure);
}

// Whether the subject says what is measured and not of what: "turnout was", 输电能力为.
bool OnlyMeasures(const Record& r, const RecordQuantity& q) {
  return std::none_of(r.terms.begin(), r.terms.end(), [&](const RecordTerm& t) {
    return t.place == Place::kSubject && IsContent(t) && !NamesMeasure(t, q);
  });
}

// Whether the other document, or what it measures, speaks of what the subject of `r` names besides the measure.
bool SpokenSubject(const Record& r, const Record& other, const RecordQuantity& of_other) {
  const std::vector<std::string> measured = PartsOf(of_other.measure);
  return std::all_of(r.terms.begin(), r.terms.end(), [&](const RecordTerm& t) {
    if (t.place != Place::kSubject || !IsContent(t) || t.term_class == static_cast<uint8_t>(TermClass::kMeasure)) return true;
    if (std::find(measured.begin() + 1, measured.end(), t.key) != measured.end()) return true;
    return Speaks(other, t) || SubjectHas(other, t) || t.term_class == static_cast<uint8_t>(TermClass::kAction) || !RoleOf(t.key).empty();
  });
}

// The subjects without the words for the measure: one in common, and what is said beyond it by one side
// alone, or spoken of by the other's document.
bool SubjectsAgree(const Record& a, const RecordQuantity& x, const Record& b, const RecordQuantity& y) {
  bool shared = false;
  const auto covers = [&](const Record& r, const RecordQuantity& q, const Record& other) {
    return std::all_of(r.terms.begin(), r.terms.end(), [&](const RecordTerm& t) {
      if (t.place != Place::kSubject || !IsContent(t) || NamesMeasure(t, q)) return true;
      if (SubjectHas(other, t)) return shared = true;
      return Speaks(other, t) || IsOpaque(t, other);
    });
  };
  const bool left = covers(a, x, b), right = covers(b, y, a);
  return shared && (left || right);
}

bool SaysSomethingElse(const Record& r, const RecordQuantity& q, const Record& other) {
  for (const RecordTerm& t : r.terms) {
    const bool noun = t.term_class == static_cast<uint8_t>(TermClass::kTopic) ||
                      t.term_class == static_cast<uint8_t>(TermClass::kOther) || t.term_class == kEntityTerm;
    if (!noun || t.place == Place::kPredicate || t.key.rfind("region:", 0) == 0) continue;
    if (std::find(q.elsewhere.begin(), q.elsewhere.end(), t.key) != q.elsewhere.end()) continue;
    const bool shared = std::any_of(other.terms.begin(), other.terms.end(), [&](const RecordTerm& o) { return SimilarTerm(t, o); });
    if (!shared && !Speaks(other, t) && !IsOpaque(t, other)) return true;
  }
  return false;
}

// One amount under two names: money spent is money invested. What a plant will make by the year is its capacity; one that
// runs may make less.
bool IsOneAmount(const Record& a, const Record& b, const RecordQuantity& x, const RecordQuantity& y) {
  if (x.value != y.value) return false;
  if (RolesAgree(RoleIn(x.measure), RoleIn(y.measure))) return true;
  if (x.unit.find('/') == std::string::npos) return false;
  const auto planned = [](const Record& r) { return r.modality == PLX_MODALITY_PLAN || r.modality == PLX_MODALITY_FORECAST; };
  return (RoleIn(x.measure) == "production" && RoleIn(y.measure) == "capacity" && planned(a)) ||
         (RoleIn(x.measure) == "capacity" && RoleIn(y.measure) == "production" && planned(b));
}

bool IsPremises(const RecordTerm& t) { return t.key == "factory" || t.key == "company"; }

// 该厂, 该公司, 公司, "the company", in a document about it.
bool StandsForName(const Record& r, const RecordTerm& name, const RecordQuantity& of) {
  if (r.about.key.empty() || !SameTerm(name, r.about) || !name.key.starts_with("org:")) return false;
  // "the company", "the bank's shares"
  bool body = false, other = false;
  for (const RecordTerm& t : r.terms) {
    if (t.place != Place::kSubject || !IsContent(t)) continue;
    body |= IsBodyWord(t.key);
    other |= !IsBodyWord(t.key) && !NamesMeasure(t, of) && t.key != "share";
  }
  if (body) return !other;
  if (NamesSubject(r) || Empty(r.subject_span) || !Contains(r.span, r.subject_span)) return false;
  constexpr std::string_view kThis = "该";
  return r.text.starts_with(kThis) && r.subject_span.begin == r.span.begin;
}

// What a company has of a period.
bool IsResult(std::string_view measure) {
  const std::string_view role = measure.substr(0, measure.find('/'));
  return role == "revenue" || role == "profit" || role == "loss" || role == "change";
}

bool IsTown(std::string_view unit) { return unit == "city" || unit == "municipality" || unit == "town" || unit == "市镇" || unit == "城镇"; }

// Cars are vehicles, and whatever is made by the piece goes by units, 台.
bool MadeAlike(std::string_view a, std::string_view b, std::string_view measure) {
  const std::string_view role = measure.substr(0, measure.find('/'));
  if (role != "production" && role != "capacity" && role != "shipment" && role != "recall") return false;
  const auto piece = [](std::string_view unit) { return unit == "unit" || unit == "device"; };
  const auto car = [](std::string_view unit) { return unit == "car" || unit == "vehicle"; };
  // 部, 台, 块: of what goes by the piece, not of anything.
  const auto goods = [&](std::string_view unit) {
    return piece(unit) || car(unit) || unit == "phone" || unit == "battery" || unit == "computer" || unit == "tablet" || unit == "wafer";
  };
  return (piece(a) && goods(b)) || (piece(b) && goods(a)) || (car(a) && car(b));
}

}  // namespace

bool RolesAgree(std::string_view a, std::string_view b) {
  const auto outlay = [](std::string_view role) { return role == "spending" || role == "investment"; };
  const auto damage = [](std::string_view role) { return role == "cost" || role == "loss"; };
  return a == b || (outlay(a) && outlay(b)) || (damage(a) && damage(b));
}

bool MeasuresMeet(const Record& a, const Record& b, const RecordQuantity& x, const RecordQuantity& y) {
  if (x.measure.empty() || y.measure.empty()) return false;
  if (x.measure == y.measure) return true;
  const std::vector<std::string> left = PartsOf(x.measure), right = PartsOf(y.measure);
  if (left[0] != right[0] && !IsOneAmount(a, b, x, y)) return false;
  std::vector<RecordTerm> only_left = Uncovered(a, left, b, right, y), only_right = Uncovered(b, right, a, left, x);
  if (left.size() > only_left.size() + 1) std::erase_if(only_left, [&](const RecordTerm& t) { return IsOpaque(t, b); });
  if (right.size() > only_right.size() + 1) std::erase_if(only_right, [&](const RecordTerm& t) { return IsOpaque(t, a); });
  // "output at Merlo", 梅洛工厂的产量: where it is, both say.
  if (left.size() > only_left.size() + 1) std::erase_if(only_left, IsPremises);
  if (right.size() > only_right.size() + 1) std::erase_if(only_right, IsPremises);
  if (!only_left.empty() && !only_right.empty()) return false;
  const auto spoken = [](const std::vector<RecordTerm>& terms, const Record& other) {
    return std::all_of(terms.begin(), terms.end(), [&](const RecordTerm& t) { return Speaks(other, t); });
  };
  return spoken(only_left, b) && spoken(only_right, a);
}

bool SubjectsMeet(const Record& a, const Record& b, const RecordQuantity& x, const RecordQuantity& y,
                  const Alignment& alignment) {
  if (!x.subject.empty() && !y.subject.empty()) {
    return x.subject == y.subject || SameTerm(TermOf(a, x.subject), TermOf(b, y.subject));
  }
  if (x.subject.empty() && y.subject.empty()) {
    // 受警告的有681人, 该校有1493人: how many there are is of whoever is said to have them, and of nothing else.
    if (x.measure == "size") return !a.subject.empty() && a.subject == b.subject;
    if (alignment.subject >= 500) return true;
    if (!NamesSubject(a) && !NamesSubject(b)) return x.measure == y.measure && x.measure.find('/') != std::string::npos;
    // "It costs" and 总投资: of what, neither says.
    const auto bare_side = [](const RecordQuantity& q) { return q.measure.find('/') == std::string::npos; };
    const bool bare = bare_side(x) && bare_side(y);
    if (bare && NamesSubject(a) != NamesSubject(b) && OnlyMeasures(a, x) && OnlyMeasures(b, y)) return false;
    // "they lost" and "property damage": whose, neither clause says, and only one story says that it is one loss.
    const bool loss = RoleIn(x.measure) == "loss" && bare_side(x) != bare_side(y);
    if (loss && alignment.common_named == 0 && !ShareSubject(a, b)) return false;
    return OnlyMeasures(a, x) || OnlyMeasures(b, y) ? SpokenSubject(a, b, y) && SpokenSubject(b, a, x) : SubjectsAgree(a, x, b, y);
  }
  // One side leaves the name out: it must stand elsewhere in the clause, or the side's document must be
  // about it and its subject say no more than what it is.
  const Record& named = x.subject.empty() ? b : a;
  const Record& plain = x.subject.empty() ? a : b;
  const RecordTerm name = TermOf(named, x.subject.empty() ? y.subject : x.subject);
  const bool said = std::any_of(plain.terms.begin(), plain.terms.end(), [&](const RecordTerm& t) { return SameTerm(t, name); });
  if (said) return true;
  // "revenue fell to", in a document about the company or in its own words. Costs and sizes are of any thing.
  if (IsResult(x.measure) && NamesSubject(plain) && OnlyMeasures(plain, x.subject.empty() ? x : y)) {
    if (!plain.about.key.empty() && SameTerm(name, plain.about)) return true;
    if (plain.holder_kind == PLX_HOLDER_ACTOR && FindKey(plain.holder) == FindKey(name.key)) return true;
  }
  if (StandsForName(plain, name, x.subject.empty() ? x : y)) return true;
  const RecordTerm* what = PlainSubject(plain);
  return what != nullptr && Speaks(plain, name) && Speaks(named, *what);
}

bool UnitsMeet(const std::string& a, const std::string& b, std::string_view measure) {
  if (a == b) return true;
  // "cars a year", 辆 of a year: what is counted, and the same time.
  const size_t left = a.find('/'), right = b.find('/');
  if (left != a.npos && right != b.npos && left > 0) {
    const std::string_view x = std::string_view(a).substr(left + 1), y = std::string_view(b).substr(right + 1);
    const bool one = x == y || ((x == "person" || x == "worker") && (y == "person" || y == "worker"));
    return one && UnitsMeet(a.substr(0, left), b.substr(0, right), measure);
  }
  if (MadeAlike(a, b, measure)) return true;
  if (linguistics::IsCurrency(a) && linguistics::UnitsCompatible(a, b)) return true;  // kronor of a country and kronor
  const bool places = measure == "emergency" || measure == "curfew";  // two regions are no two cities, four municipalities may be
  if (places && IsTown(a) && IsTown(b)) return true;
  if (IsEventRole(measure) && !places) return IsAnybody(a) && IsAnybody(b);
  // 4.5万名, "41,000 people" and "employees": who is counted may be left unsaid.
  const std::string_view role = measure.substr(0, measure.find('/'));
  const bool people = role == "workforce" || role == "capacity" || role == "enrolment" || role == "load" || role == "size";
  if (people && (a == "person" || b == "person")) {
    const std::string& other = a == "person" ? b : a;
    return linguistics::UnitsCompatible(a, b) || NamesPeople(other);
  }
  if (a.empty() || b.empty() || IsLatinKey(a) == IsLatinKey(b)) return false;
  const std::string& han = IsLatinKey(a) ? b : a;
  const std::string& latin = IsLatinKey(a) ? a : b;
  const std::vector<std::string> names = linguistics::TranslationKeys(han);
  const std::string known = linguistics::ConceptOf(latin);
  return std::any_of(names.begin(), names.end(), [&](const std::string& n) { return n == latin || n == known; });
}

bool SpeakOfDifferentThings(const Record& a, const Record& b, const RecordQuantity& x, const RecordQuantity& y) {
  return SaysSomethingElse(a, x, b) && SaysSomethingElse(b, y, a);
}

}  // namespace plx::claims
