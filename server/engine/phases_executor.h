// The in-server executor of plx.phases/1, the reference that other engines must agree with.
#ifndef PARALLAX_SERVER_ENGINE_PHASES_EXECUTOR_H_
#define PARALLAX_SERVER_ENGINE_PHASES_EXECUTOR_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "server/analyzer/analyzer.h"
#include "server/engine/executor.h"
#include "server/engine/pipeline.h"

namespace parallax {

// A claim among all documents of a comparison: documents[document].findings[finding].
struct ClaimRef {
  uint32_t document = 0;
  uint32_t finding = 0;

  auto operator<=>(const ClaimRef&) const = default;
};

// A relation between two claims of different documents; left.document < right.document.
struct ClaimRelation {
  ClaimRef left;
  ClaimRef right;
  RelationFinding finding;
};

// Claims about one proposition, by ClaimRef, with all relations among them.
struct ClaimCluster {
  std::vector<ClaimRef> claims;
  std::vector<ClaimRelation> relations;
  ComparisonFinding summary;  // representative: index into claims
};

struct PhasesOptions {
  // Compares only pairs with this document (the stated claim).
  std::optional<uint32_t> anchor;
  // A key that more records share than this does not pair all with all: each record meets the
  // next `window` in (document, record) order. Keeps comparison near-linear: on 4,000 news documents these
  // values lose 3 of 355 comparisons that 256 and 64 find, in two thirds of the time.
  size_t max_group = 64;
  size_t window = 16;
  // Pairs that are always compared; beyond, this many for each record, the strongest: those with most keys in
  // common and with the rarest. Without it, what is said often makes the number of pairs grow with the square of
  // the documents: of 707,000 pairs of 10,000 news sentences, 5 a record leave out one relation in sixteen.
  size_t free_pairs = 100000;
  size_t pairs_per_record = 5;
  // Also clusters of one claim that nothing relates to.
  bool include_single = false;
};

struct PhasesResult {
  std::vector<ClaimCluster> clusters;  // by first claim
  // With an anchor: all relations to it, by right or left claim.
  std::vector<ClaimRelation> relations;
  uint64_t pairs_compared = 0;
  uint64_t pairs_dropped = 0;  // by `window`
};

// Runs the phases of plan stage `stage`, which must have them, over `analyses`. The result depends
// on nothing but the analyses and the options. Any error of the analyzer's compare or summarise;
// CANCELLED, DEADLINE_EXCEEDED. A document whose extract fails takes no part.
absl::StatusOr<PhasesResult> RunPhases(const AnalysisPlan& plan, size_t stage,
                                       absl::Span<const DocumentAnalysis> analyses,
                                       const PhasesOptions& options, Executor& executor,
                                       const CallContext& call);

}  // namespace parallax

#endif  // PARALLAX_SERVER_ENGINE_PHASES_EXECUTOR_H_
