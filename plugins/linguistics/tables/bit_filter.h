// Says of most keys that a table does not hold that it does not: one bit for each key that it holds, in
// memory so small that it stays in the cache while the table does not. Thread-safe once filled.
#ifndef PLUGINS_LINGUISTICS_TABLES_BIT_FILTER_H_
#define PLUGINS_LINGUISTICS_TABLES_BIT_FILTER_H_

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace plx::linguistics {

class BitFilter {
 public:
  // For `keys` keys whose low bits are as good as random: eight bits each or more.
  explicit BitFilter(size_t keys = 0) : words_(std::bit_ceil(keys / 8 + 1)) {}

  void Add(uint64_t key) { words_[Word(key)] |= uint64_t{1} << (key % 64); }
  // False: `key` was not added.
  bool MayHold(uint64_t key) const { return (words_[Word(key)] >> (key % 64) & 1) != 0; }

 private:
  size_t Word(uint64_t key) const { return key / 64 & (words_.size() - 1); }

  std::vector<uint64_t> words_;
};

}  // namespace plx::linguistics

#endif  // PLUGINS_LINGUISTICS_TABLES_BIT_FILTER_H_
