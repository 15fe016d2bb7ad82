// What an analyzer is, and why something failed, as messages of the worker protocol and back.
#ifndef PARALLAX_SERVER_WORKER_WIRE_DESCRIPTION_CODEC_H_
#define PARALLAX_SERVER_WORKER_WIRE_DESCRIPTION_CODEC_H_

#include <grpcpp/support/status.h>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "parallax/worker/v1/analyzer_worker.pb.h"
#include "server/analyzer/analyzer.h"

namespace parallax::worker {

// Everything but tier, path and config_digest, which are the server's to say.
void WriteDescription(const AnalyzerInfo& info, v1::DescribeResponse* out);

// FAILED_PRECONDITION (PLUGIN_INFO_INVALID): a required field is missing or ill-formed; the message
// names it. Or the failure that it carries.
absl::StatusOr<AnalyzerInfo> ReadDescription(const v1::DescribeResponse& in);

// Code, message, reason and metadata. `status` is not OK.
void WriteFailure(const absl::Status& status, v1::Failure* out);
// Code 0 becomes UNKNOWN, a message that is too long is cut.
absl::Status ReadFailure(const v1::Failure& in);

absl::Status ReadStatus(const grpc::Status& status);

}  // namespace parallax::worker

#endif  // PARALLAX_SERVER_WORKER_WIRE_DESCRIPTION_CODEC_H_
