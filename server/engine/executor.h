// The server's own threads for analysis: requests never run it on gRPC's.
#ifndef PARALLAX_SERVER_ENGINE_EXECUTOR_H_
#define PARALLAX_SERVER_ENGINE_EXECUTOR_H_

#include <cstddef>
#include <deque>
#include <functional>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/functional/any_invocable.h"
#include "absl/functional/function_ref.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace parallax {

// A number of threads with a bounded queue. Thread-safe. The destructor runs what is queued, then
// joins. Tasks may wait for what is outside (a worker process, a hung analyzer): when no thread has
// taken a waiting task for 100 ms a spare thread is added, 64 at most, which goes when it is idle.
class Executor {
 public:
  // `threads` >= 1; `max_queued` tasks may wait, more are refused.
  Executor(int threads, size_t max_queued);
  ~Executor();
  Executor(const Executor&) = delete;
  Executor& operator=(const Executor&) = delete;

  // Queues `task`. False: the queue is full, and the task was not taken. Tasks do not throw.
  [[nodiscard]] bool TrySchedule(absl::AnyInvocable<void()> task) ABSL_LOCKS_EXCLUDED(mu_);

  // Calls body(0) .. body(n-1), in any order, on the caller's thread and on free ones, and returns
  // when all have returned. May be called from a task: it never waits for a thread to come free.
  void ParallelFor(size_t n, absl::FunctionRef<void(size_t)> body) ABSL_LOCKS_EXCLUDED(mu_);

  int threads() const { return static_cast<int>(threads_.size()); }

 private:
  void Work() ABSL_LOCKS_EXCLUDED(mu_);
  void WorkAsSpare() ABSL_LOCKS_EXCLUDED(mu_);
  void WatchForStarvation() ABSL_LOCKS_EXCLUDED(mu_);
  absl::AnyInvocable<void()> Take() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  bool Ready() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_) { return stopping_ || !queue_.empty(); }
  bool NoSpares() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_) { return spares_ == 0; }

  const size_t max_queued_;
  absl::Mutex mu_;
  std::deque<absl::AnyInvocable<void()>> queue_ ABSL_GUARDED_BY(mu_);
  bool stopping_ ABSL_GUARDED_BY(mu_) = false;
  absl::Time moved_ ABSL_GUARDED_BY(mu_);  // when a task was last taken, or first had to wait
  int spares_ ABSL_GUARDED_BY(mu_) = 0;
  std::vector<std::thread> threads_;
  std::thread watcher_;
};

}  // namespace parallax

#endif  // PARALLAX_SERVER_ENGINE_EXECUTOR_H_
