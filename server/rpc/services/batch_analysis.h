// Inline batches: what BatchAnalyze, StreamAnalyze and AnalyzeText have in common.
#ifndef PARALLAX_SERVER_RPC_SERVICES_BATCH_ANALYSIS_H_
#define PARALLAX_SERVER_RPC_SERVICES_BATCH_ANALYSIS_H_

#include "absl/status/statusor.h"
#include "parallax/analysis/v1/analysis_service.pb.h"
#include "server/engine/engine.h"
#include "server/rpc/services/document_selection.h"

namespace parallax::rpc {

using InlineDocuments = google::protobuf::RepeatedPtrField<types::v1::InlineDocument>;
using AnalyzeResults = google::protobuf::RepeatedPtrField<analysis::v1::AnalyzeDocumentsResponse>;

// INVALID_ARGUMENT: NO_DOCUMENTS, TOO_MANY_DOCUMENTS.
absl::Status CheckBatchSize(int documents);

// Resolves options; see MakePlan.
absl::StatusOr<AnalysisPlan> PlanOf(const Engine& engine,
                                    const analysis::v1::AnalysisOptions& options);

// One result per document, in order, index from `first_index`. A document that cannot be read has
// its error there; the others stand.
void AnalyzeInline(Engine& engine, const AnalysisPlan& plan, const DocumentSelector& selector,
                   const InlineDocuments& documents, size_t first_index, bool utf16,
                   const CallContext& call, AnalyzeResults* results);

}  // namespace parallax::rpc

#endif  // PARALLAX_SERVER_RPC_SERVICES_BATCH_ANALYSIS_H_
