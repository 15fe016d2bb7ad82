// Traditional and simplified forms of Han characters, from ICU's Hant-Hans and Hans-Hant rules.
#ifndef PARALLAX_SERVER_TEXT_INTERNAL_HAN_FORMS_H_
#define PARALLAX_SERVER_TEXT_INTERNAL_HAN_FORMS_H_

#include <cstdint>

namespace parallax::text::internal {

inline constexpr char32_t kFirstHan = 0x4E00;
inline constexpr char32_t kEndHan = 0xA000;

// One entry per code point from kFirstHan on. Made at the first call (about 0.2 s), then constant.
struct HanForms {
  char16_t simplified[kEndHan - kFirstHan];    // itself if it has no other simplified form
  bool only_traditional[kEndHan - kFirstHan];  // simplified text does not use it
  bool only_simplified[kEndHan - kFirstHan];   // traditional text does not use it
};
const HanForms& GetHanForms();

}  // namespace parallax::text::internal

#endif  // PARALLAX_SERVER_TEXT_INTERNAL_HAN_FORMS_H_
