// Says of most keys that are not in a set that they are not.
#ifndef PARALLAX_SERVER_CORPUS_SQLITE_DUPLICATES_KEY_FILTER_H_
#define PARALLAX_SERVER_CORPUS_SQLITE_DUPLICATES_KEY_FILTER_H_

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace parallax::corpus {

// A Bloom filter of blocks of one cache line (F. Putze, P. Sanders, J. Singler, "Cache-, hash- and
// space-efficient Bloom filters", 2007): six bits a key in a block of 512. Keys must be hashes.
class KeyFilter {
 public:
  // For `keys` keys, at 10 bits or more each: then about one in a hundred of other keys passes. Past
  // 64 MiB (50 million keys) it grows no more and lets more pass.
  explicit KeyFilter(size_t keys)
      : blocks_(std::clamp(std::bit_ceil(keys * kBitsPerKey / kBlockBits + 1), kMinBlocks, kMaxBlocks)) {}

  // How many keys it was made for at least.
  size_t capacity() const {
    return blocks_.size() == kMaxBlocks ? ~size_t{0} : blocks_.size() * kBlockBits / kBitsPerKey;
  }

  void Add(uint64_t key) {
    Block& block = blocks_[BlockOf(key)];
    for (int i = 0; i < kBits; ++i) block[WordOf(key, i)] |= BitOf(key, i);
  }

  // False: it was not added.
  bool MayHave(uint64_t key) const {
    const Block& block = blocks_[BlockOf(key)];
    for (int i = 0; i < kBits; ++i) {
      if ((block[WordOf(key, i)] & BitOf(key, i)) == 0) return false;
    }
    return true;
  }

 private:
  using Block = std::array<uint64_t, 8>;
  static constexpr size_t kBlockBits = 512;
  static constexpr size_t kBitsPerKey = 10;
  static constexpr size_t kMinBlocks = 1 << 10;
  static constexpr size_t kMaxBlocks = 1 << 20;
  static constexpr int kBits = 6;

  // A product of all bits chooses the block, nine of the lower 54 each bit in it.
  size_t BlockOf(uint64_t key) const { return (key * 0x9E3779B97F4A7C15u >> 32) & (blocks_.size() - 1); }
  static size_t WordOf(uint64_t key, int i) { return key >> (9 * i + 6) & 7; }
  static uint64_t BitOf(uint64_t key, int i) { return uint64_t{1} << (key >> (9 * i) & 63); }

  std::vector<Block> blocks_;
};

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_SQLITE_DUPLICATES_KEY_FILTER_H_
