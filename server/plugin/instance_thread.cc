#include "server/plugin/instance_thread.h"

#include <ctime>

#include <algorithm>
#include <thread>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"

namespace parallax::plugin {
namespace {

// A cancellation has no way to wake the waiter, so it looks this often.
constexpr absl::Duration kCancellationPoll = absl::Milliseconds(20);

absl::Duration ThreadCpuTime() {
  timespec now = {};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return absl::DurationFromTimespec(now);
}

}  // namespace

// What the thread and its owner share; the thread keeps it when the owner has gone.
struct InstanceThread::Shared {
  explicit Shared(std::shared_ptr<const Model> model) : model(std::move(model)) {}

  const std::shared_ptr<const Model> model;
  absl::Mutex mutex;
  absl::CondVar changed;
  Work work ABSL_GUARDED_BY(mutex);
  bool running ABSL_GUARDED_BY(mutex) = false;
  bool leave ABSL_GUARDED_BY(mutex) = false;
  bool ended ABSL_GUARDED_BY(mutex) = false;
  absl::Status status ABSL_GUARDED_BY(mutex);
  bool broken ABSL_GUARDED_BY(mutex) = false;
  std::function<void()> on_return ABSL_GUARDED_BY(mutex);  // set: the caller has gone on
  absl::Duration cpu_time ABSL_GUARDED_BY(mutex);
};

InstanceThread::InstanceThread(std::shared_ptr<const Model> model)
    : shared_(std::make_shared<Shared>(std::move(model))) {
  std::thread([shared = shared_] { Main(shared); }).detach();
}

InstanceThread::~InstanceThread() {
  absl::MutexLock lock(&shared_->mutex);
  shared_->leave = true;
  shared_->changed.SignalAll();
  while (!shared_->running && !shared_->ended) shared_->changed.Wait(&shared_->mutex);
}

void InstanceThread::Main(const std::shared_ptr<Shared>& shared) {
  plx_instance_t* instance = nullptr;
  while (true) {
    Work work;
    {
      absl::MutexLock lock(&shared->mutex);
      while (!shared->work && !shared->leave) shared->changed.Wait(&shared->mutex);
      if (!shared->work) break;
      work = std::exchange(shared->work, nullptr);
    }
    const absl::Duration before = ThreadCpuTime();
    absl::Status status;
    if (instance == nullptr) {
      absl::StatusOr<plx_instance_t*> created = shared->model->CreateInstance();
      status = created.status();
      if (created.ok()) instance = *created;
    }
    if (instance != nullptr && !work(instance)) {
      shared->model->DestroyInstance(instance);
      instance = nullptr;
    }
    work = nullptr;  // lets go of what it owns before the caller goes on
    const absl::Duration spent = ThreadCpuTime() - before;
    std::function<void()> on_return;
    {
      absl::MutexLock lock(&shared->mutex);
      shared->cpu_time += spent;
      shared->status = std::move(status);
      shared->broken = instance == nullptr;
      shared->running = false;
      on_return = std::exchange(shared->on_return, nullptr);
      shared->changed.SignalAll();
    }
    if (on_return) on_return();
  }
  if (instance != nullptr) shared->model->DestroyInstance(instance);
  absl::MutexLock lock(&shared->mutex);
  shared->ended = true;
  shared->changed.SignalAll();
}

InstanceThread::End InstanceThread::Run(Work work, const CallContext& call,
                                        std::function<void()> on_return, absl::Status* status) {
  absl::Time limit = call.deadline() + kDeadlineGrace;
  bool cancelled = false;
  absl::MutexLock lock(&shared_->mutex);
  shared_->work = std::move(work);
  shared_->running = true;
  shared_->changed.SignalAll();
  while (shared_->running) {
    const absl::Time now = absl::Now();
    if (!cancelled && call.cancelled()) {
      cancelled = true;
      limit = std::min(limit, now + kCancelGrace);
    }
    if (now >= limit) {
      shared_->on_return = std::move(on_return);
      return End::kOverrun;
    }
    shared_->changed.WaitWithDeadline(&shared_->mutex, std::min(limit, now + kCancellationPoll));
  }
  *status = std::exchange(shared_->status, absl::OkStatus());
  return shared_->broken ? End::kBroken : End::kReturned;
}

absl::Duration InstanceThread::cpu_time() const {
  absl::MutexLock lock(&shared_->mutex);
  return shared_->cpu_time;
}

}  // namespace parallax::plugin
