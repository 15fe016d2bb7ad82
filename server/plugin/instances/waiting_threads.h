// Threads for calls whose callers wait for them elsewhere, and go on without them if they must.
#ifndef PARALLAX_SERVER_PLUGIN_INSTANCES_WAITING_THREADS_H_
#define PARALLAX_SERVER_PLUGIN_INSTANCES_WAITING_THREADS_H_

#include <memory>

#include "absl/functional/any_invocable.h"

namespace parallax::plugin {

// Thread-safe. As many threads as tasks run at once; one that has had nothing to do for some seconds
// ends.
class WaitingThreads {
 public:
  WaitingThreads();
  // Waits for idle threads to end and for no other: a task that runs, or was given, goes on with what it
  // owns.
  ~WaitingThreads();
  WaitingThreads(const WaitingThreads&) = delete;
  WaitingThreads& operator=(const WaitingThreads&) = delete;

  void Run(absl::AnyInvocable<void()> task);

 private:
  struct Shared;
  const std::shared_ptr<Shared> shared_;
};

}  // namespace parallax::plugin

#endif  // PARALLAX_SERVER_PLUGIN_INSTANCES_WAITING_THREADS_H_
