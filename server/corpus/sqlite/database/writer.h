// The one thread that writes, and commits in groups.
#ifndef PARALLAX_SERVER_CORPUS_SQLITE_DATABASE_WRITER_H_
#define PARALLAX_SERVER_CORPUS_SQLITE_DATABASE_WRITER_H_

#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "server/corpus/sqlite/database/connection.h"

namespace parallax::corpus {

// Owns the only read-write connection, which alone checkpoints the log. Thread-safe.
class Writer {
 public:
  // Writes through the connection; not OK: what it wrote is undone, others' work stands.
  using Work = std::function<absl::Status(Connection*)>;

  Writer(std::unique_ptr<Connection> connection, int queue_limit);
  ~Writer();  // finishes what is queued
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  // Runs `work` on the writer's thread inside a transaction and returns once that is on disk, or
  // with the error of `work` or of the commit. Waits while the queue is full.
  absl::Status Run(const Work& work) ABSL_LOCKS_EXCLUDED(mutex_);

  // Groups committed so far.
  uint64_t commits() const { return commits_.load(std::memory_order_acquire); }

 private:
  struct Task {
    const Work* work;
    absl::Status status;
    bool done = false;
  };

  void Loop();
  bool TakeTasks(std::vector<Task*>* group) ABSL_LOCKS_EXCLUDED(mutex_);
  // `first`, and what arrives meanwhile, in one transaction; `all`: the tasks that it had.
  absl::Status RunGroup(const std::vector<Task*>& first, std::vector<Task*>* all);
  absl::Status RunTasks(std::vector<Task*>* all);
  // `alone`: nobody's work is in the transaction yet. Not OK: the transaction cannot go on.
  absl::Status RunTask(Task* task, bool alone);
  // After each commit: moves a long log to the file.
  void TendLog();

  const std::unique_ptr<Connection> connection_;  // used by thread_ only
  const size_t queue_limit_;
  int log_pages_ = 0;     // after the last commit; as restart_at_, of thread_ alone
  int restart_at_;        // so long a log is made to begin anew
  std::atomic<uint64_t> commits_{0};
  absl::Mutex mutex_;
  std::deque<Task*> queue_ ABSL_GUARDED_BY(mutex_);
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;  // last: it starts when all else is there
};

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_SQLITE_DATABASE_WRITER_H_
