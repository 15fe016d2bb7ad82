// What else a term may be called: in the other language, or by a part of its name.
#ifndef PLUGINS_CLAIMS_RECORDS_OTHER_NAMES_H_
#define PLUGINS_CLAIMS_RECORDS_OTHER_NAMES_H_

#include "plugins/claims/records/record.h"

namespace plx::claims {

// What the other language may call a word that is in no concept.
void AddOtherNames(RecordTerm* term);

// The keys that the surname alone has and the word that a team goes by, how the words of a name sound ("name:andaman-link"), marked with '~', and how
// they are written, with '=': another document may have only one of them.
void AddNameParts(RecordTerm* name);

}  // namespace plx::claims

#endif  // PLUGINS_CLAIMS_RECORDS_OTHER_NAMES_H_
