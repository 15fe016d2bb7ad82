// google.longrunning.Operations: work that outlives a call. These are the operations on analyzers,
// imports of files, and evaluations.
#ifndef PARALLAX_SERVER_RPC_SERVICES_ADMIN_OPERATIONS_SERVICE_H_
#define PARALLAX_SERVER_RPC_SERVICES_ADMIN_OPERATIONS_SERVICE_H_

#include <memory>
#include <vector>

#include "google/longrunning/operations.grpc.pb.h"
#include "server/corpus/import/file_imports.h"
#include "server/engine/executor.h"
#include "server/evaluation/evaluations.h"
#include "server/lifecycle/changes/operation_log.h"
#include "server/rpc/services/admin/operation_keeper.h"

namespace parallax::rpc {

// Thread-safe. Borrows all. CancelOperation ends what waits; of an import of files what was committed
// stays, and an operation on analyzers ends before it changes the next one.
class OperationsService final : public google::longrunning::Operations::CallbackService {
 public:
  // `waiting`: where calls wait; see WaitOperation.
  OperationsService(lifecycle::OperationLog& log, corpus::FileImports& imports,
                    evaluation::Evaluations& evaluations, Executor& waiting);
  ~OperationsService() override;

  grpc::ServerUnaryReactor* ListOperations(
      grpc::CallbackServerContext*, const google::longrunning::ListOperationsRequest*,
      google::longrunning::ListOperationsResponse*) override;
  grpc::ServerUnaryReactor* GetOperation(grpc::CallbackServerContext*,
                                         const google::longrunning::GetOperationRequest*,
                                         google::longrunning::Operation*) override;
  grpc::ServerUnaryReactor* DeleteOperation(grpc::CallbackServerContext*,
                                            const google::longrunning::DeleteOperationRequest*,
                                            google::protobuf::Empty*) override;
  grpc::ServerUnaryReactor* CancelOperation(grpc::CallbackServerContext*,
                                            const google::longrunning::CancelOperationRequest*,
                                            google::protobuf::Empty*) override;
  // Waits at most 30 seconds, without a timeout 10.
  grpc::ServerUnaryReactor* WaitOperation(grpc::CallbackServerContext*,
                                          const google::longrunning::WaitOperationRequest*,
                                          google::longrunning::Operation*) override;

 private:
  // Who would have an operation of that name.
  OperationKeeper& KeeperOf(absl::string_view name) const;

  const std::vector<std::unique_ptr<OperationKeeper>> keepers_;
  Executor& waiting_;
};

}  // namespace parallax::rpc

#endif  // PARALLAX_SERVER_RPC_SERVICES_ADMIN_OPERATIONS_SERVICE_H_
