// A table from words to values that is filled once and then only read: open addressing, no allocation and
// no comparison of texts but with the word that is found. Thread-safe once filled.
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
  // The value of `word`, which is made if there is none. The text of `word` must outlive the map. A value's
  // place holds until the next call.
  Value& operator[](std::string_view word) {
    if ((used_ + 1) * 2 > slots_.size()) Grow();
    const uint32_t mark = TableHash(word);
    for (size_t i = mark & (slots_.size() - 1);; i = (i + 1) & (slots_.size() - 1)) {
      Slot& slot = slots_[i];
      if (slot.mark == mark && slot.word == word) return slot.value;
      if (slot.mark != 0) continue;
      slot.mark = mark;
      slot.word = word;
      ++used_;
      return slot.value;
    }
  }

  // Null if `word` is not in the map.
  const Value* Find(std::string_view word) const {
    if (slots_.empty()) return nullptr;
    const uint32_t mark = TableHash(word);
    for (size_t i = mark & (slots_.size() - 1);; i = (i + 1) & (slots_.size() - 1)) {
      const Slot& slot = slots_[i];
      if (slot.mark == 0) return nullptr;
      if (slot.mark == mark && slot.word == word) return &slot.value;
    }
  }

  size_t size() const { return used_; }

 private:
  struct Slot {
    uint32_t mark = 0;  // of the word; 0: free
    std::string_view word;
    Value value{};
  };

  void Grow() {
    std::vector<Slot> old(slots_.empty() ? 32 : slots_.size() * 2);
    old.swap(slots_);
    used_ = 0;
    for (Slot& slot : old) {
      if (slot.mark != 0) (*this)[slot.word] = std::move(slot.value);
    }
  }

  std::vector<Slot> slots_;
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
