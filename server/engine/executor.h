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

namespace parallax {

// A fixed number of threads with a bounded queue. Thread-safe. The destructor runs what is queued,
// then joins.
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

  const size_t max_queued_;
  absl::Mutex mu_;
  std::deque<absl::AnyInvocable<void()>> queue_ ABSL_GUARDED_BY(mu_);
  bool stopping_ ABSL_GUARDED_BY(mu_) = false;
  std::vector<std::thread> threads_;
};

}  // namespace parallax

#endif  // PARALLAX_SERVER_ENGINE_EXECUTOR_H_
