// A hash of short words for the tables of one process: eight bytes a step, where Hash64 takes one. Not
// stable between machines of different byte order: nothing that leaves the process may depend on it.
#ifndef PLUGINS_LINGUISTICS_TABLES_TABLE_HASH_H_
#define PLUGINS_LINGUISTICS_TABLES_TABLE_HASH_H_

#include <cstdint>
#include <cstring>
#include <string_view>

namespace plx::linguistics {

inline uint64_t TableHash64(std::string_view word, uint64_t seed = 0) {
  const auto load = [](const char* from, auto value) {
    std::memcpy(&value, from, sizeof(value));
    return uint64_t{value};
  };
  constexpr uint64_t kMultiplier = 0x9e3779b97f4a7c15ull;
  const char* at = word.data();
  size_t left = word.size();
  uint64_t h = (seed ^ left) * kMultiplier;
  for (; left > 8; at += 8, left -= 8) {
    h = (h ^ load(at, uint64_t{})) * kMultiplier;
    h ^= h >> 32;
  }
  if (left >= 4) {  // overlapping loads cover the rest
    h ^= load(at, uint32_t{}) | load(at + left - 4, uint32_t{}) << 32;
  } else if (left > 0) {
    h ^= load(at, uint8_t{}) | load(at + left / 2, uint8_t{}) << 8 | load(at + left - 1, uint8_t{}) << 16;
  }
  h *= kMultiplier;
  h = (h ^ h >> 32) * kMultiplier;
  return h ^ h >> 32;
}

// Never 0, which marks a free slot.
inline uint32_t TableHash(std::string_view word) {
  const auto hash = static_cast<uint32_t>(TableHash64(word));
  return hash == 0 ? 1 : hash;
}

}  // namespace plx::linguistics

#endif  // PLUGINS_LINGUISTICS_TABLES_TABLE_HASH_H_
