#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string_view>
#include <vector>

#include "plugins/claims/alignment/comparable.h"
#include "plugins/claims/alignment/term_match.h"
#include "plugins/claims/comparison/number_subjects.h"
#include "plugins/claims/comparison/one_story.h"
#include "plugins/claims/comparison/relations.h"
#include "plugins/claims/comparison/undergoer.h"
#include "plugins/claims/extraction/event_counts.h"

namespace plx::claims {
namespace {

// How long a number of a measure may be expected to hold, in days: two publications further apart
// than this do not contradict each other without a stated time.
constexpr int64_t kSlow = 730;   // shares, ratios, ranks, costs of a project, reserves
constexpr int64_t kMedium = 45;  // money and output of a period
constexpr int64_t kFast = 3;     // what is of one day
// Casualties and counts of an unfolding event, which TellOneStory ties: later ones differ, and that is told.
constexpr int64_t kOneEvent = 10;

std::string_view RoleOfMeasure(std::string_view measure) { return measure.substr(0, measure.find('/')); }

int64_t HoldsFor(std::string_view measure) {
  const std::string_view role = RoleOfMeasure(measure);
  // Of one election: the next one, or that of the next state, has other numbers.
  if (role == "vote" || (role == "share" && (measure.find("/vote") != measure.npos || measure.find("/election") != measure.npos))) {
    return kFast;
  }
  for (const std::string_view slow : {"share", "ratio", "rank", "cost", "duration", "reserve", "capacity", "value",
                                      "population", "distance", "investment", "depth", "height", "width", "area", "size", "seats"}) {
    if (role == slow) return kSlow;
  }
  if (role == "layoff" || role == "hiring") return kMedium;
  if (IsEventRole(measure)) return kOneEvent;
  return role == "magnitude" ? kFast : kMedium;
}

// A result of an election or a magnitude is of an event: something besides must be shared.
bool IsTied(std::string_view measure, const Alignment& m) {
  if (HoldsFor(measure) != kFast) return true;
  const int ties = m.common_rare + (m.all >= 500 ? 1 : 0) + (m.common_region ? 1 : 0);
  return ties >= 2 && m.common_named + m.anchors >= 1;
}

// The magnitude that two texts of one quake give; another one may be that of an aftershock.
bool IsOneQuake(const Record& a, const Record& b, const RecordQuantity& x, const RecordQuantity& y) {
  return RoleOfMeasure(x.measure) == "magnitude" && x.value == y.value && TellOneStory(a, b, "magnitude");
}

// "At least 37 were killed" is a count so far, and 52 is another one.
double HighOf(const RecordQuantity& q) {
  constexpr double kMore = 1.1;
  return std::isinf(q.high) && IsEventRole(q.measure) ? kMore * q.value : q.high;
}

// Numbers as written are rounded: one part in fifty is the same number.
bool Meet(const RecordQuantity& a, const RecordQuantity& b) {
  const double slack = 0.02 * std::max(std::fabs(a.value), std::fabs(b.value));
  return a.low <= HighOf(b) + slack && b.low <= HighOf(a) + slack;
}

// One role of one named subject, and a number with two digits or more that say something: 1.15 billion euros are the same
// investment, whatever else either side says of it. Percentages are too alike for that.
bool IsSameFigure(const RecordQuantity& a, const RecordQuantity& b) {
  if (a.subject.empty() || a.subject != b.subject || a.value != b.value || a.unit == "percent" || a.value < 100) return false;
  if (a.bound != PLX_BOUND_EXACT || b.bound != PLX_BOUND_EXACT) return false;
  if (a.measure.empty() || !RolesAgree(RoleOfMeasure(a.measure), RoleOfMeasure(b.measure))) return false;
  const double power = std::pow(10, std::floor(std::log10(a.value)));
  return std::fabs(a.value / power - std::round(a.value / power)) > 1e-6;
}

// "Seven miners" and 7人: who they are need not be said where the numbers agree.
bool IsSameCount(const RecordQuantity& a, const RecordQuantity& b) {
  return IsEventRole(a.measure) && a.measure == b.measure && a.value == b.value && a.value > 2 && (IsAnybody(a.unit) || IsAnybody(b.unit)) &&
         (IsAnybody(a.unit) || NamesPeople(a.unit)) && (IsAnybody(b.unit) || NamesPeople(b.unit));
}

// True if a number says so little that agreement with it is none: "at least 1".
bool IsOpen(const RecordQuantity& q) { return std::isinf(q.low) || std::isinf(q.high); }

std::string Show(const RecordQuantity& q) {
  char buffer[96];
  const char* prefix = q.bound == PLX_BOUND_AT_LEAST    ? "at least "
                       : q.bound == PLX_BOUND_AT_MOST   ? "at most "
                       : q.bound == PLX_BOUND_MORE_THAN ? "more than "
                       : q.bound == PLX_BOUND_LESS_THAN ? "less than "
                       : q.bound == PLX_BOUND_NEARLY    ? "nearly "
                       : q.bound == PLX_BOUND_APPROXIMATE ? "about "
                                                          : "";
  if (q.bound == PLX_BOUND_RANGE) {
    std::snprintf(buffer, sizeof(buffer), "%.10g to %.10g %s", q.low, q.high, q.unit.c_str());
  } else {
    std::snprintf(buffer, sizeof(buffer), "%s%.10g %s", prefix, q.value, q.unit.c_str());
  }
  return buffer;
}

// What is built has the size it is planned to have: "will have a capacity of" speaks of the same
// number as "has".
bool IsDesign(std::string_view measure) {
  const std::string_view role = RoleOfMeasure(measure);
  if (measure.ends_with("/layoff")) return true;
  for (const std::string_view design : {"capacity", "cost", "distance", "depth", "height", "width", "area", "layoff", "hiring", "compensation", "closure"}) {
    if (role == design) return true;
  }
  return false;
}

// "was sentenced to 20 years": a number of the one whom it befell, and of nobody else.
bool IsOfSomebodyElse(const Record& a, const Record& b, std::string_view measure) {
  const bool befell = UndergoerOf(a.predicate_word) != Undergoer::kNone && UndergoerOf(b.predicate_word) != Undergoer::kNone;
  if (!befell || !measure.starts_with("duration")) return false;
  return !BefellTheSame(a, b) && (UndergoerOf(a).empty() || UndergoerOf(a) != UndergoerOf(b));
}

// "Revenue in China" is a part of the revenue, and what shares lost in a day is not what they lost in the year.
bool IsPartOfResult(const Record& a, const Record& b, std::string_view measure) {
  const std::string_view role = RoleOfMeasure(measure);
  if (role == "change" && a.time.size() != b.time.size()) return true;
  static constexpr std::string_view kOfPlaces[] = {"revenue", "profit", "change", "orders", "shipment", "workforce", "production", "capacity", "recall", "closure"};
  if (std::find(std::begin(kOfPlaces), std::end(kOfPlaces), role) == std::end(kOfPlaces)) return false;
  const auto is_place = [](const RecordTerm& t) { return t.term_class == kEntityTerm && IsPlace(t.key); };
  const auto names = [&](const Record& r) { return std::any_of(r.terms.begin(), r.terms.end(), is_place); };
  if (names(a) != names(b)) return true;
  return names(a) && std::none_of(a.terms.begin(), a.terms.end(), [&](const RecordTerm& t) {
    return is_place(t) && std::any_of(b.terms.begin(), b.terms.end(), [&](const RecordTerm& o) { return is_place(o) && SameTerm(t, o); });
  });
}

bool IsForecast(const Record& r) { return r.modality == PLX_MODALITY_PLAN || r.modality == PLX_MODALITY_FORECAST; }

}  // namespace

bool CompareNumbers(const Record& a, const Record& b, const Alignment& alignment, Comparison* out) {
  if (a.polarity != b.polarity || alignment.place_conflict || alignment.ordinal_conflict) return false;
  const RecordQuantity* agree_left = nullptr;
  const RecordQuantity* agree_right = nullptr;
  for (const RecordQuantity& x : a.quantities) {
    for (const RecordQuantity& y : b.quantities) {
      if (!(UnitsMeet(x.unit, y.unit, x.measure) || IsSameCount(x, y)) || !(MeasuresMeet(a, b, x, y) || IsSameFigure(x, y))) continue;
      // Whoever is the subject of what happened ("the dam killed 52", "police put the dead at 52"), but for a ship and
      // those aboard.
      const bool subjects = !alignment.subject_conflict && SubjectsMeet(a, b, x, y, alignment);
      const bool one_quake = IsOneQuake(a, b, x, y);
      if (!IsEventRole(x.measure) && !subjects && !one_quake) continue;
      const bool one_ship = x.measure == "aboard" && subjects;
      // "The new factory will create 3,000 jobs", and nobody says whose.
      const bool one_plan = x.measure == "hiring" && subjects && x.value == y.value;
      if (IsEventRole(x.measure) ? !one_ship && !one_plan && !TellOneStory(a, b, x.measure) : !IsTied(x.measure, alignment) && !one_quake) continue;
      if (IsOfSomebodyElse(a, b, x.measure)) continue;
      // "a quarter of voters approve": what they do belongs to what is measured.
      const bool partial = (a.partial || b.partial) && !IsEventRole(x.measure);
      if (partial && (a.partial != b.partial || alignment.predicate != PredicateRelation::kSame)) continue;
      if (!TimesMeet(a, b, HoldsFor(x.measure))) continue;
      // A number of a stated period and one without a period may be of different ones.
      if (HoldsFor(x.measure) == kMedium && a.time.empty() != b.time.empty()) continue;
      if (Meet(x, y)) {
        if (agree_left == nullptr) agree_left = &x, agree_right = &y;
        continue;
      }
      if (IsForecast(a) != IsForecast(b) && !IsDesign(x.measure)) continue;
      if ((a.snapshot || b.snapshot) && !IsEventRole(x.measure)) continue;
      if (IsPartOfResult(a, b, x.measure)) continue;
      if (IsEventRole(x.measure) ? HappenedElsewhere(a, b) : SpeakOfDifferentThings(a, b, x, y)) continue;
      // The other side may give this number as well ("from 60 to 40").
      const auto also = [](const Record& r, const RecordQuantity& q) {
        return std::any_of(r.quantities.begin(), r.quantities.end(), [&](const RecordQuantity& o) {
          return RoleOfMeasure(o.measure) == RoleOfMeasure(q.measure) && UnitsMeet(o.unit, q.unit, o.measure) && Meet(o, q);
        });
      };
      if (also(a, y) || also(b, x)) continue;
      out->kind = PLX_RELATION_VARIES;
      out->left = x.span;
      out->right = y.span;
      out->score = 850;
      out->joins = true;
      out->reason = "number.disjoint";
      out->detail = {Show(x), " against ", Show(y), " (" + x.measure + ")"};
      return true;
    }
  }
  if (agree_left == nullptr || (IsOpen(*agree_left) && IsOpen(*agree_right))) return false;
  out->kind = PLX_RELATION_CORROBORATES;
  out->left = agree_left->span;
  out->right = agree_right->span;
  out->score = IsOpen(*agree_left) || IsOpen(*agree_right) ? 700 : 900;
  out->joins = true;
  out->reason = "number.agrees";
  out->detail = {Show(*agree_left), " and ", Show(*agree_right), " (" + agree_left->measure + ")"};
  return true;
}

bool NumbersDisagree(const Record& a, const Record& b) {
  bool comparable = false;
  for (const RecordQuantity& x : a.quantities) {
    for (const RecordQuantity& y : b.quantities) {
      if (x.unit != y.unit) continue;
      if (Meet(x, y)) return false;
      comparable = true;
    }
  }
  return comparable;
}

bool GivesNumbersOf(const Record& stated, const Record& told) {
  return std::all_of(stated.quantities.begin(), stated.quantities.end(), [&](const RecordQuantity& x) {
    if (x.measure.empty() && x.unit.empty()) return true;
    return std::any_of(told.quantities.begin(), told.quantities.end(), [&](const RecordQuantity& y) {
      return UnitsMeet(x.unit, y.unit, x.measure) && Meet(x, y) && (x.measure.empty() || y.measure.empty() || MeasuresMeet(stated, told, x, y));
    });
  });
}

}  // namespace plx::claims
