#include "server/engine/record_pairs.h"

#include <algorithm>
#include <numeric>

namespace parallax {

RecordPairs PairByKey(absl::Span<const LocatedRecord> records, const PhasesOptions& options) {
  std::vector<std::pair<uint64_t, uint32_t>> postings;
  for (uint32_t i = 0; i < records.size(); ++i) {
    for (uint64_t key : records[i].record.keys) postings.emplace_back(key, i);
  }
  std::sort(postings.begin(), postings.end());

  RecordPairs result;
  for (size_t begin = 0, end = 0; begin < postings.size(); begin = end) {
    while (end < postings.size() && postings[end].first == postings[begin].first) ++end;
    const bool crowded = end - begin > options.max_group;
    for (size_t i = begin; i < end; ++i) {
      const uint32_t left = postings[i].second;
      const ClaimRef a = records[left].claim;
      size_t met = 0;
      for (size_t j = i + 1; j < end; ++j) {
        const uint32_t right = postings[j].second;
        const ClaimRef b = records[right].claim;
        if (a.document == b.document) continue;
        const bool anchored = options.anchor.has_value();
        if (anchored && a.document != *options.anchor && b.document != *options.anchor) continue;
        if (crowded && !anchored && met >= options.window) {
          result.dropped += end - j;
          break;
        }
        ++met;
        result.pairs.emplace_back(left, right);
      }
    }
  }
  std::sort(result.pairs.begin(), result.pairs.end());
  result.pairs.erase(std::unique(result.pairs.begin(), result.pairs.end()), result.pairs.end());
  return result;
}

Components::Components(size_t size) : parent_(size) {
  std::iota(parent_.begin(), parent_.end(), 0u);
}

uint32_t Components::Find(uint32_t i) {
  while (parent_[i] != i) {
    parent_[i] = parent_[parent_[i]];
    i = parent_[i];
  }
  return i;
}

void Components::Join(uint32_t a, uint32_t b) {
  a = Find(a);
  b = Find(b);
  if (a != b) parent_[std::max(a, b)] = std::min(a, b);
}

}  // namespace parallax
