#include "plugins/linguistics/text/traditional.h"

#include <cstdint>
#include <string_view>
#include <vector>

#include "plugins/linguistics/data/tables.h"
#include "plugins/linguistics/text/characters.h"

namespace plx::linguistics {
namespace {

constexpr char32_t kFirst = 0x4E00;
constexpr char32_t kLast = 0x9FFF;

// Offset by kFirst; 0 where the character has no other form.
std::vector<uint16_t> BuildTable() {
  std::vector<uint16_t> table(kLast - kFirst + 1, 0);
  const std::string_view rows = data::kTraditional;
  char32_t simplified = 0;
  bool comment = false;
  for (size_t i = 0; i < rows.size();) {
    const CodePoint point = DecodeAt(rows, i);
    i += point.size;
    if (point.code == '\n') {
      simplified = 0;
      comment = false;
    } else if (point.code == '#') {
      comment = true;
    } else if (!comment && point.code >= kFirst && point.code <= kLast) {
      if (simplified == 0) {
        simplified = point.code;
      } else {
        table[point.code - kFirst] = static_cast<uint16_t>(simplified);
      }
    }
  }
  return table;
}

}  // namespace

char32_t Simplified(char32_t c) {
  static const std::vector<uint16_t> table = BuildTable();
  if (c < kFirst || c > kLast) return c;
  const uint16_t simplified = table[c - kFirst];
  return simplified == 0 ? c : simplified;
}

std::string Simplified(std::string_view text) {
  std::string simplified;
  for (size_t i = 0; i < text.size();) {
    const CodePoint c = DecodeAt(text, i);
    AppendUtf8(Simplified(c.code), &simplified);
    i += c.size;
  }
  return simplified;
}

}  // namespace plx::linguistics
