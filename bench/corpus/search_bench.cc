#include "bench/corpus/search_bench.h"

#include <cstdint>
#include <cstdio>
#include <ctime>
#include <vector>

#include "bench/corpus/measures.h"

namespace parallax::bench {
namespace {

constexpr int kRounds = 60;

struct QueryCase {
  const char* query;
  const char* fts;
};

constexpr QueryCase kCases[] = {
    {"government", "government"},
    {"president election", "president election"},
    {"\"prime minister\"", "\"prime minister\""},
    {"meteorite", "meteorite"},
    {"umbrella", "umbrella"},
    {"中国", "中国"},
    {"经济", "经济"},
    {"全国政协委员", "全国政协委员"},
    {"税", "税*"},
    {"陨石", "陨石"},
};

// Of one call, in milliseconds.
template <typename Call>
void Time(const Call& call, std::vector<double>* cpu, std::vector<double>* clock) {
  const auto start = Clock::now();
  const double begin = CpuSeconds(CLOCK_THREAD_CPUTIME_ID);
  call();
  cpu->push_back((CpuSeconds(CLOCK_THREAD_CPUTIME_ID) - begin) * 1e3);
  clock->push_back(Seconds(start) * 1e3);
}

}  // namespace

void PrintSearch(corpus::SqliteCorpora* corpora, BareStore* bare) {
  std::printf("\nSearches, milliseconds of processor time (and on the clock):\n\n"
              "| query | matches | p50 | p99 | clock p50 | clock p99 | bare p50 | ratio p50 |\n"
              "|---|---|---|---|---|---|---|---|\n");
  std::vector<double> all_cpu, all_clock;
  for (const QueryCase& query : kCases) {
    std::vector<double> cpu, clock, floor, floor_clock;
    int64_t matches = 0;
    for (int round = 0; round < kRounds; ++round) {
      Time([&] {
        const auto page = corpora->search().Search({.corpus = "corpora/bench", .query = query.query},
                                                   CallContext());
        if (!page.ok()) Die(page.status());
        matches = page->total;
      }, &cpu, &clock);
      if (bare == nullptr) continue;
      Time([&] {
        const auto rows = bare->Search(query.fts);
        if (!rows.ok()) Die(rows.status());
      }, &floor, &floor_clock);
    }
    const Percentiles ours = Of(cpu), on_clock = Of(clock), below = Of(floor);
    std::printf("| %s | %lld | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f |\n", query.query,
                static_cast<long long>(matches), ours.p50, ours.p99, on_clock.p50, on_clock.p99,
                below.p50, below.p50 > 0 ? ours.p50 / below.p50 : 0);
    std::fflush(stdout);
    all_cpu.insert(all_cpu.end(), cpu.begin(), cpu.end());
    all_clock.insert(all_clock.end(), clock.begin(), clock.end());
  }
  const Percentiles cpu = Of(all_cpu), clock = Of(all_clock);
  std::printf("| all | | %.1f | %.1f | %.1f | %.1f | | |\n", cpu.p50, cpu.p99, clock.p50, clock.p99);
}

}  // namespace parallax::bench
