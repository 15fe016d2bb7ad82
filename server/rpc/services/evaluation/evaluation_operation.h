// Evaluations of analyzers on the wire: the request that starts one, and the operation.
#ifndef PARALLAX_SERVER_RPC_SERVICES_EVALUATION_EVALUATION_OPERATION_H_
#define PARALLAX_SERVER_RPC_SERVICES_EVALUATION_EVALUATION_OPERATION_H_

#include "absl/status/statusor.h"
#include "google/longrunning/operations.pb.h"
#include "parallax/analysis/v1/analysis_service.pb.h"
#include "server/engine/engine.h"
#include "server/evaluation/evaluations.h"
#include "server/rpc/services/analysis/document_selection.h"

namespace parallax::rpc {

// Checks and reads all of the request. Errors: see EvaluateAnalyzer in analysis_service.proto.
absl::StatusOr<evaluation::EvaluationRequest> ReadEvaluation(
    const Engine& engine, const DocumentSelector& selector,
    const analysis::v1::EvaluateAnalyzerRequest& request);

// With EvaluateAnalyzerMetadata, and once it is done with the response or the error.
void WriteEvaluation(const evaluation::EvaluationState& state, google::longrunning::Operation* out);

}  // namespace parallax::rpc

#endif  // PARALLAX_SERVER_RPC_SERVICES_EVALUATION_EVALUATION_OPERATION_H_
