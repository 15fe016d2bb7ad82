#include "server/rpc/services/admin_service.h"

#include "absl/strings/strip.h"
#include "server/rpc/services/unary_call.h"
#include "server/rpc/wire/analyzer_writer.h"

namespace parallax::rpc {
namespace {

void WriteDuration(absl::Duration duration, google::protobuf::Duration* out) {
  out->set_seconds(absl::ToInt64Seconds(duration));
  out->set_nanos(static_cast<int32_t>(absl::ToInt64Nanoseconds(duration) % 1'000'000'000));
}

void WriteState(const AnalyzerInfo& info, admin::v1::AnalyzerState* out) {
  WriteAnalyzer(info, out->mutable_analyzer());
  out->set_path(info.path);
}

}  // namespace

grpc::ServerUnaryReactor* AdminService::GetServerInfo(grpc::CallbackServerContext* context,
                                                      const admin::v1::GetServerInfoRequest*,
                                                      admin::v1::ServerInfo* response) {
  return UnaryCall::Start(context, engine_.executor(), [=, this](const CallContext&) {
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

grpc::ServerUnaryReactor* AdminService::ListAnalyzerStates(
    grpc::CallbackServerContext* context, const admin::v1::ListAnalyzerStatesRequest*,
    admin::v1::ListAnalyzerStatesResponse* response) {
  return UnaryCall::Start(context, engine_.executor(), [=, this](const CallContext&) {
    for (const AnalyzerHandle& analyzer : engine_.registry().List()) {
      WriteState(analyzer->info(), response->add_analyzers());
    }
    for (const auto& [path, status] : facts_.plugin_failures) {
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
  return UnaryCall::Start(context, engine_.executor(), [=, this](const CallContext&) {
    absl::StatusOr<AnalyzerHandle> analyzer =
        engine_.registry().Find(absl::StripPrefix(request->name(), "analyzers/"));
    if (analyzer.ok()) WriteState((*analyzer)->info(), response);
    return analyzer.status();
  });
}

}  // namespace parallax::rpc
