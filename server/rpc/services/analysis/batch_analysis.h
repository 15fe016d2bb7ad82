// Inline batches: what BatchAnalyze, StreamAnalyze and AnalyzeText have in common.
#ifndef PARALLAX_SERVER_RPC_SERVICES_ANALYSIS_BATCH_ANALYSIS_H_
#define PARALLAX_SERVER_RPC_SERVICES_ANALYSIS_BATCH_ANALYSIS_H_

#include <memory>

#include "absl/functional/any_invocable.h"
#include "absl/status/statusor.h"
#include "parallax/analysis/v1/analysis_service.pb.h"
#include "server/engine/engine.h"
#include "server/rpc/services/analysis/document_selection.h"

namespace parallax::rpc {

using InlineDocuments = google::protobuf::RepeatedPtrField<types::v1::InlineDocument>;
using AnalyzeResults = google::protobuf::RepeatedPtrField<analysis::v1::AnalyzeDocumentsResponse>;

// INVALID_ARGUMENT: NO_DOCUMENTS, TOO_MANY_DOCUMENTS, REQUEST_TOO_LARGE.
absl::Status CheckBatchSize(const InlineDocuments& documents);
// INVALID_ARGUMENT, DUPLICATE_DOCUMENT_ID: two of a batch would have the same name in the answer. The
// first has position `first_index`.
absl::Status CheckBatchIds(const InlineDocuments& documents, size_t first_index);

// Resolves options; see MakePlan.
absl::StatusOr<std::shared_ptr<const AnalysisPlan>> PlanOf(const Engine& engine,
                                                           const analysis::v1::AnalysisOptions& options);

// One result per document, in order, index from `first_index`. A document that cannot be read has
// its error there; the others stand.
struct InlineBatch {
  InlineDocuments& documents;  // taken before StartInline returns
  size_t first_index = 0;
  bool utf16 = false;
  AnalyzeResults* results;  // complete when `done` is called
};

// On a thread of the executor; `done` as StartPipeline calls it.
void StartInline(Engine& engine, std::shared_ptr<const AnalysisPlan> plan,
                 const DocumentSelector& selector, const InlineBatch& batch,
                 const CallContext& call, absl::AnyInvocable<void()> done);

}  // namespace parallax::rpc

#endif  // PARALLAX_SERVER_RPC_SERVICES_ANALYSIS_BATCH_ANALYSIS_H_
