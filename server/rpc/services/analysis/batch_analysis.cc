#include "server/rpc/services/analysis/batch_analysis.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/base/status_macros.h"
#include "server/rpc/services/invalid_argument.h"
#include "server/rpc/wire/finding_writer.h"
#include "server/rpc/wire/grpc_status.h"
#include "server/rpc/wire/request_reader.h"

namespace parallax::rpc {

absl::Status CheckBatchSize(const InlineDocuments& documents) {
  if (documents.empty()) return InvalidArgument("documents: give at least one", "NO_DOCUMENTS");
  return CheckInlineSize(documents, "documents");
}

absl::Status CheckBatchIds(const InlineDocuments& documents, size_t first_index) {
  const bool named = std::any_of(documents.begin(), documents.end(),
                                 [](const auto& document) { return !document.id().empty(); });
  if (!named) return absl::OkStatus();
  std::set<std::string> seen;
  for (int i = 0; i < documents.size(); ++i) {
    const size_t index = first_index + static_cast<size_t>(i);
    const auto [name, is_new] = seen.insert(InlineName(documents[i], index));
    if (is_new) continue;
    return InvalidArgument(absl::StrCat("documents[", index, "].id: \"", *name, "\" is there twice; ids "
                                        "name documents in the answer"),
                           "DUPLICATE_DOCUMENT_ID");
  }
  return absl::OkStatus();
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
