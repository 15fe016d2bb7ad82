// google.longrunning.Operations: work that outlives a call. Today these are the operations on
// analyzers.
#ifndef PARALLAX_SERVER_RPC_SERVICES_OPERATIONS_SERVICE_H_
#define PARALLAX_SERVER_RPC_SERVICES_OPERATIONS_SERVICE_H_

#include "google/longrunning/operations.grpc.pb.h"
#include "server/engine/executor.h"
#include "server/lifecycle/operation_log.h"

namespace parallax::rpc {

// Thread-safe. Borrows both. CancelOperation ends what waits, and what runs before it changes
// the next analyzer; what it has changed already stays.
class OperationsService final : public google::longrunning::Operations::CallbackService {
 public:
  // `waiting`: where calls wait; see WaitOperation.
  OperationsService(lifecycle::OperationLog& log, Executor& waiting)
      : log_(log), waiting_(waiting) {}

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
  lifecycle::OperationLog& log_;
  Executor& waiting_;
};

}  // namespace parallax::rpc

#endif  // PARALLAX_SERVER_RPC_SERVICES_OPERATIONS_SERVICE_H_
