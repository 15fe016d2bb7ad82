// absl::Status on its way out: to grpc::Status with google.rpc details, and to google.rpc.Status.
#ifndef PARALLAX_SERVER_RPC_WIRE_GRPC_STATUS_H_
#define PARALLAX_SERVER_RPC_WIRE_GRPC_STATUS_H_

#include <grpcpp/support/status.h>

#include "absl/status/status.h"
#include "google/rpc/status.pb.h"

namespace parallax::rpc {

// The domain of every ErrorInfo of ours.
inline constexpr char kErrorDomain[] = "parallax.dev";

// Details past this many bytes are left out: near 8 KiB a gRPC client loses the code itself.
inline constexpr size_t kMaxDetailBytes = 4096;

// Same code and message; one ErrorInfo with the reason (the code's name if the status has none)
// and metadata; RetryInfo for UNAVAILABLE and RESOURCE_EXHAUSTED. OK stays empty.
google::rpc::Status ToRpcStatus(const absl::Status& status);
grpc::Status ToGrpcStatus(const absl::Status& status);

}  // namespace parallax::rpc

#endif  // PARALLAX_SERVER_RPC_WIRE_GRPC_STATUS_H_
