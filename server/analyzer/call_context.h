// The limits of one call: when it must end, and whether anybody still wants the answer.
#ifndef PARALLAX_SERVER_ANALYZER_CALL_CONTEXT_H_
#define PARALLAX_SERVER_ANALYZER_CALL_CONTEXT_H_

#include <atomic>
#include <memory>

#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace parallax {

// Thread-safe. Copies share the cancellation flag.
class CallContext {
 public:
  // Never ends on its own.
  CallContext() : CallContext(absl::InfiniteFuture()) {}
  explicit CallContext(absl::Time deadline)
      : deadline_(deadline), cancelled_(std::make_shared<std::atomic<bool>>(false)) {}

  // The same cancellation, with a deadline that is not later than `deadline`.
  CallContext WithDeadline(absl::Time deadline) const {
    CallContext copy = *this;
    if (deadline < copy.deadline_) copy.deadline_ = deadline;
    return copy;
  }

  void Cancel() const { cancelled_->store(true, std::memory_order_relaxed); }
  bool cancelled() const { return cancelled_->load(std::memory_order_relaxed); }
  absl::Time deadline() const { return deadline_; }
  bool expired() const { return deadline_ != absl::InfiniteFuture() && absl::Now() >= deadline_; }
  bool Done() const { return cancelled() || expired(); }

 private:
  absl::Time deadline_;
  std::shared_ptr<std::atomic<bool>> cancelled_;
};

}  // namespace parallax

#endif  // PARALLAX_SERVER_ANALYZER_CALL_CONTEXT_H_
