// Starts a child process with a socket to talk to it, a pipe of what it prints, and a pidfd.
#ifndef PARALLAX_SERVER_WORKER_PROCESS_SPAWN_H_
#define PARALLAX_SERVER_WORKER_PROCESS_SPAWN_H_

#include <sys/types.h>

#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"

namespace parallax::worker {

// A file descriptor that is closed with its owner.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(other.Release()) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    Reset(other.Release());
    return *this;
  }
  ~Descriptor() { Reset(-1); }

  int get() const { return fd_; }
  int Release() { return std::exchange(fd_, -1); }
  void Reset(int fd);

 private:
  int fd_ = -1;
};

struct SpawnedProcess {
  pid_t pid = 0;
  Descriptor pidfd;   // readable when it has died; it stays a zombie until waited for
  Descriptor socket;  // the other end is the child's descriptor 3; non-blocking
  Descriptor output;  // what it writes to standard output and error
};

inline constexpr int kChildSocket = 3;

// Runs `command` (path, then arguments) with standard input from /dev/null, a small environment
// (PATH, LANG, TZ, TMPDIR, LD_LIBRARY_PATH and the sanitizers' options), no signal blocked, in a
// process group of its own, so that an interrupt typed at the server's terminal passes it by. All
// children are started by one thread that never ends, because a child that asked for it dies with
// the thread that started it. With `idle` it runs with SCHED_IDLE, on time that nobody else wants.
// Thread-safe. INTERNAL: the system refuses, with its words; NOT_FOUND:
// there is no such program.
absl::StatusOr<SpawnedProcess> Spawn(const std::vector<std::string>& command,
                                     bool idle = false);

}  // namespace parallax::worker

#endif  // PARALLAX_SERVER_WORKER_PROCESS_SPAWN_H_
