#include "server/worker/remote/remote_address.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/support/channel_arguments.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "server/base/error_reason.h"

namespace parallax::worker {

std::shared_ptr<grpc::Channel> ChannelTo(const RemoteAddress& address) {
  constexpr int kReadAheadBytes = 4 << 20;
  constexpr int kMaxBackoffMs = 1000;
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(-1);
  arguments.SetMaxSendMessageSize(-1);
  arguments.SetInt(GRPC_ARG_HTTP2_STREAM_LOOKAHEAD_BYTES, kReadAheadBytes);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, kMaxBackoffMs);
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, kMaxBackoffMs);
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, kMaxBackoffMs / 10);
  // Two generations of one address do not share a connection.
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  std::shared_ptr<grpc::ChannelCredentials> credentials = grpc::InsecureChannelCredentials();
  if (address.tls && !absl::StartsWith(address.address, "unix:")) {
    grpc::SslCredentialsOptions options;
    options.pem_root_certs = address.tls->ca;
    options.pem_cert_chain = address.tls->certificate;
    options.pem_private_key = address.tls->key;
    credentials = grpc::SslCredentials(options);
  }
  return grpc::CreateCustomChannel(address.address, credentials, arguments);
}

absl::Status Unreachable(const RemoteAddress& address, const absl::Status& why) {
  if (ReasonOf(why) != "WORKER_LOST" && !absl::IsDeadlineExceeded(why)) return why;
  const std::string who = address.id.empty() ? "no analyzer" : absl::StrCat("analyzer ", address.id, ": nobody");
  return WithReason(absl::UnavailableError(absl::StrCat(
                        who, " answers at ", address.address,
                        address.tls ? " over TLS" : "", ": start it there, or correct the address")),
                    "ANALYZER_UNREACHABLE");
}

}  // namespace parallax::worker
