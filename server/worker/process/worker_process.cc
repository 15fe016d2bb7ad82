#include "server/worker/process/worker_process.h"

#include <grpcpp/create_channel_posix.h>
#include <grpcpp/support/channel_arguments.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <fstream>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "server/base/logging.h"
#include "server/base/status_macros.h"
#include "server/worker/process/priority.h"

namespace parallax::worker {
namespace {

constexpr int kLogLinesPerSecond = 50;
constexpr size_t kMaxLine = 2000;
// On a machine without a moment to spare a gentle start would never end.
constexpr absl::Duration kGentleAtMost = absl::Seconds(2);

// Whole batches go through in few frames; nothing else shares the socket.
constexpr int kReadAheadBytes = 4 << 20;

std::shared_ptr<grpc::Channel> ChannelOver(Descriptor socket) {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(-1);
  arguments.SetMaxSendMessageSize(-1);
  arguments.SetInt(GRPC_ARG_HTTP2_STREAM_LOOKAHEAD_BYTES, kReadAheadBytes);
  arguments.SetInt(GRPC_ARG_HTTP2_MAX_FRAME_SIZE, kReadAheadBytes);
  return grpc::CreateCustomInsecureChannelFromFd("worker", socket.Release(), arguments);
}

std::vector<std::string> Arguments(const WorkerCommand& command) {
  return {
      command.program,
      absl::StrCat("--plugin=", command.plugin),
      absl::StrCat("--socket-fd=", kChildSocket),
      absl::StrCat("--parent=", getpid()),
      absl::StrCat("--memory=", command.limits.memory_bytes),
      absl::StrCat("--cpu=", command.limits.cpu_seconds),
      absl::StrCat("--files=", command.limits.files)};
}

absl::Duration TimeOf(const rusage& usage) {
  return absl::DurationFromTimeval(usage.ru_utime) + absl::DurationFromTimeval(usage.ru_stime);
}

// Field `index` (from 1) of /proc/PID/stat behind the command name, which may hold anything.
uint64_t StatField(int64_t pid, int index) {
  std::ifstream file(absl::StrCat("/proc/", pid, "/stat"));
  std::string all;
  std::getline(file, all);
  const size_t name_end = all.rfind(") ");
  if (name_end == std::string::npos) return 0;
  size_t at = name_end + 2;
  for (int field = 3; field < index; ++field) {
    at = all.find(' ', at);
    if (at == std::string::npos) return 0;
    ++at;
  }
  return std::strtoull(all.c_str() + at, nullptr, 10);
}

}  // namespace

absl::StatusOr<std::shared_ptr<WorkerProcess>> WorkerProcess::Start(const WorkerCommand& command) {
  const bool gentle = command.gentle && MayRaisePriority();
  ASSIGN_OR_RETURN(SpawnedProcess process, Spawn(Arguments(command), gentle));
  return std::shared_ptr<WorkerProcess>(new WorkerProcess(std::move(process), command, gentle));
}

WorkerProcess::WorkerProcess(SpawnedProcess process, const WorkerCommand& command, bool gentle)
    : pid_(process.pid),
      analyzer_(command.analyzer),
      pidfd_(std::move(process.pidfd)),
      output_(std::move(process.output)),
      client_(ChannelOver(std::move(process.socket)), command.findings),
      gentle_(gentle),
      watcher_([this] { Watch(); }) {}

WorkerProcess::~WorkerProcess() {
  Kill("the server needs it no longer");
  watcher_.join();
}

void WorkerProcess::Raise() {
  absl::MutexLock lock(&mutex_);
  // Under the lock, so that the number is still its own.
  if (gentle_ && !dead_) RaisePriority(pid_);
  gentle_ = false;
}

bool WorkerProcess::alive() const {
  absl::MutexLock lock(&mutex_);
  return !dead_;
}

void WorkerProcess::Kill(absl::string_view why) {
  absl::MutexLock lock(&mutex_);
  if (dead_) return;
  if (killed_because_.empty()) killed_because_ = std::string(why);
  syscall(SYS_pidfd_send_signal, pidfd_.get(), SIGKILL, nullptr, 0);
}

bool WorkerProcess::OnDeath(std::function<void()> action) {
  absl::MutexLock lock(&mutex_);
  mutex_.Await(absl::Condition(
      +[](bool* acting) { return !*acting; }, &acting_));
  if (dead_) return false;
  on_death_ = std::move(action);
  return true;
}

Death WorkerProcess::WaitForDeath(absl::Duration patience) {
  {
    absl::MutexLock lock(&mutex_);
    if (mutex_.AwaitWithTimeout(absl::Condition(&dead_), patience)) return death_;
  }
  Kill("it closed its connection and went on");
  absl::MutexLock lock(&mutex_);
  mutex_.Await(absl::Condition(&dead_));
  return death_;
}

void WorkerProcess::Watch() {
  std::array<pollfd, 2> watched = {{{pidfd_.get(), POLLIN, 0}, {output_.get(), POLLIN, 0}}};
  const absl::Time raise_at = absl::Now() + kGentleAtMost;
  bool raised = false;
  while ((watched[0].revents & POLLIN) == 0) {
    const absl::Duration left = raise_at - absl::Now();
    if (!raised && left <= absl::ZeroDuration()) {
      Raise();
      raised = true;
    }
    const int timeout = raised ? -1 : static_cast<int>(absl::ToInt64Milliseconds(left)) + 1;
    if (poll(watched.data(), watched.size(), timeout) < 0) continue;
    if (watched[1].revents != 0) ReadOutput();
    if (output_.get() < 0) watched[1].fd = -1;
  }
  {
    // Its number may belong to another process once it has been waited for.
    absl::MutexLock lock(&mutex_);
    gentle_ = false;
  }
  Death death = Reap();
  std::function<void()> action;
  {
    absl::MutexLock lock(&mutex_);
    if (!killed_because_.empty()) {
      death.cause = absl::StrCat("was killed by the server: ", killed_because_);
      death.own_fault = false;
    }
    death_ = std::move(death);
    dead_ = true;
    action = std::exchange(on_death_, nullptr);
    acting_ = action != nullptr;
  }
  if (action) action();
  absl::MutexLock lock(&mutex_);
  acting_ = false;
}

Death WorkerProcess::Reap() {
  // What it printed last is worth having; a grandchild may hold the pipe open, so no waiting for
  // its end.
  pollfd rest = {output_.get(), POLLIN, 0};
  while (output_.get() >= 0 && poll(&rest, 1, 0) > 0 && rest.revents != 0) ReadOutput();
  if (!line_.empty()) LogLine(std::exchange(line_, {}));
  siginfo_t info = {};
  rusage usage = {};
  while (syscall(SYS_waitid, P_PIDFD, pidfd_.get(), &info, WEXITED, &usage) < 0 && errno == EINTR) {
  }
  Death death;
  death.cpu_time = TimeOf(usage);
  if (info.si_code == CLD_EXITED) {
    death.cause = absl::StrCat("ended with code ", info.si_status);
    death.own_fault = true;
  } else {
    death.cause = absl::StrCat("was killed by signal ", info.si_status, " (",
                               strsignal(info.si_status), ")");
    // Nobody sends the others by accident; these two are how people and kernels end processes.
    death.own_fault = info.si_status != SIGKILL && info.si_status != SIGTERM;
  }
  return death;
}

void WorkerProcess::ReadOutput() {
  std::array<char, 4096> buffer;
  const ssize_t count = read(output_.get(), buffer.data(), buffer.size());
  if (count <= 0) {
    if (count < 0 && errno == EINTR) return;
    output_.Reset(-1);
    return;
  }
  for (const char c : absl::string_view(buffer.data(), count)) {
    if (c != '\n' && line_.size() < kMaxLine) {
      line_.push_back(c);
      continue;
    }
    if (!line_.empty()) LogLine(std::exchange(line_, {}));
    if (c != '\n') line_.push_back(c);
  }
}

void WorkerProcess::LogLine(absl::string_view line) {
  const absl::Time now = absl::Now();
  if (now - log_second_ >= absl::Seconds(1)) {
    if (log_lines_ > kLogLinesPerSecond) {
      Log(LogLevel::kWarning, "lines of a worker dropped",
          {{"analyzer", analyzer_}, {"lines", absl::StrCat(log_lines_ - kLogLinesPerSecond)}});
    }
    log_second_ = now;
    log_lines_ = 0;
  }
  if (++log_lines_ > kLogLinesPerSecond) return;
  // Lines of our own logging ("2026-01-15T11:48:00.000Z W message") keep their level.
  LogLevel level = LogLevel::kInfo;
  constexpr size_t kTime = 24;
  if (line.size() > kTime + 3 && line[kTime - 1] == 'Z' && line[kTime] == ' ' &&
      line[kTime + 2] == ' ') {
    constexpr absl::string_view kLetters = "?DIWE";
    const size_t found = kLetters.find(line[kTime + 1]);
    if (found != absl::string_view::npos && found > 0) level = static_cast<LogLevel>(found);
    line.remove_prefix(kTime + 3);
  }
  Log(level, "worker says",
      {{"analyzer", analyzer_}, {"pid", absl::StrCat(pid_)}, {"line", std::string(line)}});
}

absl::Duration WorkerProcess::cpu_time() const {
  {
    absl::MutexLock lock(&mutex_);
    if (dead_) return death_.cpu_time;
  }
  constexpr int kUserTime = 14;
  const uint64_t ticks = StatField(pid_, kUserTime) + StatField(pid_, kUserTime + 1);
  return absl::Milliseconds(ticks * 1000 / static_cast<uint64_t>(sysconf(_SC_CLK_TCK)));
}

uint64_t WorkerProcess::resident_bytes() const {
  if (!alive()) return 0;
  constexpr int kResidentPages = 24;
  return StatField(pid_, kResidentPages) * static_cast<uint64_t>(sysconf(_SC_PAGESIZE));
}

}  // namespace parallax::worker
