#include "server/rpc/services/admin/operations_service.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/clock.h"
#include "server/base/status_macros.h"
#include "server/rpc/services/corpus/file_import_operation.h"
#include "server/rpc/services/evaluation/evaluation_operation.h"
#include "server/rpc/services/list_page.h"
#include "server/rpc/services/unary_call.h"
#include "server/rpc/wire/operation_writer.h"

namespace parallax::rpc {
namespace {

constexpr absl::Duration kMaxWait = absl::Seconds(30);
constexpr absl::Duration kDefaultWait = absl::Seconds(10);

// In the order in which they are listed and asked: the last has the names that no other has.
std::vector<std::unique_ptr<OperationKeeper>> Keepers(lifecycle::OperationLog& log,
                                                      corpus::FileImports& imports,
                                                      evaluation::Evaluations& evaluations) {
  std::vector<std::unique_ptr<OperationKeeper>> keepers;
  keepers.push_back(
      std::make_unique<LoggedOperations<corpus::FileImports, corpus::FileImportState>>(
          imports, corpus::FileImports::kNamePrefix, WriteFileImport));
  keepers.push_back(
      std::make_unique<LoggedOperations<evaluation::Evaluations, evaluation::EvaluationState>>(
          evaluations, evaluation::Evaluations::kNamePrefix, WriteEvaluation));
  keepers.push_back(
      std::make_unique<LoggedOperations<lifecycle::OperationLog, lifecycle::OperationState>>(
          log, "operations/", WriteOperation));
  return keepers;
}

}  // namespace

OperationsService::~OperationsService() = default;

OperationsService::OperationsService(lifecycle::OperationLog& log, corpus::FileImports& imports,
                                     evaluation::Evaluations& evaluations, Executor& waiting)
    : keepers_(Keepers(log, imports, evaluations)), waiting_(waiting) {}

OperationKeeper& OperationsService::KeeperOf(absl::string_view name) const {
  const auto keeper = std::find_if(keepers_.begin(), keepers_.end(),
                                   [&](const auto& candidate) { return candidate->Names(name); });
  return keeper == keepers_.end() ? *keepers_.back() : **keeper;
}

grpc::ServerUnaryReactor* OperationsService::ListOperations(
    grpc::CallbackServerContext* context, const google::longrunning::ListOperationsRequest* request,
    google::longrunning::ListOperationsResponse* response) {
  return UnaryCall::Start(context, waiting_, [=, this](const CallContext&) -> absl::Status {
    if (!request->filter().empty()) {
      return InvalidArgument("filter: operations cannot be filtered; leave it out", "FILTER_INVALID");
    }
    google::longrunning::ListOperationsResponse all;
    for (const auto& keeper : keepers_) keeper->List(&all);
    std::vector<std::string> names;
    for (const google::longrunning::Operation& operation : all.operations()) {
      names.push_back(operation.name());
    }
    ASSIGN_OR_RETURN(ListPage page, PageOf(names, request->page_size(), request->page_token(),
                                           "ListOperations"));
    for (size_t i = page.begin; i < page.end; ++i) {
      response->add_operations()->Swap(all.mutable_operations(static_cast<int>(i)));
    }
    response->set_next_page_token(std::move(page.next_page_token));
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* OperationsService::GetOperation(
    grpc::CallbackServerContext* context, const google::longrunning::GetOperationRequest* request,
    google::longrunning::Operation* response) {
  return UnaryCall::Start(context, waiting_, [=, this](const CallContext&) {
    return KeeperOf(request->name()).Wait(request->name(), absl::InfinitePast(), response);
  });
}

grpc::ServerUnaryReactor* OperationsService::DeleteOperation(
    grpc::CallbackServerContext* context,
    const google::longrunning::DeleteOperationRequest* request, google::protobuf::Empty*) {
  return UnaryCall::Start(context, waiting_, [=, this](const CallContext&) {
    return KeeperOf(request->name()).Forget(request->name());
  });
}

grpc::ServerUnaryReactor* OperationsService::CancelOperation(
    grpc::CallbackServerContext* context,
    const google::longrunning::CancelOperationRequest* request, google::protobuf::Empty*) {
  return UnaryCall::Start(context, waiting_, [=, this](const CallContext&) {
    return KeeperOf(request->name()).Cancel(request->name());
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
    return KeeperOf(request->name()).Wait(request->name(), until, response);
  });
}

}  // namespace parallax::rpc
