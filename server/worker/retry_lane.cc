#include "server/worker/retry_lane.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "server/base/error_reason.h"
#include "server/base/logging.h"

namespace parallax::worker {
namespace {

// Processes at once, beside the analyzer's own: each holds a model.
constexpr int kMaxProcesses = 2;
// How often an item is tried whose process was killed by somebody else.
constexpr int kKilledByOthers = 4;
constexpr absl::Duration kDeathPatience = absl::Seconds(2);
constexpr absl::Duration kPoll = absl::Milliseconds(20);

}  // namespace

// One of the few processes of the lane; waits for it.
class RetryLane::Turn {
 public:
  Turn(RetryLane& lane, const CallContext& call) : lane_(lane) {
    absl::MutexLock lock(&lane_.mutex_);
    const auto free = [](int* turns) { return *turns < kMaxProcesses; };
    while (lane_.turns_ >= kMaxProcesses && !call.Done()) {
      lane_.mutex_.AwaitWithDeadline(absl::Condition(+free, &lane_.turns_),
                                     std::min(call.deadline(), absl::Now() + kPoll));
    }
    taken_ = lane_.turns_ < kMaxProcesses;
    if (taken_) ++lane_.turns_;
  }
  ~Turn() {
    absl::MutexLock lock(&lane_.mutex_);
    if (taken_) --lane_.turns_;
  }
  bool taken() const { return taken_; }

 private:
  RetryLane& lane_;
  bool taken_ = false;
};

void RetryLane::Run(absl::Span<const size_t> items, const Death& first, const CallContext& call,
                    const LaneWork& work) {
  Log(LogLevel::kWarning, "batch lost with its worker; trying again in halves",
      {{"analyzer", analyzer_}, {"items", absl::StrCat(items.size())}, {"cause", first.cause}});
  const Turn turn(*this, call);
  if (!turn.taken()) {
    const absl::Status late = WithReason(
        absl::Status(call.cancelled() ? absl::StatusCode::kCancelled
                                      : absl::StatusCode::kDeadlineExceeded,
                     absl::StrCat("analyzer ", analyzer_, ": its worker ", first.cause,
                                  ", and the deadline passed before the batch could be tried "
                                  "again")),
        "ANALYZER_CRASHED");
    for (const size_t item : items) work.fail(item, late);
    return;
  }
  std::shared_ptr<WorkerProcess> process;
  const size_t half = (items.size() + 1) / 2;
  RunHalf(items.subspan(0, half), call, work, process);
  if (half < items.size()) RunHalf(items.subspan(half), call, work, process);
}

void RetryLane::RunHalf(absl::Span<const size_t> items, const CallContext& call,
                        const LaneWork& work, std::shared_ptr<WorkerProcess>& process) {
  for (int killed = 0;;) {
    absl::Status status;
    if (process == nullptr) {
      absl::StatusOr<std::shared_ptr<WorkerProcess>> launched = launch_(call);
      status = launched.status();
      if (launched.ok()) process = *std::move(launched);
    }
    if (status.ok()) status = work.attempt(process->client(), items);
    if (status.ok()) return;
    if (ReasonOf(status) != "WORKER_LOST" || process == nullptr) {
      process.reset();  // perhaps it hangs
      for (const size_t item : items) work.fail(item, status);
      return;
    }
    const Death death = process->WaitForDeath(kDeathPatience);
    process.reset();
    if (items.size() > 1) {
      const size_t half = (items.size() + 1) / 2;
      RunHalf(items.subspan(0, half), call, work, process);
      RunHalf(items.subspan(half), call, work, process);
      return;
    }
    if (!death.own_fault && ++killed < kKilledByOthers && !call.Done()) continue;
    const absl::StatusCode code =
        death.own_fault ? absl::StatusCode::kInternal : absl::StatusCode::kUnavailable;
    const absl::Status crashed = WithReason(
        absl::Status(code, absl::StrCat("analyzer ", analyzer_, " died twice of this document: its "
                                        "worker ", death.cause)),
        "ANALYZER_CRASHED");
    work.fail(items[0], crashed);
    if (death.own_fault && work.blame) work.blame(items[0], crashed);
    return;
  }
}

}  // namespace parallax::worker
