// The limits of one call: when it must end, and whether anybody still wants the answer.
#ifndef PARALLAX_SERVER_ANALYZER_CALL_CONTEXT_H_
#define PARALLAX_SERVER_ANALYZER_CALL_CONTEXT_H_

#include <atomic>
#include <functional>
#include <memory>
#include <utility>

#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace parallax {

// Thread-safe. Copies share the cancellation.
class CallContext {
 public:
  // Never ends on its own.
  CallContext() : CallContext(absl::InfiniteFuture()) {}
  explicit CallContext(absl::Time deadline);

  // The same cancellation, with a deadline that is not later than `deadline`.
  CallContext WithDeadline(absl::Time deadline) const {
    CallContext copy = *this;
    if (deadline < copy.deadline_) copy.deadline_ = deadline;
    return copy;
  }

  // Nobody wants the answer any more. Runs what waits for that, once, on this thread.
  void Cancel() const;
  bool cancelled() const;
  absl::Time deadline() const { return deadline_; }
  bool expired() const { return deadline_ != absl::InfiniteFuture() && absl::Now() >= deadline_; }
  bool Done() const { return cancelled() || expired(); }

 private:
  friend class CancellationHook;
  struct Cancellation;

  absl::Time deadline_;
  std::shared_ptr<Cancellation> cancellation_;
};

// Runs `action` when the call is cancelled, at once if it is already; not any more once this is
// destroyed, which waits for an action that runs. `action` is short, does not block, and destroys
// no hook of the same call.
class CancellationHook {
 public:
  CancellationHook(const CallContext& call, std::function<void()> action);
  ~CancellationHook();
  CancellationHook(const CancellationHook&) = delete;
  CancellationHook& operator=(const CancellationHook&) = delete;

 private:
  friend class CallContext;
  const std::shared_ptr<CallContext::Cancellation> cancellation_;
  const std::function<void()> action_;
};

}  // namespace parallax

#endif  // PARALLAX_SERVER_ANALYZER_CALL_CONTEXT_H_
