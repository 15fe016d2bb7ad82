#include "server/engine/pipeline.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "server/base/error_reason.h"

namespace parallax {
namespace {

// A document is analyzed if the analyzer speaks the language of any of its blocks.
bool SpeaksAny(const AnalyzerInfo& info, const Document& document) {
  return info.Speaks(document.language()) ||
         std::any_of(document.content.blocks.begin(), document.content.blocks.end(),
                     [&](const Block& block) { return info.Speaks(block.language); });
}

// Why `stage` cannot run on this document, or kCompleted if it can.
Outcome Precheck(const AnalysisPlan& plan, const Stage& stage, const DocumentAnalysis& analysis) {
  const AnalyzerInfo& info = stage.analyzer->info();
  if (!SpeaksAny(info, *analysis.document)) return {OutcomeState::kSkippedLanguage, {}, 0};
  for (size_t producer : stage.producers) {
    const Outcome& outcome = analysis.outcomes[producer];
    const std::string& id = plan.stages[producer].analyzer->info().id;
    switch (outcome.state) {
      case OutcomeState::kCompleted:
      case OutcomeState::kTruncated:
        continue;
      case OutcomeState::kSkippedLanguage:
        return {OutcomeState::kSkippedLanguage, {}, 0};
      default:
        return {OutcomeState::kSkippedDependency,
                WithReason(absl::FailedPreconditionError(absl::StrCat(
                               "analyzer \"", info.id, "\" needs the findings of \"", id,
                               "\", which did not complete: ", outcome.error.message())),
                           "DEPENDENCY_FAILED"),
                0};
    }
  }
  return {};
}

bool IsLate(const absl::Status& status) {
  return absl::IsDeadlineExceeded(status) || absl::IsCancelled(status);
}

Outcome OutcomeOf(const AnalyzerOutput& output) {
  Outcome outcome;
  outcome.findings = static_cast<uint32_t>(output.findings.size());
  if (output.status.ok()) {
    outcome.state = output.truncated ? OutcomeState::kTruncated : OutcomeState::kCompleted;
    return outcome;
  }
  outcome.error = output.status;
  outcome.state = IsLate(output.status) ? OutcomeState::kTimedOut : OutcomeState::kFailed;
  return outcome;
}

void Sort(std::vector<Finding>& findings) {
  std::stable_sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
    if (a.index() != b.index()) return a.index() < b.index();
    const text::Span left = BaseOf(a).span;
    const text::Span right = BaseOf(b).span;
    return left < right;
  });
}

// One stage over one batch.
void RunStage(const AnalysisPlan& plan, size_t stage_index, absl::Span<DocumentAnalysis> batch,
              const CallContext& call) {
  const Stage& stage = plan.stages[stage_index];
  std::vector<size_t> runs;
  std::vector<std::shared_ptr<std::vector<Finding>>> lent;
  std::vector<AnalyzerInput> inputs;
  for (size_t i = 0; i < batch.size(); ++i) {
    Outcome outcome = Precheck(plan, stage, batch[i]);
    if (outcome.state == OutcomeState::kCompleted) {
      lent.push_back(std::make_shared<std::vector<Finding>>(std::move(batch[i].findings)));
      inputs.push_back({batch[i].document, lent.back()});
      runs.push_back(i);
    }
    batch[i].outcomes.push_back(std::move(outcome));
  }
  if (inputs.empty()) return;

  std::vector<AnalyzerOutput> outputs = stage.analyzer->Analyze(inputs, stage.options, call);
  const bool late = std::any_of(outputs.begin(), outputs.end(),
                                [](const AnalyzerOutput& output) { return IsLate(output.status); });
  for (size_t k = 0; k < runs.size(); ++k) {
    DocumentAnalysis& analysis = batch[runs[k]];
    analysis.outcomes.back() = OutcomeOf(outputs[k]);
    // What an analyzer that did not stop in time may still read is left to it.
    if (late) {
      analysis.findings = *lent[k];
    } else {
      analysis.findings = std::move(*lent[k]);
    }
    for (Finding& finding : outputs[k].findings) {
      BaseOf(finding).generation = static_cast<uint32_t>(stage_index);
      analysis.findings.push_back(std::move(finding));
    }
    Sort(analysis.findings);
  }
}

size_t BatchSize(const AnalysisPlan& plan, size_t wanted) {
  size_t size = std::max<size_t>(wanted, 1);
  for (const Stage& stage : plan.stages) {
    const uint32_t preferred = stage.analyzer->info().preferred_batch;
    if (preferred > 0) size = std::min<size_t>(size, preferred);
  }
  return size;
}

}  // namespace

std::vector<DocumentAnalysis> RunPipeline(const AnalysisPlan& plan,
                                          absl::Span<const DocumentPtr> documents,
                                          const PipelineOptions& options, Executor& executor,
                                          const CallContext& call) {
  std::vector<DocumentAnalysis> analyses(documents.size());
  for (size_t i = 0; i < documents.size(); ++i) analyses[i].document = documents[i];
  // No more than what leaves every thread a share: a request of 8 documents is not one batch.
  const size_t fair = (documents.size() + executor.threads() - 1) / executor.threads();
  const size_t size = std::min(BatchSize(plan, options.batch_documents), std::max<size_t>(fair, 1));
  const size_t batches = (documents.size() + size - 1) / size;
  executor.ParallelFor(batches, [&](size_t b) {
    const size_t begin = b * size;
    const size_t count = std::min(size, documents.size() - begin);
    for (size_t stage = 0; stage < plan.stages.size(); ++stage) {
      RunStage(plan, stage, absl::MakeSpan(analyses).subspan(begin, count),
               call.WithDeadline(absl::Now() + options.analyzer_timeout));
    }
  });
  return analyses;
}

}  // namespace parallax
