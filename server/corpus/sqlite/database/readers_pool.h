// Read-only connections, lent one to a call.
#ifndef PARALLAX_SERVER_CORPUS_SQLITE_DATABASE_READERS_POOL_H_
#define PARALLAX_SERVER_CORPUS_SQLITE_DATABASE_READERS_POOL_H_

#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "server/corpus/sqlite/database/connection.h"

namespace parallax::corpus {

// Thread-safe.
class ReadersPool {
 public:
  explicit ReadersPool(std::vector<std::unique_ptr<Connection>> connections)
      : idle_(std::move(connections)) {}

  // Runs `work` with a connection on one snapshot of the database, which ends when it returns: an
  // open one would let the log grow without bound. Waits until a connection is free. CANCELLED,
  // DEADLINE_EXCEEDED as `call` says, also while it waits.
  absl::Status Run(const CallContext& call, const std::function<absl::Status(Connection*)>& work)
      ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  absl::Mutex mutex_;
  std::vector<std::unique_ptr<Connection>> idle_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_SQLITE_DATABASE_READERS_POOL_H_
