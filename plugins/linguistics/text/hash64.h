// A stable 64-bit hash: the same bytes give the same value on every machine, run and version.
// Use it for keys that leave the process (plx.phases/1) and for hash tables.
//
// FNV-1a (Fowler, Noll, Vo; 64-bit offset basis and prime) followed by the finalizer of
// MurmurHash3 (Appleby), which spreads FNV's weak high bits. Not for secrets.
#ifndef PLUGINS_LINGUISTICS_TEXT_HASH64_H_
#define PLUGINS_LINGUISTICS_TEXT_HASH64_H_

#include <cstdint>
#include <string_view>

namespace plx::linguistics {

inline constexpr uint64_t kHash64Seed = 0xcbf29ce484222325ull;

// Spreads every input bit over all output bits.
constexpr uint64_t Mix64(uint64_t h) {
  h ^= h >> 33;
  h *= 0xff51afd7ed558ccdull;
  h ^= h >> 33;
  h *= 0xc4ceb9fe1a85ec53ull;
  h ^= h >> 33;
  return h;
}

// What Hash64 keeps of the bytes before: AppendHash64(b, AppendHash64(a)) is that of "ab". Mix64 makes the
// hash of it.
constexpr uint64_t AppendHash64(std::string_view bytes, uint64_t before = kHash64Seed) {
  uint64_t h = before;
  for (const char c : bytes) {
    h ^= static_cast<unsigned char>(c);
    h *= 0x100000001b3ull;
  }
  return h;
}

constexpr uint64_t Hash64(std::string_view bytes, uint64_t seed = kHash64Seed) {
  return Mix64(AppendHash64(bytes, seed));
}

// Combines two hashes; order matters.
constexpr uint64_t CombineHash64(uint64_t a, uint64_t b) {
  return Mix64(a ^ (b + 0x9e3779b97f4a7c15ull + (a << 6) + (a >> 2)));
}

}  // namespace plx::linguistics

#endif  // PLUGINS_LINGUISTICS_TEXT_HASH64_H_
