#include "server/engine/pipeline.h"

#include <algorithm>
#include <atomic>
#include <functional>
#include <optional>
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

// What one stage is given of a batch, and where its answers belong.
struct StageInputs {
  std::vector<size_t> runs;  // positions in the batch
  std::vector<std::shared_ptr<std::vector<Finding>>> lent;  // one a run, as `inputs`; null: none
  std::vector<AnalyzerInput> inputs;
};

// Notes an outcome for every document of the batch, and lends the stage the findings of those that it
// can analyze.
StageInputs LendTo(const AnalysisPlan& plan, size_t stage, absl::Span<DocumentAnalysis> batch) {
  StageInputs lent;
  lent.runs.reserve(batch.size());
  lent.lent.reserve(batch.size());
  lent.inputs.reserve(batch.size());
  for (size_t i = 0; i < batch.size(); ++i) {
    Outcome outcome = Precheck(plan, plan.stages[stage], batch[i]);
    if (outcome.state == OutcomeState::kCompleted) {
      std::vector<Finding>& findings = batch[i].findings;
      lent.lent.push_back(findings.empty()
                              ? nullptr
                              : std::make_shared<std::vector<Finding>>(std::move(findings)));
      lent.inputs.push_back({batch[i].document, lent.lent.back()});
      lent.runs.push_back(i);
    }
    batch[i].outcomes.push_back(std::move(outcome));
  }
  return lent;
}

// Puts what a stage found to what there was.
void Collect(size_t stage, const StageInputs& lent, std::vector<AnalyzerOutput> outputs,
             absl::Span<DocumentAnalysis> batch) {
  const bool late = std::any_of(outputs.begin(), outputs.end(),
                                [](const AnalyzerOutput& output) { return IsLate(output.status); });
  for (size_t k = 0; k < lent.runs.size(); ++k) {
    DocumentAnalysis& analysis = batch[lent.runs[k]];
    analysis.outcomes.back() = OutcomeOf(outputs[k]);
    // What an analyzer that did not stop in time may still read is left to it.
    if (lent.lent[k] == nullptr) {
      analysis.findings.clear();
    } else if (late) {
      analysis.findings = *lent.lent[k];
    } else {
      analysis.findings = std::move(*lent.lent[k]);
    }
    if (outputs[k].findings.empty()) continue;
    for (Finding& finding : outputs[k].findings) {
      BaseOf(finding).generation = static_cast<uint32_t>(stage);
      analysis.findings.push_back(std::move(finding));
    }
    Sort(analysis.findings);
  }
}

// How documents are cut into batches.
struct Cut {
  Cut(const AnalysisPlan& plan, size_t documents, size_t wanted, size_t threads) : total(documents) {
    size = std::max<size_t>(wanted, 1);
    for (const Stage& stage : plan.stages) {
      const uint32_t preferred = stage.analyzer->info().preferred_batch;
      if (preferred > 0) size = std::min<size_t>(size, preferred);
    }
    // No more than what leaves every thread a share: a request of 8 documents is not one batch.
    size = std::min(size, std::max<size_t>((documents + threads - 1) / threads, 1));
    batches = (documents + size - 1) / size;
  }
  absl::Span<DocumentAnalysis> Batch(std::vector<DocumentAnalysis>& all, size_t batch) const {
    return absl::MakeSpan(all).subspan(batch * size, std::min(size, total - batch * size));
  }

  const size_t total;
  size_t size;
  size_t batches;
};

std::vector<DocumentAnalysis> Unanalyzed(absl::Span<const DocumentPtr> documents) {
  std::vector<DocumentAnalysis> analyses(documents.size());
  for (size_t i = 0; i < documents.size(); ++i) analyses[i].document = documents[i];
  return analyses;
}

// The documents of one StartPipeline. Threads take batches until none is left; the last to end one
// gives the answer.
class Run : public std::enable_shared_from_this<Run> {
 public:
  Run(std::shared_ptr<const AnalysisPlan> plan, std::vector<DocumentPtr> documents,
      const PipelineOptions& options, Executor& executor, const CallContext& call,
      PipelineDone done)
      : plan_(std::move(plan)),
        timeout_(options.analyzer_timeout),
        executor_(executor),
        call_(call),
        done_(std::move(done)),
        analyses_(Unanalyzed(documents)),
        cut_(*plan_, documents.size(), options.batch_documents, executor.threads()),
        unfinished_(cut_.batches) {}

