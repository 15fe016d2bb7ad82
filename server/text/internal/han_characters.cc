#include "server/text/internal/han_characters.h"

namespace parallax::text::internal {
namespace {

// Defines kCharacters[] and kSyllables[].
#include "han_characters.inc"

static_assert(std::size(kCharacters) == kEndHan - kFirstHan);

}  // namespace

const HanCharacter* FindHan(char32_t c) {
  return c >= kFirstHan && c < kEndHan ? &kCharacters[c - kFirstHan] : nullptr;
}

absl::string_view ReadingOf(const HanCharacter& character) {
  return kSyllables[character.reading];
}

}  // namespace parallax::text::internal
