// The documents that killed an analyzer, by revision.
#ifndef PARALLAX_SERVER_WORKER_POISON_LIST_H_
#define PARALLAX_SERVER_WORKER_POISON_LIST_H_

#include <cstddef>
#include <deque>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"

namespace parallax::worker {

// Thread-safe. Beyond `capacity` the oldest is forgotten: it would kill again, and be found again.
class PoisonList {
 public:
  explicit PoisonList(size_t capacity = 1024) : capacity_(capacity) {}

  // Remembers why `revision` is not analyzed; `why` is not OK.
  void Add(absl::string_view revision, absl::Status why) ABSL_LOCKS_EXCLUDED(mutex_);
  // OK: not on the list.
  absl::Status Find(absl::string_view revision) const ABSL_LOCKS_EXCLUDED(mutex_);
  void Clear() ABSL_LOCKS_EXCLUDED(mutex_);
  // Oldest first.
  std::vector<std::string> List() const ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  const size_t capacity_;
  mutable absl::Mutex mutex_;
  absl::flat_hash_map<std::string, absl::Status> reasons_ ABSL_GUARDED_BY(mutex_);
  std::deque<std::string> order_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace parallax::worker

#endif  // PARALLAX_SERVER_WORKER_POISON_LIST_H_
