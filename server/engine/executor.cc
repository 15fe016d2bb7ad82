#include "server/engine/executor.h"

#include <algorithm>
#include <atomic>
#include <deque>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "server/base/thread_set.h"

namespace parallax {
namespace {

constexpr absl::Duration kStarved = absl::Milliseconds(100);
constexpr absl::Duration kSpareIdle = absl::Seconds(1);
constexpr int kMaxSpares = 64;

}  // namespace

struct Executor::State {
  State(int t, size_t q) : threads(t), max_queued(q) {}

  // A thread's life. A spare goes when it is idle.
  static void Work(const std::shared_ptr<State>& state, bool spare);
  static void StartThread(const std::shared_ptr<State>& state)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(state->mu);
  static void WatchForStarvation(const std::shared_ptr<State>& state);

  void Add(absl::AnyInvocable<void()> task) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu) {
    if (queue.empty()) moved = absl::Now();
    queue.push_back(std::move(task));
  }
  absl::AnyInvocable<void()> Take() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu) {
    absl::AnyInvocable<void()> task = std::move(queue.front());
    queue.pop_front();
    // Only what waits behind it makes the time matter.
    if (!queue.empty()) moved = absl::Now();
    return task;
  }
  bool Ready() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu) { return stopping || !queue.empty(); }
  // More threads than wanted: a stuck one came back.
  bool Surplus() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu) { return steady - stuck > threads; }
  bool ReadyOrSurplus() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu) { return Ready() || Surplus(); }
  bool OnlyStuck() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu) { return steady + spares == stuck; }

  const int threads;
  const size_t max_queued;
  absl::Mutex mu;
  std::deque<absl::AnyInvocable<void()>> queue ABSL_GUARDED_BY(mu);
  bool stopping ABSL_GUARDED_BY(mu) = false;
  absl::Time moved ABSL_GUARDED_BY(mu);  // when a task was last taken, or first had to wait
  int steady ABSL_GUARDED_BY(mu) = 0;  // threads that are not spare
  int spares ABSL_GUARDED_BY(mu) = 0;
  int stuck ABSL_GUARDED_BY(mu) = 0;   // of both
  ThreadSet threads_running ABSL_GUARDED_BY(mu);
};

void Executor::State::Work(const std::shared_ptr<State>& state, bool spare) {
  absl::MutexLock lock(&state->mu);
  while (true) {
    if (spare) {
      const absl::Condition ready(state.get(), &State::Ready);
      if (!state->mu.AwaitWithTimeout(ready, kSpareIdle)) break;
    } else {
      state->mu.Await(absl::Condition(state.get(), &State::ReadyOrSurplus));
      if (state->Surplus()) break;
    }
    if (state->queue.empty()) break;
    absl::AnyInvocable<void()> task = state->Take();
    state->mu.Unlock();
    task();
    task = nullptr;
    state->mu.Lock();
  }
  --(spare ? state->spares : state->steady);
  state->threads_running.Ended();
}

void Executor::State::StartThread(const std::shared_ptr<State>& state) {
  ++state->steady;
  state->threads_running.Start([state] { Work(state, /*spare=*/false); });
}

void Executor::State::WatchForStarvation(const std::shared_ptr<State>& state) {
  absl::MutexLock lock(&state->mu);
  while (!state->mu.AwaitWithTimeout(absl::Condition(&state->stopping), kStarved / 2)) {
    if (state->queue.empty() || state->spares >= kMaxSpares ||
        absl::Now() - state->moved < kStarved) {
      continue;
    }
    ++state->spares;
    state->moved = absl::Now();
    state->threads_running.Start([state] { Work(state, /*spare=*/true); });
  }
}

Executor::Executor(int threads, size_t max_queued)
    : threads_(std::max(threads, 1)), state_(std::make_shared<State>(threads_, max_queued)) {
  absl::MutexLock lock(&state_->mu);
  for (int i = 0; i < threads_; ++i) State::StartThread(state_);
  watcher_ = std::thread([state = state_] { State::WatchForStarvation(state); });
}

Executor::~Executor() {
  {
    absl::MutexLock lock(&state_->mu);
    state_->stopping = true;
  }
  watcher_.join();
  std::vector<std::thread> ended;
  {
    absl::MutexLock lock(&state_->mu);
    state_->mu.Await(absl::Condition(state_.get(), &State::OnlyStuck));
    ended = state_->threads_running.TakeEnded();
  }
  for (std::thread& thread : ended) thread.join();
}

bool Executor::TrySchedule(absl::AnyInvocable<void()> task) {
  absl::MutexLock lock(&state_->mu);
  if (state_->stopping || state_->queue.size() >= state_->max_queued) return false;
  state_->Add(std::move(task));
  return true;
}

void Executor::Resume(absl::AnyInvocable<void()> task) {
  absl::MutexLock lock(&state_->mu);
  state_->Add(std::move(task));
}

std::function<void()> Executor::Replace() {
  absl::MutexLock lock(&state_->mu);
  ++state_->stuck;
  State::StartThread(state_);
  return [state = state_] {
    absl::MutexLock lock(&state->mu);
    --state->stuck;
  };
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
  const size_t helpers = std::min(n - 1, static_cast<size_t>(threads_));
  for (size_t i = 0; i < helpers; ++i) {
    if (!TrySchedule([loop] { loop->Run(); })) break;
  }
  loop->Run();
  absl::MutexLock lock(&loop->mu);
  loop->mu.Await(absl::Condition(loop.get(), &Loop::AllDone));
}

}  // namespace parallax
