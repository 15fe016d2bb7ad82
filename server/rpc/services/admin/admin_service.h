// AdminService: what operators see of a running server.
#ifndef PARALLAX_SERVER_RPC_SERVICES_ADMIN_ADMIN_SERVICE_H_
#define PARALLAX_SERVER_RPC_SERVICES_ADMIN_ADMIN_SERVICE_H_

#include <string>
#include <utility>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "parallax/admin/v1/admin_service.grpc.pb.h"
#include "server/corpus/store_care.h"
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

// What care of the store needs.
struct CarePorts {
  corpus::StoreCare& store;
  std::string backup_folder;  // empty: no backups
  Executor& disk;             // threads for calls that block; not the engine's, so that a server full
                              // of work can be looked at
};

// Thread-safe. Borrows what it is given. Methods that are not overridden answer UNIMPLEMENTED.
class AdminService final : public admin::v1::AdminService::CallbackService {
 public:
  // Not inline: they would instantiate every method of the generated base class wherever they are used.
  AdminService(lifecycle::AnalyzerLifecycle& analyzers, ServerFacts facts, const CarePorts& care);
  ~AdminService() override;

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

  grpc::ServerUnaryReactor* SetLogLevel(grpc::CallbackServerContext*,
                                        const admin::v1::SetLogLevelRequest*,
                                        admin::v1::SetLogLevelResponse*) override;

  // In store_care_methods.cc.
  grpc::ServerUnaryReactor* BackupStore(grpc::CallbackServerContext*,
                                        const admin::v1::BackupStoreRequest*,
                                        google::longrunning::Operation*) override;
  grpc::ServerUnaryReactor* VerifyStore(grpc::CallbackServerContext*,
                                        const admin::v1::VerifyStoreRequest*,
                                        google::longrunning::Operation*) override;
  grpc::ServerUnaryReactor* RebuildIndex(grpc::CallbackServerContext*,
                                         const admin::v1::RebuildIndexRequest*,
                                         google::longrunning::Operation*) override;
  grpc::ServerUnaryReactor* PruneStore(grpc::CallbackServerContext*,
                                       const admin::v1::PruneStoreRequest*,
                                       google::longrunning::Operation*) override;

 private:
  absl::Status WriteStateOf(const std::string& analyzer, admin::v1::AnalyzerState* response) const;

  lifecycle::AnalyzerLifecycle& analyzers_;
  Executor& executor_;
  const ServerFacts facts_;
  const CarePorts care_;
  const absl::Time start_;
};

}  // namespace parallax::rpc

#endif  // PARALLAX_SERVER_RPC_SERVICES_ADMIN_ADMIN_SERVICE_H_
