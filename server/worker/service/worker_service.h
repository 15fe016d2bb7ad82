// AnalyzerWorker served from an Analyzer: what runs inside plx-worker.
#ifndef PARALLAX_SERVER_WORKER_SERVICE_WORKER_SERVICE_H_
#define PARALLAX_SERVER_WORKER_SERVICE_WORKER_SERVICE_H_

#include <atomic>
#include <functional>
#include <memory>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "parallax/worker/v1/analyzer_worker.grpc.pb.h"
#include "server/analyzer/analyzer.h"
#include "server/analyzer/finding_check.h"
#include "server/worker/service/cancellation_watch.h"

namespace parallax::worker {

struct WorkerSettings {
  std::string config;          // canonical JSON
  size_t concurrency = 0;      // 0: one per hardware thread
  FindingLimits limits;
};

// Thread-safe. Analyzes on gRPC's threads: a worker has nothing else to do.
class WorkerService final : public v1::AnalyzerWorker::Service {
 public:
  using Create = std::function<absl::StatusOr<std::unique_ptr<Analyzer>>(const WorkerSettings&)>;

  // `info`: what it describes, or why it cannot. `create` is called by the first Configure.
  WorkerService(absl::StatusOr<AnalyzerInfo> info, Create create);
  ~WorkerService() override;

  grpc::Status Describe(grpc::ServerContext*, const v1::DescribeRequest*,
                        v1::DescribeResponse*) override;
  grpc::Status Configure(grpc::ServerContext*, const v1::ConfigureRequest*,
                         v1::ConfigureResponse*) override;
  grpc::Status Analyze(
      grpc::ServerContext*,
      grpc::ServerReaderWriter<v1::AnalyzeResponse, v1::AnalyzeRequest>*) override;
  grpc::Status Extract(
      grpc::ServerContext*,
      grpc::ServerReaderWriter<v1::ExtractResponse, v1::AnalyzeRequest>*) override;
  grpc::Status Compare(
      grpc::ServerContext*,
      grpc::ServerReaderWriter<v1::CompareResponse, v1::CompareRequest>*) override;
  grpc::Status Summarise(
      grpc::ServerContext*,
      grpc::ServerReaderWriter<v1::SummariseResponse, v1::SummariseRequest>*) override;
  grpc::Status Ping(grpc::ServerContext*, const v1::PingRequest*, v1::PingResponse*) override;

 private:
  class Running;

  // Null before Configure.
  std::shared_ptr<Analyzer> analyzer() const ABSL_LOCKS_EXCLUDED(mutex_);

  const absl::StatusOr<AnalyzerInfo> info_;
  const std::string incarnation_;
  const Create create_;
  absl::Mutex configuring_;  // held while a model is made; mutex_ is not, so that pings are answered
  mutable absl::Mutex mutex_;
  std::shared_ptr<Analyzer> analyzer_ ABSL_GUARDED_BY(mutex_);
  std::string configured_ ABSL_GUARDED_BY(configuring_);  // the request that made it
  CancellationWatch watch_;
  std::atomic<uint32_t> busy_{0};
  std::atomic<uint64_t> batches_{0};
  std::atomic<uint64_t> documents_{0};
};

}  // namespace parallax::worker

#endif  // PARALLAX_SERVER_WORKER_SERVICE_WORKER_SERVICE_H_
