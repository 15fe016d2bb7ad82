#include "server/rpc/services/batch_analysis.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"
#include "server/rpc/wire/finding_writer.h"
#include "server/rpc/wire/grpc_status.h"
#include "server/rpc/wire/request_reader.h"

namespace parallax::rpc {

absl::Status CheckBatchSize(int documents) {
  if (documents == 0) {
    return WithReason(absl::InvalidArgumentError("documents: give at least one"), "NO_DOCUMENTS");
  }
  if (documents <= kMaxInlineDocuments) return absl::OkStatus();
  return WithReason(absl::InvalidArgumentError(absl::StrCat(
                        "documents: ", documents, " given; at most ", kMaxInlineDocuments,
                        " in one call")),
                    "TOO_MANY_DOCUMENTS");
}

absl::StatusOr<AnalysisPlan> PlanOf(const Engine& engine,
                                    const analysis::v1::AnalysisOptions& options) {
  ASSIGN_OR_RETURN(const std::vector<AnalyzerRequest> requests, ReadAnalyzers(options));
  return engine.Plan(requests);
}

void AnalyzeInline(Engine& engine, const AnalysisPlan& plan, const DocumentSelector& selector,
                   const InlineDocuments& documents, size_t first_index, bool utf16,
                   const CallContext& call, AnalyzeResults* results) {
  const bool segment = plan.NeedsSegmentation();
  std::vector<DocumentPtr> readable;
  std::vector<int> positions;
  results->Reserve(documents.size());
  for (int i = 0; i < documents.size(); ++i) {
    analysis::v1::AnalyzeDocumentsResponse* result = results->Add();
    result->set_index(static_cast<int32_t>(first_index) + i);
    absl::StatusOr<report::ReportInput> input =
        selector.ReadInline(documents.Get(i), first_index + i, segment);
    if (!input.ok()) {
      *result->mutable_error() = ToRpcStatus(input.status());
      continue;
    }
    readable.push_back(std::move(input->document));
    positions.push_back(i);
  }
  const std::vector<DocumentAnalysis> analyses = engine.Analyze(plan, readable, call);
  for (size_t k = 0; k < analyses.size(); ++k) {
    WriteAnalysis(analyses[k], plan, utf16, results->Mutable(positions[k])->mutable_analysis());
  }
}

}  // namespace parallax::rpc
