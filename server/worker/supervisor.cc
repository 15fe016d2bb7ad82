#include "server/worker/supervisor.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "server/base/error_reason.h"
#include "server/base/logging.h"

namespace parallax::worker {
namespace {

constexpr absl::Duration kDeathPatience = absl::Seconds(2);
constexpr absl::Duration kCancellationPoll = absl::Milliseconds(20);

}  // namespace

Supervisor::Supervisor(std::string analyzer, std::shared_ptr<WorkerProcess> first, Launch launch,
                       SupervisorOptions options)
    : analyzer_(std::move(analyzer)), launch_(std::move(launch)), options_(options) {
  {
    absl::MutexLock lock(&mutex_);
    Adopt(std::move(first));
  }
  thread_ = std::thread([this] { Work(); });
}

Supervisor::~Supervisor() {
  stop_.Cancel();
  {
    absl::MutexLock lock(&mutex_);
    ending_ = true;
    changed_.SignalAll();
  }
  thread_.join();
  if (current_ != nullptr) current_->OnDeath(nullptr);
}

void Supervisor::Adopt(std::shared_ptr<WorkerProcess> process) {
  current_ = std::move(process);
  served_ = false;
  responsive_ = true;
  answered_ = absl::Now();
  // Dies with its process at the latest: the destructor takes it back before `this` goes.
  if (!current_->OnDeath([this] { LookNow(); })) look_ = true;
  changed_.SignalAll();
}

void Supervisor::LookNow() {
  absl::MutexLock lock(&mutex_);
  look_ = true;
  changed_.SignalAll();
}

void Supervisor::Served(const WorkerProcess& process) {
  absl::MutexLock lock(&mutex_);
  if (current_.get() != &process) return;
  served_ = true;
  useless_lives_ = 0;
}

void Supervisor::Raise() {
  absl::MutexLock lock(&mutex_);
  if (current_ != nullptr) current_->Raise();
}

void Supervisor::Release() {
  absl::MutexLock lock(&mutex_);
  useless_lives_ = 0;
  next_start_ = absl::InfinitePast();
  last_error_ = absl::OkStatus();
  changed_.SignalAll();
}

bool Supervisor::BreakerOpen() const {
  return current_ == nullptr && useless_lives_ >= options_.breaker_lives;
}

void Supervisor::Work() {
  absl::MutexLock lock(&mutex_);
  while (!ending_) {
    if (current_ != nullptr && !current_->alive()) Mourn();
    if (current_ == nullptr) {
      if (absl::Now() >= next_start_) {
        StartAgain();
      } else {
        changed_.WaitWithDeadline(&mutex_, next_start_);
      }
      continue;
    }
    if (!look_) changed_.WaitWithTimeout(&mutex_, options_.ping_interval);
    look_ = false;
    if (!ending_ && current_->alive()) Examine();
  }
}

void Supervisor::Mourn() {
  std::shared_ptr<WorkerProcess> process = std::exchange(current_, nullptr);
  const Death death = process->WaitForDeath(absl::ZeroDuration());
  cpu_time_ += death.cpu_time;
  last_error_ = WithReason(absl::UnavailableError(absl::StrCat(
                               "analyzer ", analyzer_, ": its worker ", death.cause)),
                           "ANALYZER_CRASHED");
  // Who is killed from outside (by people, or for want of memory) says nothing about the plugin.
  const bool useless = !served_ && death.own_fault;
  if (useless) ++useless_lives_;
  Log(LogLevel::kError, "worker died",
      {{"analyzer", analyzer_}, {"pid", absl::StrCat(process->pid())}, {"cause", death.cause}});
  next_start_ = absl::Now() + (useless   ? NextDelay()
                               : served_ ? absl::ZeroDuration()
                                         : options_.first_delay);
  changed_.SignalAll();
  // Not under the lock: its watching thread may want it.
  mutex_.Unlock();
  process.reset();
  mutex_.Lock();
}

absl::Duration Supervisor::NextDelay() {
  if (useless_lives_ == 0) return absl::ZeroDuration();
  if (useless_lives_ >= options_.breaker_lives) {
    Log(LogLevel::kError, "worker only dies: no calls are taken for a while",
        {{"analyzer", analyzer_}, {"pause", absl::FormatDuration(options_.breaker_pause)}});
    return options_.breaker_pause;
  }
  const int doublings = static_cast<int>(std::min(useless_lives_ - 1, 20u));
  const absl::Duration delay =
      std::min(options_.max_delay, options_.first_delay * static_cast<double>(1 << doublings));
  return delay * absl::Uniform(random_, 0.8, 1.2);
}

void Supervisor::StartAgain() {
  mutex_.Unlock();
  absl::StatusOr<std::shared_ptr<WorkerProcess>> started = launch_(stop_);
  mutex_.Lock();
  if (started.ok()) {
    ++restarts_;
    Log(LogLevel::kInfo, "worker started again",
        {{"analyzer", analyzer_}, {"pid", absl::StrCat((*started)->pid())}});
    Adopt(*std::move(started));
    return;
  }
  ++useless_lives_;
  last_error_ = started.status();
  Log(LogLevel::kError, "worker cannot be started",
      {{"analyzer", analyzer_}, {"error", std::string(started.status().message())}});
  next_start_ = absl::Now() + NextDelay();
  changed_.SignalAll();
}

void Supervisor::Examine() {
  const std::shared_ptr<WorkerProcess> process = current_;
  mutex_.Unlock();
  const absl::StatusOr<WorkerClient::Pulse> pulse =
      process->client().Ping(CallContext(absl::Now() + options_.unresponsive_after));
  mutex_.Lock();
  if (current_ != process) return;
  const absl::Time now = absl::Now();
  if (pulse.ok()) {
    answered_ = now;
    responsive_ = true;
    if (pulse->stuck == 0) return;
    last_error_ = WithReason(
        absl::DeadlineExceededError(absl::StrCat("analyzer ", analyzer_,
                                                 ": a call did not stop at its deadline")),
        "ANALYZER_HUNG");
    process->Kill("a call did not stop at its deadline");
    return;
  }
  if (!process->alive()) return;
  responsive_ = false;
  last_error_ = WithReason(
      absl::UnavailableError(absl::StrCat("analyzer ", analyzer_,
                                          ": its worker does not answer pings")),
      "ANALYZER_HUNG");
  if (now - answered_ > options_.kill_after) process->Kill("it did not answer pings");
}

absl::StatusOr<std::shared_ptr<WorkerProcess>> Supervisor::Acquire(const CallContext& call) {
  absl::MutexLock lock(&mutex_);
  while (true) {
    if (current_ != nullptr && current_->alive()) return current_;
    if (BreakerOpen()) {
      return WithReason(
          absl::UnavailableError(absl::StrCat("analyzer ", analyzer_, " is out of service: ",
                                              useless_lives_, " workers in a row died without "
                                              "answering anything; last: ",
                                              last_error_.message())),
          "ANALYZER_CRASH_LOOP");
    }
    if (call.cancelled()) {
      return absl::CancelledError(
          absl::StrCat("cancelled while the worker of analyzer ", analyzer_, " started"));
    }
    const absl::Time now = absl::Now();
    if (now >= call.deadline()) {
      return WithReason(
          absl::UnavailableError(absl::StrCat("analyzer ", analyzer_,
                                              ": its worker was being started; try again. ",
                                              last_error_.message())),
          "ANALYZER_RESTARTING");
    }
    changed_.WaitWithDeadline(&mutex_, std::min(call.deadline(), now + kCancellationPoll));
  }
}

void Supervisor::AddVitals(AnalyzerVitals* vitals) const {
  std::shared_ptr<WorkerProcess> process;
  {
    absl::MutexLock lock(&mutex_);
    process = current_;
    vitals->serving = current_ != nullptr && current_->alive() && responsive_;
    vitals->last_error = last_error_;
    vitals->restarts = restarts_;
    vitals->cpu_time = cpu_time_;
  }
  if (process == nullptr) return;
  vitals->process = process->pid();
  vitals->cpu_time += process->cpu_time();
  vitals->resident_bytes = process->resident_bytes();
}

}  // namespace parallax::worker
