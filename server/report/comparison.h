// Comparisons: what every document says to one proposition, and what it comes to.
#ifndef PARALLAX_SERVER_REPORT_COMPARISON_H_
#define PARALLAX_SERVER_REPORT_COMPARISON_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "server/engine/phases_executor.h"
#include "server/report/independence.h"

namespace parallax::report {

// The cell of a claims × sources matrix. Values equal parallax.types.v1.Position.Kind.
enum class PositionKind : uint32_t {
  kAsserts = 1,
  kDenies = 2,
  kReports = 3,
  kReportsDenial = 4,
  kOtherNumber = 5,
  kSilent = 6,
  kOtherReferent = 7,
};

struct Position {
  uint32_t document = 0;
  PositionKind kind = PositionKind::kSilent;
  std::optional<ClaimRef> claim;  // unset for kSilent; its clause is the evidence
};

struct Comparison {
  std::string id;  // hash of key and members
  std::string proposition;
  std::string key;
  std::string measure;
  std::optional<Verdict> verdict;  // none: a stated claim that no document speaks of
  std::vector<ClaimRef> claims;
  std::vector<ClaimRelation> relations;
  std::vector<Position> positions;  // by document; silent ones last
  int independent_sources = 0;
  int documents = 0;
};

struct ComparisonOptions {
  bool include_silent = false;
  std::vector<RelationKind> kinds;  // keep comparisons with one of them; empty: all
};

// One comparison per cluster: contested first, then varying, different referents, corroborated,
// single source; within a verdict by independent sources, documents, and first claim.
std::vector<Comparison> BuildComparisons(absl::Span<const DocumentAnalysis> analyses,
                                         const PhasesResult& phases,
                                         const Independence& independence,
                                         const ComparisonOptions& options);

// What each document says to the claims of document `anchor`, a stated claim in free text: one
// comparison whose positions leave the anchor out and hold every other document.
Comparison CompareWithStated(absl::Span<const DocumentAnalysis> analyses,
                             const PhasesResult& phases, const Independence& independence,
                             uint32_t anchor);

const Claim& ClaimAt(absl::Span<const DocumentAnalysis> analyses, ClaimRef ref);

}  // namespace parallax::report

#endif  // PARALLAX_SERVER_REPORT_COMPARISON_H_
