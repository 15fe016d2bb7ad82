// Precision, recall and F1 of counted matches, with intervals.
#ifndef PARALLAX_SERVER_EVALUATION_SCORES_H_
#define PARALLAX_SERVER_EVALUATION_SCORES_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "server/analyzer/call_context.h"
#include "server/evaluation/matching.h"

namespace parallax::evaluation {

// Values equal EvaluateAnalyzerResponse.Aggregate.
enum class Aggregate : uint32_t {
  kLabel = 0,
  kMicro = 1,  // the counts of all labels of the layer, summed
  kMacro = 2,  // the mean over the labels that either side has; no counts
};

// In [0, 1]; precision of nothing found and recall of no gold are 0.
struct Figures {
  double precision = 0;
  double recall = 0;
  double f1 = 0;
};
Figures FiguresOf(const Counts& counts);

// From low to high lie 95% of the figures of documents drawn again.
struct Intervals {
  Figures low;
  Figures high;
};

struct Score {
  LabelKey key;  // of a summary: without a label
  Aggregate aggregate = Aggregate::kLabel;
  Counts counts;
  Figures figures;
  std::optional<Intervals> intervals;  // unset with fewer than two documents
};

// Counts of one document each, shared between evaluations of which one goes on with another.
using CountsOfDocuments = std::shared_ptr<const std::vector<DocumentCounts>>;

// What is asked for. Empty: layers of which gold has a finding; all labels.
struct Selected {
  std::vector<std::string> layers;
  std::vector<std::string> labels;

  bool operator==(const Selected&) const = default;
};

// By layer: its labels in order, kMicro, kMacro. Intervals by the percentile bootstrap over documents
// (B. Efron, "Bootstrap Methods: Another Look at the Jackknife", 1979), 1,000 draws from a fixed seed, so
// that the same counts give the same intervals everywhere. CANCELLED, if `call` is.
absl::StatusOr<std::vector<Score>> ScoresOf(const std::vector<CountsOfDocuments>& parts,
                                            const Selected& selected, const CallContext& call);

}  // namespace parallax::evaluation

#endif  // PARALLAX_SERVER_EVALUATION_SCORES_H_
