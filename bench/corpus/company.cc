#include "bench/corpus/company.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <utility>

#include "bench/corpus/measures.h"

namespace parallax::bench {
namespace {

constexpr const char* kQueries[] = {"government", "经济", "\"the president\"", "全国人大"};

void Pause(int milliseconds) { std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds)); }

}  // namespace

Company::Company(corpus::SqliteCorpora* corpora, std::string log, int searchers)
    : corpora_(corpora), log_(std::move(log)) {
  for (int i = 0; i < searchers; ++i) {
    threads_.emplace_back([this, i, pauses = searchers == 1] { Search(i, pauses); });
  }
  threads_.emplace_back([this] { Export(); });
  threads_.emplace_back([this] { WatchLog(); });
}

void Company::Stop() {
  stop_ = true;
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

void Company::Print() const {
  absl::MutexLock lock(&mutex_);
  const Percentiles search = Of(search_ms_);
  std::printf("\n%zu searches beside the import: p50 %.1f ms, p99 %.1f ms; %d export pages, one in two "
              "seconds; the log was at most %.0f MiB\n",
              search_ms_.size(), search.p50, search.p99, pages_, log_mib_);
}

void Company::Search(int first, bool pauses) {
  for (int i = first; !stop_; ++i) {
    const auto start = Clock::now();
    const auto page = corpora_->search().Search({.corpus = "corpora/bench", .query = kQueries[i % 4]},
                                                CallContext());
    if (!page.ok()) Die(page.status());
    {
      absl::MutexLock lock(&mutex_);
      search_ms_.push_back(Seconds(start) * 1e3);
    }
    if (pauses) Pause(20);
  }
}

void Company::Export() {
  corpus::ExportRequest request{.corpus = "corpora/bench"};
  while (!stop_) {
    const auto page = corpora_->feed().Export(request, CallContext());
    if (!page.ok()) Die(page.status());
    ++pages_;
    request.resume_token = page->resume_token;
    for (int i = 0; i < 20 && !stop_; ++i) Pause(100);
  }
}

void Company::WatchLog() {
  while (!stop_) {
    log_mib_ = std::max(log_mib_, FileMib(log_));
    Pause(50);
  }
}

}  // namespace parallax::bench
