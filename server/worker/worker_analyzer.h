// An analyzer that runs in a worker process of this server: the tier of files that it does not trust.
#ifndef PARALLAX_SERVER_WORKER_WORKER_ANALYZER_H_
#define PARALLAX_SERVER_WORKER_WORKER_ANALYZER_H_

#include <atomic>
#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "server/analyzer/analyzer.h"
#include "server/analyzer/json_schema.h"
#include "server/worker/poison_list.h"
#include "server/worker/process/worker_process.h"
#include "server/worker/retry_lane.h"
#include "server/worker/supervisor.h"

namespace parallax::worker {

struct WorkerOptions {
  WorkerCommand command;
  absl::Duration start_timeout = absl::Seconds(60);  // from the start to a loaded model
  size_t concurrency = 0;                            // calls at once; 0: one per hardware thread
  SupervisorOptions supervisor;
};

// Thread-safe. A crash, hang or leak costs at most the batch that ran: a lost batch is run again in
// halves, each in a process of its own, down to the document that kills; that one is answered with
// INTERNAL, reason ANALYZER_CRASHED, and not tried again before Release. A call that does not stop at
// its deadline costs its process.
class WorkerAnalyzer final : public Analyzer, public Phases {
 public:
  // Starts a process and loads the model in it. What the worker says when it cannot; UNAVAILABLE
  // (ANALYZER_CRASHED): it died; DEADLINE_EXCEEDED: it took too long; CONFIG_INVALID as
  // PluginAnalyzer::Create.
  static absl::StatusOr<std::unique_ptr<WorkerAnalyzer>> Create(WorkerOptions options,
                                                                absl::string_view config);

  // It serves from now on: ends the gentle start of its process.
  void Raise() { supervisor_.Raise(); }

  const AnalyzerInfo& info() const override { return info_; }
  const std::string& config() const override { return config_; }
  AnalyzerVitals Vitals() const override;
  void Release() override;
  absl::StatusOr<std::string> CheckOptions(absl::string_view options) const override;
  std::vector<AnalyzerOutput> Analyze(absl::Span<const AnalyzerInput> inputs,
                                      absl::string_view options, const CallContext& call) override;
  Phases* phases() override { return info_.has_phases ? this : nullptr; }

  std::vector<absl::StatusOr<std::vector<Record>>> Extract(absl::Span<const AnalyzerInput> inputs,
                                                           const CallContext& call) override;
  absl::StatusOr<std::vector<RelationFinding>> Compare(
      absl::Span<const std::pair<absl::string_view, absl::string_view>> pairs,
      const CallContext& call) override;
  absl::StatusOr<ComparisonFinding> Summarise(const Cluster& cluster,
                                              const CallContext& call) override;

 private:
  WorkerAnalyzer(WorkerOptions options, AnalyzerInfo info, JsonSchema options_schema,
                 std::string config, std::shared_ptr<WorkerProcess> first);

  // Runs a batch on the worker; what is lost with it, in the retry lane.
  void Run(std::vector<size_t> items, const CallContext& call, const LaneWork& work);

  const WorkerOptions options_;
  const AnalyzerInfo info_;
  const JsonSchema options_schema_;
  const std::string default_options_;
  const std::string config_;
  std::atomic<uint32_t> busy_{0};
  PoisonList poison_;
  RetryLane lane_;
  Supervisor supervisor_;
};

}  // namespace parallax::worker

#endif  // PARALLAX_SERVER_WORKER_WORKER_ANALYZER_H_
