#include "server/rpc/services/operations_service.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/time/clock.h"
#include "server/rpc/services/corpus/file_import_operation.h"
#include "server/rpc/services/unary_call.h"
#include "server/rpc/wire/operation_writer.h"

namespace parallax::rpc {
namespace {

constexpr absl::Duration kMaxWait = absl::Seconds(30);
constexpr absl::Duration kDefaultWait = absl::Seconds(10);

bool IsFileImport(const std::string& name) {
  return absl::StartsWith(name, corpus::FileImports::kNamePrefix);
}

absl::Status AnswerFileImport(const absl::StatusOr<corpus::FileImportState>& state,
                              google::longrunning::Operation* response) {
  if (state.ok()) WriteFileImport(*state, response);
  return state.status();
}

}  // namespace

grpc::ServerUnaryReactor* OperationsService::ListOperations(
    grpc::CallbackServerContext* context, const google::longrunning::ListOperationsRequest*,
    google::longrunning::ListOperationsResponse* response) {
  return UnaryCall::Start(context, waiting_, [=, this](const CallContext&) {
    for (const lifecycle::OperationState& state : log_.List()) {
      WriteOperation(state, response->add_operations());
    }
    for (const corpus::FileImportState& state : imports_.List()) {
      WriteFileImport(state, response->add_operations());
    }
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* OperationsService::GetOperation(
    grpc::CallbackServerContext* context, const google::longrunning::GetOperationRequest* request,
    google::longrunning::Operation* response) {
  return UnaryCall::Start(context, waiting_, [=, this](const CallContext&) {
    if (IsFileImport(request->name())) return AnswerFileImport(imports_.Get(request->name()), response);
    const absl::StatusOr<lifecycle::OperationState> state = log_.Get(request->name());
    if (state.ok()) WriteOperation(*state, response);
    return state.status();
  });
}

grpc::ServerUnaryReactor* OperationsService::DeleteOperation(
    grpc::CallbackServerContext* context,
    const google::longrunning::DeleteOperationRequest* request, google::protobuf::Empty*) {
  return UnaryCall::Start(context, waiting_, [=, this](const CallContext&) {
    return IsFileImport(request->name()) ? imports_.Forget(request->name())
                                         : log_.Forget(request->name());
  });
}

grpc::ServerUnaryReactor* OperationsService::CancelOperation(
    grpc::CallbackServerContext* context,
    const google::longrunning::CancelOperationRequest* request, google::protobuf::Empty*) {
  return UnaryCall::Start(context, waiting_, [=, this](const CallContext&) {
    return IsFileImport(request->name()) ? imports_.Cancel(request->name())
                                         : log_.Cancel(request->name());
  });
}

grpc::ServerUnaryReactor* OperationsService::WaitOperation(
    grpc::CallbackServerContext* context,
    const google::longrunning::WaitOperationRequest* request,
    google::longrunning::Operation* response) {
  return UnaryCall::Start(context, waiting_, [=, this](const CallContext& call) {
    absl::Duration wait = kDefaultWait;
    if (request->has_timeout()) {
      wait = absl::Seconds(request->timeout().seconds()) +
             absl::Nanoseconds(request->timeout().nanos());
    }
    const absl::Time until = std::min(call.deadline(), absl::Now() + std::min(wait, kMaxWait));
    if (IsFileImport(request->name())) {
      return AnswerFileImport(imports_.Wait(request->name(), until), response);
    }
    const absl::StatusOr<lifecycle::OperationState> state = log_.Wait(request->name(), until);
    if (state.ok()) WriteOperation(*state, response);
    return state.status();
  });
}

}  // namespace parallax::rpc
