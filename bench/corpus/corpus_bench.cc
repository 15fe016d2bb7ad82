// Import and search against bare SQLite with FTS5, in one process and one run.
//   PARALLAX_DATA=../data build/release/bench/corpus_bench --documents 100000 --folder /tmp/bench
// Prints docs/performance.md's tables: documents a second, ratio, memory, log size, latencies.
#include <malloc.h>

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

constexpr int64_t kBatch = 2048;  // as an import session commits
constexpr int64_t kPiece = 10 * kBatch;

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
Cost ImportBare(const TextSource& source, BareStore* store, int64_t begin, int64_t end) {
  Cost cost;
  for (int64_t i = begin; i < end; i += kBatch) {
    std::vector<corpus::NewDocument> batch;
    for (int64_t j = i; j < std::min(end, i + kBatch); ++j) batch.push_back(source.Make(j));
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

// Processor time of the threads of this process that have the name, so far.
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

// An import that is fed a piece at a time.
class Import {
 public:
  Import(const TextSource* source, SqliteCorpora* corpora) : source_(source) {
    corpus::ImportOptions options;
    options.corpus = "corpora/bench";
    options.import_id = "bench";
    auto session = corpus::ImportSession::Open(&corpora->store(), &readers_, options);
    if (!session.ok()) Die(session.status());
    session_ = *std::move(session);
  }

  // Documents [begin, end), until they are durable. Their making is in the time and not in `cpu`: the
  // queue bounds how many are made ahead.
  Cost Run(int64_t begin, int64_t end) {
    const auto start = Clock::now();
    const double cpu = CpuSeconds();
    double making = 0;
    std::thread sender([&] {
      for (int64_t i = begin; i < end; ++i) {
        corpus::ImportItem item{i + 1, source_->Make(i)};
        if (const absl::Status s = session_->Add(std::move(item), CallContext()); !s.ok()) Die(s);
      }
      making = CpuSeconds(CLOCK_THREAD_CPUTIME_ID);
    });
    for (int64_t committed = 0; committed < end;) {
      const auto progress = session_->Next(CallContext());
      if (!progress.ok()) Die(progress.status());
      committed = progress->committed_through;
    }
    sender.join();
    return {Seconds(start), CpuSeconds() - cpu - making};
  }

 private:
  const TextSource* const source_;
  const corpus::ReaderRegistry readers_ = corpus::ReaderRegistry::Bundled();
  std::unique_ptr<corpus::ImportSession> session_;
};

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
      {"en word", "meteorite", "meteorite"},
      {"en rare word", "umbrella", "umbrella"},
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
  bool company = false, no_bare = false;
  CLI::App app("Import and search against bare SQLite with FTS5", "corpus_bench");
  app.add_option("--documents", documents)->capture_default_str();
  app.add_option("--folder", folder, "On the disk to measure; emptied")->required();
  app.add_flag("--company", company, "Search and slowly export while importing");
  app.add_flag("--no-bare", no_bare, "Without the floor: for the memory of the store alone");
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
  auto corpora = SqliteCorpora::Open({.folder = folder + "/store", .clock = {}});
  if (!corpora.ok()) Die(corpora.status());
  if (const auto made = (*corpora)->store().CreateCorpus({"bench", "", ""}); !made.ok()) Die(made.status());
  // In turns, so that what else the machine does falls on both.
  Cost floor, ours;
  double writer = 0, prepare = 0;
  std::unique_ptr<Company> beside;
  if (company) beside = std::make_unique<Company>(corpora->get(), folder + "/store/corpora.db-wal");
  {
    Import import(&source, corpora->get());
    std::printf("| documents | bare, documents/s | import, documents/s | ratio | resident MiB | log MiB |\n"
                "|---|---|---|---|---|---|\n");
    for (int64_t begin = 0; begin < documents; begin += kPiece) {
      const int64_t end = std::min(documents, begin + kPiece);
      const double n = static_cast<double>(end - begin);
      const Cost a = no_bare ? Cost{} : ImportBare(source, bare->get(), begin, end);
      const Cost b = import.Run(begin, end);
      std::printf("| %lld | %.0f | %.0f | %.2f | %.0f | %.0f |\n", static_cast<long long>(end), n / a.seconds,
                  n / b.seconds, a.seconds / b.seconds, ResidentMib(),
                  FileMib(folder + "/store/corpora.db-wal"));
      std::fflush(stdout);
      floor.seconds += a.seconds, floor.cpu += a.cpu;
      ours.seconds += b.seconds, ours.cpu += b.cpu;
    }
    writer = ThreadSeconds("corpus-writer");
    prepare = ThreadSeconds("import-prepare");
  }
  if (beside != nullptr) beside->Stop();
  const double n = static_cast<double>(documents);
  std::printf("\n| import | documents/s | processor time a document, µs | MiB on disk |\n|---|---|---|---|\n"
              "| bare SQLite + FTS5, batches of %lld | %.0f | %.0f | %.0f |\n"
              "| import session | %.0f | %.0f | %.0f |\n| - the thread that writes | | %.0f | |\n"
              "| - the thread that reads and signs | | %.0f | |\n| ratio | %.2f | %.2f (writing %.2f) | %.2f |\n",
              static_cast<long long>(kBatch), n / floor.seconds, floor.cpu / n * 1e6,
              FileMib(folder + "/bare.db"), n / ours.seconds, ours.cpu / n * 1e6,
              FileMib(folder + "/store/corpora.db"), writer / n * 1e6, prepare / n * 1e6,
              floor.seconds / ours.seconds, floor.cpu / ours.cpu, floor.cpu / writer,
              FileMib(folder + "/store/corpora.db") / FileMib(folder + "/bare.db"));
  const double resident = ResidentMib();
  malloc_trim(0);
  std::printf("\n%.0f MiB resident, %.0f after freed memory was given back; the texts to make documents of "
              "are in it\n", resident, ResidentMib());
  if (beside != nullptr) {
    const Percentiles search = Of(beside->search_ms);
    std::printf("\n%zu searches beside the import: p50 %.1f ms, p99 %.1f ms; %d export pages, one in two "
                "seconds; the log was at most %.0f MiB\n",
                beside->search_ms.size(), search.p50, search.p99, beside->pages, beside->log_mib);
  }
  if (!no_bare) MeasureSearch(corpora->get(), bare->get());
  return 0;
}

}  // namespace
}  // namespace parallax::bench

int main(int argc, char** argv) { return parallax::bench::Main(argc, argv); }
