#include "server/worker/service/cancellation_watch.h"

#include "absl/time/clock.h"

namespace parallax::worker {
namespace {

constexpr absl::Duration kPoll = absl::Milliseconds(20);

CallContext LimitsOf(const grpc::ServerContext& context) {
  const auto deadline = context.deadline();
  const bool endless = deadline == std::chrono::system_clock::time_point::max();
  return CallContext(endless ? absl::InfiniteFuture() : absl::FromChrono(deadline));
}

}  // namespace

CancellationWatch::CancellationWatch() : thread_([this] { Watch(); }) {}

CancellationWatch::~CancellationWatch() {
  {
    absl::MutexLock lock(&mutex_);
    ended_ = true;
  }
  thread_.join();
}

void CancellationWatch::Watch() {
  absl::MutexLock lock(&mutex_);
  while (true) {
    mutex_.Await(absl::Condition(this, &CancellationWatch::HasWork));
    if (ended_) return;
    mutex_.AwaitWithTimeout(absl::Condition(&ended_), kPoll);
    for (const auto& [context, limits] : calls_) {
      if (context->IsCancelled()) limits.Cancel();
    }
  }
}

CancellationWatch::Call::Call(CancellationWatch& watch, grpc::ServerContext* context)
    : watch_(watch), context_(context), limits_(LimitsOf(*context)) {
  absl::MutexLock lock(&watch_.mutex_);
  watch_.calls_.emplace(context_, limits_);
}

CancellationWatch::Call::~Call() {
  absl::MutexLock lock(&watch_.mutex_);
  watch_.calls_.erase(context_);
}

}  // namespace parallax::worker