  void Start() {
    if (cut_.batches == 0) return done_({});
    const size_t helpers = std::min<size_t>(cut_.batches - 1, executor_.threads());
    for (size_t i = 0; i < helpers; ++i) {
      if (!executor_.TrySchedule([self = shared_from_this()] { self->Work(); })) break;
    }
    Work();
  }

 private:
  void Work() {
    for (size_t b = next_.fetch_add(1); b < cut_.batches; b = next_.fetch_add(1)) {
      if (!Advance(b, 0)) return;
    }
  }

  // Runs a batch from `stage` on. False: this thread was held, and another has gone on with the rest.
  bool Advance(size_t batch, size_t stage) {
    for (; stage < plan_->stages.size(); ++stage) {
      if (!RunStage(batch, stage)) return false;
    }
    if (unfinished_.fetch_sub(1) == 1) done_(std::move(analyses_));
    return true;
  }

  bool RunStage(size_t batch, size_t stage) {
    const auto lent = std::make_shared<StageInputs>(
        LendTo(*plan_, stage, cut_.Batch(analyses_, batch)));
    if (lent->inputs.empty()) return true;
    const Stage& now = plan_->stages[stage];
    std::function<void()> came_back;
    const auto overrun = [&](std::vector<AnalyzerOutput> outputs) {
      executor_.Resume([self = shared_from_this(), batch, stage, lent,
                        outputs = std::move(outputs)]() mutable {
        Collect(stage, *lent, std::move(outputs), self->cut_.Batch(self->analyses_, batch));
        if (self->Advance(batch, stage + 1)) self->Work();
      });
      came_back = executor_.Replace();
    };
    std::optional<std::vector<AnalyzerOutput>> outputs = now.analyzer->AnalyzeHere(
        lent->inputs, now.options, call_.WithDeadline(absl::Now() + timeout_), overrun);
    if (!outputs.has_value()) {
      came_back();
      return false;
    }
    Collect(stage, *lent, *std::move(outputs), cut_.Batch(analyses_, batch));
    return true;
  }

  const std::shared_ptr<const AnalysisPlan> plan_;
  const absl::Duration timeout_;
  Executor& executor_;
  const CallContext call_;
  PipelineDone done_;
  std::vector<DocumentAnalysis> analyses_;
  const Cut cut_;
  std::atomic<size_t> next_{0};
  std::atomic<size_t> unfinished_;
};

}  // namespace

std::vector<DocumentAnalysis> RunPipeline(const AnalysisPlan& plan,
                                          absl::Span<const DocumentPtr> documents,
                                          const PipelineOptions& options, Executor& executor,
                                          const CallContext& call) {
  std::vector<DocumentAnalysis> analyses = Unanalyzed(documents);
  const Cut cut(plan, documents.size(), options.batch_documents, executor.threads());
  executor.ParallelFor(cut.batches, [&](size_t b) {
    const absl::Span<DocumentAnalysis> batch = cut.Batch(analyses, b);
    for (size_t stage = 0; stage < plan.stages.size(); ++stage) {
      const StageInputs lent = LendTo(plan, stage, batch);
      if (lent.inputs.empty()) continue;
      const Stage& now = plan.stages[stage];
      Collect(stage, lent,
              now.analyzer->Analyze(lent.inputs, now.options,
                                    call.WithDeadline(absl::Now() + options.analyzer_timeout)),
              batch);
    }
  });
  return analyses;
}

void StartPipeline(std::shared_ptr<const AnalysisPlan> plan, std::vector<DocumentPtr> documents,
                   const PipelineOptions& options, Executor& executor, const CallContext& call,
                   PipelineDone done) {
  std::make_shared<Run>(std::move(plan), std::move(documents), options, executor, call,
                        std::move(done))
      ->Start();
}

}  // namespace parallax
