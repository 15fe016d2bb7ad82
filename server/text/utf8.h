// UTF-8: checking text from outside, and walking text that was checked.
#ifndef PARALLAX_SERVER_TEXT_UTF8_H_
#define PARALLAX_SERVER_TEXT_UTF8_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace parallax::text {

// OK if `text` is well-formed UTF-8 (Unicode 15, table 3-7: no overlong forms, surrogates, or
// values past U+10FFFF; NUL and noncharacters are fine). INVALID_ARGUMENT, reason INVALID_UTF8:
// the message gives the byte offset, the bad byte and what is wrong with it; metadata
// "byte_offset" holds the offset of the first byte of the ill-formed sequence.
absl::Status CheckUtf8(absl::string_view text);

// Whether `byte` is 0, text.size(), or the first byte of a code point. False past the end.
inline bool IsBoundary(absl::string_view text, size_t byte) {
  if (byte >= text.size()) return byte == text.size();
  return (static_cast<uint8_t>(text[byte]) & 0xC0) != 0x80;
}

// The largest code-point boundary that is not after `max_bytes`; text.size() if that is smaller.
// `text` must be valid UTF-8.
size_t FloorBoundary(absl::string_view text, size_t max_bytes);

// The longest prefix of at most `max_bytes` bytes that does not cut a code point.
inline absl::string_view CutAtBoundary(absl::string_view text, size_t max_bytes) {
  return text.substr(0, FloorBoundary(text, max_bytes));
}

// Of valid UTF-8.
inline size_t CountCodePoints(absl::string_view text) {
  size_t count = 0;
  for (const char c : text) count += (static_cast<uint8_t>(c) & 0xC0) != 0x80;
  return count;
}

inline bool IsAscii(absl::string_view text) {
  uint8_t bits = 0;
  for (const char c : text) bits |= static_cast<uint8_t>(c);
  return bits < 0x80;
}

// The code point that begins at `*position`, which is moved past it. `text` must be valid UTF-8
// and `*position` a boundary before its end.
inline char32_t NextCodePoint(absl::string_view text, size_t* position) {
  const char* p = text.data() + *position;
  const auto tail = [p](int i) { return static_cast<char32_t>(p[i] & 0x3F); };
  const char32_t lead = static_cast<uint8_t>(p[0]);
  if (lead < 0x80) return *position += 1, lead;
  if (lead < 0xE0) return *position += 2, (lead & 0x1F) << 6 | tail(1);
  if (lead < 0xF0) return *position += 3, (lead & 0x0F) << 12 | tail(1) << 6 | tail(2);
  return *position += 4, (lead & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3);
}

// The code point that ends at `*position`, which is moved before it; `*position` > 0.
inline char32_t PreviousCodePoint(absl::string_view text, size_t* position) {
  do {
    --*position;
  } while ((static_cast<uint8_t>(text[*position]) & 0xC0) == 0x80);
  size_t copy = *position;
  return NextCodePoint(text, &copy);
}

// White space, controls and invisible separators: what carries no content between words.
// White_Space of Unicode 15, C0 and C1 controls, U+200B, U+2060, direction marks and the byte order
// mark.
constexpr bool IsBlank(char32_t c) {
  if (c < 0x80) return c <= ' ' || c == 0x7F;
  if (c < 0x1680) return c <= 0xA0;
  return c == 0x1680 || (c >= 0x2000 && c <= 0x200B) || c == 0x200E || c == 0x200F ||
         (c >= 0x2028 && c <= 0x202F) || c == 0x205F || c == 0x2060 ||
         (c >= 0x2066 && c <= 0x2069) || c == 0x3000 || c == 0xFEFF;
}

// Appends `code_point` (a Unicode scalar value) to `out`.
void AppendCodePoint(char32_t code_point, std::string* out);

}  // namespace parallax::text

#endif  // PARALLAX_SERVER_TEXT_UTF8_H_
