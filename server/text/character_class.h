// What a character is to search: part of a word with spaces around it, a word's worth on its own, or
// neither.
#ifndef PARALLAX_SERVER_TEXT_CHARACTER_CLASS_H_
#define PARALLAX_SERVER_TEXT_CHARACTER_CLASS_H_

namespace parallax::text {

enum class CharacterClass {
  kOther,        // white space, punctuation, symbols, controls, private use
  kWord,         // letters, digits and marks of scripts that put spaces between words
  kIdeographic,  // Han, Hiragana, Katakana, Bopomofo, Yi: scripts that do not
};

// By Unicode's general category and script. Thread-safe.
CharacterClass ClassOf(char32_t c);

}  // namespace parallax::text

#endif  // PARALLAX_SERVER_TEXT_CHARACTER_CLASS_H_
