// Cuts Chinese text into words, so that names are found only at word borders: 中国 is not in
// 发展中国家, and 日 is not Japan in 日益.
//
// Method: the cheapest path through a lattice of dictionary words and names (unigram costs, Viterbi
// over each run), as in jieba and in S. Russell and P. Norvig, "Artificial Intelligence", ch. 22.
// Costs are integers: every machine finds the same path.
#ifndef PLUGINS_ENTITIES_SCAN_CHINESE_WORDS_H_
#define PLUGINS_ENTITIES_SCAN_CHINESE_WORDS_H_

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "plugins/entities/scan/unit.h"

namespace plx::entities {

// Classes of words: n noun, v verb, w verb or noun, a adjective, d adverb, p preposition,
// c conjunction, u particle, r pronoun, m numeral, q measure word, f locative, t time, i idiom,
// R person, P person by its characters, S place, T organisation, Z other name, j abbreviation,
// N a name of the index, x other.
struct ChineseWord {
  uint16_t cost = 0;  // 100 * -ln(share); 0: not a word
  char word_class = 'x';
};

// A further word that one text has: a name at tokens [first, end).
struct LatticeName {
  uint32_t first = 0;
  uint32_t end = 0;
  uint32_t cost = 0;
  char word_class = 'N';
};

class ChineseWords {
 public:
  // Reads data/words.tsv; `skip` says which words to leave out.
  ChineseWords(std::string_view tsv, const std::function<bool(std::string_view)>& skip);

  // The word with this text; cost 0 if there is none.
  ChineseWord Find(std::string_view word) const;

  // Fills unit->segments and unit->segment_of. `names` is ordered by first.
  void Cut(const std::vector<LatticeName>& names, Unit* unit) const;

 private:
  struct Slot {
    uint64_t key = 0;
    ChineseWord word;     // cost 0: no word, but a beginning of words
    bool longer = false;  // words go on from here
  };
  const Slot* Find(uint64_t key) const;
  Slot& At(uint64_t key);
  void CutRun(uint32_t first, uint32_t end, const std::vector<LatticeName>& names,
              size_t* next_name, Unit* unit) const;

  std::vector<Slot> slots_;
};

}  // namespace plx::entities

#endif  // PLUGINS_ENTITIES_SCAN_CHINESE_WORDS_H_
