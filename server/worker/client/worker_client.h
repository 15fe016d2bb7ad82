// Calls of the AnalyzerWorker service over one connection, in the server's terms.
#ifndef PARALLAX_SERVER_WORKER_CLIENT_WORKER_CLIENT_H_
#define PARALLAX_SERVER_WORKER_CLIENT_WORKER_CLIENT_H_

#include <grpcpp/channel.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "parallax/worker/v1/analyzer_worker.grpc.pb.h"
#include "server/analyzer/analyzer.h"
#include "server/analyzer/finding_check.h"

namespace parallax::worker {

// Thread-safe. Calls block until they are answered, cancelled or past their deadline, which is at
// most a moment late whatever the worker does. UNAVAILABLE with reason WORKER_LOST: the connection
// broke, and nothing is known of what was asked.
class WorkerClient {
 public:
  WorkerClient(std::shared_ptr<grpc::Channel> channel, FindingLimits limits)
      : stub_(v1::AnalyzerWorker::NewStub(std::move(channel))), limits_(limits) {}

  // See ReadDescription.
  absl::StatusOr<AnalyzerInfo> Describe(const CallContext& call);
  // `config`: canonical, of the description's schema. `concurrency`: calls at once, 0: not said.
  absl::Status Configure(const std::string& config, uint32_t concurrency, const CallContext& call);

  struct Pulse {
    uint32_t busy = 0;
    uint32_t stuck = 0;
    std::string incarnation;  // empty: unknown
  };
  absl::StatusOr<Pulse> Ping(const CallContext& call);

  // The status is of the batch as a whole (lost, late, refused); else one output per input, each
  // finding checked as those of the C ABI.
  absl::StatusOr<std::vector<AnalyzerOutput>> Analyze(const AnalyzerInfo& info,
                                                      absl::Span<const AnalyzerInput> inputs,
                                                      absl::string_view options,
                                                      const CallContext& call);
  absl::StatusOr<std::vector<absl::StatusOr<std::vector<Record>>>> Extract(
      const AnalyzerInfo& info, absl::Span<const AnalyzerInput> inputs, absl::string_view options,
      const CallContext& call);
  absl::StatusOr<std::vector<RelationFinding>> Compare(
      const AnalyzerInfo& info,
      absl::Span<const std::pair<absl::string_view, absl::string_view>> pairs,
      const CallContext& call);
  absl::StatusOr<ComparisonFinding> Summarise(const AnalyzerInfo& info, const Cluster& cluster,
                                              const CallContext& call);

 private:
  const std::unique_ptr<v1::AnalyzerWorker::Stub> stub_;
  const FindingLimits limits_;
};

}  // namespace parallax::worker

#endif  // PARALLAX_SERVER_WORKER_CLIENT_WORKER_CLIENT_H_
