// Groups that the text itself names or counts: "the rare earth alliance", "the trilateral
// agreement between A, B and C", "the four countries", 稀土联盟, 34国, "the U.S. and its allies".
#ifndef PLUGINS_ENTITIES_GROUPS_GROUPS_H_
#define PLUGINS_ENTITIES_GROUPS_GROUPS_H_

#include "plugins/entities/document/mention.h"

namespace plx::entities {

// Adds GROUP mentions with the members and size that the words beside them state. A label gets the
// id "group:<topics>-<head>", the same in both languages; a bare reference ("the alliance") gets
// "group:?<head>" and a counted one "group:<n>-countries", both coreferent, for LinkGroups.
void FindGroups(uint32_t unit, Reading* reading);

// Over the whole document: gives bare and counted references the group they refer to, one id to
// labels of one group, and to every mention of a group what any of them says of its members.
// Removes bare references that refer to nothing.
void LinkGroups(Reading* reading);

}  // namespace plx::entities

#endif  // PLUGINS_ENTITIES_GROUPS_GROUPS_H_
