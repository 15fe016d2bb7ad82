#include "plugins/entities/knowledge/letters.h"

#include <unicode/normalizer2.h>

#include <array>

#include "plugins/linguistics/text/characters.h"
#include "plugins/linguistics/text/hash64.h"

namespace plx::entities {
namespace {

constexpr char32_t kFirst = 0xC0;
constexpr char32_t kLast = 0x1EFF;

// Base letters by the canonical decompositions of Unicode, and those that have none.
std::array<uint16_t, kLast - kFirst + 1> MakeTable() {
  std::array<uint16_t, kLast - kFirst + 1> table{};
  UErrorCode code = U_ZERO_ERROR;
  const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(code);
  for (char32_t c = kFirst; c <= kLast; ++c) {
    table[c - kFirst] = static_cast<uint16_t>(c);
    icu::UnicodeString decomposed;
    if (U_SUCCESS(code) && nfd->getDecomposition(static_cast<UChar32>(c), decomposed)) {
      char16_t base = decomposed[0];
      if (nfd->getDecomposition(base, decomposed)) base = decomposed[0];
      table[c - kFirst] = base;
    }
  }
  const auto set = [&](char32_t c, char32_t base) {
    table[c - kFirst] = static_cast<uint16_t>(base);
  };
  set(0xF8, 'o');    // ø
  set(0x142, 'l');   // ł
  set(0x111, 'd');   // đ
  set(0x131, 'i');   // ı
  set(0xF0, 'd');    // ð
  return table;
}

}  // namespace

char32_t WithoutAccent(char32_t c) {
  if (c < kFirst || c > kLast) return c;
  static const auto table = MakeTable();
  return table[c - kFirst];
}

uint64_t WordHash(std::string_view folded) {
  uint64_t h = linguistics::kHash64Seed;
  for (size_t i = 0; i < folded.size();) {
    const auto byte = static_cast<unsigned char>(folded[i]);
    char32_t c = byte;
    if (byte < 0xC3 || byte > 0xE1) {
      ++i;
    } else {
      const linguistics::CodePoint p = linguistics::DecodeAt(folded, i);
      i += p.size;
      c = WithoutAccent(p.code);
      if (c >= 0x300 && c <= 0x36F) continue;  // a combining mark
    }
    h ^= c;
    h *= 0x100000001b3ull;
  }
  return linguistics::Mix64(h);
}

uint32_t PossessiveSize(std::string_view folded) {
  const size_t n = folded.size();
  if (n > 2 && folded.substr(n - 2) == "'s") return 2;
  if (n > 2 && folded.back() == '\'') return 1;
  return 0;
}

}  // namespace plx::entities
