// A table from words to values that is filled once and then only read: open addressing, no allocation and
// no comparison of texts but with the word that is found. The marks of all slots stand close together,
// because most words that are looked for are not there. Thread-safe once filled.
#ifndef PLUGINS_LINGUISTICS_TABLES_WORD_MAP_H_
#define PLUGINS_LINGUISTICS_TABLES_WORD_MAP_H_

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <utility>
#include <vector>

#include "plugins/linguistics/tables/table_hash.h"

namespace plx::linguistics {

template <typename Value>
class WordMap {
 public:
  WordMap() = default;
  WordMap(std::initializer_list<std::pair<std::string_view, Value>> entries) {
    for (const auto& [word, value] : entries) (*this)[word] = value;
  }
  // The value of `word`, which is made if there is none. The text of `word` must outlive the map. A value's
  // place holds until the next call.
  Value& operator[](std::string_view word) {
    if ((used_ + 1) * 2 > marks_.size()) Grow();
    const uint32_t mark = TableHash(word);
    for (size_t i = mark & (marks_.size() - 1);; i = (i + 1) & (marks_.size() - 1)) {
      if (marks_[i] == mark && entries_[i].word == word) return entries_[i].value;
      if (marks_[i] != 0) continue;
      marks_[i] = mark;
      entries_[i].word = word;
      ++used_;
      return entries_[i].value;
    }
  }

  // Null if `word` is not in the map.
  const Value* Find(std::string_view word) const {
    if (marks_.empty()) return nullptr;
    const uint32_t mark = TableHash(word);
    for (size_t i = mark & (marks_.size() - 1); marks_[i] != 0; i = (i + 1) & (marks_.size() - 1)) {
      if (marks_[i] == mark && entries_[i].word == word) return &entries_[i].value;
    }
    return nullptr;
  }

  size_t size() const { return used_; }

 private:
  struct Entry {
    std::string_view word;
    Value value{};
  };

  void Grow() {
    const size_t size = marks_.empty() ? 32 : marks_.size() * 2;
    const std::vector<uint32_t> marks = std::exchange(marks_, std::vector<uint32_t>(size));
    std::vector<Entry> entries = std::exchange(entries_, std::vector<Entry>(size));
    used_ = 0;
    for (size_t i = 0; i < marks.size(); ++i) {
      if (marks[i] != 0) (*this)[entries[i].word] = std::move(entries[i].value);
    }
  }

  std::vector<uint32_t> marks_;  // of the words, by slot; 0: free
  std::vector<Entry> entries_;   // by slot
  size_t used_ = 0;
};

// A set of words, such as the members of a list in the code.
class WordSet {
 public:
  WordSet() = default;
  WordSet(std::initializer_list<std::string_view> words) {
    for (const std::string_view word : words) Insert(word);
  }
  void Insert(std::string_view word) { words_[word] = true; }
  bool Contains(std::string_view word) const { return words_.Find(word) != nullptr; }

 private:
  WordMap<bool> words_;
};

}  // namespace plx::linguistics

#endif  // PLUGINS_LINGUISTICS_TABLES_WORD_MAP_H_
