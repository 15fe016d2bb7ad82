// The English lexicon: which parts of speech a word may be, and how tags follow each other.
#ifndef PLUGINS_LINGUISTICS_SYNTAX_WORD_TABLE_H_
#define PLUGINS_LINGUISTICS_SYNTAX_WORD_TABLE_H_

#include <array>
#include <string_view>

#include "plugins/linguistics/tables/word_labels.h"

namespace plx::linguistics::syntax {

inline constexpr std::string_view kTags = "NLPJRBEZDKGMITSOCWXUFYA,.^";
inline constexpr size_t kTagCount = kTags.size();
inline constexpr char kBorder = '^';  // before the first word and behind the last

// Constant once made.
class WordTable {
 public:
  // The tags of a word; empty if it is not in the lexicon.
  std::string_view English(std::string_view word) const { return english_.Find(word); }
  // 1000 ln p of the second tag behind the first. A tag that is not of kTags, such as those of the Chinese
  // words of a mixed sentence, counts as a noun.
  int Transition(char a, char b) const {
    return transitions_[kPlace[static_cast<size_t>(a)] * kTagCount + kPlace[static_cast<size_t>(b)]];
  }

  static const WordTable& Instance();

 private:
  // Of each ASCII character in kTags.
  static constexpr std::array<uint8_t, 128> kPlace = [] {
    std::array<uint8_t, 128> place{};
    for (size_t i = 0; i < kTagCount; ++i) place[static_cast<size_t>(kTags[i])] = static_cast<uint8_t>(i);
    return place;
  }();

  WordTable();

  WordLabels english_;
  std::array<int, kTagCount * kTagCount> transitions_;
};

// The tags a word may have, likeliest first: of the lexicon, or guessed.
std::string_view TagsOf(std::string_view word);
// Of a word that is not in the lexicon: by its last part, or what its ending suggests.
std::string_view GuessTags(std::string_view word);
// The finite form or participle (kVerbThird, kVerbPast, kVerbParticiple) that a word is before anything else, such as
// "charged" of a headline "Driver Charged With Murder"; 0: it is none, or "Ahmed", whose ending alone looks like one.
char VerbFormOf(std::string_view word);

}  // namespace plx::linguistics::syntax

#endif  // PLUGINS_LINGUISTICS_SYNTAX_WORD_TABLE_H_
