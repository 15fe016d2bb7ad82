#include "server/plugin/instance_pool.h"

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "server/base/error_reason.h"
#include "server/base/logging.h"

namespace parallax::plugin {
namespace {

// A cancellation has no way to wake a waiter, so waiters look this often.
constexpr absl::Duration kCancellationPoll = absl::Milliseconds(10);

}  // namespace

InstancePool::InstancePool(const PluginLibrary& library, plx_model_t* model, size_t capacity)
    : library_(library), model_(model), capacity_(capacity) {}

InstancePool::~InstancePool() {
  std::vector<plx_instance_t*> instances;
  {
    absl::MutexLock lock(&mutex_);
    instances.swap(free_);
  }
  for (plx_instance_t* instance : instances) Destroy(instance);
}

absl::StatusOr<InstancePool::Lease> InstancePool::Acquire(const CallContext& call) {
  {
    absl::MutexLock lock(&mutex_);
    while (!Available()) {
      if (call.cancelled()) {
        return absl::CancelledError(
            absl::StrCat("cancelled while waiting for analyzer ", library_.id()));
      }
      const absl::Time now = absl::Now();
      if (now >= call.deadline()) {
        return WithReason(absl::ResourceExhaustedError(absl::StrCat(
                              "analyzer ", library_.id(), ": all ", capacity_,
                              " instances are busy until the deadline; retry later or allow more")),
                          "NO_INSTANCE");
      }
      mutex_.AwaitWithDeadline(absl::Condition(this, &InstancePool::Available),
                               std::min(call.deadline(), now + kCancellationPoll));
    }
    if (!free_.empty()) {
      plx_instance_t* const instance = free_.back();
      free_.pop_back();
      return Lease(this, instance);
    }
    ++size_;  // reserves the place; made outside the lock, as it may take long
  }
  absl::StatusOr<plx_instance_t*> created = Create();
  if (!created.ok()) {
    absl::MutexLock lock(&mutex_);
    --size_;
    return created.status();
  }
  return Lease(this, *created);
}

absl::StatusOr<plx_instance_t*> InstancePool::Create() {
  plx_instance_t* instance = nullptr;
  const absl::Status said =
      library_.Call("create_instance", [&] { instance = library_.raw().create_instance(model_); });
  if (instance != nullptr) return instance;
  if (ReasonOf(said) == "ANALYZER_THREW") return said;
  const absl::string_view why = said.ok() ? "it returned NULL and gave no reason" : said.message();
  const absl::StatusCode code = said.ok() ? absl::StatusCode::kInternal : said.code();
  return WithReason(absl::Status(code, absl::StrCat("analyzer ", library_.id(),
                                                    ": create_instance failed: ", why)),
                    "ANALYZER_FAILED");
}

void InstancePool::Destroy(plx_instance_t* instance) {
  const absl::Status status =
      library_.Call("destroy_instance", [&] { library_.raw().destroy_instance(instance); });
  if (!status.ok()) {
    Log(LogLevel::kError, "destroy_instance failed",
        {{"analyzer", library_.id()}, {"error", std::string(status.message())}});
  }
}

void InstancePool::Return(plx_instance_t* instance, bool broken) {
  if (broken) Destroy(instance);
  absl::MutexLock lock(&mutex_);
  if (broken) {
    --size_;
  } else {
    free_.push_back(instance);
  }
}

size_t InstancePool::size() const {
  absl::MutexLock lock(&mutex_);
  return size_;
}

}  // namespace parallax::plugin
