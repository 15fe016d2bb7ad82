#include "plugins/linguistics/text/characters.h"

namespace plx::linguistics {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

struct Range {
  char32_t first, last;
};

// Blocks of alphabetic scripts, kana and Hangul; marks inside Latin-1 are taken out below.
constexpr Range kAlphabetic[] = {{0x00C0, 0x02AF}, {0x0370, 0x0559}, {0x0561, 0x0587},
                                 {0x05D0, 0x06FF}, {0x0900, 0x0EDF}, {0x1E00, 0x1FFF},
                                 {0x3041, 0x3096}, {0x30A1, 0x30FA}, {0x30FC, 0x30FE},
                                 {0xAC00, 0xD7A3}, {0xFF21, 0xFF3A}, {0xFF41, 0xFF5A}};

template <size_t n>
bool In(const Range (&ranges)[n], char32_t c) {
  for (const Range& r : ranges) {
    if (c <= r.last) return c >= r.first;
  }
  return false;
}

bool IsContinuation(unsigned char c) { return (c & 0xC0) == 0x80; }

}  // namespace

namespace beyond_ascii {

CodePoint DecodeAt(std::string_view text, size_t offset) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[offset + i]); };
  const unsigned char lead = byte(0);
  const uint32_t size = lead >= 0xF0 && lead < 0xF5 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead >= 0xF5 || offset + size > text.size()) return {kReplacement, 1};
  char32_t code = lead & (0x7F >> size);
  for (uint32_t i = 1; i < size; ++i) {
    if (!IsContinuation(byte(i))) return {kReplacement, 1};
    code = (code << 6) | (byte(i) & 0x3F);
  }
  return {code, size};
}

void AppendUtf8(char32_t c, std::string* out) {
  if (c < 0x800) {
    out->push_back(static_cast<char>(0xC0 | (c >> 6)));
    out->push_back(static_cast<char>(0x80 | (c & 0x3F)));
  } else if (c < 0x10000) {
    out->push_back(static_cast<char>(0xE0 | (c >> 12)));
    out->push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
    out->push_back(static_cast<char>(0x80 | (c & 0x3F)));
  } else {
    out->push_back(static_cast<char>(0xF0 | (c >> 18)));
    out->push_back(static_cast<char>(0x80 | ((c >> 12) & 0x3F)));
    out->push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
    out->push_back(static_cast<char>(0x80 | (c & 0x3F)));
  }
}

bool IsAlphabetic(char32_t c) {
  return c != 0xD7 && c != 0xF7 && In(kAlphabetic, c);
}

bool IsSpace(char32_t c) {
  return c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200F) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
         c == 0x205F || c == 0x2060 || c == 0x3000 || c == 0xFEFF;
}

char32_t FoldCharacter(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) return linguistics::FoldCharacter(c - 0xFEE0);
  if (c == 0x2019 || c == 0x2018) return '\'';
  if ((c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x391 && c <= 0x3A9) ||
      (c >= 0x410 && c <= 0x42F)) {
    return c + 32;
  }
  if (c >= 0x400 && c <= 0x40F) return c + 80;
  // Latin Extended-A alternates upper and lower case, with the parity changing twice.
  if ((c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177)) return c | 1;
  if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E)) return c % 2 == 1 ? c + 1 : c;
  return c;
}

}  // namespace beyond_ascii

CodePoint DecodeBefore(std::string_view text, size_t offset) {
  if (offset == 0 || offset > text.size()) return {0, 0};
  size_t begin = offset - 1;
  while (begin > 0 && offset - begin < 4 && IsContinuation(static_cast<unsigned char>(text[begin])))
    --begin;
  const CodePoint point = DecodeAt(text, begin);
  return begin + point.size == offset ? point : CodePoint{kReplacement, 1};
}

void AppendFolded(std::string_view text, std::string* out) {
  size_t i = 0;
  const size_t begin = out->size();
  out->append(text);
  for (char* to = out->data() + begin; i < text.size(); ++i) {
    if (static_cast<unsigned char>(text[i]) >= 0x80) break;
    to[i] = AsciiLower(text[i]);
  }
  if (i == text.size()) return;
  out->resize(begin + i);
  while (i < text.size()) {
    const CodePoint point = DecodeAt(text, i);
    AppendUtf8(FoldCharacter(point.code), out);
    i += point.size;
  }
}

}  // namespace plx::linguistics
