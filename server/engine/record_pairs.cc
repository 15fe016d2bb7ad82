#include "server/engine/record_pairs.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <map>
#include <numeric>

namespace parallax {

namespace {

// Two records with a key in common.
struct Meeting {
  uint32_t left, right;
  uint32_t shared_by;  // records that have the key
  auto operator<=>(const Meeting&) const = default;
};

std::vector<Meeting> MeetByKey(absl::Span<const LocatedRecord> records, const PhasesOptions& options,
                               uint64_t* dropped) {
  std::vector<std::pair<uint64_t, uint32_t>> postings;
  for (uint32_t i = 0; i < records.size(); ++i) {
    for (uint64_t key : records[i].record.keys) postings.emplace_back(key, i);
  }
  std::sort(postings.begin(), postings.end());
  std::vector<Meeting> meetings;
  const bool anchored = options.anchor.has_value();
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
        if (anchored && a.document != *options.anchor && b.document != *options.anchor) continue;
        if (crowded && !anchored && met >= options.window) {
          *dropped += end - j;
          break;
        }
        ++met;
        meetings.push_back({left, right, static_cast<uint32_t>(end - begin)});
      }
    }
  }
  std::sort(meetings.begin(), meetings.end());
  return meetings;
}

// Every record of the anchor with every other, if these are few.
bool MeetAnchor(absl::Span<const LocatedRecord> records, const PhasesOptions& options, RecordPairs& result) {
  if (!options.anchor.has_value()) return false;
  const auto is_anchor = [&](const LocatedRecord& r) { return r.claim.document == *options.anchor; };
  const size_t own = static_cast<size_t>(std::count_if(records.begin(), records.end(), is_anchor));
  if (own * (records.size() - own) > options.free_pairs) return false;
  // They are sorted by document: the anchor's stand in one row.
  const auto first = static_cast<uint32_t>(std::find_if(records.begin(), records.end(), is_anchor) - records.begin());
  for (uint32_t i = 0; i < records.size(); ++i) {
    if (is_anchor(records[i])) continue;
    for (uint32_t k = first; k < first + own; ++k) result.pairs.emplace_back(std::min(i, k), std::max(i, k));
  }
  std::sort(result.pairs.begin(), result.pairs.end());
  return true;
}

// How much of a tie it is: a key more counts as much as one that an eighth as many records have. Of the
// weights tried (sums of inverse document frequencies and of their logarithms among them) it keeps most relations
// for the pairs it costs.
int Strength(size_t keys, uint32_t rarest) {
  return 3 * static_cast<int>(keys) - static_cast<int>(std::bit_width(rarest));
}

}  // namespace

RecordPairs PairByKey(absl::Span<const LocatedRecord> records, const PhasesOptions& options) {
  RecordPairs result;
  if (MeetAnchor(records, options, result)) return result;
  const std::vector<Meeting> meetings = MeetByKey(records, options, &result.dropped);
  std::vector<int> strengths;
  for (size_t i = 0, end = 0; i < meetings.size(); i = end) {
    const Meeting& first = meetings[i];  // by the rarest key
    while (end < meetings.size() && meetings[end].left == first.left && meetings[end].right == first.right) ++end;
    result.pairs.emplace_back(first.left, first.right);
    strengths.push_back(Strength(end - i, first.shared_by));
  }
  const size_t most = std::max(options.free_pairs, options.pairs_per_record * records.size());
  if (options.anchor.has_value() || result.pairs.size() <= most) return result;

  // The least strength that is not too many.
  std::map<int, size_t, std::greater<>> counts;
  for (const int strength : strengths) ++counts[strength];
  int least = counts.begin()->first;
  size_t kept = 0;
  for (const auto& [strength, count] : counts) {
    if (kept + count > most && kept > 0) break;
    kept += count;
    least = strength;
  }
  size_t to = 0;
  for (size_t i = 0; i < strengths.size(); ++i) {
    if (strengths[i] >= least) result.pairs[to++] = result.pairs[i];
  }
  result.dropped += result.pairs.size() - to;
  result.pairs.resize(to);
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
