// The first stage: names of the index, longest match, in both scripts, and the Chinese word cut.
#ifndef PLUGINS_ENTITIES_RULES_GAZETTEER_H_
#define PLUGINS_ENTITIES_RULES_GAZETTEER_H_

#include "plugins/entities/document/mention.h"

namespace plx::entities {

// Cuts the Chinese runs of units[unit] into words and adds a mention for each name that is found
// at word borders with the letter case it needs.
void FindNames(uint32_t unit, Reading* reading);

}  // namespace plx::entities

#endif  // PLUGINS_ENTITIES_RULES_GAZETTEER_H_
