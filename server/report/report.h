// The report: everything about a set of documents, as plain data.
#ifndef PARALLAX_SERVER_REPORT_REPORT_H_
#define PARALLAX_SERVER_REPORT_REPORT_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "server/engine/engine.h"
#include "server/report/comparison.h"
#include "server/report/independence.h"
#include "server/report/rows.h"

namespace parallax::report {

// A document of a report with what its reader found odd.
struct ReportInput {
  DocumentPtr document;
  std::vector<std::string> reader_warnings;
  StoredText text;
};

struct Report {
  AnalysisPlan plan;
  std::vector<DocumentAnalysis> analyses;  // rows below point into it
  std::vector<std::vector<std::string>> reader_warnings;  // by document
  std::unique_ptr<Independence> independence;
  std::vector<Comparison> comparisons;
  std::vector<EntityRow> entities;
  std::vector<MeasureRow> measures;
  std::vector<StanceCell> stances;
};

struct ReportOptions {
  ComparisonOptions comparison;
  bool include_single_source = false;
  std::vector<HolderKind> holder_kinds;  // of stances; empty: all
};

// Analyzes and compares `inputs`. Without an analyzer that has phases in the plan, the report has
// no comparisons. Errors: see Engine::Compare.
absl::StatusOr<Report> BuildReport(Engine& engine, AnalysisPlan plan,
                                   absl::Span<const ReportInput> inputs,
                                   const ReportOptions& options, const CallContext& call);

// The name under which analyzers see a stated claim: PLX_STATED_CLAIM_NAME.
inline constexpr char kStatedClaimName[] = "stated-claim";

// Holds `claim`, stated in free text (UTF-8), against `inputs`: a report with exactly one comparison;
// the stated claim is no document of it.
absl::StatusOr<Report> BuildStatedReport(Engine& engine, AnalysisPlan plan, absl::string_view claim,
                                         absl::Span<const ReportInput> inputs,
                                         const CallContext& call);

}  // namespace parallax::report

#endif  // PARALLAX_SERVER_REPORT_REPORT_H_
