// Which records meet: the blocking step of plx.phases/1.
#ifndef PARALLAX_SERVER_ENGINE_RECORD_PAIRS_H_
#define PARALLAX_SERVER_ENGINE_RECORD_PAIRS_H_

#include <cstdint>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "server/analyzer/analyzer.h"
#include "server/engine/phases_executor.h"

namespace parallax {

// A record with where it comes from. Listed by (claim, order of extract).
struct LocatedRecord {
  ClaimRef claim;
  Record record;
};

struct RecordPairs {
  std::vector<std::pair<uint32_t, uint32_t>> pairs;  // left < right; sorted, unique
  uint64_t dropped = 0;  // those that were left out: by the window, or as weak
};

// Every two records of different documents that share a key, once; the strongest of them if they are many
// (PhasesOptions says how many). With an anchor its records with all others; if those are many, with all that share
// a key. `records` must be sorted by claim.
RecordPairs PairByKey(absl::Span<const LocatedRecord> records, const PhasesOptions& options);

// Union-find over 0 .. size-1.
class Components {
 public:
  explicit Components(size_t size);
  uint32_t Find(uint32_t i);
  void Join(uint32_t a, uint32_t b);  // the smaller index stays the root

 private:
  std::vector<uint32_t> parent_;
};

}  // namespace parallax

#endif  // PARALLAX_SERVER_ENGINE_RECORD_PAIRS_H_
