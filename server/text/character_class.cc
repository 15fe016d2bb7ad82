#include "server/text/character_class.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

namespace parallax::text {

CharacterClass ClassOf(char32_t c) {
  if (c < 0x80) {
    const bool word = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return word ? CharacterClass::kWord : CharacterClass::kOther;
  }
  const uint32_t category = U_GET_GC_MASK(static_cast<UChar32>(c));
  if ((category & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK)) == 0) return CharacterClass::kOther;
  UErrorCode error = U_ZERO_ERROR;
  switch (uscript_getScript(static_cast<UChar32>(c), &error)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_BOPOMOFO:
    case USCRIPT_YI:
      return CharacterClass::kIdeographic;
    default:
      // The mark that lengthens vowels belongs to both kana and is of no script.
      return c == 0x30FC || c == 0xFF70 ? CharacterClass::kIdeographic : CharacterClass::kWord;
  }
}

}  // namespace parallax::text
