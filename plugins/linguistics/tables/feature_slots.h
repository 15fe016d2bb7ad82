// Where the hash tables of model files keep a feature: open addressing, the feature's high bits choose the slot, its
// low ones mark it.
#ifndef PLUGINS_LINGUISTICS_TABLES_FEATURE_SLOTS_H_
#define PLUGINS_LINGUISTICS_TABLES_FEATURE_SLOTS_H_

#include <cstdint>

namespace plx::linguistics {

// The slot that a search for `feature` starts at.
inline uint32_t FirstSlot(uint64_t feature, uint32_t slots) {
  return static_cast<uint32_t>(((feature >> 32) * slots) >> 32);
}

// The mark of a feature in its slot; never 0.
inline uint32_t Fingerprint(uint64_t feature) {
  const auto low = static_cast<uint32_t>(feature);
  return low == 0 ? 1 : low;
}

}  // namespace plx::linguistics

#endif  // PLUGINS_LINGUISTICS_TABLES_FEATURE_SLOTS_H_
