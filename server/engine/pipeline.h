// Runs a plan over documents: batches through stages, one outcome per analyzer and document.
#ifndef PARALLAX_SERVER_ENGINE_PIPELINE_H_
#define PARALLAX_SERVER_ENGINE_PIPELINE_H_

#include <cstdint>
#include <memory>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "server/analyzer/analyzer.h"
#include "server/engine/executor.h"
#include "server/engine/plan.h"

namespace parallax {

// How one analyzer fared on one document. Values equal
// parallax.analysis.v1.AnalyzerOutcome.State.
enum class OutcomeState : uint32_t {
  kCompleted = 1,
  kSkippedLanguage = 2,
  kSkippedDependency = 3,
  kFailed = 4,
  kTimedOut = 5,
  kTruncated = 6,
};

struct Outcome {
  OutcomeState state = OutcomeState::kCompleted;
  absl::Status error;
  uint32_t findings = 0;
};

using DocumentPtr = std::shared_ptr<const Document>;

// What a plan made of one document.
struct DocumentAnalysis {
  DocumentPtr document;
  std::vector<Outcome> outcomes;  // one per stage of the plan
  // By layer, then span, then emission. FindingBase::generation is the stage.
  std::vector<Finding> findings;
};

struct PipelineOptions {
  // How long one analyzer may take for one batch. Past it, its part carries DEADLINE_EXCEEDED and
  // the others' stand.
  absl::Duration analyzer_timeout = absl::Seconds(30);
  // Documents per call of an analyzer, unless it prefers fewer.
  size_t batch_documents = 16;
};

// Analyzes `documents` and returns one analysis each, in order. Always answers: what went wrong is
// in the outcomes. Results do not depend on batches or threads.
std::vector<DocumentAnalysis> RunPipeline(const AnalysisPlan& plan,
                                          absl::Span<const DocumentPtr> documents,
                                          const PipelineOptions& options, Executor& executor,
                                          const CallContext& call);

// The same for a task of the executor, without hand-overs: analyzers may run on its own thread and on
// others of the executor (Analyzer::AnalyzeHere). `done` is called once, before this returns or on
// another thread of the executor. `plan` is kept as long as code of its analyzers runs.
using PipelineDone = absl::AnyInvocable<void(std::vector<DocumentAnalysis>)>;
void StartPipeline(std::shared_ptr<const AnalysisPlan> plan, std::vector<DocumentPtr> documents,
                   const PipelineOptions& options, Executor& executor, const CallContext& call,
                   PipelineDone done);

}  // namespace parallax

#endif  // PARALLAX_SERVER_ENGINE_PIPELINE_H_
