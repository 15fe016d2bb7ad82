// A list of names in one script held against names in the other.
#ifndef PLUGINS_ENTITIES_SCRIPTS_NAME_LIST_H_
#define PLUGINS_ENTITIES_SCRIPTS_NAME_LIST_H_

#include <functional>
#include <vector>

#include "plugins/entities/document/mention.h"
#include "plugins/entities/document/other_names.h"
#include "plx/view.hpp"

namespace plx::entities {

// A mention for each block of `document` that is, as a name in Han characters, one of `names` in Latin letters and no other
// (scripts/name_match.h). Calls `poll` now and then.
std::vector<Mention> MatchNameList(const plx::Document& document, const std::vector<OtherName>& names, const WordLists& lists,
                                   const std::function<void()>& poll);

}  // namespace plx::entities

#endif  // PLUGINS_ENTITIES_SCRIPTS_NAME_LIST_H_
