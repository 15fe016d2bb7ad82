// Keeps one worker process running: starts it, asks whether it lives, starts it again when it died,
// and stops trying when it only dies.
#ifndef PARALLAX_SERVER_WORKER_SUPERVISOR_H_
#define PARALLAX_SERVER_WORKER_SUPERVISOR_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/random/random.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "server/analyzer/analyzer.h"
#include "server/worker/process/worker_process.h"

namespace parallax::worker {

struct SupervisorOptions {
  // Together with how often the lifecycle looks: health flips within a second of a hang.
  absl::Duration ping_interval = absl::Milliseconds(100);
  // A worker that does not answer a ping for so long counts as not serving, and is killed after the
  // second: a machine under load must not look like a hang.
  absl::Duration unresponsive_after = absl::Milliseconds(500);
  absl::Duration kill_after = absl::Seconds(10);
  // After a life that answered no batch the next start waits so long, doubled each time up to the
  // maximum, give or take a fifth; a worker that has been of use is started again at once.
  absl::Duration first_delay = absl::Milliseconds(100);
  absl::Duration max_delay = absl::Seconds(30);
  // So many lives in a row that answered nothing and ended by their own fault open the breaker: calls are refused at once, and one more start
  // is tried after the pause.
  uint32_t breaker_lives = 5;
  absl::Duration breaker_pause = absl::Seconds(30);
};

// Thread-safe. Has one thread.
class Supervisor {
 public:
  // A process that is described, configured and ready. Called on the supervisor's thread.
  using Launch = std::function<absl::StatusOr<std::shared_ptr<WorkerProcess>>(const CallContext&)>;

  // `first` runs already.
  Supervisor(std::string analyzer, std::shared_ptr<WorkerProcess> first, Launch launch,
             SupervisorOptions options);
  ~Supervisor();
  Supervisor(const Supervisor&) = delete;
  Supervisor& operator=(const Supervisor&) = delete;

  // The process, or the next one if it is being started. UNAVAILABLE: ANALYZER_CRASH_LOOP, the
  // breaker is open, at once; ANALYZER_RESTARTING, none was ready before the deadline. CANCELLED.
  absl::StatusOr<std::shared_ptr<WorkerProcess>> Acquire(const CallContext& call)
      ABSL_LOCKS_EXCLUDED(mutex_);

  // `process` has answered a batch.
  void Served(const WorkerProcess& process) ABSL_LOCKS_EXCLUDED(mutex_);
  // A call did not end at its deadline: look now whether the worker hangs.
  void LookNow() ABSL_LOCKS_EXCLUDED(mutex_);
  // Ends the gentle start of the process.
  void Raise() ABSL_LOCKS_EXCLUDED(mutex_);
  // Closes the breaker and starts at once.
  void Release() ABSL_LOCKS_EXCLUDED(mutex_);

  // serving, last_error, restarts, process, cpu_time, resident_bytes.
  void AddVitals(AnalyzerVitals* vitals) const ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  void Work() ABSL_LOCKS_EXCLUDED(mutex_);
  void Mourn() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void StartAgain() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Examine() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Failed(const absl::Status& why) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Adopt(std::shared_ptr<WorkerProcess> process) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  absl::Duration NextDelay() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  bool BreakerOpen() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const std::string analyzer_;
  const Launch launch_;
  const SupervisorOptions options_;
  const CallContext stop_;  // cancelled when a start is not wanted any more
  mutable absl::Mutex mutex_;
  absl::CondVar changed_;
  std::shared_ptr<WorkerProcess> current_ ABSL_GUARDED_BY(mutex_);  // null: being started again
  bool ending_ ABSL_GUARDED_BY(mutex_) = false;
  bool look_ ABSL_GUARDED_BY(mutex_) = false;
  bool served_ ABSL_GUARDED_BY(mutex_) = false;      // current_ has answered a batch
  bool responsive_ ABSL_GUARDED_BY(mutex_) = true;
  absl::Time answered_ ABSL_GUARDED_BY(mutex_);      // the last ping
  absl::Time next_start_ ABSL_GUARDED_BY(mutex_) = absl::InfinitePast();
  uint32_t useless_lives_ ABSL_GUARDED_BY(mutex_) = 0;
  uint64_t restarts_ ABSL_GUARDED_BY(mutex_) = 0;
  absl::Status last_error_ ABSL_GUARDED_BY(mutex_);
  absl::Duration cpu_time_ ABSL_GUARDED_BY(mutex_);  // of processes that have died
  absl::BitGen random_ ABSL_GUARDED_BY(mutex_);
  std::thread thread_;
};

}  // namespace parallax::worker

#endif  // PARALLAX_SERVER_WORKER_SUPERVISOR_H_
