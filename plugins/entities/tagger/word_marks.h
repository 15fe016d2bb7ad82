// What the tables say of single words, for the tagger: one look-up for each word.
#ifndef PLUGINS_ENTITIES_TAGGER_WORD_MARKS_H_
#define PLUGINS_ENTITIES_TAGGER_WORD_MARKS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "plugins/linguistics/tables/bit_filter.h"

namespace plx::entities {

struct WordMark {
  uint32_t lists = 0;      // bit i: in list i of data/word_lists.tsv that the tagger asks for
  uint32_t tag_class = 0;  // hash of the parts of speech that the lexicon gives it; 0: unknown
};

// Constant after construction.
class WordMarks {
 public:
  WordMarks();
  // Of a word by its WordHash.
  WordMark Of(uint64_t word_hash) const;

 private:
  struct Slot {
    uint64_t key = 0;
    WordMark mark;
  };
  WordMark& At(uint64_t key);
  void Grow();

  std::vector<Slot> slots_;
  linguistics::BitFilter filter_;  // of the keys in slots_
  size_t used_ = 0;
};

}  // namespace plx::entities

#endif  // PLUGINS_ENTITIES_TAGGER_WORD_MARKS_H_
