// Where batches go that were lost with their worker: again in halves, each alone in a process of its
// own, so that who is to blame is known and nobody else is hurt.
#ifndef PARALLAX_SERVER_WORKER_RETRY_LANE_H_
#define PARALLAX_SERVER_WORKER_RETRY_LANE_H_

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/types/span.h"
#include "server/analyzer/call_context.h"
#include "server/worker/process/worker_process.h"

namespace parallax::worker {

// A batch of items by number.
struct LaneWork {
  // Tries these items. OK: each has its answer. WORKER_LOST: none has. Else none has, and trying
  // again is of no use.
  std::function<absl::Status(WorkerClient&, absl::Span<const size_t>)> attempt;
  // Answers an item with an error.
  std::function<void(size_t, const absl::Status&)> fail;
  // The item killed its process, alone. May be null.
  std::function<void(size_t, const absl::Status&)> blame;
};

// Thread-safe.
class RetryLane {
 public:
  using Launch = std::function<absl::StatusOr<std::shared_ptr<WorkerProcess>>(const CallContext&)>;

  RetryLane(std::string analyzer, Launch launch)
      : analyzer_(std::move(analyzer)), launch_(std::move(launch)) {}

  // Runs what was lost to `first`. Every item has its answer afterwards.
  void Run(absl::Span<const size_t> items, const Death& first, const CallContext& call,
           const LaneWork& work) ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  class Turn;

  void RunHalf(absl::Span<const size_t> items, const CallContext& call, const LaneWork& work,
               std::shared_ptr<WorkerProcess>& process);

  const std::string analyzer_;
  const Launch launch_;
  absl::Mutex mutex_;
  int turns_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace parallax::worker

#endif  // PARALLAX_SERVER_WORKER_RETRY_LANE_H_
