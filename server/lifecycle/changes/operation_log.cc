#include "server/lifecycle/changes/operation_log.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "server/base/error_reason.h"

namespace parallax::lifecycle {
namespace {

constexpr size_t kMaxQueued = 256;
constexpr size_t kMaxRemembered = 1024;

absl::Status NoOperation(const std::string& name) {
  return WithReason(absl::NotFoundError(absl::StrCat("no operation \"", name, "\"")),
                    "OPERATION_NOT_FOUND");
}

}  // namespace

// Writes the reports of one running operation into its entry.
class OperationLog::Recorder final : public Reporter {
 public:
  Recorder(OperationLog& log, uint64_t number) : log_(log), number_(number) {}

  void Step(OperationStep step) override {
    absl::MutexLock lock(&log_.mutex_);
    log_.entries_.at(number_).state.step = step;
  }
  void Changed(AnalyzerChange change) override {
    absl::MutexLock lock(&log_.mutex_);
    log_.entries_.at(number_).state.changes.push_back(std::move(change));
  }
  absl::Status CheckNotCancelled() override {
    absl::MutexLock lock(&log_.mutex_);
    const Entry& entry = log_.entries_.at(number_);
    return entry.cancelled ? Cancelled(entry.state) : absl::OkStatus();
  }

 private:
  OperationLog& log_;
  const uint64_t number_;
};

OperationLog::OperationLog() : thread_([this] { Work(); }) {}

OperationLog::~OperationLog() {
  {
    absl::MutexLock lock(&mutex_);
    ending_ = true;
  }
  thread_.join();
}

absl::StatusOr<OperationState> OperationLog::Submit(std::string kind, std::string target,
                                                    std::string request_id, Body body) {
  absl::MutexLock lock(&mutex_);
  if (!request_id.empty()) {
    for (const auto& [number, entry] : entries_) {
      if (entry.request_id == request_id) return entry.state;
    }
  }
  if (queue_.size() >= kMaxQueued) {
    return WithReason(absl::ResourceExhaustedError(absl::StrCat(
                          queue_.size(), " operations wait already; try again later")),
                      "TOO_MANY_OPERATIONS");
  }
  const uint64_t number = ++last_;
  Entry& entry = entries_[number];
  entry.state.name = absl::StrCat("operations/", kind, "-", number);
  entry.state.target = std::move(target);
  entry.state.create_time = absl::Now();
  entry.request_id = std::move(request_id);
  entry.body = std::move(body);
  queue_.push_back(number);
  // What is done goes first; what waits is never forgotten.
  for (auto old = entries_.begin(); entries_.size() > kMaxRemembered && old != entries_.end();) {
    old = old->second.state.done() ? entries_.erase(old) : std::next(old);
  }
  return entries_.at(number).state;
}

void OperationLog::Work() {
  while (true) {
    uint64_t number = 0;
    Body body;
    {
      absl::MutexLock lock(&mutex_);
      mutex_.Await(absl::Condition(
          +[](OperationLog* log) ABSL_NO_THREAD_SAFETY_ANALYSIS { return !log->Idle(); }, this));
      if (ending_) return;
      number = queue_.front();
      queue_.pop_front();
      body = std::exchange(entries_.at(number).body, nullptr);
    }
    Recorder recorder(*this, number);
    absl::Status result = body(recorder);
    body = nullptr;
    absl::MutexLock lock(&mutex_);
    Finish(entries_.at(number).state, std::move(result));
  }
}

void OperationLog::Finish(OperationState& state, absl::Status result) {
  state.result = std::move(result);
  state.end_time = absl::Now();
  state.step = OperationStep::kDone;
}

absl::Status OperationLog::Cancelled(const OperationState& state) {
  return WithReason(absl::CancelledError(absl::StrCat(state.name, " was cancelled")),
                    "OPERATION_CANCELLED");
}

absl::Status OperationLog::Cancel(const std::string& name) {
  absl::MutexLock lock(&mutex_);
  const auto found = Find(name);
  if (found == entries_.end()) return NoOperation(name);
  const uint64_t number = found->first;
  Entry& entry = entries_.at(number);
  if (entry.state.done()) return absl::OkStatus();
  entry.cancelled = true;
  const auto waiting = std::find(queue_.begin(), queue_.end(), number);
  if (waiting == queue_.end()) return absl::OkStatus();  // it runs
  queue_.erase(waiting);
  entry.body = nullptr;
  Finish(entry.state, Cancelled(entry.state));
  return absl::OkStatus();
}

std::map<uint64_t, OperationLog::Entry>::const_iterator OperationLog::Find(
    const std::string& name) const {
  return std::find_if(entries_.begin(), entries_.end(),
                      [&](const auto& entry) { return entry.second.state.name == name; });
}

absl::StatusOr<OperationState> OperationLog::Get(const std::string& name) const {
  return Wait(name, absl::InfinitePast());
}

absl::StatusOr<OperationState> OperationLog::Wait(const std::string& name,
                                                  absl::Time deadline) const {
  absl::MutexLock lock(&mutex_);
  auto found = Find(name);
  if (found != entries_.end() && !found->second.state.done()) {
    const OperationState& state = found->second.state;
    mutex_.AwaitWithDeadline(absl::Condition(&state, &OperationState::done), deadline);
    found = Find(name);
  }
  if (found == entries_.end()) return NoOperation(name);
  return found->second.state;
}

std::vector<OperationState> OperationLog::List() const {
  absl::MutexLock lock(&mutex_);
  std::vector<OperationState> all;
  for (auto entry = entries_.rbegin(); entry != entries_.rend(); ++entry) {
    all.push_back(entry->second.state);
  }
  return all;
}

absl::Status OperationLog::Forget(const std::string& name) {
  absl::MutexLock lock(&mutex_);
  const auto found = Find(name);
  if (found == entries_.end()) return NoOperation(name);
  if (!found->second.state.done()) {
    return WithReason(absl::FailedPreconditionError(absl::StrCat(name, " is not done")),
                      "OPERATION_NOT_DONE");
  }
  entries_.erase(found);
  return absl::OkStatus();
}

}  // namespace parallax::lifecycle
