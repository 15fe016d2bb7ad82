#include "server/lifecycle/generation.h"

#include <algorithm>
#include <utility>

namespace parallax::lifecycle {

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

std::vector<AnalyzerOutput> Generation::Analyze(absl::Span<const AnalyzerInput> inputs,
                                                absl::string_view options,
                                                const CallContext& call) {
  std::vector<AnalyzerOutput> outputs;
  if (const absl::Status why = quarantine_->why(); why.ok()) {
    outputs = analyzer_->Analyze(inputs, options, call);
  } else {
    outputs.resize(inputs.size());
    for (AnalyzerOutput& output : outputs) output.status = why;
  }
  ++batches_;
  documents_ += outputs.size();
  failures_ += static_cast<uint64_t>(
      std::count_if(outputs.begin(), outputs.end(),
                    [](const AnalyzerOutput& output) { return !output.status.ok(); }));
  return outputs;
}

}  // namespace parallax::lifecycle
