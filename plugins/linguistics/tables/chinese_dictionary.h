// The Chinese words of data/words_zh.tsv with what each costs in a cut, by a hash that grows with the word:
// all words that begin at a place are found in one walk.
#ifndef PLUGINS_LINGUISTICS_TABLES_CHINESE_DICTIONARY_H_
#define PLUGINS_LINGUISTICS_TABLES_CHINESE_DICTIONARY_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "plugins/linguistics/text/hash64.h"

namespace plx::linguistics {

// Constant once made.
class ChineseDictionary {
 public:
  static constexpr size_t kLongestWord = 4;  // characters

  struct Entry {
    uint32_t mark = 0;    // of the hash; 0: a free slot
    uint16_t cost = 0;    // -100 ln p; 0: no word, but a beginning of words
    char word_class = 0;  // as in the file
    bool longer = false;  // words go on from here
  };

  // A beginning of words, to which characters are added.
  class Prefix {
   public:
    void Append(std::string_view character) { bytes_ = AppendHash64(character, bytes_); }
    uint64_t hash() const { return Mix64(bytes_); }

   private:
    uint64_t bytes_ = kHash64Seed;
  };

  static const ChineseDictionary& Get();

  // Null if neither a word nor a beginning of one.
  const Entry* Find(const Prefix& prefix) const {
    const uint64_t hash = prefix.hash();
    const uint32_t mark = MarkOf(hash);
    for (size_t i = hash & (slots_.size() - 1); slots_[i].mark != 0; i = (i + 1) & (slots_.size() - 1)) {
      if (slots_[i].mark == mark) return &slots_[i];
    }
    return nullptr;
  }

 private:
  ChineseDictionary();
  // The bits of a hash that do not say where its slot is; never 0.
  static uint32_t MarkOf(uint64_t hash) { return static_cast<uint32_t>(hash >> 32) | 1; }
  Entry& At(uint64_t hash);
  void AddRow(std::string_view row);

  std::vector<Entry> slots_;
};

}  // namespace plx::linguistics

#endif  // PLUGINS_LINGUISTICS_TABLES_CHINESE_DICTIONARY_H_
