#include "server/ops/tls.h"

#include <utility>

#include "server/base/read_file.h"
#include "server/base/status_macros.h"

namespace parallax::ops {
absl::StatusOr<std::shared_ptr<grpc::ServerCredentials>> ServerCredentials(const TlsFiles& files) {
  if (files.certificate.empty()) return grpc::InsecureServerCredentials();
  const bool mutual = !files.client_ca.empty();
  grpc::SslServerCredentialsOptions tls(
      mutual ? GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY
             : GRPC_SSL_DONT_REQUEST_CLIENT_CERTIFICATE);
  grpc::SslServerCredentialsOptions::PemKeyCertPair pair;
  ASSIGN_OR_RETURN(pair.private_key, ReadFile(files.key));
  ASSIGN_OR_RETURN(pair.cert_chain, ReadFile(files.certificate));
  tls.pem_key_cert_pairs.push_back(std::move(pair));
  if (mutual) {
    ASSIGN_OR_RETURN(tls.pem_root_certs, ReadFile(files.client_ca));
  }
  return grpc::SslServerCredentials(tls);
}

}  // namespace parallax::ops
