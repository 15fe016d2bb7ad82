#include "server/plugin/instances/instance_pool.h"

#include <algorithm>
#include <ctime>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "server/base/error_reason.h"
#include "server/base/logging.h"
#include "server/base/status_macros.h"
#include "server/plugin/instances/call_watch.h"
#include "server/plugin/instances/waiting_threads.h"

namespace parallax::plugin {
namespace {

// A cancellation has no way to wake a waiter, so waiters look this often.
constexpr absl::Duration kCancellationPoll = absl::Milliseconds(10);

absl::Duration ThreadCpuTime() {
  timespec now = {};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return absl::DurationFromTimespec(now);
}

// A line of execution of the model, made by its first call.
class Instance {
 public:
  explicit Instance(std::shared_ptr<const Model> model) : model_(std::move(model)) {}
  ~Instance() { Destroy(); }
  Instance(const Instance&) = delete;
  Instance& operator=(const Instance&) = delete;

  // What create_instance says when it fails. The instance is broken() if that or `work` said so.
  absl::Status Call(InstancePool::Work& work) {
    if (raw_ == nullptr) {
      ASSIGN_OR_RETURN(raw_, model_->CreateInstance());
    }
    if (!work(raw_)) Destroy();
    return absl::OkStatus();
  }
  bool broken() const { return raw_ == nullptr; }

 private:
  void Destroy() {
    if (raw_ != nullptr) model_->DestroyInstance(std::exchange(raw_, nullptr));
  }

  const std::shared_ptr<const Model> model_;
  plx_instance_t* raw_ = nullptr;
};

// A call whose caller waits for it on another thread.
struct Answer {
  static bool IsThere(std::optional<absl::Status>* status) { return status->has_value(); }
  void Give(absl::Status given) {
    absl::MutexLock lock(&mutex);
    status = std::move(given);
  }
  absl::Status Wait() {
    absl::MutexLock lock(&mutex);
    mutex.Await(absl::Condition(&Answer::IsThere, &status));
    return *std::move(status);
  }

  absl::Mutex mutex;
  std::optional<absl::Status> status ABSL_GUARDED_BY(mutex);
};

}  // namespace

struct InstancePool::Shared {
  Shared(std::shared_ptr<const Model> m, PoolLimits l) : model(std::move(m)), limits(l) {}

  std::optional<absl::Status> RunHere(Work work, const CallContext& call, const Overrun& overrun);
  absl::StatusOr<std::unique_ptr<Instance>> Acquire(const CallContext& call);
  // Of an instance whose call has returned, in time or not.
  void GiveBack(std::unique_ptr<Instance> instance, absl::Duration spent, bool in_time);
  // Counts the instance of a call that overran; what its caller is told.
  absl::Status SetAside(const CallContext& call);
  absl::Status Hung(absl::StatusCode code, absl::string_view what) const;
  bool Available() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex) {
    return !free.empty() || size < limits.instances || stuck >= limits.stuck;
  }

  const std::shared_ptr<const Model> model;
  const PoolLimits limits;
  CallWatch watch;
  WaitingThreads threads;
  absl::Mutex mutex;
  std::vector<std::unique_ptr<Instance>> free ABSL_GUARDED_BY(mutex);  // last used first
  size_t size ABSL_GUARDED_BY(mutex) = 0;  // free or lent
  size_t stuck ABSL_GUARDED_BY(mutex) = 0;
  bool closed ABSL_GUARDED_BY(mutex) = false;
  absl::Duration cpu_time ABSL_GUARDED_BY(mutex);
};

InstancePool::InstancePool(std::shared_ptr<const Model> model, PoolLimits limits)
    : limits_(limits), shared_(std::make_shared<Shared>(std::move(model), limits)) {}

InstancePool::~InstancePool() {
  std::vector<std::unique_ptr<Instance>> free;  // destroyed after the lock is given back
  absl::MutexLock lock(&shared_->mutex);
  shared_->closed = true;
  free.swap(shared_->free);
}

absl::Status InstancePool::Shared::Hung(absl::StatusCode code, absl::string_view what) const {
  return WithReason(absl::Status(code, absl::StrCat("analyzer ", model->library().id(), " ", what)),
                    "ANALYZER_HUNG");
}

