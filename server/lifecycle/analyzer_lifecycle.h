// Which generation of which analyzer serves: loads them, watches them, replaces them without a request
// noticing, takes them out of service.
#ifndef PARALLAX_SERVER_LIFECYCLE_ANALYZER_LIFECYCLE_H_
#define PARALLAX_SERVER_LIFECYCLE_ANALYZER_LIFECYCLE_H_

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "server/engine/analyzer_registry.h"
#include "server/lifecycle/absent_remotes.h"
#include "server/lifecycle/changes/folder_watcher.h"
#include "server/lifecycle/generation.h"
#include "server/lifecycle/generation_loader.h"
#include "server/lifecycle/lifecycle_options.h"
#include "server/lifecycle/changes/operation_log.h"

namespace parallax::lifecycle {

// What an operator asks an analyzer to become.
struct ApplyRequest {
  std::string analyzer;               // id, checked against the file's; empty: the file's
  std::string path;                   // empty: the file or address it has now
  std::optional<std::string> config;  // JSON; not set: the one it has now
  std::optional<Tier> tier;           // not set: the one it has now
  bool validate_only = false;         // load it in a worker, then throw it away
  std::string request_id;
};

// An analyzer as an operator sees it.
struct AnalyzerReport {
  std::shared_ptr<Generation> generation;
  AnalyzerVitals vitals;
  Generation::Counts counts;
  uint32_t draining = 0;  // older generations that requests still hold
};

// Thread-safe.
class AnalyzerLifecycle {
 public:
  using HealthListener = std::function<void(const std::string& analyzer, bool serving)>;

  // `registry` outlives it. INTERNAL: the store cannot be written.
  static absl::StatusOr<std::unique_ptr<AnalyzerLifecycle>> Create(LifecycleOptions options,
                                                                   AnalyzerRegistry& registry);
  ~AnalyzerLifecycle();

  // Loads everything that the options name. What fails is logged, kept for failures(), and stops
  // nothing; an address where nobody answers is tried again until somebody does. Then tells `listener`
  // of every analyzer, and again within 200 ms of each change.
  void Start(HealthListener listener);
  // Loads plugin files that change from now on.
  void WatchFolders();

  // Operations: ordered, idempotent by request id; a failure leaves what serves serving.
  absl::StatusOr<OperationState> Apply(ApplyRequest request);
  // Loads again those of `analyzers` (empty: all, and new files) whose file has changed.
  absl::StatusOr<OperationState> Reload(std::vector<std::string> analyzers);
  OperationLog& operations() { return operations_; }

  // NOT_FOUND (ANALYZER_NOT_FOUND): the message lists those there are.
  absl::StatusOr<AnalyzerReport> Get(const std::string& analyzer) const;
  std::vector<AnalyzerReport> List() const;
  // Files and addresses that could not be loaded when last tried, with why; flags that speak of an
  // analyzer that is not there.
  std::vector<std::pair<std::string, absl::Status>> failures() const ABSL_LOCKS_EXCLUDED(mutex_);

  // Calls are UNAVAILABLE (ANALYZER_QUARANTINED) until Release. `why`: for people.
  absl::Status Quarantine(const std::string& analyzer, const std::string& why);
  // Ends a quarantine, forgets poisoned documents, closes a breaker.
  absl::Status Release(const std::string& analyzer);

  // Calls that never came back: the process should then end without waiting for its threads.
  bool HasStuckCalls() const;

 private:
  struct Slot {
    std::shared_ptr<Generation> current;
    std::shared_ptr<lifecycle::Quarantine> quarantine;
    AnalyzerSpec spec;
    std::vector<std::shared_ptr<Generation>> draining;
    std::optional<bool> told;  // what the listener knows
  };

  AnalyzerLifecycle(LifecycleOptions options, PluginStore store, AnalyzerRegistry& registry);

  absl::Status LoadFile(const std::string& path, Tier folder_tier, bool probe,
                        OperationLog::Reporter& reporter);
  absl::Status CheckOnlyOne(const std::string& id, const std::string& path) const
      ABSL_LOCKS_EXCLUDED(mutex_);
  absl::Status LoadKept(const KeptPlugin& plugin, bool probe, OperationLog::Reporter& reporter);
  absl::Status LoadAddress(const worker::RemoteAddress& address, bool may_replace,
                           OperationLog::Reporter& reporter);
  // Says that it is not there until it is.
  void AwaitAddress(const worker::RemoteAddress& address, const absl::Status& why);
  void ConnectAbsent();
  worker::RemoteAddress AddressOf(const std::string& id, const std::string& address) const;
  std::optional<AnalyzerSpec> SpecOf(const std::string& id) const ABSL_LOCKS_EXCLUDED(mutex_);
  absl::Status RunApply(const ApplyRequest& request, OperationLog::Reporter& reporter);
  absl::Status RunReload(const std::vector<std::string>& analyzers,
                         OperationLog::Reporter& reporter);
  absl::Status Switch(std::shared_ptr<Generation> next, const AnalyzerSpec& spec);
  absl::Status CheckPlans(const std::shared_ptr<Generation>& next) const;
  void Note(const std::string& path, const absl::Status& status);
  // Notes the flags that speak of analyzer `id`, as long as it is not there.
  void NoteFlags(const std::string& id, const absl::Status& found);
  std::shared_ptr<lifecycle::Quarantine> QuarantineOf(const std::string& id);
  std::vector<std::pair<std::string, Tier>> FilesOfFolders();
  AnalyzerReport ReportOf(const Slot& slot) const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Monitor();
  void Look();

  const LifecycleOptions options_;
  AnalyzerRegistry& registry_;
  HealthListener listener_;
  mutable absl::Mutex mutex_;
  std::map<std::string, Slot> slots_ ABSL_GUARDED_BY(mutex_);
  std::map<std::string, absl::Status> failures_ ABSL_GUARDED_BY(mutex_);
  bool ending_ ABSL_GUARDED_BY(mutex_) = false;
  AbsentRemotes absent_;
  GenerationLoader loader_;  // of the operations' thread, and of Start before it
  std::thread monitor_;
  OperationLog operations_;
  std::unique_ptr<FolderWatcher> watcher_;
};

}  // namespace parallax::lifecycle

#endif  // PARALLAX_SERVER_LIFECYCLE_ANALYZER_LIFECYCLE_H_
