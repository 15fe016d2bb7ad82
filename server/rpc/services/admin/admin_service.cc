#include "server/rpc/services/admin/admin_service.h"

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/base/error_reason.h"
#include "server/base/logging.h"
#include "server/base/status_macros.h"
#include "server/rpc/services/unary_call.h"
#include "server/rpc/wire/operation_writer.h"

namespace parallax::rpc {

AdminService::AdminService(lifecycle::AnalyzerLifecycle& analyzers, ServerFacts facts, const CarePorts& care)
    : analyzers_(analyzers), executor_(care.disk), facts_(std::move(facts)), care_(care), start_(absl::Now()) {}
AdminService::~AdminService() = default;

grpc::ServerUnaryReactor* AdminService::GetServerInfo(grpc::CallbackServerContext* context,
                                                      const admin::v1::GetServerInfoRequest*,
                                                      admin::v1::ServerInfo* response) {
  return UnaryCall::Start(context, executor_, [=, this](const CallContext&) {
    response->set_version(facts_.version);
    response->set_abi_major(facts_.abi_major);
    response->set_abi_minor(facts_.abi_minor);
    response->set_abi_min_minor(0);
    response->set_max_document_bytes(facts_.max_document_bytes);
    response->set_max_message_bytes(facts_.max_message_bytes);
    WriteDuration(facts_.analyzer_timeout, response->mutable_analyzer_timeout());
    WriteDuration(absl::Now() - start_, response->mutable_uptime());
    return absl::OkStatus();
  });
}

absl::Status AdminService::WriteStateOf(const std::string& analyzer,
                                        admin::v1::AnalyzerState* response) const {
  ASSIGN_OR_RETURN(const lifecycle::AnalyzerReport report, analyzers_.Get(analyzer));
  WriteState(report, response);
  return absl::OkStatus();
}

grpc::ServerUnaryReactor* AdminService::ListAnalyzerStates(
    grpc::CallbackServerContext* context, const admin::v1::ListAnalyzerStatesRequest*,
    admin::v1::ListAnalyzerStatesResponse* response) {
  return UnaryCall::Start(context, executor_, [=, this](const CallContext&) {
    for (const lifecycle::AnalyzerReport& report : analyzers_.List()) {
      WriteState(report, response->add_analyzers());
    }
    for (const auto& [path, status] : analyzers_.failures()) {
      admin::v1::PluginFailure* failure = response->add_failures();
      failure->set_path(path);
      *failure->mutable_error() = ToRpcStatus(status);
    }
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* AdminService::GetAnalyzerState(
    grpc::CallbackServerContext* context, const admin::v1::GetAnalyzerStateRequest* request,
    admin::v1::AnalyzerState* response) {
  return UnaryCall::Start(context, executor_, [=, this](const CallContext&) {
    return WriteStateOf(AnalyzerIdOf(request->name()), response);
  });
}

grpc::ServerUnaryReactor* AdminService::ApplyAnalyzer(
    grpc::CallbackServerContext* context, const admin::v1::ApplyAnalyzerRequest* request,
    google::longrunning::Operation* response) {
  return UnaryCall::Start(context, executor_, [=, this](const CallContext&) -> absl::Status {
    ASSIGN_OR_RETURN(lifecycle::ApplyRequest apply, ReadApply(*request));
    ASSIGN_OR_RETURN(const lifecycle::OperationState state, analyzers_.Apply(std::move(apply)));
    WriteOperation(state, response);
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* AdminService::ReloadAnalyzers(
    grpc::CallbackServerContext* context, const admin::v1::ReloadAnalyzersRequest* request,
    google::longrunning::Operation* response) {
  return UnaryCall::Start(context, executor_, [=, this](const CallContext&) -> absl::Status {
    std::vector<std::string> ids;
    for (const std::string& name : request->names()) ids.push_back(AnalyzerIdOf(name));
    ASSIGN_OR_RETURN(const lifecycle::OperationState state, analyzers_.Reload(std::move(ids)));
    WriteOperation(state, response);
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* AdminService::QuarantineAnalyzer(
    grpc::CallbackServerContext* context, const admin::v1::QuarantineAnalyzerRequest* request,
    admin::v1::AnalyzerState* response) {
  return UnaryCall::Start(context, executor_, [=, this](const CallContext&) -> absl::Status {
    const std::string id = AnalyzerIdOf(request->name());
    RETURN_IF_ERROR(analyzers_.Quarantine(id, request->reason()));
    return WriteStateOf(id, response);
  });
}

grpc::ServerUnaryReactor* AdminService::ReleaseAnalyzer(
    grpc::CallbackServerContext* context, const admin::v1::ReleaseAnalyzerRequest* request,
    admin::v1::AnalyzerState* response) {
  return UnaryCall::Start(context, executor_, [=, this](const CallContext&) -> absl::Status {
    const std::string id = AnalyzerIdOf(request->name());
    RETURN_IF_ERROR(analyzers_.Release(id));
    return WriteStateOf(id, response);
  });
}

grpc::ServerUnaryReactor* AdminService::SetLogLevel(grpc::CallbackServerContext* context,
                                                    const admin::v1::SetLogLevelRequest* request,
                                                    admin::v1::SetLogLevelResponse* response) {
  return UnaryCall::Start(context, executor_, [=](const CallContext&) -> absl::Status {
    const std::optional<LogLevel> level = LogLevelNamed(request->level());
    if (!level) {
      return WithReason(
          absl::InvalidArgumentError(absl::StrCat(
              "level: \"", request->level(), "\" is none of debug, info, warning, error")),
          "LOG_LEVEL_UNKNOWN");
    }
    const LogLevel previous = parallax::SetLogLevel(*level);
    response->set_previous_level(std::string(LogLevelName(previous)));
    return absl::OkStatus();
  });
}

}  // namespace parallax::rpc
