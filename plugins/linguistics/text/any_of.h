// Whether a word is in a short list in the code. A longer one is a WordSet.
#ifndef PLUGINS_LINGUISTICS_TEXT_ANY_OF_H_
#define PLUGINS_LINGUISTICS_TEXT_ANY_OF_H_

#include <initializer_list>
#include <string_view>

namespace plx::linguistics {

inline bool IsAnyOf(std::string_view word, std::initializer_list<std::string_view> words) {
  for (const std::string_view one : words) {
    // The size and the last letter first: they tell most words apart without a comparison of texts.
    if (one.size() == word.size() && (word.empty() || one.back() == word.back()) && one == word) return true;
  }
  return false;
}

// Whether a code point is in a short list in the code; 0, which stands for no character, is in none.
inline bool IsAnyOf(char32_t c, std::u32string_view set) {
  return c != 0 && set.find(c) != std::u32string_view::npos;
}
inline bool IsAnyOf(char c, std::string_view set) { return c != '\0' && set.find(c) != std::string_view::npos; }

}  // namespace plx::linguistics

#endif  // PLUGINS_LINGUISTICS_TEXT_ANY_OF_H_
