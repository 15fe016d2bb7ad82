// Which of the mentions that overlap stay.
#ifndef PLUGINS_ENTITIES_DOCUMENT_RESOLVE_H_
#define PLUGINS_ENTITIES_DOCUMENT_RESOLVE_H_

#include <vector>

#include "plugins/entities/document/mention.h"

namespace plx::entities {

// Leaves no two mentions that overlap, except nested ones (an OFFICE or GROUP keeps the names
// inside it) and hints. The longer wins, then the better score. Orders the rest by Before.
void Resolve(std::vector<Mention>* mentions);

}  // namespace plx::entities

#endif  // PLUGINS_ENTITIES_DOCUMENT_RESOLVE_H_
