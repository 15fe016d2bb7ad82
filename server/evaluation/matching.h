// Which findings of an analyzer are those of a gold set, counted by layer and label.
#ifndef PARALLAX_SERVER_EVALUATION_MATCHING_H_
#define PARALLAX_SERVER_EVALUATION_MATCHING_H_

#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "server/analyzer/findings.h"

namespace parallax::evaluation {

// Layers that are made of mentions besides "mentions"; see CountMatches.
inline constexpr absl::string_view kCoreferences = "coreferences";
inline constexpr absl::string_view kLinks = "links";

struct LabelKey {
  std::string layer;
  std::string label;

  auto operator<=>(const LabelKey&) const = default;
};

struct Counts {
  int64_t true_positives = 0;
  int64_t false_positives = 0;
  int64_t false_negatives = 0;

  Counts& operator+=(const Counts& other) {
    true_positives += other.true_positives;
    false_positives += other.false_positives;
    false_negatives += other.false_negatives;
    return *this;
  }
  int64_t gold() const { return true_positives + false_negatives; }
  int64_t found() const { return true_positives + false_positives; }
  auto operator<=>(const Counts&) const = default;
};

using DocumentCounts = std::map<LabelKey, Counts>;

// Compares the findings of one document, `gold` and `found`, by the rules that EvaluateAnalyzerRequest
// (analysis_service.proto) states. A finding is matched with at most one of the other side. "links" are
// counted only for mentions whose span is one of gold's with an entity: where gold says no identity, none
// is wrong. Labels without any finding are left out.
DocumentCounts CountMatches(absl::Span<const Finding> gold, absl::Span<const Finding> found);

// How many pairs of overlapping spans can be made of the two sides, each span in one pair at most: a
// maximum matching. Takes time in proportion to the product of the sizes.
size_t CountOverlappingPairs(std::vector<text::Span> left, std::vector<text::Span> right);

}  // namespace parallax::evaluation

#endif  // PARALLAX_SERVER_EVALUATION_MATCHING_H_
