#include "server/worker/process/spawn.h"

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <functional>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/synchronization/notification.h"
#include "server/base/status_macros.h"

namespace parallax::worker {
namespace {

constexpr const char* kKeptVariables[] = {"PATH",         "LANG",         "TZ",
                                          "TMPDIR",       "ASAN_OPTIONS", "LD_LIBRARY_PATH",
                                          "TSAN_OPTIONS", "UBSAN_OPTIONS"};

absl::Status Refused(absl::string_view what, int error) {
  const std::string message = absl::StrCat(what, ": ", std::strerror(error));
  return error == ENOENT ? absl::NotFoundError(message) : absl::InternalError(message);
}

// The thread that starts all children.
class Spawner {
 public:
  static Spawner& Get() {
    static Spawner* const spawner = new Spawner;
    return *spawner;
  }

  void Run(const std::function<void()>& task) {
    absl::Notification done;
    {
      absl::MutexLock lock(&mutex_);
      tasks_.push_back([&] {
        task();
        done.Notify();
      });
    }
    done.WaitForNotification();
  }

 private:
  Spawner() {
    std::thread([this] { Work(); }).detach();
  }

  void Work() {
    while (true) {
      std::function<void()> task;
      {
        absl::MutexLock lock(&mutex_);
        mutex_.Await(absl::Condition(
            +[](std::deque<std::function<void()>>* tasks) { return !tasks->empty(); }, &tasks_));
        task = std::move(tasks_.front());
        tasks_.pop_front();
      }
      task();
    }
  }

  absl::Mutex mutex_;
  std::deque<std::function<void()>> tasks_ ABSL_GUARDED_BY(mutex_);
};

std::vector<std::string> Environment() {
  std::vector<std::string> variables;
  for (const char* name : kKeptVariables) {
    if (const char* value = std::getenv(name); value != nullptr) {
      variables.push_back(absl::StrCat(name, "=", value));
    }
  }
  return variables;
}

std::vector<char*> Pointers(const std::vector<std::string>& strings) {
  std::vector<char*> pointers;
  for (const std::string& s : strings) pointers.push_back(const_cast<char*>(s.c_str()));
  pointers.push_back(nullptr);
  return pointers;
}

// posix_spawn with our descriptors in place; an errno.
int SpawnWith(const std::vector<std::string>& command, int socket, int output, bool idle,
              pid_t* pid) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO);
  posix_spawn_file_actions_adddup2(&actions, socket, kChildSocket);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t signals;
  sigemptyset(&signals);
  posix_spawnattr_setsigmask(&attributes, &signals);
  sigfillset(&signals);
  posix_spawnattr_setsigdefault(&attributes, &signals);
  posix_spawnattr_setpgroup(&attributes, 0);
  const sched_param no_priority = {};
  posix_spawnattr_setschedpolicy(&attributes, SCHED_IDLE);
  posix_spawnattr_setschedparam(&attributes, &no_priority);
  const int scheduled = idle ? POSIX_SPAWN_SETSCHEDULER : 0;
  posix_spawnattr_setflags(&attributes,
                           static_cast<int16_t>(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF |
                                                POSIX_SPAWN_SETPGROUP | scheduled));
  const std::vector<std::string> variables = Environment();
  const int error = posix_spawn(pid, command[0].c_str(), &actions, &attributes,
                                Pointers(command).data(), Pointers(variables).data());
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return error;
}

}  // namespace

void Descriptor::Reset(int fd) {
  if (fd_ >= 0) close(fd_);
  fd_ = fd;
}

absl::StatusOr<SpawnedProcess> Spawn(const std::vector<std::string>& command, bool idle) {
  int sockets[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) != 0) {
    return Refused("socketpair", errno);
  }
  SpawnedProcess process;
  process.socket = Descriptor(sockets[0]);
  const Descriptor child_socket(sockets[1]);
  int pipe_ends[2];
  if (pipe2(pipe_ends, O_CLOEXEC) != 0) return Refused("pipe2", errno);
  process.output = Descriptor(pipe_ends[0]);
  const Descriptor child_output(pipe_ends[1]);
  // gRPC wants it so; the child's end is another open file and sets its own.
  fcntl(process.socket.get(), F_SETFL, O_NONBLOCK);

  int error = 0;
  Spawner::Get().Run([&] {
    error = SpawnWith(command, child_socket.get(), child_output.get(), idle, &process.pid);
  });
  if (error != 0) return Refused(absl::StrCat("cannot start ", command[0]), error);
  const int pidfd = static_cast<int>(syscall(SYS_pidfd_open, process.pid, 0));
  if (pidfd < 0) {
    error = errno;
    // Ours and not waited for, so the number is still its own.
    kill(process.pid, SIGKILL);
    return Refused("pidfd_open", error);
  }
  process.pidfd = Descriptor(pidfd);
  return process;
}

}  // namespace parallax::worker
