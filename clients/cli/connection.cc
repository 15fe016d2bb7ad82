#include "clients/cli/connection.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include <chrono>
#include <fstream>
#include <iostream>
#include <sstream>

#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

namespace parallax::cli {
namespace {

bool ReadFile(const std::string& path, std::string* contents, std::string* error) {
  if (path.empty()) return true;
  std::ifstream file(path, std::ios::binary);
  std::stringstream buffer;
  buffer << file.rdbuf();
  if (!file.good() || buffer.fail()) {
    *error = path + ": cannot be read";
    return false;
  }
  *contents = buffer.str();
  return true;
}

// The reason of the ErrorInfo that came along; empty if none did.
std::string ReasonIn(const grpc::Status& status) {
  google::rpc::Status details;
  if (!details.ParseFromString(status.error_details())) return "";
  for (const google::protobuf::Any& detail : details.details()) {
    google::rpc::ErrorInfo info;
    if (detail.UnpackTo(&info)) return info.reason();
  }
  return "";
}

}  // namespace

int ExitCodeOf(const grpc::Status& status) {
  return status.ok() ? 0 : 10 + static_cast<int>(status.error_code());
}

std::shared_ptr<grpc::Channel> Connect(const ConnectionOptions& options, std::string* error) {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(-1);
  std::shared_ptr<grpc::ChannelCredentials> credentials = grpc::InsecureChannelCredentials();
  if (options.tls || !options.tls_ca.empty() || !options.tls_certificate.empty()) {
    grpc::SslCredentialsOptions tls;
    if (!ReadFile(options.tls_ca, &tls.pem_root_certs, error) ||
        !ReadFile(options.tls_certificate, &tls.pem_cert_chain, error) ||
        !ReadFile(options.tls_key, &tls.pem_private_key, error)) {
      return nullptr;
    }
    credentials = grpc::SslCredentials(tls);
  }
  return grpc::CreateCustomChannel(options.server, credentials, arguments);
}

int Report(const grpc::Status& status, const ConnectionOptions& options) {
  if (status.ok()) return 0;
  static constexpr const char* kNames[] = {
      "OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND",
      "ALREADY_EXISTS", "PERMISSION_DENIED", "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION",
      "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS",
      "UNAUTHENTICATED"};
  const int code = static_cast<int>(status.error_code());
  const std::string reason = ReasonIn(status);
  std::cerr << "parallax: " << (code >= 0 && code <= 16 ? kNames[code] : "UNKNOWN");
  if (!reason.empty() && reason != kNames[code]) std::cerr << " (" << reason << ")";
  std::cerr << ": " << status.error_message() << '\n';
  if (status.error_code() == grpc::StatusCode::UNAVAILABLE && reason.empty()) {
    std::cerr << "  no server answers at " << options.server
              << "; start one with `parallaxd`, or name another with --server\n";
  }
  if (status.error_code() == grpc::StatusCode::RESOURCE_EXHAUSTED && reason.empty() &&
      status.error_message().find("larger than max") != std::string::npos) {
    std::cerr << "  the server takes no message as large as that: send fewer documents at a time or a smaller file, or "
                 "start it with a larger --max-message-bytes\n";
  }
  if (status.error_code() == grpc::StatusCode::DEADLINE_EXCEEDED && reason.empty()) {
    std::cerr << "  no answer came within " << options.timeout_seconds << " s; --timeout SECONDS waits longer\n";
  }
  return ExitCodeOf(status);
}

void SetDeadline(const ConnectionOptions& options, grpc::ClientContext& context) {
  context.set_deadline(std::chrono::system_clock::now() +
                       std::chrono::milliseconds(
                           static_cast<int64_t>(options.timeout_seconds * 1000)));
}

}  // namespace parallax::cli
