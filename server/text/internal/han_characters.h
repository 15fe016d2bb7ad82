// What is known of each Han character: its simplified form and its reading. The table is written by
// make_han_characters.cc at build time from ICU's rules, which take 0.3 s to load at run time.
#ifndef PARALLAX_SERVER_TEXT_INTERNAL_HAN_CHARACTERS_H_
#define PARALLAX_SERVER_TEXT_INTERNAL_HAN_CHARACTERS_H_

#include <cstdint>

#include "absl/strings/string_view.h"

namespace parallax::text::internal {

inline constexpr char32_t kFirstHan = 0x4E00;  // the block CJK Unified Ideographs
inline constexpr char32_t kEndHan = 0xA000;

enum class HanForm : uint8_t {
  kShared,       // used in both written forms
  kTraditional,  // simplified text writes another character
  kSimplified,   // traditional text writes another character
};

struct HanCharacter {
  char16_t simplified;  // itself if it has no other simplified form
  uint16_t reading;     // index into the table of syllables
  HanForm form;
};

extern const HanCharacter* const kHanCharacters;  // kEndHan - kFirstHan of them

// Null if `c` is outside [kFirstHan, kEndHan).
inline const HanCharacter* FindHan(char32_t c) {
  return c >= kFirstHan && c < kEndHan ? &kHanCharacters[c - kFirstHan] : nullptr;
}

// The Mandarin reading in lower-case ASCII without tone ("zhong"); empty if it has none.
absl::string_view ReadingOf(const HanCharacter& character);

}  // namespace parallax::text::internal

#endif  // PARALLAX_SERVER_TEXT_INTERNAL_HAN_CHARACTERS_H_
