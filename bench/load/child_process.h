// A server process for the length of a measurement.
#ifndef PARALLAX_BENCH_LOAD_CHILD_PROCESS_H_
#define PARALLAX_BENCH_LOAD_CHILD_PROCESS_H_

#include <sys/types.h>

#include <functional>
#include <string>
#include <vector>

namespace parallax::bench {

// Started by the constructor, ended with SIGTERM and waited for by the destructor.
class ChildProcess {
 public:
  explicit ChildProcess(const std::vector<std::string>& command);
  // Runs `body` in a fork; call it before gRPC is used in this process.
  explicit ChildProcess(const std::function<void()>& body);
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  // From /proc: resident memory in KiB, and user + system CPU seconds.
  long ResidentKib() const;
  double CpuSeconds() const;

 private:
  pid_t pid_ = -1;
};

// Waits up to `seconds` for a non-empty file and returns its first word; empty: it never came.
std::string WaitForWord(const std::string& path, double seconds);

}  // namespace parallax::bench

#endif  // PARALLAX_BENCH_LOAD_CHILD_PROCESS_H_
