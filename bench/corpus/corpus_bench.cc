// Import and search against bare SQLite with FTS5, in one process and one run.
//   PARALLAX_DATA=../data build/release/bench/corpus_bench --documents 100000 --folder /tmp/bench
// Prints docs/performance.md's tables: documents a second, ratio, memory, log size, latencies.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <ctime>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <CLI/CLI.hpp>

#include "absl/strings/str_cat.h"
#include "bench/corpus/bare_store.h"
#include "bench/corpus/text_source.h"
#include "server/base/logging.h"
#include "server/corpus/importer.h"
#include "server/corpus/sqlite/sqlite_store.h"

namespace parallax::bench {
namespace {

using Clock = std::chrono::steady_clock;
using corpus::SqliteCorpora;

constexpr int64_t kBatch = 500;

// Of all threads of the process, or of this one: on a machine that others use too, processor time says
// more than the clock.
double CpuSeconds(clockid_t clock = CLOCK_PROCESS_CPUTIME_ID) {
  timespec time = {};
  clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

struct Cost {
  double seconds = 0;
  double cpu = 0;
};

double Seconds(Clock::time_point since) {
  return std::chrono::duration<double>(Clock::now() - since).count();
}

void Die(const absl::Status& status) {
  std::fprintf(stderr, "corpus_bench: %s\n", std::string(status.message()).c_str());
  std::exit(1);
}

double ResidentMib() {
  std::ifstream statm("/proc/self/statm");
  int64_t all = 0, resident = 0;
  statm >> all >> resident;
  return static_cast<double>(resident) * 4096 / (1 << 20);
}

double FileMib(const std::string& path) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  return error ? 0 : static_cast<double>(size) / (1 << 20);
}

struct Percentiles {
  double p50 = 0, p99 = 0;
};

Percentiles Of(std::vector<double> times) {
  if (times.empty()) return {};
  std::sort(times.begin(), times.end());
  return {times[times.size() / 2], times[times.size() * 99 / 100]};
}

// Documents are made ahead, on both sides: their making is not measured.
Cost ImportBare(const TextSource& source, BareStore* store, int64_t documents) {
  Cost cost;
  for (int64_t i = 0; i < documents; i += kBatch) {
    std::vector<corpus::NewDocument> batch;
    for (int64_t j = i; j < std::min(documents, i + kBatch); ++j) batch.push_back(source.Make(j));
    const auto start = Clock::now();
    const double cpu = CpuSeconds();
    if (const absl::Status status = store->Put(batch); !status.ok()) Die(status);
    cost.seconds += Seconds(start);
    cost.cpu += CpuSeconds() - cpu;
  }
  return cost;
}

// What happens beside an import: searches without pause, and an export that is read slowly.
class Company {
 public:
  Company(SqliteCorpora* corpora, std::string log) : corpora_(corpora), log_(std::move(log)) {
    threads_.emplace_back([this] { Search(); });
    threads_.emplace_back([this] { Export(); });
    threads_.emplace_back([this] { WatchLog(); });
  }
  void Stop() {
    stop_ = true;
    for (std::thread& thread : threads_) thread.join();
  }
  std::vector<double> search_ms;
  double log_mib = 0;
  int pages = 0;

