#include "server/plugin/instances/call_watch.h"

#include <algorithm>
#include <thread>
#include <utility>

#include "absl/time/clock.h"

namespace parallax::plugin {
namespace {

// How often it looks while calls run: a cancellation has no way to wake it.
constexpr absl::Duration kLook = absl::Milliseconds(20);
// And for how long after the last one, so that single calls need not wake it each.
constexpr int kIdleLooks = 50;

}  // namespace

struct CallWatch::Shared {
  using State = Call::State;

  static void Main(const std::shared_ptr<Shared>& shared);
  bool MustWake() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex) { return !calls.empty() || leave; }

  // One that has gone on too long; it stays in `calls` until its overrun begins.
  Call* FindOverrun(absl::Time now) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex) {
    for (Call* call : calls) {
      if (!call->cancelled_ && call->context_.cancelled()) {
        call->cancelled_ = true;
        call->limit_ = std::min(call->limit_, now + kCancelGrace);
      }
      if (now >= call->limit_) return call;
    }
    return nullptr;
  }

  absl::Mutex mutex;
  std::list<Call*> calls ABSL_GUARDED_BY(mutex);
  std::thread thread ABSL_GUARDED_BY(mutex);
  bool leave ABSL_GUARDED_BY(mutex) = false;
};

void CallWatch::Shared::Main(const std::shared_ptr<Shared>& shared) {
  absl::MutexLock lock(&shared->mutex);
  int idle = 0;
  while (!shared->leave) {
    if (idle < kIdleLooks) {
      shared->mutex.AwaitWithTimeout(absl::Condition(&shared->leave), kLook);
    } else {
      shared->mutex.Await(absl::Condition(shared.get(), &Shared::MustWake));
    }
    idle = shared->calls.empty() ? idle + 1 : 0;
    while (Call* call = shared->FindOverrun(absl::Now())) {
      shared->calls.erase(call->place_);
      call->state_ = State::kOverrunning;
      shared->mutex.Unlock();
      call->overrun_();
      shared->mutex.Lock();
      call->state_ = State::kOverrun;
    }
  }
}

CallWatch::CallWatch() : shared_(std::make_shared<Shared>()) {}

CallWatch::~CallWatch() {
  std::thread thread;
  {
    absl::MutexLock lock(&shared_->mutex);
    shared_->leave = true;
    thread = std::move(shared_->thread);
  }
  if (thread.joinable()) thread.join();
}

CallWatch::Call::Call(CallWatch& watch, const CallContext& context, std::function<void()> overrun)
    : shared_(watch.shared_),
      context_(context),
      overrun_(std::move(overrun)),
      limit_(context.deadline() + kDeadlineGrace) {
  absl::MutexLock lock(&shared_->mutex);
  place_ = shared_->calls.insert(shared_->calls.end(), this);
  if (shared_->thread.joinable()) return;
  shared_->thread = std::thread([shared = shared_] { Shared::Main(shared); });
}

bool CallWatch::Call::Returned() {
  absl::MutexLock lock(&shared_->mutex);
  if (state_ == State::kRunning) {
    shared_->calls.erase(place_);
    state_ = State::kReturned;
  }
  shared_->mutex.Await(absl::Condition(this, &Call::IsDecided));
  return state_ == State::kReturned;
}

}  // namespace parallax::plugin
