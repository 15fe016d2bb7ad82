// The lexicon of both languages: which parts of speech a word may be, and how tags follow each other.
#ifndef PLUGINS_LINGUISTICS_SYNTAX_WORD_TABLE_H_
#define PLUGINS_LINGUISTICS_SYNTAX_WORD_TABLE_H_

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_map>

namespace plx::linguistics::syntax {

inline constexpr std::string_view kTags = "NLPJRBEZDKGMITSOCWXUFYA,.^";
inline constexpr int kTagCount = 26;
inline constexpr char kBorder = '^';  // before the first word and behind the last

// Constant once made.
class WordTable {
 public:
  // Empty if the word is not in the lexicon.
  std::string_view English(std::string_view word) const { return Get(english_, word); }
  std::string_view Chinese(std::string_view word) const { return Get(chinese_, word); }
  // -100 ln p; negative if the word is not in the dictionary.
  int ChineseCost(std::string_view word) const;
  // 1000 ln p of the second tag behind the first.
  int Transition(char a, char b) const;

  static const WordTable& Instance();

 private:
  WordTable();
  using Table = std::unordered_map<std::string_view, std::string_view>;

  static std::string_view Get(const Table& table, std::string_view word) {
    const auto it = table.find(word);
    return it == table.end() ? std::string_view() : it->second;
  }

  Table english_;
  Table chinese_;
  std::array<int, kTagCount * kTagCount> transitions_;
};

// The tags a word may have, likeliest first: of the lexicon, of its last part, or what its ending suggests.
std::string_view TagsOf(std::string_view word);

}  // namespace plx::linguistics::syntax

#endif  // PLUGINS_LINGUISTICS_SYNTAX_WORD_TABLE_H_
