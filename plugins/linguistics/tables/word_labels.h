// Which of a few labels each word of a large table has: eight bytes a slot, one place in memory a look-up.
// The table is embedded as text: "word<TAB>label" in each line. Thread-safe.
#ifndef PLUGINS_LINGUISTICS_TABLES_WORD_LABELS_H_
#define PLUGINS_LINGUISTICS_TABLES_WORD_LABELS_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "plugins/linguistics/tables/table_hash.h"
#include "plugins/linguistics/tables/word_map.h"

namespace plx::linguistics {

class WordLabels {
 public:
  // `tsv` must outlive the labels. Lines that are empty, begin with '#' or have no tab are left out; of two
  // lines with one word the last counts. Throws std::length_error if there are more than 65,535 labels.
  explicit WordLabels(std::string_view tsv) {
    size_t slots = 64;
    const auto lines = static_cast<size_t>(std::count(tsv.begin(), tsv.end(), '\n'));
    while (slots * 2 < lines * 3) slots *= 2;
    slots_.resize(slots);
    WordMap<uint64_t> numbers;
    for (size_t begin = 0; begin < tsv.size();) {
      const std::string_view line = tsv.substr(begin, std::min(tsv.find('\n', begin), tsv.size()) - begin);
      begin += line.size() + 1;
      const size_t tab = line.find('\t');
      if (line.starts_with('#') || tab == std::string_view::npos) continue;
      uint64_t& number = numbers[line.substr(tab + 1)];
      if (number == 0) {
        labels_.push_back(line.substr(tab + 1));
        number = labels_.size() - 1;
      }
      if (number > kNumber) throw std::length_error("a table of words has too many labels");
      const uint64_t hash = TableHash64(line.substr(0, tab));
      slots_[SlotOf(hash)] = (hash & ~kNumber) | number;
    }
  }

  // Empty if there is no such word, or it has no label. Of 2^48 words that are not there one is taken for
  // another.
  std::string_view Find(std::string_view word) const {
    return labels_[slots_[SlotOf(TableHash64(word))] & kNumber];
  }

 private:
  static constexpr uint64_t kNumber = 0xffff;  // a label's number; the other bits of a slot are the hash's

  // The slot of the word with this hash, or a free one, which is 0.
  size_t SlotOf(uint64_t hash) const {
    size_t i = hash & (slots_.size() - 1);
    while (slots_[i] != 0 && ((slots_[i] ^ hash) & ~kNumber) != 0) i = (i + 1) & (slots_.size() - 1);
    return i;
  }

  std::vector<uint64_t> slots_;
  std::vector<std::string_view> labels_{{}};  // number 0: of words that are not there
};

}  // namespace plx::linguistics

#endif  // PLUGINS_LINGUISTICS_TABLES_WORD_LABELS_H_
