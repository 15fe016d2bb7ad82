// What the benchmarks of the corpus measure with.
#ifndef PARALLAX_BENCH_CORPUS_MEASURES_H_
#define PARALLAX_BENCH_CORPUS_MEASURES_H_

#include <chrono>
#include <ctime>
#include <string>
#include <vector>

#include "absl/status/status.h"

namespace parallax::bench {

using Clock = std::chrono::steady_clock;

double Seconds(Clock::time_point since);

// Of all threads of the process, or of this one (CLOCK_THREAD_CPUTIME_ID): on a machine that others use
// too, processor time says more than the clock.
double CpuSeconds(clockid_t clock = CLOCK_PROCESS_CPUTIME_ID);
// Processor time of the threads of this process that have the name and live, so far.
double ThreadSeconds(const std::string& name);

struct Cost {
  double seconds = 0;
  double cpu = 0;
};

// In MiB. `heap`: what is allocated and not freed; `sqlite`: the part of it that SQLite holds (page
// caches, words of the search index that wait, statements).
struct Memory {
  double resident = 0;
  double heap = 0;
  double sqlite = 0;
};
Memory MemoryNow();

double FileMib(const std::string& path);  // 0: it is not there

struct Percentiles {
  double p50 = 0, p99 = 0, most = 0;
};
Percentiles Of(std::vector<double> values);

// Ends the program with the message of `status`.
[[noreturn]] void Die(const absl::Status& status);

}  // namespace parallax::bench

#endif  // PARALLAX_BENCH_CORPUS_MEASURES_H_
