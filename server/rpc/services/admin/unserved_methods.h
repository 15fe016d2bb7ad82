// Methods that the API defines and this version does not serve: gRPC answers them with a bare
// UNIMPLEMENTED; this adds the message and the ErrorInfo that every other error has.
#ifndef PARALLAX_SERVER_RPC_SERVICES_ADMIN_UNSERVED_METHODS_H_
#define PARALLAX_SERVER_RPC_SERVICES_ADMIN_UNSERVED_METHODS_H_

#include <grpcpp/support/server_interceptor.h>

#include <memory>

namespace parallax::rpc {

// Reason METHOD_NOT_SERVED; the message names the method.
std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface> ExplainUnservedMethods();

}  // namespace parallax::rpc

#endif  // PARALLAX_SERVER_RPC_SERVICES_ADMIN_UNSERVED_METHODS_H_
