#include "server/lifecycle/generation.h"

#include <algorithm>
#include <utility>

#include "absl/time/clock.h"

namespace parallax::lifecycle {
namespace {

// Of one call.
class Timer {
 public:
  Timer(std::array<CallCounts, kCallKinds>& calls, CallKind kind)
      : counts_(calls[static_cast<size_t>(kind)]), start_(absl::Now()) {}
  void Ended(absl::StatusCode code) const { counts_.Add(code, absl::Now() - start_); }

 private:
  CallCounts& counts_;
  const absl::Time start_;
};

std::vector<AnalyzerOutput> AllOutOfService(size_t count, const absl::Status& why) {
  std::vector<AnalyzerOutput> outputs(count);
  for (AnalyzerOutput& output : outputs) output.status = why;
  return outputs;
}

}  // namespace

Generation::Generation(std::unique_ptr<Analyzer> analyzer, std::string path,
                       std::shared_ptr<Quarantine> quarantine)
    : analyzer_(std::move(analyzer)), quarantine_(std::move(quarantine)), info_(analyzer_->info()) {
  info_.path = std::move(path);
}

AnalyzerVitals Generation::Vitals() const {
  AnalyzerVitals vitals = analyzer_->Vitals();
  if (absl::Status why = quarantine_->why(); !why.ok()) {
    vitals.quarantined = true;
    vitals.serving = false;
    vitals.last_error = std::move(why);
  }
  return vitals;
}

void Generation::CountBatch(const std::vector<AnalyzerOutput>& outputs, absl::Time start) {
  ++batches_;
  documents_ += outputs.size();
  uint64_t failures = 0;
  absl::StatusCode code = absl::StatusCode::kOk;
  for (const AnalyzerOutput& output : outputs) {
    if (output.status.ok()) continue;
    if (++failures == 1) code = output.status.code();
  }
  failures_ += failures;
  calls_[static_cast<size_t>(CallKind::kAnalyze)].Add(code, absl::Now() - start);
}

std::vector<AnalyzerOutput> Generation::Analyze(absl::Span<const AnalyzerInput> inputs,
                                                absl::string_view options,
                                                const CallContext& call) {
  const absl::Time start = absl::Now();
  const absl::Status why = quarantine_->why();
  std::vector<AnalyzerOutput> outputs = why.ok() ? analyzer_->Analyze(inputs, options, call)
                                                 : AllOutOfService(inputs.size(), why);
  CountBatch(outputs, start);
  return outputs;
}

std::optional<std::vector<AnalyzerOutput>> Generation::AnalyzeHere(
    absl::Span<const AnalyzerInput> inputs, absl::string_view options, const CallContext& call,
    const Overrun& overrun) {
  const absl::Time start = absl::Now();
  const absl::Status why = quarantine_->why();
  std::optional<std::vector<AnalyzerOutput>> outputs =
      why.ok() ? analyzer_->AnalyzeHere(inputs, options, call,
                                        [&](std::vector<AnalyzerOutput> late) {
                                          CountBatch(late, start);
                                          overrun(std::move(late));
                                        })
               : AllOutOfService(inputs.size(), why);
  if (outputs.has_value()) CountBatch(*outputs, start);
  return outputs;
}

std::vector<absl::StatusOr<std::vector<Record>>> Generation::Extract(
    absl::Span<const AnalyzerInput> inputs, const CallContext& call) {
  const Timer timer(calls_, CallKind::kExtract);
  std::vector<absl::StatusOr<std::vector<Record>>> all;
  if (const absl::Status why = quarantine_->why(); why.ok()) {
    all = analyzer_->phases()->Extract(inputs, call);
  } else {
    all.assign(inputs.size(), why);
  }
  const auto failed =
      std::find_if(all.begin(), all.end(), [](const auto& records) { return !records.ok(); });
  timer.Ended(failed == all.end() ? absl::StatusCode::kOk : failed->status().code());
  return all;
}

absl::StatusOr<std::vector<RelationFinding>> Generation::Compare(
    absl::Span<const std::pair<absl::string_view, absl::string_view>> pairs,
    const CallContext& call) {
  const Timer timer(calls_, CallKind::kCompare);
  const absl::Status why = quarantine_->why();
  absl::StatusOr<std::vector<RelationFinding>> relations =
      why.ok() ? analyzer_->phases()->Compare(pairs, call) : why;
  timer.Ended(relations.status().code());
  return relations;
}

absl::StatusOr<ComparisonFinding> Generation::Summarise(const Cluster& cluster,
                                                        const CallContext& call) {
  const Timer timer(calls_, CallKind::kSummarise);
  const absl::Status why = quarantine_->why();
  absl::StatusOr<ComparisonFinding> comparison =
      why.ok() ? analyzer_->phases()->Summarise(cluster, call) : why;
  timer.Ended(comparison.status().code());
  return comparison;
}

}  // namespace parallax::lifecycle
