#include "server/rpc/services/analysis/batch_analysis.h"

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

absl::StatusOr<std::shared_ptr<const AnalysisPlan>> PlanOf(
    const Engine& engine, const analysis::v1::AnalysisOptions& options) {
  ASSIGN_OR_RETURN(const std::vector<AnalyzerRequest> requests, ReadAnalyzers(options));
  ASSIGN_OR_RETURN(AnalysisPlan plan, engine.Plan(requests));
  return std::make_shared<const AnalysisPlan>(std::move(plan));
}

void StartInline(Engine& engine, std::shared_ptr<const AnalysisPlan> plan,
                 const DocumentSelector& selector, const InlineBatch& batch,
                 const CallContext& call, absl::AnyInvocable<void()> done) {
  const bool segment = plan->NeedsSegmentation();
  std::vector<DocumentPtr> readable;
  std::vector<int> positions;
  readable.reserve(batch.documents.size());
  positions.reserve(batch.documents.size());
  batch.results->Reserve(batch.documents.size());
  for (int i = 0; i < batch.documents.size(); ++i) {
    analysis::v1::AnalyzeDocumentsResponse* result = batch.results->Add();
    const size_t index = batch.first_index + i;
    result->set_index(static_cast<int32_t>(index));
    absl::StatusOr<report::ReportInput> input =
        selector.ReadInline(std::move(*batch.documents.Mutable(i)), index, segment);
    if (!input.ok()) {
      *result->mutable_error() = ToRpcStatus(input.status());
      continue;
    }
    readable.push_back(std::move(input->document));
    positions.push_back(i);
  }
  engine.StartAnalysis(plan, std::move(readable), call,
                       [plan, utf16 = batch.utf16, results = batch.results,
                        positions = std::move(positions),
                        done = std::move(done)](const std::vector<DocumentAnalysis>& analyses) mutable {
                         for (size_t k = 0; k < analyses.size(); ++k) {
                           WriteAnalysis(analyses[k], *plan, utf16,
                                         results->Mutable(positions[k])->mutable_analysis());
                         }
                         done();
                       });
}

}  // namespace parallax::rpc
