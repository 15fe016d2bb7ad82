// The server's own threads for analysis: requests never run it on gRPC's.
#ifndef PARALLAX_SERVER_ENGINE_EXECUTOR_H_
#define PARALLAX_SERVER_ENGINE_EXECUTOR_H_

#include <cstddef>
#include <functional>
#include <memory>
#include <thread>

#include "absl/functional/any_invocable.h"
#include "absl/functional/function_ref.h"

namespace parallax {

// A number of threads with a bounded queue. Thread-safe. The destructor runs what is queued, then
// waits for the threads, but for those that are stuck. Tasks may wait for what is outside (a worker
// process): when no thread has taken a waiting task for 100 ms a spare thread is added, 64 at most,
// which goes when it is idle.
class Executor {
 public:
  // `threads` >= 1; `max_queued` tasks may wait, more are refused.
  Executor(int threads, size_t max_queued);
  ~Executor();
  Executor(const Executor&) = delete;
  Executor& operator=(const Executor&) = delete;

  // Queues `task`. False: the queue is full, and the task was not taken. Tasks do not throw.
  [[nodiscard]] bool TrySchedule(absl::AnyInvocable<void()> task);

  // As TrySchedule, whatever waits already: for what goes on with a task that was taken.
  void Resume(absl::AnyInvocable<void()> task);

  // A task that runs may never return: another thread takes the place of its own. The task calls what
  // this returns as its last act, if it does return, even when the executor has gone.
  [[nodiscard]] std::function<void()> Replace();

  // Calls body(0) .. body(n-1), in any order, on the caller's thread and on free ones, and returns
  // when all have returned. May be called from a task: it never waits for a thread to come free.
  void ParallelFor(size_t n, absl::FunctionRef<void(size_t)> body);

  int threads() const { return threads_; }

 private:
  struct State;

  const int threads_;
  const std::shared_ptr<State> state_;  // also of threads that are stuck
  std::thread watcher_;
};

}  // namespace parallax

#endif  // PARALLAX_SERVER_ENGINE_EXECUTOR_H_
