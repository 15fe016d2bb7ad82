// What happens beside an import: searches, an export that is read slowly, and a look at the log.
#ifndef PARALLAX_BENCH_CORPUS_COMPANY_H_
#define PARALLAX_BENCH_CORPUS_COMPANY_H_

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "server/corpus/sqlite/sqlite_store.h"

namespace parallax::bench {

class Company {
 public:
  // `searchers` threads search, with pauses of 20 ms where there is one and without where there are more:
  // then some search is under way at any time. `corpora` outlives it; `log` is the path of its
  // write-ahead log.
  Company(corpus::SqliteCorpora* corpora, std::string log, int searchers);
  ~Company() { Stop(); }
  Company(const Company&) = delete;
  Company& operator=(const Company&) = delete;

  void Stop();
  // After Stop(): one paragraph.
  void Print() const;

 private:
  void Search(int first, bool pauses);
  void Export();
  void WatchLog();

  corpus::SqliteCorpora* const corpora_;
  const std::string log_;
  std::atomic<bool> stop_{false};
  mutable absl::Mutex mutex_;
  std::vector<double> search_ms_ ABSL_GUARDED_BY(mutex_);
  double log_mib_ = 0;  // of the thread that watches it, until Stop()
  int pages_ = 0;       // of the one that exports
  std::vector<std::thread> threads_;
};

}  // namespace parallax::bench

#endif  // PARALLAX_BENCH_CORPUS_COMPANY_H_