 private:
  void Search() {
    const char* const queries[] = {"government", "经济", "\"the president\"", "全国人大"};
    for (int i = 0; !stop_; ++i) {
      const auto start = Clock::now();
      const auto page = corpora_->search().Search({.corpus = "corpora/bench", .query = queries[i % 4]},
                                                  CallContext());
      if (!page.ok()) Die(page.status());
      search_ms.push_back(Seconds(start) * 1e3);
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
  }
  void Export() {
    corpus::ExportRequest request{.corpus = "corpora/bench"};
    while (!stop_) {
      const auto page = corpora_->feed().Export(request, CallContext());
      if (!page.ok()) Die(page.status());
      ++pages;
      request.resume_token = page->resume_token;
      for (int i = 0; i < 20 && !stop_; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
  }
  void WatchLog() {
    while (!stop_) {
      log_mib = std::max(log_mib, FileMib(log_));
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
  }

  SqliteCorpora* const corpora_;
  const std::string log_;
  std::atomic<bool> stop_{false};
  std::vector<std::thread> threads_;
};

Cost ImportOurs(const TextSource& source, SqliteCorpora* corpora, int64_t documents) {
  const corpus::ReaderRegistry readers = corpus::ReaderRegistry::Bundled();
  corpus::ImportOptions options;
  options.corpus = "corpora/bench";
  options.import_id = "bench";
  options.queue_items = 2 * kBatch;
  auto session = corpus::ImportSession::Open(&corpora->store(), &readers, options);
  if (!session.ok()) Die(session.status());
  const auto start = Clock::now();
  const double cpu = CpuSeconds();
  double making = 0;
  std::thread sender([&] {
    for (int64_t i = 0; i < documents; ++i) {
      corpus::ImportItem item{i + 1, source.Make(i)};
      if (const absl::Status s = (*session)->Add(std::move(item), CallContext()); !s.ok()) Die(s);
    }
    (*session)->FinishAdding();
    making = CpuSeconds(CLOCK_THREAD_CPUTIME_ID);
  });
  std::printf("| documents | resident MiB |\n|---|---|\n");
  int64_t next = documents / 5;
  while (true) {
    const auto progress = (*session)->Next(CallContext());
    if (!progress.ok()) Die(progress.status());
    if (progress->committed_through >= next) {
      std::printf("| %lld | %.0f |\n", static_cast<long long>(progress->committed_through), ResidentMib());
      std::fflush(stdout);
      next += documents / 5;
    }
    if (progress->finished) break;
  }
  sender.join();
  return {Seconds(start), CpuSeconds() - cpu - making};
}

struct QueryCase {
  const char* name;
  const char* query;
  const char* fts;
};

void MeasureSearch(SqliteCorpora* corpora, BareStore* bare) {
  static constexpr QueryCase kCases[] = {
      {"en common word", "government", "government"},
      {"en two words", "president election", "president election"},
      {"en phrase", "\"prime minister\"", "\"prime minister\""},
      {"en rare word", "meteorite", "meteorite"},
      {"zh common, 2 characters", "中国", "中国"},
      {"zh 2 characters", "经济", "经济"},
      {"zh phrase, 6 characters", "全国政协委员", "全国政协委员"},
      {"zh 1 character", "税", "税*"},
      {"zh rare", "陨石", "陨石"},
  };
  std::printf("\nProcessor time of a search:\n\n| query | matches | ours p50 ms | p99 ms | bare p50 ms | p99 ms | ratio p50 |\n"
              "|---|---|---|---|---|---|---|\n");
  for (const QueryCase& query : kCases) {
    std::vector<double> ours, floor;
    int64_t matches = 0;
    for (int round = 0; round < 60; ++round) {
      double start = CpuSeconds(CLOCK_THREAD_CPUTIME_ID);
      const auto page = corpora->search().Search({.corpus = "corpora/bench", .query = query.query}, CallContext());
      if (!page.ok()) Die(page.status());
      ours.push_back((CpuSeconds(CLOCK_THREAD_CPUTIME_ID) - start) * 1e3);
      matches = page->total;
      start = CpuSeconds(CLOCK_THREAD_CPUTIME_ID);
      const auto rows = bare->Search(query.fts);
      if (!rows.ok()) Die(rows.status());
      floor.push_back((CpuSeconds(CLOCK_THREAD_CPUTIME_ID) - start) * 1e3);
    }
    const Percentiles a = Of(ours), b = Of(floor);
    std::printf("| %s | %lld | %.1f | %.1f | %.1f | %.1f | %.1f |\n", query.name,
                static_cast<long long>(matches), a.p50, a.p99, b.p50, b.p99, b.p50 > 0 ? a.p50 / b.p50 : 0);
  }
}

int Main(int argc, char** argv) {
  int64_t documents = 100'000;
  std::string folder;
  bool company = false;
  CLI::App app("Import and search against bare SQLite with FTS5", "corpus_bench");
  app.add_option("--documents", documents)->capture_default_str();
  app.add_option("--folder", folder, "On the disk to measure; emptied")->required();
  app.add_flag("--company", company, "Search and slowly export while importing");
  CLI11_PARSE(app, argc, argv);
  const char* data = std::getenv("PARALLAX_DATA");
  const TextSource source(data == nullptr ? "" : data);
  if (!source.ok()) {
    std::fprintf(stderr, "corpus_bench: NOT MEASURED: set PARALLAX_DATA to a folder that holds "
                         "fnc1/train_bodies.csv and msra_ner/train.txt\n");
    return 1;
  }
  SetLogLevel(LogLevel::kWarning);
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  auto bare = BareStore::Open(folder + "/bare.db");
  if (!bare.ok()) Die(bare.status());
  const Cost floor = ImportBare(source, bare->get(), documents);
  auto corpora = SqliteCorpora::Open({.folder = folder + "/store", .clock = {}});
  if (!corpora.ok()) Die(corpora.status());
  if (const auto made = (*corpora)->store().CreateCorpus({"bench", "", ""}); !made.ok()) Die(made.status());
  std::unique_ptr<Company> beside;
  if (company) beside = std::make_unique<Company>(corpora->get(), folder + "/store/corpora.db-wal");
  const Cost ours = ImportOurs(source, corpora->get(), documents);
  if (beside != nullptr) beside->Stop();
  const double n = static_cast<double>(documents);
  std::printf("\n| import | documents/s | processor time a document, µs | MiB on disk |\n|---|---|---|---|\n"
              "| bare SQLite + FTS5, batches of %lld | %.0f | %.0f | %.0f |\n"
              "| import session | %.0f | %.0f | %.0f |\n| ratio | %.2f | %.2f | %.2f |\n",
              static_cast<long long>(kBatch), n / floor.seconds, floor.cpu / n * 1e6,
              FileMib(folder + "/bare.db"), n / ours.seconds, ours.cpu / n * 1e6,
              FileMib(folder + "/store/corpora.db"), floor.seconds / ours.seconds, floor.cpu / ours.cpu,
              FileMib(folder + "/store/corpora.db") / FileMib(folder + "/bare.db"));
  if (beside != nullptr) {
    const Percentiles search = Of(beside->search_ms);
    std::printf("\n%zu searches beside the import: p50 %.1f ms, p99 %.1f ms; %d export pages, one in two "
                "seconds; the log was at most %.0f MiB\n",
                beside->search_ms.size(), search.p50, search.p99, beside->pages, beside->log_mib);
  }
  MeasureSearch(corpora->get(), bare->get());
  return 0;
}

}  // namespace
}  // namespace parallax::bench

int main(int argc, char** argv) { return parallax::bench::Main(argc, argv); }
