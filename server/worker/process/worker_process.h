// One process that runs one analyzer: started, watched until it dies, mourned with the reason.
#ifndef PARALLAX_SERVER_WORKER_PROCESS_WORKER_PROCESS_H_
#define PARALLAX_SERVER_WORKER_PROCESS_WORKER_PROCESS_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "server/worker/client/worker_client.h"
#include "server/worker/process/confine.h"
#include "server/worker/process/spawn.h"

namespace parallax::worker {

struct WorkerCommand {
  std::string program;   // path of plx-worker
  std::string plugin;    // path of the plugin file
  std::string analyzer;  // id, for the log
  ProcessLimits limits;
  FindingLimits findings;
  // Starts on time that nobody else wants, until Raise or at most two seconds; without effect where
  // priorities cannot be raised again.
  bool gentle = false;
};

// How a process ended.
struct Death {
  std::string cause;      // "was killed by signal 11 (Segmentation fault)", "ended with code 1"
  bool own_fault = false;  // it crashed or ended by itself; false: somebody killed it
  absl::Duration cpu_time;
};

// Thread-safe.
class WorkerProcess {
 public:
  // Starts it; nothing is known of the plugin yet: Describe and Configure follow. Errors of Spawn.
  static absl::StatusOr<std::shared_ptr<WorkerProcess>> Start(const WorkerCommand& command);
  // Kills it and waits for its end.
  ~WorkerProcess();
  WorkerProcess(const WorkerProcess&) = delete;
  WorkerProcess& operator=(const WorkerProcess&) = delete;

  WorkerClient& client() { return client_; }
  int64_t pid() const { return pid_; }
  bool alive() const ABSL_LOCKS_EXCLUDED(mutex_);

  // Ends a gentle start: it runs like any other from now on.
  void Raise() ABSL_LOCKS_EXCLUDED(mutex_);

  // Ends it at once; `why` goes into the cause of its death.
  void Kill(absl::string_view why) ABSL_LOCKS_EXCLUDED(mutex_);

  // Calls `action` when it dies, on the watching thread. Replaces the action before (null: none),
  // waiting for it if it runs. False: it has died, and the action will not be called.
  bool OnDeath(std::function<void()> action) ABSL_LOCKS_EXCLUDED(mutex_);

  // Waits until it has died, at most so long; then kills it.
  Death WaitForDeath(absl::Duration patience) ABSL_LOCKS_EXCLUDED(mutex_);

  // So far; zero if the system does not say.
  absl::Duration cpu_time() const ABSL_LOCKS_EXCLUDED(mutex_);
  uint64_t resident_bytes() const;

 private:
  WorkerProcess(SpawnedProcess process, const WorkerCommand& command, bool gentle);
  void Watch();
  void ReadOutput();
  void LogLine(absl::string_view line);
  Death Reap();

  const int64_t pid_;
  const std::string analyzer_;
  Descriptor pidfd_;
  Descriptor output_;
  WorkerClient client_;
  std::string line_;  // of the output, not ended yet
  absl::Time log_second_ = absl::InfinitePast();
  int log_lines_ = 0;
  mutable absl::Mutex mutex_;
  bool dead_ ABSL_GUARDED_BY(mutex_) = false;
  bool gentle_ ABSL_GUARDED_BY(mutex_);
  Death death_ ABSL_GUARDED_BY(mutex_);
  std::string killed_because_ ABSL_GUARDED_BY(mutex_);
  std::function<void()> on_death_ ABSL_GUARDED_BY(mutex_);
  bool acting_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread watcher_;
};

}  // namespace parallax::worker

#endif  // PARALLAX_SERVER_WORKER_PROCESS_WORKER_PROCESS_H_
