// Chinese names that no table holds: persons by title, surname, reporting verb or the dot of a
// transliterated name; organisations by their last word; laws and treaties in 《》.
#ifndef PLUGINS_ENTITIES_RULES_CHINESE_NAMES_H_
#define PLUGINS_ENTITIES_RULES_CHINESE_NAMES_H_

#include "plugins/entities/document/mention.h"

namespace plx::entities {

// Adds a mention for each name found. Needs FindNames' segments; runs after FindOffices.
void FindChineseNames(uint32_t unit, Reading* reading);

}  // namespace plx::entities

#endif  // PLUGINS_ENTITIES_RULES_CHINESE_NAMES_H_
