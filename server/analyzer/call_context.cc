#include "server/analyzer/call_context.h"

#include <set>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"

namespace parallax {

struct CallContext::Cancellation {
  std::atomic<bool> cancelled{false};
  absl::Mutex mutex;
  std::set<CancellationHook*> hooks ABSL_GUARDED_BY(mutex);
};

CallContext::CallContext(absl::Time deadline)
    : deadline_(deadline), cancellation_(std::make_shared<Cancellation>()) {}

bool CallContext::cancelled() const {
  return cancellation_->cancelled.load(std::memory_order_relaxed);
}

void CallContext::Cancel() const {
  absl::MutexLock lock(&cancellation_->mutex);
  if (cancellation_->cancelled.exchange(true, std::memory_order_relaxed)) return;
  // Under the lock, so that a hook cannot go while its action runs.
  for (CancellationHook* hook : cancellation_->hooks) hook->action_();
}

CancellationHook::CancellationHook(const CallContext& call, std::function<void()> action)
    : cancellation_(call.cancellation_), action_(std::move(action)) {
  absl::MutexLock lock(&cancellation_->mutex);
  if (cancellation_->cancelled.load(std::memory_order_relaxed)) {
    action_();
  } else {
    cancellation_->hooks.insert(this);
  }
}

CancellationHook::~CancellationHook() {
  absl::MutexLock lock(&cancellation_->mutex);
  cancellation_->hooks.erase(this);
}

}  // namespace parallax
