#include "server/corpus/importer.h"

#include <pthread.h>

#include <algorithm>
#include <deque>
#include <optional>
#include <thread>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/types/span.h"
#include "server/base/status_macros.h"
#include "server/corpus/import/import_writer.h"

namespace parallax::corpus {
namespace {

// One commit takes what waits, at most so much: keys of documents fall evenly over the pages of an
// index, so that a small group writes nearly as many pages as a large one.
constexpr size_t kGroupItems = 2048;
constexpr int64_t kGroupBytes = int64_t{16} << 20;
// How often a waiting call looks whether it is still wanted.
constexpr absl::Duration kPoll = absl::Milliseconds(20);

absl::Status EndOf(const CallContext& call) {
  if (call.cancelled()) return absl::CancelledError("the call was cancelled");
  return absl::DeadlineExceededError("the deadline passed during the import");
}

class Session final : public ImportSession {
 public:
  Session(CorpusStore* store, const ReaderRegistry* readers, ImportOptions options,
          int64_t resumed_from)
      : options_(std::move(options)),
        resumed_from_(resumed_from),
        writer_(store, readers, &options_),
        committed_through_(resumed_from),
        preparer_([this] { PrepareGroups(); }),
        committer_([this] { CommitGroups(); }) {}

  ~Session() override {
    {
      absl::MutexLock lock(&mutex_);
      stopping_ = true;
    }
    preparer_.join();
    committer_.join();
  }

  absl::Status Add(ImportItem item, const CallContext& call) override;
  void FinishAdding() override {
    absl::MutexLock lock(&mutex_);
    finished_adding_ = true;
  }
  absl::StatusOr<ImportProgress> Next(const CallContext& call) override;
  ImportTotals totals() const override {
    absl::MutexLock lock(&mutex_);
    return totals_;
  }
  int64_t resumed_from() const override { return resumed_from_; }

 private:
  struct Answered {
    std::vector<ItemOutcome> outcomes;
    size_t items = 0;
    int64_t bytes = 0;
    int64_t last = 0;
  };

  // Two threads, so that the text pass over one group runs while the one before is written: the first
  // reads and prepares, the second commits, in the order in which items were added.
  void PrepareGroups() ABSL_LOCKS_EXCLUDED(mutex_);
  void CommitGroups() ABSL_LOCKS_EXCLUDED(mutex_);
  std::vector<ImportItem> TakeGroup() ABSL_LOCKS_EXCLUDED(mutex_);
  bool HasRoom(int64_t bytes) const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return !ended_.ok() || open_items_ == 0 ||
           (open_items_ < static_cast<size_t>(std::max(options_.queue_items, 1)) &&
            open_bytes_ + bytes <= options_.queue_bytes);
  }
  bool HasNews() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return !answered_.empty() || !ended_.ok() || (finished_adding_ && open_items_ == 0);
  }

  const ImportOptions options_;
  const int64_t resumed_from_;
  ImportWriter writer_;

  mutable absl::Mutex mutex_;
  std::deque<ImportItem> queue_ ABSL_GUARDED_BY(mutex_);
  std::deque<Answered> answered_ ABSL_GUARDED_BY(mutex_);
  size_t open_items_ ABSL_GUARDED_BY(mutex_) = 0;  // between Add() and Next()
  int64_t open_bytes_ ABSL_GUARDED_BY(mutex_) = 0;
  int64_t last_added_ ABSL_GUARDED_BY(mutex_) = 0;
  int64_t committed_through_ ABSL_GUARDED_BY(mutex_);
  ImportTotals totals_ ABSL_GUARDED_BY(mutex_);
  bool finished_adding_ ABSL_GUARDED_BY(mutex_) = false;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  absl::Status ended_ ABSL_GUARDED_BY(mutex_);  // not OK: nothing more is taken

  std::optional<ImportGroup> prepared_ ABSL_GUARDED_BY(mutex_);

  std::thread preparer_, committer_;  // last: they start when all else is there
};

absl::Status Session::Add(ImportItem item, const CallContext& call) {
  const int64_t bytes = SizeOf(item);
  absl::MutexLock lock(&mutex_);
  RETURN_IF_ERROR(CheckSequence(last_added_, item.sequence));
  const auto has_room = [this, bytes]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return HasRoom(bytes);
  };
  while (!mutex_.AwaitWithTimeout(absl::Condition(&has_room), kPoll)) {
    if (call.Done()) return EndOf(call);
  }
  RETURN_IF_ERROR(ended_);
  if (call.Done()) return EndOf(call);  // also where there is always room
  last_added_ = item.sequence;
  ++open_items_;
  open_bytes_ += bytes;
  queue_.push_back(std::move(item));
  return absl::OkStatus();
}

