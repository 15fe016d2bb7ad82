#include "bench/corpus/measures.h"

#include <malloc.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace parallax::bench {
namespace {

constexpr double kMib = 1 << 20;

}  // namespace

double Seconds(Clock::time_point since) {
  return std::chrono::duration<double>(Clock::now() - since).count();
}

double CpuSeconds(clockid_t clock) {
  timespec time = {};
  clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

double ThreadSeconds(const std::string& name) {
  double seconds = 0;
  for (const auto& task : std::filesystem::directory_iterator("/proc/self/task")) {
    std::ifstream comm(task.path() / "comm"), stat(task.path() / "schedstat");
    std::string found;
    double nanoseconds = 0;
    if (std::getline(comm, found) && found == name && stat >> nanoseconds) seconds += nanoseconds / 1e9;
  }
  return seconds;
}

Memory MemoryNow() {
  Memory memory;
  std::ifstream statm("/proc/self/statm");
  int64_t all = 0, resident = 0;
  statm >> all >> resident;
  memory.resident = static_cast<double>(resident * sysconf(_SC_PAGESIZE)) / kMib;
  const struct mallinfo2 heap = mallinfo2();
  memory.heap = static_cast<double>(heap.uordblks + heap.hblkhd) / kMib;
  memory.sqlite = static_cast<double>(sqlite3_memory_used()) / kMib;
  return memory;
}

double FileMib(const std::string& path) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  return error ? 0 : static_cast<double>(size) / kMib;
}

Percentiles Of(std::vector<double> values) {
  if (values.empty()) return {};
  std::sort(values.begin(), values.end());
  return {values[values.size() / 2], values[values.size() * 99 / 100], values.back()};
}

void Die(const absl::Status& status) {
  std::fprintf(stderr, "corpus_bench: %s\n", std::string(status.message()).c_str());
  std::exit(1);
}

}  // namespace parallax::bench
