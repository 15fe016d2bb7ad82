#include "server/text/internal/han_characters.h"

namespace parallax::text::internal {
namespace {

// Defines kCharacters[] and kSyllables[].
#include "han_characters.inc"

static_assert(std::size(kCharacters) == kEndHan - kFirstHan);

}  // namespace

const HanCharacter* const kHanCharacters = kCharacters;

absl::string_view ReadingOf(const HanCharacter& character) {
  return kSyllables[character.reading];
}

}  // namespace parallax::text::internal
