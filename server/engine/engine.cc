#include "server/engine/engine.h"

#include <algorithm>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "server/base/error_reason.h"

namespace parallax {

Engine::Engine(const EngineOptions& options)
    : options_(options),
      executor_(options.threads > 0
                    ? options.threads
                    : static_cast<int>(std::max(1u, std::thread::hardware_concurrency())),
                options.max_queued) {}

std::vector<DocumentAnalysis> Engine::Analyze(const AnalysisPlan& plan,
                                              absl::Span<const DocumentPtr> documents,
                                              const CallContext& call) {
  return RunPipeline(plan, documents, options_.pipeline, executor_, call);
}

void Engine::StartAnalysis(std::shared_ptr<const AnalysisPlan> plan,
                           std::vector<DocumentPtr> documents, const CallContext& call,
                           PipelineDone done) {
  StartPipeline(std::move(plan), std::move(documents), options_.pipeline, executor_, call,
                std::move(done));
}

absl::StatusOr<PhasesResult> Engine::Compare(const AnalysisPlan& plan,
                                             absl::Span<const DocumentAnalysis> analyses,
                                             const PhasesOptions& options,
                                             const CallContext& call) {
  std::vector<size_t> able;
  for (size_t i = 0; i < plan.stages.size(); ++i) {
    if (plan.stages[i].analyzer->phases() != nullptr) able.push_back(i);
  }
  if (able.empty()) {
    return WithReason(
        absl::FailedPreconditionError("none of the chosen analyzers compares across documents; "
                                      "ask for one whose has_phases is set, such as \"claims\""),
        "NO_PHASES");
  }
  if (able.size() > 1) {
    return WithReason(absl::InvalidArgumentError(absl::StrCat(
                          "several of the chosen analyzers compare across documents (\"",
                          plan.stages[able[0]].analyzer->info().id, "\", \"",
                          plan.stages[able[1]].analyzer->info().id, "\"); ask for one of them")),
                      "SEVERAL_PHASES");
  }
  return RunPhases(plan, able[0], analyses, options, executor_, call);
}

}  // namespace parallax
