// A set of words known by their first two letters only: a cheap way to reject most others.
#ifndef PLUGINS_LINGUISTICS_TEXT_LETTER_PAIRS_H_
#define PLUGINS_LINGUISTICS_TEXT_LETTER_PAIRS_H_

#include <array>
#include <cstdint>
#include <string_view>

namespace plx::linguistics {

class LetterPairs {
 public:
  // `word`: at least two lower-case ASCII letters.
  void Add(std::string_view word) { seconds_[word[0] - 'a'] |= 1u << (word[1] - 'a'); }
  // False if no word of the set starts as `word` does.
  bool MayHold(std::string_view word) const {
    return word.size() > 1 && IsLetter(word[0]) && IsLetter(word[1]) &&
           (seconds_[word[0] - 'a'] >> (word[1] - 'a') & 1) != 0;
  }

 private:
  static bool IsLetter(char c) { return c >= 'a' && c <= 'z'; }
  std::array<uint32_t, 26> seconds_{};  // bits: the second letters that follow each first
};

}  // namespace plx::linguistics

#endif  // PLUGINS_LINGUISTICS_TEXT_LETTER_PAIRS_H_
