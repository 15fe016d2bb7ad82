// The classes of consonants and vowels that scripts/sound.h compares.
#ifndef PLUGINS_ENTITIES_SCRIPTS_SOUND_CLASSES_H_
#define PLUGINS_ENTITIES_SCRIPTS_SOUND_CLASSES_H_

#include <cstdint>
#include <vector>

#include "plugins/entities/scripts/sound.h"

namespace plx::entities {

using Classes = uint16_t;  // of consonants, a bit each
inline constexpr Classes kP = 1, kT = 2, kK = 4, kF = 8, kL = 16, kS = 32, kM = 64, kN = 128, kH = 256;
inline constexpr Classes kOpen = 512, kY = 1024;  // a vowel that opens the word; the sound of "j" in "Jozef" and of 约
using Vowels = uint8_t;
inline constexpr Vowels kA = 1, kE = 2, kI = 4, kO = 8, kU = 16;

using Sounds = std::vector<Sound>;

}  // namespace plx::entities

#endif  // PLUGINS_ENTITIES_SCRIPTS_SOUND_CLASSES_H_
