// Operations of analyzers on the wire, and the requests that start them.
#ifndef PARALLAX_SERVER_RPC_WIRE_OPERATION_WRITER_H_
#define PARALLAX_SERVER_RPC_WIRE_OPERATION_WRITER_H_

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "google/longrunning/operations.pb.h"
#include "google/protobuf/duration.pb.h"
#include "parallax/admin/v1/admin_service.pb.h"
#include "server/lifecycle/analyzer_lifecycle.h"

namespace parallax::rpc {

// With metadata, and once it is done with the response or the error.
void WriteOperation(const lifecycle::OperationState& state, google::longrunning::Operation* out);

void WriteState(const lifecycle::AnalyzerReport& report, admin::v1::AnalyzerState* out);

// INVALID_ARGUMENT: a tier that is none.
absl::StatusOr<lifecycle::ApplyRequest> ReadApply(const admin::v1::ApplyAnalyzerRequest& in);

// "analyzers/{analyzer}" or the id itself.
std::string AnalyzerIdOf(absl::string_view name);

void WriteDuration(absl::Duration duration, google::protobuf::Duration* out);

}  // namespace parallax::rpc

#endif  // PARALLAX_SERVER_RPC_WIRE_OPERATION_WRITER_H_
