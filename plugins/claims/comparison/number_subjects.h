// Whether two numbers are of the same thing: their measures, their subjects, and what else is said.
#ifndef PLUGINS_CLAIMS_COMPARISON_NUMBER_SUBJECTS_H_
#define PLUGINS_CLAIMS_COMPARISON_NUMBER_SUBJECTS_H_

#include <string>
#include <string_view>

#include "plugins/claims/alignment/alignment.h"
#include "plugins/claims/records/record.h"

namespace plx::claims {

// One measure; or one of them leaves out what its subject or its document says: "the capacity of the
// cable is" and "the cable has a capacity of". What both say and the other does not keeps them apart.
bool MeasuresMeet(const Record& a, const Record& b, const RecordQuantity& x, const RecordQuantity& y);

// One role, or two names for one: "spent" and "invested". Their numbers may agree; that they differ says nothing.
bool RolesAgree(std::string_view a, std::string_view b);

// One subject, by name or by its words; or one is "the cable" in a document about the other.
bool SubjectsMeet(const Record& a, const Record& b, const RecordQuantity& x, const RecordQuantity& y,
                  const Alignment& alignment);

// One unit in both languages: "musician" and 音乐家; where a measure counts people, "person" is any of them.
bool UnitsMeet(const std::string& a, const std::string& b, std::string_view measure);

// Whether each clause says something of its own that its document's counterpart does not: tickets for
// adults and tickets for children. Then a difference of their numbers is none.
bool SpeakOfDifferentThings(const Record& a, const Record& b, const RecordQuantity& x, const RecordQuantity& y);

}  // namespace plx::claims

#endif  // PLUGINS_CLAIMS_COMPARISON_NUMBER_SUBJECTS_H_
