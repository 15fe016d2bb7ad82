// Where a remote analyzer is, how to talk to it, and whether anybody answers there.
#ifndef PARALLAX_SERVER_WORKER_REMOTE_REMOTE_ADDRESS_H_
#define PARALLAX_SERVER_WORKER_REMOTE_REMOTE_ADDRESS_H_

#include <grpcpp/channel.h>

#include <memory>
#include <optional>
#include <string>

#include "absl/status/status.h"

namespace parallax::worker {

// PEM texts.
struct RemoteTls {
  std::string ca;           // who signs the certificates of remote analyzers; required
  std::string certificate;  // this server's own, for those that ask for one; may be empty
  std::string key;
};

struct RemoteAddress {
  std::string id;       // of the analyzer that must answer; empty: whoever does
  std::string address;  // host:port or unix:path
  std::optional<RemoteTls> tls;  // not set, or unix: plain text
};

// Connects when it is first used, and again after the connection was lost, at most a second apart.
std::shared_ptr<grpc::Channel> ChannelTo(const RemoteAddress& address);

// UNAVAILABLE, reason ANALYZER_UNREACHABLE, for `why` that says that nobody answered; else `why`.
absl::Status Unreachable(const RemoteAddress& address, const absl::Status& why);

// Knocks at an address. Thread-safe.
class AddressWatch {
 public:
  explicit AddressWatch(const RemoteAddress& address) : channel_(ChannelTo(address)) {}
  // Whether there is a connection; without one the next attempt is under way. Never blocks.
  bool Answers() { return channel_->GetState(/*try_to_connect=*/true) == GRPC_CHANNEL_READY; }

 private:
  const std::shared_ptr<grpc::Channel> channel_;
};

}  // namespace parallax::worker

#endif  // PARALLAX_SERVER_WORKER_REMOTE_REMOTE_ADDRESS_H_
