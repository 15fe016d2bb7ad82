// English names that no table holds: persons by title, given name or reporting verb;
// organisations, places, events, laws and treaties by their head word; what is left is a NAME.
#ifndef PLUGINS_ENTITIES_RULES_ENGLISH_NAMES_H_
#define PLUGINS_ENTITIES_RULES_ENGLISH_NAMES_H_

#include "plugins/entities/document/mention.h"

namespace plx::entities {

// Adds a mention for each name found. Runs after FindNames, FindMinistries and FindOffices: it
// extends their mentions ("Eric Trump") and keeps off them.
void FindEnglishNames(uint32_t unit, Reading* reading);

}  // namespace plx::entities

#endif  // PLUGINS_ENTITIES_RULES_ENGLISH_NAMES_H_
