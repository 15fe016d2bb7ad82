#include "server/plugin/instances/waiting_threads.h"

#include <deque>
#include <thread>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "server/base/thread_set.h"

namespace parallax::plugin {
namespace {

constexpr absl::Duration kIdle = absl::Seconds(5);

}  // namespace

struct WaitingThreads::Shared {
  static void Main(const std::shared_ptr<Shared>& shared);
  bool NoneIdle() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex) { return idle == 0; }
  bool MustWake() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex) { return !tasks.empty() || leave; }

  absl::Mutex mutex;
  std::deque<absl::AnyInvocable<void()>> tasks ABSL_GUARDED_BY(mutex);
  size_t idle ABSL_GUARDED_BY(mutex) = 0;
  ThreadSet threads ABSL_GUARDED_BY(mutex);
  bool leave ABSL_GUARDED_BY(mutex) = false;
};

void WaitingThreads::Shared::Main(const std::shared_ptr<Shared>& shared) {
  absl::MutexLock lock(&shared->mutex);
  while (true) {
    ++shared->idle;
    shared->mutex.AwaitWithTimeout(absl::Condition(shared.get(), &Shared::MustWake), kIdle);
    --shared->idle;
    if (shared->tasks.empty()) break;
    absl::AnyInvocable<void()> task = std::move(shared->tasks.front());
    shared->tasks.pop_front();
    shared->mutex.Unlock();
    task();
    task = nullptr;  // what it owns may want this thread's locks
    shared->mutex.Lock();
  }
  shared->threads.Ended();
}

WaitingThreads::WaitingThreads() : shared_(std::make_shared<Shared>()) {}

WaitingThreads::~WaitingThreads() {
  std::vector<std::thread> ended;
  {
    absl::MutexLock lock(&shared_->mutex);
    shared_->leave = true;
    shared_->mutex.Await(absl::Condition(shared_.get(), &Shared::NoneIdle));
    ended = shared_->threads.TakeEnded();
  }
  for (std::thread& thread : ended) thread.join();
}

void WaitingThreads::Run(absl::AnyInvocable<void()> task) {
  absl::MutexLock lock(&shared_->mutex);
  shared_->tasks.push_back(std::move(task));
  if (shared_->idle >= shared_->tasks.size()) return;
  shared_->threads.Start([shared = shared_] { Shared::Main(shared); });
}

}  // namespace parallax::plugin