absl::StatusOr<std::unique_ptr<Instance>> InstancePool::Shared::Acquire(const CallContext& call) {
  absl::MutexLock lock(&mutex);
  while (!Available()) {
    if (call.cancelled()) {
      return absl::CancelledError(
          absl::StrCat("cancelled while waiting for analyzer ", model->library().id()));
    }
    const absl::Time now = absl::Now();
    if (now >= call.deadline()) {
      return WithReason(absl::ResourceExhaustedError(absl::StrCat(
                            "analyzer ", model->library().id(), ": all ", limits.instances,
                            " instances are busy until the deadline; retry later or allow more")),
                        "NO_INSTANCE");
    }
    mutex.AwaitWithDeadline(absl::Condition(this, &Shared::Available),
                            std::min(call.deadline(), now + kCancellationPoll));
  }
  if (stuck >= limits.stuck) {
    return Hung(absl::StatusCode::kUnavailable,
                absl::StrCat("takes no calls: ", stuck,
                             " of its instances did not stop at their deadlines and have not come "
                             "back; reload it, or restart the server"));
  }
  if (!free.empty()) {
    std::unique_ptr<Instance> instance = std::move(free.back());
    free.pop_back();
    return instance;
  }
  ++size;
  return std::make_unique<Instance>(model);
}

void InstancePool::Shared::GiveBack(std::unique_ptr<Instance> instance, absl::Duration spent,
                                    bool in_time) {
  if (instance->broken()) instance.reset();
  absl::MutexLock lock(&mutex);
  cpu_time += spent;
  if (in_time) {
    --size;
  } else {
    --stuck;
  }
  if (instance == nullptr || closed || size >= limits.instances) return;
  ++size;
  free.push_back(std::move(instance));
}

absl::Status InstancePool::Shared::SetAside(const CallContext& call) {
  size_t set_aside = 0;
  {
    absl::MutexLock lock(&mutex);
    --size;
    set_aside = ++stuck;
  }
  Log(LogLevel::kError, "a call did not stop at its end; its instance is set aside",
      {{"analyzer", model->library().id()}, {"set_aside", absl::StrCat(set_aside)}});
  return Hung(call.cancelled() ? absl::StatusCode::kCancelled
                               : absl::StatusCode::kDeadlineExceeded,
              "did not stop at the end of the call; its instance is set aside");
}

std::optional<absl::Status> InstancePool::Shared::RunHere(Work work, const CallContext& call,
                                                          const Overrun& overrun) {
  absl::StatusOr<std::unique_ptr<Instance>> instance = Acquire(call);
  if (!instance.ok()) return instance.status();
  const absl::Duration before = ThreadCpuTime();
  CallWatch::Call running(watch, call, [&] { overrun(SetAside(call)); });
  absl::Status status = (*instance)->Call(work);
  work = nullptr;  // lets go of what it owns before the caller goes on
  const bool in_time = running.Returned();
  GiveBack(*std::move(instance), ThreadCpuTime() - before, in_time);
  if (in_time) return status;
  Log(LogLevel::kInfo, "a call came back after its deadline",
      {{"analyzer", model->library().id()}});
  return std::nullopt;
}

std::optional<absl::Status> InstancePool::RunHere(Work work, const CallContext& call,
                                                  Overrun overrun) {
  const std::shared_ptr<Shared> shared = shared_;  // if the pool goes meanwhile
  return shared->RunHere(std::move(work), call, overrun);
}

absl::Status InstancePool::Run(Work work, const CallContext& call) {
  const auto answer = std::make_shared<Answer>();
  shared_->threads.Run([shared = shared_, work = std::move(work), call, answer]() mutable {
    std::optional<absl::Status> status = shared->RunHere(
        std::move(work), call, [&](absl::Status late) { answer->Give(std::move(late)); });
    shared.reset();  // the caller may go on to let the model go, and expect it gone
    if (status.has_value()) answer->Give(*std::move(status));
  });
  return answer->Wait();
}

InstancePool::Counts InstancePool::counts() const {
  absl::MutexLock lock(&shared_->mutex);
  Counts counts;
  counts.instances = shared_->size;
  counts.busy = shared_->size - shared_->free.size();
  counts.stuck = shared_->stuck;
  counts.cpu_time = shared_->cpu_time;
  return counts;
}

}  // namespace parallax::plugin
