// Whether two documents tell of one event, so that what one counts there the other counts too.
#ifndef PLUGINS_CLAIMS_COMPARISON_ONE_STORY_H_
#define PLUGINS_CLAIMS_COMPARISON_ONE_STORY_H_

#include "plugins/claims/records/record.h"

namespace plx::claims {

// By what their documents speak of most, and when they were published: names in common count more than words. `role`:
// what both count, see IsEventRole; both records have their names and story.
bool TellOneStory(const Record& a, const Record& b, std::string_view role);

// Whether both documents speak most of the same somebody or something, and of the same things besides, within days: what a
// claim of one says in passing need not stand in the other's. For any two records.
bool ShareSubject(const Record& a, const Record& b);

// Whether each claim names a place that the document of the other does not: "12 in Bambas" and "4 in Quella".
bool HappenedElsewhere(const Record& a, const Record& b);

}  // namespace plx::claims

#endif  // PLUGINS_CLAIMS_COMPARISON_ONE_STORY_H_
