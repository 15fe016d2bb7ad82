#include "server/plugin/instance_pool.h"

#include <algorithm>
#include <map>
#include <set>
#include <thread>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "server/base/error_reason.h"
#include "server/base/logging.h"

namespace parallax::plugin {
namespace {

// A cancellation has no way to wake a waiter, so waiters look this often.
constexpr absl::Duration kCancellationPoll = absl::Milliseconds(10);

}  // namespace

struct InstancePool::Shared {
  explicit Shared(PoolLimits limits) : limits(limits) {}

  bool Available() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex) {
    return !free.empty() || size < limits.instances || stuck.size() >= limits.stuck;
  }

  const PoolLimits limits;
  absl::Mutex mutex;
  std::vector<std::unique_ptr<InstanceThread>> free ABSL_GUARDED_BY(mutex);  // last used first
  size_t size ABSL_GUARDED_BY(mutex) = 0;  // free or lent
  std::map<InstanceThread*, std::unique_ptr<InstanceThread>> stuck ABSL_GUARDED_BY(mutex);
  std::set<InstanceThread*> back ABSL_GUARDED_BY(mutex);  // came back before they were set aside
  bool closed ABSL_GUARDED_BY(mutex) = false;
  absl::Duration cpu_time ABSL_GUARDED_BY(mutex);  // of calls that have returned
};

InstancePool::InstancePool(std::shared_ptr<const Model> model, PoolLimits limits)
    : model_(std::move(model)), limits_(limits), shared_(std::make_shared<Shared>(limits)) {}

InstancePool::~InstancePool() {
  // Destroyed after the lock is given back: their threads may want it.
  std::vector<std::unique_ptr<InstanceThread>> free;
  std::map<InstanceThread*, std::unique_ptr<InstanceThread>> stuck;
  absl::MutexLock lock(&shared_->mutex);
  shared_->closed = true;
  free.swap(shared_->free);
  stuck.swap(shared_->stuck);
}

absl::Status InstancePool::Hung(absl::StatusCode code, absl::string_view what) const {
  return WithReason(absl::Status(code, absl::StrCat("analyzer ", model_->library().id(), " ", what)),
                    "ANALYZER_HUNG");
}

absl::StatusOr<std::unique_ptr<InstanceThread>> InstancePool::Acquire(const CallContext& call) {
  absl::MutexLock lock(&shared_->mutex);
  while (!shared_->Available()) {
    if (call.cancelled()) {
      return absl::CancelledError(
          absl::StrCat("cancelled while waiting for analyzer ", model_->library().id()));
    }
    const absl::Time now = absl::Now();
    if (now >= call.deadline()) {
      return WithReason(absl::ResourceExhaustedError(absl::StrCat(
                            "analyzer ", model_->library().id(), ": all ", limits_.instances,
                            " instances are busy until the deadline; retry later or allow more")),
                        "NO_INSTANCE");
    }
    shared_->mutex.AwaitWithDeadline(absl::Condition(shared_.get(), &Shared::Available),
                                     std::min(call.deadline(), now + kCancellationPoll));
  }
  if (shared_->stuck.size() >= limits_.stuck) {
    return Hung(absl::StatusCode::kUnavailable,
                absl::StrCat("takes no calls: ", shared_->stuck.size(),
                             " of its instances did not stop at their deadlines and have not come "
                             "back; reload it, or restart the server"));
  }
  if (!shared_->free.empty()) {
    std::unique_ptr<InstanceThread> instance = std::move(shared_->free.back());
    shared_->free.pop_back();
    return instance;
  }
  ++shared_->size;
  return std::make_unique<InstanceThread>(model_);
}

absl::Status InstancePool::Run(InstanceThread::Work work, const CallContext& call) {
  absl::StatusOr<std::unique_ptr<InstanceThread>> acquired = Acquire(call);
  if (!acquired.ok()) return acquired.status();
  std::unique_ptr<InstanceThread> instance = *std::move(acquired);
  InstanceThread* const key = instance.get();
  const absl::Duration spent_before = instance->cpu_time();
  const auto came_back = [shared = shared_, key, id = model_->library().id()] {
    std::unique_ptr<InstanceThread> late;
    {
      absl::MutexLock lock(&shared->mutex);
      const auto found = shared->stuck.find(key);
      if (found == shared->stuck.end()) {
        if (!shared->closed) shared->back.insert(key);
        return;
      }
      late = std::move(found->second);
      shared->stuck.erase(found);
      if (shared->size < shared->limits.instances) {
        ++shared->size;
        shared->free.push_back(std::move(late));
      }
    }
    Log(LogLevel::kInfo, "a call came back after its deadline", {{"analyzer", id}});
    // Its destructor waits for this very thread: another one does that.
    if (late != nullptr) std::thread([late = std::move(late)]() mutable { late.reset(); }).detach();
  };
  absl::Status status;
  const InstanceThread::End end = instance->Run(std::move(work), call, came_back, &status);
  if (end == InstanceThread::End::kOverrun) return SetAside(std::move(instance), call);
  const absl::Duration spent = instance->cpu_time() - spent_before;
  const bool broken = end == InstanceThread::End::kBroken;
  if (broken) instance.reset();
  absl::MutexLock lock(&shared_->mutex);
  shared_->cpu_time += spent;
  if (broken) {
    --shared_->size;
  } else {
    shared_->free.push_back(std::move(instance));
  }
  return status;
}

absl::Status InstancePool::SetAside(std::unique_ptr<InstanceThread> instance,
                                    const CallContext& call) {
  size_t stuck = 0;
  {
    absl::MutexLock lock(&shared_->mutex);
    InstanceThread* const key = instance.get();
    if (shared_->back.erase(key) > 0) {
      shared_->free.push_back(std::move(instance));
    } else {
      --shared_->size;
      shared_->stuck[key] = std::move(instance);
    }
    stuck = shared_->stuck.size();
  }
  Log(LogLevel::kError, "a call did not stop at its end; its instance is set aside",
      {{"analyzer", model_->library().id()}, {"set_aside", absl::StrCat(stuck)}});
  return Hung(call.cancelled() ? absl::StatusCode::kCancelled
                               : absl::StatusCode::kDeadlineExceeded,
              "did not stop at the end of the call; its instance is set aside");
}

InstancePool::Counts InstancePool::counts() const {
  absl::MutexLock lock(&shared_->mutex);
  Counts counts;
  counts.instances = shared_->size;
  counts.busy = shared_->size - shared_->free.size();
  counts.stuck = shared_->stuck.size();
  counts.cpu_time = shared_->cpu_time;
  return counts;
}

}  // namespace parallax::plugin
