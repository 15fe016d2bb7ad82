// Numbers of those whom an event struck: the dead, the injured, the missing, those aboard, those who fled, were arrested,
// lost their jobs or walked out.
//
// They are read by the words around the number and not by the clause's parts, because news says them in every way:
// "killed 61 people", "61 people died", "with 95 still missing", "the number of those killed rose to 52", 造成61人死亡.
// Their measure is the role alone ("death"): which event it is, the document says, and the comparison asks it.
#ifndef PLUGINS_CLAIMS_EXTRACTION_EVENT_COUNTS_H_
#define PLUGINS_CLAIMS_EXTRACTION_EVENT_COUNTS_H_

#include <string_view>

#include "plugins/claims/extraction/measured_clause.h"

namespace plx::claims {

// Whether a role or measure ("death", "death/…") counts those whom an event struck.
bool IsEventRole(std::string_view measure);

// Whether a unit names anybody, or the counted thing of the role itself, and no one in particular: "person", "resident",
// "death"; not "firefighter".
bool IsAnybody(std::string_view unit);

// By its ending: a counted noun that no table knows ("firefighter", 消防员).
bool NamesPeople(std::string_view noun);

// "30 of the 80 wounded remained in hospital", 其中30人: a part of what another number counts, to which something else happened.
bool IsPartOfCount(const MeasuredClause& in, const linguistics::Quantity& quantity);

struct EventCount {
  std::string_view role;         // empty: the number counts nobody whom an event struck
  plx_span_t named = {0, 0};     // the words that say so
};

EventCount EventCountOf(const MeasuredClause& in, const linguistics::Quantity& quantity);

}  // namespace plx::claims

#endif  // PLUGINS_CLAIMS_EXTRACTION_EVENT_COUNTS_H_
