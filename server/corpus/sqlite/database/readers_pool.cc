#include "server/corpus/sqlite/database/readers_pool.h"

#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace parallax::corpus {
namespace {

// How often a call that waits looks whether it is still wanted.
constexpr absl::Duration kPoll = absl::Milliseconds(20);

absl::Status EndOf(const CallContext& call) {
  if (call.cancelled()) return absl::CancelledError("the call was cancelled");
  return absl::DeadlineExceededError("the deadline passed before the store answered");
}

}  // namespace

absl::Status ReadersPool::Run(const CallContext& call,
                              const std::function<absl::Status(Connection*)>& work) {
  std::unique_ptr<Connection> connection;
  while (connection == nullptr) {
    if (call.Done()) return EndOf(call);
    absl::MutexLock lock(&mutex_);
    const auto has_idle = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return !idle_.empty(); };
    if (!mutex_.AwaitWithTimeout(absl::Condition(&has_idle), kPoll)) continue;
    connection = std::move(idle_.back());
    idle_.pop_back();
  }
  connection->SetCall(&call);
  absl::Status status = connection->Execute("BEGIN");
  if (status.ok()) status = work(connection.get());
  connection->SetCall(nullptr);
  if (connection->in_transaction()) connection->Execute("ROLLBACK").IgnoreError();
  if (absl::IsCancelled(status) && call.Done()) status = EndOf(call);
  absl::MutexLock lock(&mutex_);
  idle_.push_back(std::move(connection));
  return status;
}

}  // namespace parallax::corpus
