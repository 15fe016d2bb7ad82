#include "server/corpus/sqlite/database/writer.h"

#include <pthread.h>

#include <algorithm>
#include <string>
#include <utility>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "server/base/logging.h"
#include "server/base/status_macros.h"

namespace parallax::corpus {
namespace {

// A group takes in what arrives while it runs, for so long at most: the first caller waits for it.
constexpr absl::Duration kGroupTime = absl::Milliseconds(20);

// Pages of 8 KiB. The log goes to the file at every 32 MiB: a page that was written often since goes once.
// SQLite begins the log anew only when nobody reads in it, so that among searches that overlap it would
// grow without end: at 128 MiB the writer waits for those that began before, which keeps no new one out.
constexpr int kLogPages = 4096;
constexpr int kLongLogPages = 16384;
constexpr int kWaitForReadersMs = 250;

}  // namespace

Writer::Writer(std::unique_ptr<Connection> connection, int queue_limit)
    : connection_(std::move(connection)),
      queue_limit_(static_cast<size_t>(std::max(queue_limit, 1))),
      restart_at_(kLongLogPages),
      thread_([this] { Loop(); }) {}

Writer::~Writer() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  thread_.join();
}

absl::Status Writer::Run(const Work& work) {
  Task task{&work, absl::OkStatus()};
  absl::MutexLock lock(&mutex_);
  const auto has_room = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return queue_.size() < queue_limit_;
  };
  mutex_.Await(absl::Condition(&has_room));
  queue_.push_back(&task);
  mutex_.Await(absl::Condition(&task.done));
  return task.status;
}

bool Writer::TakeTasks(std::vector<Task*>* group) {
  absl::MutexLock lock(&mutex_);
  const auto has_work = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return stopping_ || !queue_.empty();
  };
  mutex_.Await(absl::Condition(&has_work));
  group->assign(queue_.begin(), queue_.end());
  queue_.clear();
  return !group->empty();
}

absl::Status Writer::RunTask(Task* task, bool alone) {
  // To undo back to a savepoint SQLite keeps a copy of every page that is changed behind it: for an import
  // a tenth of its time. What has the transaction to itself needs none.
  if (!alone) RETURN_IF_ERROR(connection_->Execute("SAVEPOINT task"));
  task->status = (*task->work)(connection_.get());
  // A full disk or a failed read ends the whole transaction, not only the task.
  if (!connection_->in_transaction()) {
    return task->status.ok() ? absl::InternalError("the transaction was undone") : task->status;
  }
  if (alone) {
    if (task->status.ok()) return absl::OkStatus();
    RETURN_IF_ERROR(connection_->Execute("ROLLBACK"));
    return connection_->Execute("BEGIN IMMEDIATE");
  }
  if (!task->status.ok()) RETURN_IF_ERROR(connection_->Execute("ROLLBACK TO task"));
  return connection_->Execute("RELEASE task");
}

absl::Status Writer::RunTasks(std::vector<Task*>* all) {
  bool alone = true;
  const absl::Time end = absl::Now() + kGroupTime;
  for (size_t next = 0; next < all->size(); ++next) {
    RETURN_IF_ERROR(RunTask((*all)[next], alone));
    alone = alone && !(*all)[next]->status.ok();
    if (next + 1 < all->size() || absl::Now() >= end) continue;
    absl::MutexLock lock(&mutex_);
    all->insert(all->end(), queue_.begin(), queue_.end());
    queue_.clear();
  }
  return absl::OkStatus();
}

absl::Status Writer::RunGroup(const std::vector<Task*>& first, std::vector<Task*>* all) {
  *all = first;
  RETURN_IF_ERROR(connection_->Execute("BEGIN IMMEDIATE"));
  absl::Status status = RunTasks(all);
  if (status.ok()) status = connection_->Execute("COMMIT");
  if (!status.ok() && connection_->in_transaction()) connection_->Execute("ROLLBACK").IgnoreError();
  return status;
}

void Writer::TendLog() {
  if (log_pages_ < kLongLogPages) restart_at_ = kLongLogPages;
  if (log_pages_ < kLogPages) return;
  // What cannot be moved now is moved later, and the log is as good as the file: errors wait for a write.
  if (log_pages_ < restart_at_) return connection_->Execute("PRAGMA wal_checkpoint(PASSIVE)").IgnoreError();
  // Who reads for long holds the writer up once in a while, not at every commit.
  restart_at_ = log_pages_ + kLongLogPages / 2;
  connection_->SetBusyTimeout(kWaitForReadersMs);
  connection_->Execute("PRAGMA wal_checkpoint(RESTART)").IgnoreError();
  connection_->SetBusyTimeout(Connection::kBusyTimeoutMs);
}

void Writer::Loop() {
  pthread_setname_np(pthread_self(), "corpus-writer");
  connection_->ReportLog(&log_pages_);
  std::vector<Task*> first, all;
  while (TakeTasks(&first)) {
    const absl::Status committed = RunGroup(first, &all);
    if (committed.ok()) {
      commits_.fetch_add(1, std::memory_order_release);
      TendLog();
    } else {
      Log(LogLevel::kError, "a group of writes was not committed",
          {{"error", std::string(committed.message())}});
    }
    absl::MutexLock lock(&mutex_);
    for (Task* task : all) {
      if (task->status.ok()) task->status = committed;
      task->done = true;
    }
  }
  connection_->Execute("PRAGMA wal_checkpoint(TRUNCATE)").IgnoreError();
}

}  // namespace parallax::corpus
