// The listening side: address, TLS, limits.
#ifndef PARALLAX_SERVER_OPS_GRPC_SERVER_H_
#define PARALLAX_SERVER_OPS_GRPC_SERVER_H_

#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>
#include <grpcpp/support/server_interceptor.h>

#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "server/ops/server_options.h"

namespace parallax::ops {

struct RunningServer {
  std::unique_ptr<grpc::Server> server;
  int port = 0;  // 0 for a Unix socket
};

using Interceptors =
    std::vector<std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface>>;

// Binds and starts. UNAVAILABLE: the address is taken or cannot be bound (no SO_REUSEPORT: two
// servers never share a port). INVALID_ARGUMENT: a TLS file cannot be read or used. `services`
// outlive the server.
absl::StatusOr<RunningServer> StartServer(const ServerOptions& options,
                                          const std::vector<grpc::Service*>& services,
                                          Interceptors interceptors);

}  // namespace parallax::ops

#endif  // PARALLAX_SERVER_OPS_GRPC_SERVER_H_
