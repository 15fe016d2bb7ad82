#include "server/ops/grpc_server.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "server/base/status_macros.h"
#include "server/ops/tls.h"

namespace parallax::ops {
absl::StatusOr<RunningServer> StartServer(const ServerOptions& options,
                                          const std::vector<grpc::Service*>& services,
                                          Interceptors interceptors) {
  ASSIGN_OR_RETURN(const std::shared_ptr<grpc::ServerCredentials> credentials,
                   ServerCredentials({options.tls_certificate, options.tls_key,
                                      options.tls_client_ca}));
  RunningServer running;
  grpc::ServerBuilder builder;
  builder.AddListeningPort(options.listen, credentials, &running.port);
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder.SetMaxReceiveMessageSize(static_cast<int>(options.max_message_bytes));
  builder.SetMaxSendMessageSize(-1);
  // Clients behind NAT keep their connections with pings this often and no oftener.
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS, 10'000);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
  builder.experimental().SetInterceptorCreators(std::move(interceptors));
  for (grpc::Service* service : services) builder.RegisterService(service);
  running.server = builder.BuildAndStart();
  const bool unix_socket = options.listen.rfind("unix:", 0) == 0;
  if (running.server == nullptr || (running.port == 0 && !unix_socket)) {
    return absl::UnavailableError(absl::StrCat(
        "cannot serve on ", options.listen,
        ": the address is taken, not of this machine, or the TLS files do not fit together; choose "
        "another with --listen (port 0 takes a free one)"));
  }
  return running;
}

}  // namespace parallax::ops
