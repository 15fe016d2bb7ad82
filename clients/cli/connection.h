// The line to the server: address, TLS, deadlines, and what its errors mean for the exit code.
#ifndef PARALLAX_CLIENTS_CLI_CONNECTION_H_
#define PARALLAX_CLIENTS_CLI_CONNECTION_H_

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

#include <memory>
#include <string>

namespace parallax::cli {

struct ConnectionOptions {
  std::string server = "127.0.0.1:7380";
  std::string tls_ca;           // PEM: trust it; set: TLS
  std::string tls_certificate;  // PEM: show it
  std::string tls_key;
  bool tls = false;             // TLS with the system's certificates
  double timeout_seconds = 600;
};

// Exit codes: 0 OK; 1 something of this machine (a file); 2 wrong command line; 10 + the gRPC code
// for what the server answered (15: NOT_FOUND, 24: UNAVAILABLE).
inline constexpr int kExitLocal = 1;
inline constexpr int kExitUsage = 2;
int ExitCodeOf(const grpc::Status& status);

// Null if a TLS file cannot be read; `error` says which.
std::shared_ptr<grpc::Channel> Connect(const ConnectionOptions& options, std::string* error);

// Prints what went wrong, the reason, and what to do about it, to standard error; returns the exit
// code. OK: prints nothing, returns 0.
int Report(const grpc::Status& status, const ConnectionOptions& options);

// Gives `context` its deadline.
void SetDeadline(const ConnectionOptions& options, grpc::ClientContext& context);

}  // namespace parallax::cli

#endif  // PARALLAX_CLIENTS_CLI_CONNECTION_H_