absl::StatusOr<ImportProgress> Session::Next(const CallContext& call) {
  absl::MutexLock lock(&mutex_);
  const auto has_news = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return HasNews(); };
  while (!mutex_.AwaitWithTimeout(absl::Condition(&has_news), kPoll)) {
    if (call.Done()) return EndOf(call);
  }
  ImportProgress progress;
  if (answered_.empty() && !ended_.ok()) return ended_;
  if (!answered_.empty()) {
    Answered answered = std::move(answered_.front());
    answered_.pop_front();
    open_items_ -= answered.items;
    open_bytes_ -= answered.bytes;
    if (!options_.validate_only) committed_through_ = std::max(committed_through_, answered.last);
    progress.outcomes = std::move(answered.outcomes);
    for (const ItemOutcome& outcome : progress.outcomes) Count(outcome, &totals_);
  }
  progress.committed_through = committed_through_;
  progress.finished = finished_adding_ && open_items_ == 0 && ended_.ok();
  return progress;
}

std::vector<ImportItem> Session::TakeGroup() {
  absl::MutexLock lock(&mutex_);
  const auto has_work = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return stopping_ || !ended_.ok() || !queue_.empty();
  };
  mutex_.Await(absl::Condition(&has_work));
  std::vector<ImportItem> group;
  int64_t bytes = 0;
  while (!stopping_ && ended_.ok() && !queue_.empty() && group.size() < kGroupItems && bytes < kGroupBytes) {
    bytes += SizeOf(queue_.front());
    group.push_back(std::move(queue_.front()));
    queue_.pop_front();
  }
  return group;
}

void Session::PrepareGroups() {
  pthread_setname_np(pthread_self(), "import-prepare");
  while (true) {
    const std::vector<ImportItem> items = TakeGroup();
    if (items.empty()) return;  // stopping
    ImportGroup group = writer_.Prepare(items, resumed_from_);
    absl::MutexLock lock(&mutex_);
    const auto free = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
      return stopping_ || !ended_.ok() || !prepared_.has_value();
    };
    mutex_.Await(absl::Condition(&free));
    if (stopping_ || !ended_.ok()) return;
    prepared_ = std::move(group);
  }
}

void Session::CommitGroups() {
  pthread_setname_np(pthread_self(), "import-commit");
  while (true) {
    ImportGroup group;
    {
      absl::MutexLock lock(&mutex_);
      const auto ready = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
        return stopping_ || prepared_.has_value();
      };
      mutex_.Await(absl::Condition(&ready));
      if (stopping_) return;
      group = *std::move(prepared_);
      prepared_.reset();
    }
    Answered answered{{}, group.items, group.bytes, group.last};
    absl::StatusOr<std::vector<ItemOutcome>> outcomes = writer_.Commit(std::move(group));
    absl::MutexLock lock(&mutex_);
    if (!outcomes.ok()) {
      ended_ = outcomes.status();
      return;
    }
    answered.outcomes = *std::move(outcomes);
    answered_.push_back(std::move(answered));
    if (writer_.PastMaxErrors()) {
      ended_ = TooManyErrors(writer_.rejected(), options_.max_errors);
      return;
    }
  }
}

}  // namespace

absl::StatusOr<std::unique_ptr<ImportSession>> ImportSession::Open(CorpusStore* store,
                                                                   const ReaderRegistry* readers,
                                                                   const ImportOptions& options) {
  if (!options.new_corpus) RETURN_IF_ERROR(store->GetCorpus(options.corpus).status());
  int64_t committed = 0;
  if (!options.import_id.empty()) {
    ASSIGN_OR_RETURN(committed, store->ImportCommittedThrough(options.corpus, options.import_id));
  }
  return std::unique_ptr<ImportSession>(
      std::make_unique<Session>(store, readers, options, committed));
}

absl::StatusOr<ImportProgress> ImportBatch(CorpusStore* store, const ReaderRegistry* readers,
                                           const ImportOptions& options,
                                           std::vector<ImportItem> items) {
  int64_t last = 0;
  for (const ImportItem& item : items) {
    RETURN_IF_ERROR(CheckSequence(last, item.sequence));
    last = item.sequence;
  }
  ImportWriter writer(store, readers, &options);
  ImportProgress progress;
  size_t next = 0;
  while (next < items.size() && !writer.PastMaxErrors()) {
    size_t end = next;
    int64_t bytes = 0;
    while (end < items.size() && end - next < kGroupItems && bytes < kGroupBytes) {
      bytes += SizeOf(items[end++]);
    }
    const auto group = absl::MakeConstSpan(items).subspan(next, end - next);
    ASSIGN_OR_RETURN(std::vector<ItemOutcome> outcomes, writer.Commit(writer.Prepare(group, 0)));
    for (ItemOutcome& outcome : outcomes) progress.outcomes.push_back(std::move(outcome));
    if (!options.validate_only) progress.committed_through = group.back().sequence;
    next = end;
  }
  progress.finished = next == items.size();
  return progress;
}

}  // namespace parallax::corpus
