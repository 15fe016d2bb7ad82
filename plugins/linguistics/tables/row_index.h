// Finds the row of a table that is embedded as text: "word<TAB>rest" in each line. Eight bytes a slot; the
// words stay where they are. Thread-safe.
#ifndef PLUGINS_LINGUISTICS_TABLES_ROW_INDEX_H_
#define PLUGINS_LINGUISTICS_TABLES_ROW_INDEX_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "plugins/linguistics/tables/table_hash.h"

namespace plx::linguistics {

class RowIndex {
 public:
  // `tsv` must outlive the index and be shorter than 4 GiB. Lines that are empty, begin with '#' or have no
  // tab are left out; of two lines with one word the last counts.
  explicit RowIndex(std::string_view tsv) : tsv_(tsv) {
    size_t slots = 64;
    const auto lines = static_cast<size_t>(std::count(tsv.begin(), tsv.end(), '\n'));
    while (slots * 2 < lines * 3) slots *= 2;
    slots_.resize(slots);
    for (size_t begin = 0; begin < tsv.size();) {
      const size_t end = std::min(tsv.find('\n', begin), tsv.size());
      const size_t tab = tsv.substr(begin, end - begin).find('\t');
      if (tsv[begin] != '#' && tab != std::string_view::npos) Put(tsv.substr(begin, tab), begin);
      begin = end + 1;
    }
  }

  // What follows the tab in the row of `word`; empty if there is no such row, or nothing follows.
  std::string_view Find(std::string_view word) const {
    const uint32_t mark = TableHash(word);
    for (size_t i = mark & (slots_.size() - 1); slots_[i].mark != 0; i = (i + 1) & (slots_.size() - 1)) {
      if (slots_[i].mark != mark || !IsAt(word, slots_[i].row)) continue;
      const size_t rest = slots_[i].row + word.size() + 1;
      return tsv_.substr(rest, std::min(tsv_.find('\n', rest), tsv_.size()) - rest);
    }
    return {};
  }

 private:
  struct Slot {
    uint32_t mark = 0;  // of the word; 0: free
    uint32_t row = 0;   // where its line begins
  };

  bool IsAt(std::string_view word, size_t row) const {
    return tsv_.size() > row + word.size() && tsv_[row + word.size()] == '\t' &&
           tsv_.compare(row, word.size(), word) == 0;
  }

  void Put(std::string_view word, size_t row) {
    const uint32_t mark = TableHash(word);
    size_t i = mark & (slots_.size() - 1);
    while (slots_[i].mark != 0 && !(slots_[i].mark == mark && IsAt(word, slots_[i].row))) {
      i = (i + 1) & (slots_.size() - 1);
    }
    slots_[i] = {mark, static_cast<uint32_t>(row)};
  }

  std::string_view tsv_;
  std::vector<Slot> slots_;
};

}  // namespace plx::linguistics

#endif  // PLUGINS_LINGUISTICS_TABLES_ROW_INDEX_H_
