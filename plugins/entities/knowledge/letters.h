// Letters without their accents, so that "Türkiye", "Turkiye" and "São Paulo" are found however
// they are written.
#ifndef PLUGINS_ENTITIES_KNOWLEDGE_LETTERS_H_
#define PLUGINS_ENTITIES_KNOWLEDGE_LETTERS_H_

#include <cstdint>
#include <string_view>

namespace plx::entities {

// The base letter of a lower-case Latin letter (U+00E0..U+024F, U+1E00..U+1EFF); others unchanged.
char32_t WithoutAccent(char32_t c);

// A stable hash of a folded word without its accents.
uint64_t WordHash(std::string_view folded);

// Bytes at the end of `folded` that are a possessive ending: 's, or the ' of a plural.
uint32_t PossessiveSize(std::string_view folded);

}  // namespace plx::entities

#endif  // PLUGINS_ENTITIES_KNOWLEDGE_LETTERS_H_
