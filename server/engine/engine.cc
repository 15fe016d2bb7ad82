#include "server/engine/engine.h"

#include <algorithm>
#include <optional>
#include <set>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "server/base/error_reason.h"
#include "server/engine/names/explained_names.h"
#include "server/engine/names/given_names.h"

namespace parallax {
namespace {

// Whether each analyzer fared as well as before.
bool AsWell(const DocumentAnalysis& again, const DocumentAnalysis& before) {
  return std::equal(again.outcomes.begin(), again.outcomes.end(), before.outcomes.begin(), before.outcomes.end(),
                    [](const Outcome& a, const Outcome& b) { return a.state == b.state; });
}

}  // namespace

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

std::vector<DocumentAnalysis> Engine::AnalyzeTogether(const AnalysisPlan& plan,
                                                      absl::Span<const DocumentPtr> documents,
                                                      const CallContext& call) {
  std::vector<DocumentAnalysis> analyses = Analyze(plan, documents, call);
  const std::vector<ExplainedName> names = ExplainedNames(analyses);
  if (names.empty() || call.Done()) return analyses;
  const std::optional<AnalysisPlan> with_names = GiveNames(plan, names);
  if (!with_names.has_value()) return analyses;
  std::set<uint32_t> concerned;
  for (const ExplainedName& name : names) concerned.insert(name.documents.begin(), name.documents.end());
  std::vector<DocumentPtr> again;
  for (const uint32_t d : concerned) again.push_back(documents[d]);
  std::vector<DocumentAnalysis> read = Analyze(*with_names, again, call);
  size_t next = 0;
  for (const uint32_t d : concerned) {
    DocumentAnalysis& analysis = read[next++];
    if (AsWell(analysis, analyses[d])) analyses[d] = std::move(analysis);
  }
  return analyses;
}

std::vector<SameEntity> Engine::EntitiesOfBothScripts(const AnalysisPlan& plan, absl::Span<const DocumentAnalysis> analyses,
                                                      const CallContext& call) {
  const OtherScriptQuestion question(analyses);
  if (question.empty() || call.Done()) return {};
  const std::optional<AnalysisPlan> asking = AskForNames(plan, question.latin());
  if (!asking.has_value()) return {};
  return question.Read(Analyze(*asking, {question.list()}, call).front());
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
