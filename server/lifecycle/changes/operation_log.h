// Changes of analyzers as operations: done one after the other in the order in which they were asked
// for, remembered when they are done.
#ifndef PARALLAX_SERVER_LIFECYCLE_CHANGES_OPERATION_LOG_H_
#define PARALLAX_SERVER_LIFECYCLE_CHANGES_OPERATION_LOG_H_

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace parallax::lifecycle {

// Where an operation is. Values equal parallax.admin.v1.AnalyzerOperation.Step.
enum class OperationStep {
  kQueued = 1,
  kReading = 2,    // copying the file and reading its note
  kProbing = 3,    // in a throw-away worker
  kLoading = 4,
  kWarming = 5,
  kSwitching = 6,
  kDone = 7,
};

// What an operation did to one analyzer.
struct AnalyzerChange {
  enum class Outcome { kLoaded = 1, kUnchanged = 2, kFailed = 3, kValid = 4 };
  std::string analyzer;  // id; empty if the file did not say
  std::string path;
  Outcome outcome = Outcome::kLoaded;
  absl::Status error;  // of kFailed
  std::string version;
  std::string content_digest;
  std::string config_digest;
};

struct OperationState {
  std::string name;    // "operations/apply-3"
  std::string target;  // id, or "*"
  OperationStep step = OperationStep::kQueued;
  absl::Time create_time;
  absl::Time end_time;       // of kDone
  absl::Status result;       // of kDone: what failed first; the changes have all
  std::vector<AnalyzerChange> changes;

  bool done() const { return step == OperationStep::kDone; }
};

// Thread-safe. Has one thread, which runs the operations.
class OperationLog {
 public:
  // What a running operation reports.
  class Reporter {
   public:
    virtual ~Reporter() = default;
    virtual void Step(OperationStep step) = 0;
    virtual void Changed(AnalyzerChange change) = 0;
    // OK, or CANCELLED (OPERATION_CANCELLED): to be asked before anything is changed.
    virtual absl::Status CheckNotCancelled() = 0;
  };
  using Body = std::function<absl::Status(Reporter&)>;

  OperationLog();
  // Runs what is queued no more; waits for what runs.
  ~OperationLog();
  OperationLog(const OperationLog&) = delete;
  OperationLog& operator=(const OperationLog&) = delete;

  // Queues `body`. With a `request_id` that an operation has already, gives that one back instead.
  // RESOURCE_EXHAUSTED (TOO_MANY_OPERATIONS): too many wait.
  absl::StatusOr<OperationState> Submit(std::string kind, std::string target,
                                        std::string request_id, Body body)
      ABSL_LOCKS_EXCLUDED(mutex_);

  // NOT_FOUND (OPERATION_NOT_FOUND).
  absl::StatusOr<OperationState> Get(const std::string& name) const ABSL_LOCKS_EXCLUDED(mutex_);
  // As Get, once it is done or `deadline` has passed.
  absl::StatusOr<OperationState> Wait(const std::string& name, absl::Time deadline) const
      ABSL_LOCKS_EXCLUDED(mutex_);
  // Newest first.
  std::vector<OperationState> List() const ABSL_LOCKS_EXCLUDED(mutex_);
  // What waits is done at once, with CANCELLED; what runs is told. NOT_FOUND. OK without effect: it is
  // done.
  absl::Status Cancel(const std::string& name) ABSL_LOCKS_EXCLUDED(mutex_);
  // NOT_FOUND; FAILED_PRECONDITION (OPERATION_NOT_DONE).
  absl::Status Forget(const std::string& name) ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  struct Entry {
    OperationState state;
    std::string request_id;
    Body body;
    bool cancelled = false;
  };
  class Recorder;

  void Work() ABSL_LOCKS_EXCLUDED(mutex_);
  static absl::Status Cancelled(const OperationState& state);
  void Finish(OperationState& state, absl::Status result) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  std::map<uint64_t, Entry>::const_iterator Find(const std::string& name) const
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  bool Idle() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return queue_.empty() && !ending_; }

  mutable absl::Mutex mutex_;
  uint64_t last_ ABSL_GUARDED_BY(mutex_) = 0;
  std::map<uint64_t, Entry> entries_ ABSL_GUARDED_BY(mutex_);
  std::deque<uint64_t> queue_ ABSL_GUARDED_BY(mutex_);
  bool ending_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace parallax::lifecycle

#endif  // PARALLAX_SERVER_LIFECYCLE_CHANGES_OPERATION_LOG_H_
