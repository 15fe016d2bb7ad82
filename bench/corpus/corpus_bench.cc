// Import and search against bare SQLite with FTS5, in one process and one run.
//   PARALLAX_DATA=../data build/release/bench/corpus_bench --documents 102400 --folder /tmp/bench
// Prints docs/performance.md's tables: documents a second, ratio, memory, log size, latencies.
#include <malloc.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

#include "bench/corpus/bare_store.h"
#include "bench/corpus/company.h"
#include "bench/corpus/measures.h"
#include "bench/corpus/search_bench.h"
#include "bench/corpus/text_source.h"
#include "server/base/logging.h"
#include "server/corpus/importer.h"
#include "server/corpus/sqlite/sqlite_store.h"

namespace parallax::bench {
namespace {

using corpus::SqliteCorpora;

constexpr int64_t kBatch = 2048;  // as an import session commits
constexpr int64_t kPiece = 10 * kBatch;

struct Options {
  int64_t documents = 102'400;
  std::string folder;
  int searchers = 0;  // beside the import
  bool bare = true;
  bool search = true;

  std::string StoreFile() const { return folder + "/store/corpora.db"; }
  std::string LogFile() const { return StoreFile() + "-wal"; }
};

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

// What both imports cost in all.
struct Imported {
  Cost floor, ours;
  double writing = 0, preparing = 0;  // processor time of the threads
};

// In turns, so that what else the machine does falls on both.
Imported RunImports(const Options& options, const TextSource& source, BareStore* bare,
                    SqliteCorpora* corpora) {
  Imported total;
  Import import(&source, corpora);
  std::printf("| documents | bare, documents/s | import, documents/s | ratio | resident MiB | heap MiB | "
              "of it SQLite's | log MiB |\n|---|---|---|---|---|---|---|---|\n");
  for (int64_t begin = 0; begin < options.documents; begin += kPiece) {
    const int64_t end = std::min(options.documents, begin + kPiece);
    const double n = static_cast<double>(end - begin);
    const Cost a = bare == nullptr ? Cost{} : ImportBare(source, bare, begin, end);
    const Cost b = import.Run(begin, end);
    const Memory memory = MemoryNow();
    std::printf("| %lld | %.0f | %.0f | %.2f | %.0f | %.0f | %.0f | %.0f |\n",
                static_cast<long long>(end), a.seconds > 0 ? n / a.seconds : 0, n / b.seconds,
                a.seconds / b.seconds, memory.resident, memory.heap, memory.sqlite,
                FileMib(options.LogFile()));
    std::fflush(stdout);
    total.floor.seconds += a.seconds, total.floor.cpu += a.cpu;
    total.ours.seconds += b.seconds, total.ours.cpu += b.cpu;
  }
  total.writing = ThreadSeconds("corpus-writer");
  total.preparing = ThreadSeconds("import-prepare");
  return total;
}

void PrintImports(const Options& options, const Imported& total) {
  const double n = static_cast<double>(options.documents);
  const double bare_mib = FileMib(options.folder + "/bare.db"), mib = FileMib(options.StoreFile());
  std::printf("\n| import | documents/s | processor time a document, µs | MiB on disk |\n|---|---|---|---|\n");
  if (total.floor.seconds > 0) {
    std::printf("| bare SQLite + FTS5, batches of %lld | %.0f | %.0f | %.0f |\n",
                static_cast<long long>(kBatch), n / total.floor.seconds, total.floor.cpu / n * 1e6, bare_mib);
  }
  std::printf("| import session | %.0f | %.0f | %.0f |\n| - the thread that writes | | %.0f | |\n"
              "| - the thread that reads and signs | | %.0f | |\n",
              n / total.ours.seconds, total.ours.cpu / n * 1e6, mib, total.writing / n * 1e6,
              total.preparing / n * 1e6);
  if (total.floor.seconds > 0) {
    std::printf("| ratio | %.2f | %.2f (writing %.2f) | %.2f |\n", total.floor.seconds / total.ours.seconds,
                total.floor.cpu / total.ours.cpu, total.floor.cpu / total.writing, mib / bare_mib);
  }
  const double resident = MemoryNow().resident;
  malloc_trim(0);
  std::printf("\n%.0f MiB resident, %.0f after freed memory was given back; the texts to make documents of "
              "are in it\n", resident, MemoryNow().resident);
}

void Run(const Options& options, const TextSource& source) {
  std::filesystem::remove_all(options.folder);
  std::filesystem::create_directories(options.folder);
  std::unique_ptr<BareStore> bare;
  if (options.bare) {
    auto opened = BareStore::Open(options.folder + "/bare.db");
    if (!opened.ok()) Die(opened.status());
    bare = *std::move(opened);
  }
  auto corpora = SqliteCorpora::Open({.folder = options.folder + "/store", .clock = {}});
  if (!corpora.ok()) Die(corpora.status());
  if (const auto made = (*corpora)->store().CreateCorpus({"bench", "", ""}); !made.ok()) Die(made.status());
  std::unique_ptr<Company> beside;
  if (options.searchers > 0) {
    beside = std::make_unique<Company>(corpora->get(), options.LogFile(), options.searchers);
  }
  const Imported total = RunImports(options, source, bare.get(), corpora->get());
  if (beside != nullptr) beside->Stop();
  PrintImports(options, total);
  if (beside != nullptr) beside->Print();
  if (options.search) PrintSearch(corpora->get(), bare.get());
}

int Main(int argc, char** argv) {
  Options options;
  bool company = false, no_bare = false, no_search = false;
  CLI::App app("Import and search against bare SQLite with FTS5", "corpus_bench");
  app.add_option("--documents", options.documents)->capture_default_str();
  app.add_option("--folder", options.folder, "On the disk to measure; emptied")->required();
  app.add_flag("--company", company, "Search, with pauses, and slowly export while importing");
  app.add_option("--searchers", options.searchers, "So many threads that search without a pause beside it");
  app.add_flag("--no-bare", no_bare, "Without the floor: for the memory of the store alone");
  app.add_flag("--no-search", no_search, "The import alone");
  CLI11_PARSE(app, argc, argv);
  if (company) options.searchers = std::max(options.searchers, 1);
  options.bare = !no_bare;
  options.search = !no_search;
  const char* data = std::getenv("PARALLAX_DATA");
  const TextSource source(data == nullptr ? "" : data);
  if (!source.ok()) {
    std::fprintf(stderr, "corpus_bench: NOT MEASURED: set PARALLAX_DATA to a folder that holds "
                         "fnc1/train_bodies.csv and msra_ner/train.txt\n");
    return 1;
  }
  SetLogLevel(LogLevel::kWarning);
  Run(options, source);
  return 0;
}

}  // namespace
}  // namespace parallax::bench

int main(int argc, char** argv) { return parallax::bench::Main(argc, argv); }
