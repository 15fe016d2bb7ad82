// AdminService: what operators see of a running server.
#ifndef PARALLAX_SERVER_RPC_SERVICES_ADMIN_SERVICE_H_
#define PARALLAX_SERVER_RPC_SERVICES_ADMIN_SERVICE_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "parallax/admin/v1/admin_service.grpc.pb.h"
#include "server/engine/engine.h"

namespace parallax::rpc {

// Facts that do not change while the server runs.
struct ServerFacts {
  std::string version;
  int abi_major = 0;
  int abi_minor = 0;
  int64_t max_document_bytes = 0;
  int64_t max_message_bytes = 0;
  absl::Duration analyzer_timeout;
  // Files that could not be loaded, with why.
  std::vector<std::pair<std::string, absl::Status>> plugin_failures;
};

// Thread-safe. Borrows the engine. Methods that are not overridden answer UNIMPLEMENTED.
class AdminService final : public admin::v1::AdminService::CallbackService {
 public:
  AdminService(Engine& engine, ServerFacts facts)
      : engine_(engine), facts_(std::move(facts)), start_(absl::Now()) {}

  grpc::ServerUnaryReactor* GetServerInfo(grpc::CallbackServerContext*,
                                          const admin::v1::GetServerInfoRequest*,
                                          admin::v1::ServerInfo*) override;
  grpc::ServerUnaryReactor* ListAnalyzerStates(grpc::CallbackServerContext*,
                                               const admin::v1::ListAnalyzerStatesRequest*,
                                               admin::v1::ListAnalyzerStatesResponse*) override;
  grpc::ServerUnaryReactor* GetAnalyzerState(grpc::CallbackServerContext*,
                                             const admin::v1::GetAnalyzerStateRequest*,
                                             admin::v1::AnalyzerState*) override;

 private:
  Engine& engine_;
  const ServerFacts facts_;
  const absl::Time start_;
};

}  // namespace parallax::rpc

#endif  // PARALLAX_SERVER_RPC_SERVICES_ADMIN_SERVICE_H_
