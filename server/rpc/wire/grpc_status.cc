#include "server/rpc/wire/grpc_status.h"

#include <string>

#include "absl/strings/string_view.h"
#include "google/rpc/error_details.pb.h"
#include "server/base/error_reason.h"

namespace parallax::rpc {
namespace {

constexpr size_t kMaxMessageBytes = 2048;
constexpr int kRetrySeconds = 1;

// At most `limit` bytes, cut between code points.
std::string Cut(absl::string_view message, size_t limit) {
  if (message.size() <= limit) return std::string(message);
  size_t n = limit - 3;
  while (n > 0 && (static_cast<unsigned char>(message[n]) & 0xC0) == 0x80) --n;
  return std::string(message.substr(0, n)) + "...";
}

void AddDetail(const google::protobuf::Message& detail, google::rpc::Status& status) {
  google::protobuf::Any any;
  any.PackFrom(detail);
  if (status.ByteSizeLong() + any.ByteSizeLong() <= kMaxDetailBytes) *status.add_details() = any;
}

}  // namespace

google::rpc::Status ToRpcStatus(const absl::Status& status) {
  google::rpc::Status out;
  if (status.ok()) return out;
  out.set_code(static_cast<int>(status.code()));
  out.set_message(Cut(status.message(), kMaxMessageBytes));

  google::rpc::ErrorInfo info;
  const std::string reason = ReasonOf(status);
  info.set_reason(reason.empty() ? absl::StatusCodeToString(status.code()) : reason);
  info.set_domain(kErrorDomain);
  for (const auto& [key, value] : MetadataOf(status)) {
    (*info.mutable_metadata())[key] = Cut(value, 256);
  }
  AddDetail(info, out);
  if (absl::IsUnavailable(status) || absl::IsResourceExhausted(status)) {
    google::rpc::RetryInfo retry;
    retry.mutable_retry_delay()->set_seconds(kRetrySeconds);
    AddDetail(retry, out);
  }
  return out;
}

grpc::Status ToGrpcStatus(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  const google::rpc::Status details = ToRpcStatus(status);
  return grpc::Status(static_cast<grpc::StatusCode>(status.code()), details.message(),
                      details.SerializeAsString());
}

}  // namespace parallax::rpc
