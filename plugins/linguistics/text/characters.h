// Code points and character classes, without locales and without tables beyond what English and
// Chinese text needs. UTF-8 in, code points out; never throws, never reads past the view.
#ifndef PLUGINS_LINGUISTICS_TEXT_CHARACTERS_H_
#define PLUGINS_LINGUISTICS_TEXT_CHARACTERS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace plx::linguistics {

// One decoded code point. `size` is its bytes in UTF-8, 1 for a byte that is not UTF-8 (then
// `code` is U+FFFD); 0 only at the end of the text.
struct CodePoint {
  char32_t code = 0;
  uint32_t size = 0;
};

// What the inline functions below leave to those of characters.cc: all that is not ASCII.
namespace beyond_ascii {
CodePoint DecodeAt(std::string_view text, size_t offset);
void AppendUtf8(char32_t code, std::string* out);
bool IsAlphabetic(char32_t c);
bool IsSpace(char32_t c);
char32_t FoldCharacter(char32_t c);
}  // namespace beyond_ascii

// Decodes the code point that starts at text[offset].
inline CodePoint DecodeAt(std::string_view text, size_t offset) {
  if (offset >= text.size()) return {0, 0};
  const auto lead = static_cast<unsigned char>(text[offset]);
  return lead < 0x80 ? CodePoint{lead, 1} : beyond_ascii::DecodeAt(text, offset);
}
// Decodes the code point that ends at text[offset) (exclusive).
CodePoint DecodeBefore(std::string_view text, size_t offset);
// Appends `code` in UTF-8.
inline void AppendUtf8(char32_t code, std::string* out) {
  if (code < 0x80) {
    out->push_back(static_cast<char>(code));
  } else {
    beyond_ascii::AppendUtf8(code, out);
  }
}

inline bool IsAsciiDigit(char32_t c) { return c >= '0' && c <= '9'; }
inline bool IsAsciiUpper(char32_t c) { return c >= 'A' && c <= 'Z'; }
inline bool IsAsciiLower(char32_t c) { return c >= 'a' && c <= 'z'; }
inline bool IsAsciiLetter(char32_t c) { return IsAsciiUpper(c) || IsAsciiLower(c); }
inline char AsciiLower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// ASCII 0-9 and full-width U+FF10..U+FF19.
inline bool IsDigit(char32_t c) { return IsAsciiDigit(c) || (c >= 0xFF10 && c <= 0xFF19); }
// Value of a digit by IsDigit.
inline int DigitValue(char32_t c) { return static_cast<int>(c < 0x80 ? c - '0' : c - 0xFF10); }
// Letters of alphabets (Latin with diacritics, Greek, Cyrillic, full-width Latin): not Han.
inline bool IsAlphabetic(char32_t c) {
  return c < 0x80 ? IsAsciiLetter(c) : beyond_ascii::IsAlphabetic(c);
}
// Unified ideographs with extensions, 々 and 〇; not kana, not punctuation.
inline bool IsHan(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || c == 0x3005 || c == 0x3007 || (c >= 0x3400 && c <= 0x4DBF) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x323AF);
}
// White space, U+00A0, U+3000 and the invisible joiners.
inline bool IsSpace(char32_t c) {
  return c < 0x80 ? c == ' ' || (c >= '\t' && c <= '\r') : beyond_ascii::IsSpace(c);
}
// Full-width ASCII (U+FF01..U+FF5E) to ASCII, ’ and ‘ to ', Latin letters to lower case; others
// unchanged.
inline char32_t FoldCharacter(char32_t c) {
  return c < 0x80 ? (IsAsciiUpper(c) ? c + 32 : c) : beyond_ascii::FoldCharacter(c);
}
// FoldCharacter over a text.
void AppendFolded(std::string_view text, std::string* out);
inline std::string FoldText(std::string_view text) {
  std::string out;
  AppendFolded(text, &out);
  return out;
}

}  // namespace plx::linguistics

#endif  // PLUGINS_LINGUISTICS_TEXT_CHARACTERS_H_
