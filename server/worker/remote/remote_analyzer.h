// An analyzer that somebody else runs and serves at an address: in Python, on another machine, under
// a supervisor of its own.
#ifndef PARALLAX_SERVER_WORKER_REMOTE_REMOTE_ANALYZER_H_
#define PARALLAX_SERVER_WORKER_REMOTE_REMOTE_ANALYZER_H_

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "server/analyzer/analyzer.h"
#include "server/analyzer/json_schema.h"
#include "server/worker/client/worker_client.h"
#include "server/worker/remote/remote_address.h"

namespace parallax::worker {

struct RemoteOptions {
  RemoteAddress address;
  FindingLimits findings;
  absl::Duration connect_timeout = absl::Seconds(10);  // for Describe and Configure
  // Together with how often the lifecycle looks: health flips within a second.
  absl::Duration ping_interval = absl::Milliseconds(200);
  absl::Duration ping_timeout = absl::Milliseconds(600);
};

// Thread-safe. A batch whose connection breaks is sent once more; what is still unanswered then is
// UNAVAILABLE, reason ANALYZER_UNREACHABLE. A worker that was started anew is configured again; if it
// is another build, calls are UNAVAILABLE (ANALYZER_CHANGED), because results would name the wrong
// generation: make a new RemoteAnalyzer.
class RemoteAnalyzer final : public Analyzer, public Phases {
 public:
  // Connects once, asks what it is and configures it with what `config_of` has for its id (JSON; empty:
  // none). UNAVAILABLE (ANALYZER_UNREACHABLE): nobody answers at the address. FAILED_PRECONDITION
  // (ANALYZER_ID_MISMATCH): somebody else does. Errors of ReadDescription; CONFIG_INVALID as
  // PluginAnalyzer::Create.
  static absl::StatusOr<std::unique_ptr<RemoteAnalyzer>> Create(
      RemoteOptions options, const std::function<std::string(const std::string& id)>& config_of);
  ~RemoteAnalyzer() override;

  const AnalyzerInfo& info() const override { return info_; }
  const std::string& config() const override { return config_; }
  AnalyzerVitals Vitals() const override ABSL_LOCKS_EXCLUDED(mutex_);
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
  RemoteAnalyzer(RemoteOptions options, std::unique_ptr<WorkerClient> client, AnalyzerInfo info,
                 JsonSchema options_schema, std::string config);

  // Calls `ask`, and once more if that may help.
  absl::Status Ask(const CallContext& call, const std::function<absl::Status()>& ask);
  // Of a process that has forgotten, or that was away.
  absl::Status CheckSame(const CallContext& call) ABSL_LOCKS_EXCLUDED(mutex_);
  absl::Status ConfigureAgain(const CallContext& call);
  absl::Status changed() const ABSL_LOCKS_EXCLUDED(mutex_);
  // `incarnation`: of the process that was described and configured.
  void Watch(std::string incarnation) ABSL_LOCKS_EXCLUDED(mutex_);

  const RemoteOptions options_;
  const std::unique_ptr<WorkerClient> client_;
  const AnalyzerInfo info_;
  const JsonSchema options_schema_;
  const std::string default_options_;
  const std::string config_;
  std::atomic<uint32_t> busy_{0};
  mutable absl::Mutex mutex_;
  bool ending_ ABSL_GUARDED_BY(mutex_) = false;
  bool reachable_ ABSL_GUARDED_BY(mutex_) = true;
  absl::Status last_error_ ABSL_GUARDED_BY(mutex_);
  absl::Status changed_ ABSL_GUARDED_BY(mutex_);  // not OK: another build answers
  std::thread watcher_;
};

}  // namespace parallax::worker

#endif  // PARALLAX_SERVER_WORKER_REMOTE_REMOTE_ANALYZER_H_
