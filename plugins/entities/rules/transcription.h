// Characters that write a foreign name by its sound.
#ifndef PLUGINS_ENTITIES_RULES_TRANSCRIPTION_H_
#define PLUGINS_ENTITIES_RULES_TRANSCRIPTION_H_

#include <cstddef>

#include "plugins/entities/knowledge/knowledge.h"
#include "plugins/entities/scan/unit.h"

namespace plx::entities {

// One of the characters that transcription uses.
bool IsSoundCharacter(const Unit& unit, size_t i);

// Such a character that the cut left alone and that is seldom a word of its own: a piece of the name beside it (默 and 亚 beside
// 库里 in 默库里亚).
bool IsSoundPiece(const Knowledge& knowledge, const Unit& unit, size_t i);

}  // namespace plx::entities

#endif  // PLUGINS_ENTITIES_RULES_TRANSCRIPTION_H_
