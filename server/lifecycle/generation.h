// One loaded build of one analyzer, in whatever tier, with what the server counts of it.
#ifndef PARALLAX_SERVER_LIFECYCLE_GENERATION_H_
#define PARALLAX_SERVER_LIFECYCLE_GENERATION_H_

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "server/analyzer/analyzer.h"
#include "server/lifecycle/call_counts.h"

namespace parallax::lifecycle {

// Whether an analyzer is out of service by order; shared by its generations. Thread-safe.
class Quarantine {
 public:
  // OK ends it.
  void Set(absl::Status why) ABSL_LOCKS_EXCLUDED(mutex_) {
    absl::MutexLock lock(&mutex_);
    why_ = std::move(why);
    set_.store(!why_.ok(), std::memory_order_release);
  }
  absl::Status why() const ABSL_LOCKS_EXCLUDED(mutex_) {
    if (!set_.load(std::memory_order_acquire)) return absl::OkStatus();
    absl::MutexLock lock(&mutex_);
    return why_;
  }

 private:
  std::atomic<bool> set_{false};
  mutable absl::Mutex mutex_;
  absl::Status why_ ABSL_GUARDED_BY(mutex_);
};

// What is asked of an analyzer.
enum class CallKind { kAnalyze, kExtract, kCompare, kSummarise };
inline constexpr size_t kCallKinds = 4;

// Thread-safe.
class Generation final : public Analyzer, public Phases {
 public:
  // `path`: the file or address as the operator knows it.
  Generation(std::unique_ptr<Analyzer> analyzer, std::string path,
             std::shared_ptr<Quarantine> quarantine);

  const AnalyzerInfo& info() const override { return info_; }
  const std::string& config() const override { return analyzer_->config(); }
  AnalyzerVitals Vitals() const override;
  void Release() override { analyzer_->Release(); }
  absl::StatusOr<std::string> CheckOptions(absl::string_view options) const override {
    return analyzer_->CheckOptions(options);
  }
  std::vector<AnalyzerOutput> Analyze(absl::Span<const AnalyzerInput> inputs,
                                      absl::string_view options, const CallContext& call) override;
  std::optional<std::vector<AnalyzerOutput>> AnalyzeHere(absl::Span<const AnalyzerInput> inputs,
                                                         absl::string_view options,
                                                         const CallContext& call,
                                                         const Overrun& overrun) override;
  Phases* phases() override { return analyzer_->phases() == nullptr ? nullptr : this; }

  std::vector<absl::StatusOr<std::vector<Record>>> Extract(absl::Span<const AnalyzerInput> inputs,
                                                           const CallContext& call) override;
  absl::StatusOr<std::vector<RelationFinding>> Compare(
      absl::Span<const std::pair<absl::string_view, absl::string_view>> pairs,
      const CallContext& call) override;
  absl::StatusOr<ComparisonFinding> Summarise(const Cluster& cluster,
                                              const CallContext& call) override;

  struct Counts {
    uint64_t batches = 0;   // calls of Analyze
    uint64_t documents = 0;
    uint64_t failures = 0;  // documents whose status is not OK
  };
  Counts counts() const { return {batches_, documents_, failures_}; }
  // The code of a batch is that of its first document that failed, else OK.
  CallCounts::Snapshot calls(CallKind kind) const {
    return calls_[static_cast<size_t>(kind)].Get();
  }
  const std::shared_ptr<Quarantine>& quarantine() const { return quarantine_; }

 private:
  void CountBatch(const std::vector<AnalyzerOutput>& outputs, absl::Time start);

  const std::unique_ptr<Analyzer> analyzer_;
  const std::shared_ptr<Quarantine> quarantine_;
  AnalyzerInfo info_;  // constant
  std::array<CallCounts, kCallKinds> calls_;
  std::atomic<uint64_t> batches_{0};
  std::atomic<uint64_t> documents_{0};
  std::atomic<uint64_t> failures_{0};
};

}  // namespace parallax::lifecycle

#endif  // PARALLAX_SERVER_LIFECYCLE_GENERATION_H_
