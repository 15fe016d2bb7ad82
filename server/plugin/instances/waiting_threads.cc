#include "server/plugin/instances/waiting_threads.h"

#include <deque>
#include <thread>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace parallax::plugin {
namespace {

constexpr absl::Duration kIdle = absl::Seconds(5);

}  // namespace

struct WaitingThreads::Shared {
  static void Main(const std::shared_ptr<Shared>& shared);
  bool MustWake() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex) { return !tasks.empty() || leave; }

  absl::Mutex mutex;
  std::deque<absl::AnyInvocable<void()>> tasks ABSL_GUARDED_BY(mutex);
  size_t idle ABSL_GUARDED_BY(mutex) = 0;
  bool leave ABSL_GUARDED_BY(mutex) = false;
};

void WaitingThreads::Shared::Main(const std::shared_ptr<Shared>& shared) {
  absl::MutexLock lock(&shared->mutex);
  while (true) {
    ++shared->idle;
    shared->mutex.AwaitWithTimeout(absl::Condition(shared.get(), &Shared::MustWake), kIdle);
    --shared->idle;
    if (shared->tasks.empty()) return;
    absl::AnyInvocable<void()> task = std::move(shared->tasks.front());
    shared->tasks.pop_front();
    shared->mutex.Unlock();
    task();
    task = nullptr;  // what it owns may want this thread's locks
    shared->mutex.Lock();
  }
}

WaitingThreads::WaitingThreads() : shared_(std::make_shared<Shared>()) {}

WaitingThreads::~WaitingThreads() {
  absl::MutexLock lock(&shared_->mutex);
  shared_->leave = true;
}

void WaitingThreads::Run(absl::AnyInvocable<void()> task) {
  absl::MutexLock lock(&shared_->mutex);
  shared_->tasks.push_back(std::move(task));
  if (shared_->idle >= shared_->tasks.size()) return;
  std::thread([shared = shared_] { Shared::Main(shared); }).detach();
}

}  // namespace parallax::plugin
