#include "server/engine/executor.h"

#include <algorithm>
#include <atomic>
#include <memory>
#include <utility>

#include "absl/time/clock.h"

namespace parallax {
namespace {

constexpr absl::Duration kStarved = absl::Milliseconds(100);
constexpr absl::Duration kSpareIdle = absl::Seconds(1);
constexpr int kMaxSpares = 64;

}  // namespace

Executor::Executor(int threads, size_t max_queued) : max_queued_(max_queued) {
  threads_.reserve(std::max(threads, 1));
  for (int i = 0; i < std::max(threads, 1); ++i) threads_.emplace_back([this] { Work(); });
  watcher_ = std::thread([this] { WatchForStarvation(); });
}

Executor::~Executor() {
  {
    absl::MutexLock lock(&mu_);
    stopping_ = true;
  }
  watcher_.join();
  for (std::thread& thread : threads_) thread.join();
  absl::MutexLock lock(&mu_);
  mu_.Await(absl::Condition(this, &Executor::NoSpares));
}

bool Executor::TrySchedule(absl::AnyInvocable<void()> task) {
  absl::MutexLock lock(&mu_);
  if (stopping_ || queue_.size() >= max_queued_) return false;
  if (queue_.empty()) moved_ = absl::Now();
  queue_.push_back(std::move(task));
  return true;
}

absl::AnyInvocable<void()> Executor::Take() {
  absl::AnyInvocable<void()> task = std::move(queue_.front());
  queue_.pop_front();
  // Only what waits behind it makes the time matter.
  if (!queue_.empty()) moved_ = absl::Now();
  return task;
}

void Executor::Work() {
  while (true) {
    absl::AnyInvocable<void()> task;
    {
      absl::MutexLock lock(&mu_);
      mu_.Await(absl::Condition(this, &Executor::Ready));
      if (queue_.empty()) return;
      task = Take();
    }
    task();
  }
}

void Executor::WorkAsSpare() {
  absl::MutexLock lock(&mu_);
  while (mu_.AwaitWithTimeout(absl::Condition(this, &Executor::Ready), kSpareIdle)) {
    if (queue_.empty()) break;
    absl::AnyInvocable<void()> task = Take();
    mu_.Unlock();
    task();
    task = nullptr;
    mu_.Lock();
  }
  --spares_;
}

void Executor::WatchForStarvation() {
  absl::MutexLock lock(&mu_);
  while (!mu_.AwaitWithTimeout(absl::Condition(&stopping_), kStarved / 2)) {
    if (queue_.empty() || spares_ >= kMaxSpares || absl::Now() - moved_ < kStarved) continue;
    ++spares_;
    moved_ = absl::Now();
    std::thread([this] { WorkAsSpare(); }).detach();
  }
}

namespace {

// Shared with helpers that may start after the loop is over: they then find nothing left to do and
// never touch `body`, which lives on the caller's stack.
struct Loop {
  Loop(size_t size, absl::FunctionRef<void(size_t)> b) : n(size), body(b) {}

  void Run() {
    for (size_t i = next.fetch_add(1); i < n; i = next.fetch_add(1)) {
      body(i);
      absl::MutexLock lock(&mu);
      ++done;
    }
  }
  bool AllDone() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu) { return done == n; }

  const size_t n;
  const absl::FunctionRef<void(size_t)> body;
  std::atomic<size_t> next{0};
  absl::Mutex mu;
  size_t done ABSL_GUARDED_BY(mu) = 0;
};

}  // namespace

void Executor::ParallelFor(size_t n, absl::FunctionRef<void(size_t)> body) {
  if (n == 0) return;
  auto loop = std::make_shared<Loop>(n, body);
  const size_t helpers = std::min(n - 1, threads_.size());
  for (size_t i = 0; i < helpers; ++i) {
    if (!TrySchedule([loop] { loop->Run(); })) break;
  }
  loop->Run();
  absl::MutexLock lock(&loop->mu);
  loop->mu.Await(absl::Condition(loop.get(), &Loop::AllDone));
}

}  // namespace parallax
