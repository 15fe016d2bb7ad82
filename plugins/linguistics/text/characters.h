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

// Decodes the code point that starts at text[offset].
CodePoint DecodeAt(std::string_view text, size_t offset);
// Decodes the code point that ends at text[offset) (exclusive).
CodePoint DecodeBefore(std::string_view text, size_t offset);
// Appends `code` in UTF-8.
void AppendUtf8(char32_t code, std::string* out);

inline bool IsAsciiDigit(char32_t c) { return c >= '0' && c <= '9'; }
inline bool IsAsciiUpper(char32_t c) { return c >= 'A' && c <= 'Z'; }
inline bool IsAsciiLower(char32_t c) { return c >= 'a' && c <= 'z'; }
inline bool IsAsciiLetter(char32_t c) { return IsAsciiUpper(c) || IsAsciiLower(c); }
inline char AsciiLower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// ASCII 0-9 and full-width U+FF10..U+FF19.
bool IsDigit(char32_t c);
// Value of a digit by IsDigit.
inline int DigitValue(char32_t c) { return static_cast<int>(c < 0x80 ? c - '0' : c - 0xFF10); }
// Letters of alphabets (Latin with diacritics, Greek, Cyrillic, full-width Latin): not Han.
bool IsAlphabetic(char32_t c);
// Unified ideographs with extensions, 々 and 〇; not kana, not punctuation.
bool IsHan(char32_t c);
// White space, U+00A0, U+3000 and the invisible joiners.
bool IsSpace(char32_t c);
// Full-width ASCII (U+FF01..U+FF5E) to ASCII, ’ and ‘ to ', Latin letters to lower case; others
// unchanged.
char32_t FoldCharacter(char32_t c);
// FoldCharacter over a text.
std::string FoldText(std::string_view text);

}  // namespace plx::linguistics

#endif  // PLUGINS_LINGUISTICS_TEXT_CHARACTERS_H_
