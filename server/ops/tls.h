// Credentials of a server from PEM files.
#ifndef PARALLAX_SERVER_OPS_TLS_H_
#define PARALLAX_SERVER_OPS_TLS_H_

#include <grpcpp/security/server_credentials.h>

#include <memory>
#include <string>

#include "absl/status/statusor.h"

namespace parallax::ops {

struct TlsFiles {
  std::string certificate;  // PEM chain; empty: no TLS
  std::string key;
  std::string client_ca;    // set: clients must show a certificate that it signed
};

// INVALID_ARGUMENT: a file cannot be read.
absl::StatusOr<std::shared_ptr<grpc::ServerCredentials>> ServerCredentials(const TlsFiles& files);

}  // namespace parallax::ops

#endif  // PARALLAX_SERVER_OPS_TLS_H_
