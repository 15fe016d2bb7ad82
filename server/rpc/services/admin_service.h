// AdminService: what operators see of a running server.
#ifndef PARALLAX_SERVER_RPC_SERVICES_ADMIN_SERVICE_H_
#define PARALLAX_SERVER_RPC_SERVICES_ADMIN_SERVICE_H_

#include <string>
#include <utility>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "parallax/admin/v1/admin_service.grpc.pb.h"
#include "server/engine/executor.h"
#include "server/lifecycle/analyzer_lifecycle.h"

namespace parallax::rpc {

// Facts that do not change while the server runs.
struct ServerFacts {
  std::string version;
  int abi_major = 0;
  int abi_minor = 0;
  int64_t max_document_bytes = 0;
  int64_t max_message_bytes = 0;
  absl::Duration analyzer_timeout;
};

// Thread-safe. Borrows both. Methods that are not overridden answer UNIMPLEMENTED.
class AdminService final : public admin::v1::AdminService::CallbackService {
 public:
  // `executor`: not the engine's, so that a server full of work can be looked at.
  AdminService(lifecycle::AnalyzerLifecycle& analyzers, Executor& executor, ServerFacts facts)
      : analyzers_(analyzers), executor_(executor), facts_(std::move(facts)), start_(absl::Now()) {}

  grpc::ServerUnaryReactor* GetServerInfo(grpc::CallbackServerContext*,
                                          const admin::v1::GetServerInfoRequest*,
                                          admin::v1::ServerInfo*) override;
  grpc::ServerUnaryReactor* ListAnalyzerStates(grpc::CallbackServerContext*,
                                               const admin::v1::ListAnalyzerStatesRequest*,
                                               admin::v1::ListAnalyzerStatesResponse*) override;
  grpc::ServerUnaryReactor* GetAnalyzerState(grpc::CallbackServerContext*,
                                             const admin::v1::GetAnalyzerStateRequest*,
                                             admin::v1::AnalyzerState*) override;
  grpc::ServerUnaryReactor* ApplyAnalyzer(grpc::CallbackServerContext*,
                                          const admin::v1::ApplyAnalyzerRequest*,
                                          google::longrunning::Operation*) override;
  grpc::ServerUnaryReactor* ReloadAnalyzers(grpc::CallbackServerContext*,
                                            const admin::v1::ReloadAnalyzersRequest*,
                                            google::longrunning::Operation*) override;
  grpc::ServerUnaryReactor* QuarantineAnalyzer(grpc::CallbackServerContext*,
                                               const admin::v1::QuarantineAnalyzerRequest*,
                                               admin::v1::AnalyzerState*) override;
  grpc::ServerUnaryReactor* ReleaseAnalyzer(grpc::CallbackServerContext*,
                                            const admin::v1::ReleaseAnalyzerRequest*,
                                            admin::v1::AnalyzerState*) override;

 private:
  absl::Status WriteStateOf(const std::string& analyzer, admin::v1::AnalyzerState* response) const;

  lifecycle::AnalyzerLifecycle& analyzers_;
  Executor& executor_;
  const ServerFacts facts_;
  const absl::Time start_;
};

}  // namespace parallax::rpc

#endif  // PARALLAX_SERVER_RPC_SERVICES_ADMIN_SERVICE_H_
