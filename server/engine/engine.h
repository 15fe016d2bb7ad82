// The engine: plans, analyzes and compares documents with the loaded analyzers.
#ifndef PARALLAX_SERVER_ENGINE_ENGINE_H_
#define PARALLAX_SERVER_ENGINE_ENGINE_H_

#include <cstddef>
#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "server/engine/analyzer_registry.h"
#include "server/engine/executor.h"
#include "server/engine/names/other_script.h"
#include "server/engine/phases_executor.h"
#include "server/engine/pipeline.h"
#include "server/engine/plan.h"

namespace parallax {

struct EngineOptions {
  // Threads that run analyzers; 0: one per core.
  int threads = 0;
  // Requests that may wait for a thread; more are refused with RESOURCE_EXHAUSTED.
  size_t max_queued = 4096;
  PipelineOptions pipeline;
};

// Thread-safe. Calls but StartAnalysis block until their answer is there: make them on the executor's
// threads.
class Engine {
 public:
  explicit Engine(const EngineOptions& options);

  AnalyzerRegistry& registry() { return registry_; }
  const AnalyzerRegistry& registry() const { return registry_; }
  Executor& executor() { return executor_; }

  // See MakePlan.
  absl::StatusOr<AnalysisPlan> Plan(absl::Span<const AnalyzerRequest> requests) const {
    return MakePlan(registry_, requests);
  }

  // See RunPipeline.
  std::vector<DocumentAnalysis> Analyze(const AnalysisPlan& plan,
                                        absl::Span<const DocumentPtr> documents,
                                        const CallContext& call);
  // The same for documents that will be compared: those that use a name which another of them explains are
  // read again with it, so that the name is one entity in all.
  std::vector<DocumentAnalysis> AnalyzeTogether(const AnalysisPlan& plan,
                                                absl::Span<const DocumentPtr> documents,
                                                const CallContext& call);
  // Entities of these analyses that are one, named in Han characters here and in Latin letters there and explained nowhere, as the
  // plan's analyzers see it (names/other_script.h). Empty if none of them can be asked, or `call` is done.
  std::vector<SameEntity> EntitiesOfBothScripts(const AnalysisPlan& plan, absl::Span<const DocumentAnalysis> analyses,
                                                const CallContext& call);
  // For tasks of the executor; see StartPipeline.
  void StartAnalysis(std::shared_ptr<const AnalysisPlan> plan, std::vector<DocumentPtr> documents,
                     const CallContext& call, PipelineDone done);

  // Compares the analyses with the plan's one analyzer that has phases. FAILED_PRECONDITION
  // (NO_PHASES): it has none. INVALID_ARGUMENT (SEVERAL_PHASES): more than one; ask for one.
  // Else see RunPhases.
  absl::StatusOr<PhasesResult> Compare(const AnalysisPlan& plan,
                                       absl::Span<const DocumentAnalysis> analyses,
                                       const PhasesOptions& options, const CallContext& call);

 private:
  const EngineOptions options_;
  AnalyzerRegistry registry_;
  Executor executor_;  // last: its threads end before what they use
};

}  // namespace parallax

#endif  // PARALLAX_SERVER_ENGINE_ENGINE_H_
