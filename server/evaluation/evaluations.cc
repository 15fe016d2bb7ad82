#include "server/evaluation/evaluations.h"

#include <algorithm>
#include <thread>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"

namespace parallax::evaluation {
namespace {

constexpr int64_t kMaxRunning = 4;  // each holds its documents and uses every core
constexpr size_t kMaxRemembered = 100;
constexpr size_t kDocumentsAtOnce = 128;  // between two looks at the cancellation

absl::Status NoOperation(absl::string_view name) {
  return WithReason(absl::NotFoundError(absl::StrCat("there is no operation ", name,
                                                     "; it was forgotten, or the server restarted")),
                    "OPERATION_NOT_FOUND");
}

std::vector<EvaluatedBuild> BuildsOf(const AnalysisPlan& plan) {
  std::vector<EvaluatedBuild> builds;
  for (const Stage& stage : plan.stages) builds.push_back({stage.analyzer->info(), stage.options});
  return builds;
}

bool SameBuild(const EvaluatedBuild& a, const EvaluatedBuild& b) {
  return a.info.id == b.info.id && a.info.version == b.info.version &&
         a.info.content_digest == b.info.content_digest &&
         a.info.config_digest == b.info.config_digest && a.options == b.options;
}

// What the requested stages found; the others' findings are not judged.
std::vector<Finding> Judged(const AnalysisPlan& plan, DocumentAnalysis& analysis) {
  std::vector<Finding> judged;
  for (Finding& finding : analysis.findings) {
    if (plan.stages[BaseOf(finding).generation].requested) judged.push_back(std::move(finding));
  }
  return judged;
}

// How the requested stages fared: the worst.
OutcomeState StateOf(const AnalysisPlan& plan, const DocumentAnalysis& analysis) {
  OutcomeState state = OutcomeState::kCompleted;
  for (size_t i = 0; i < plan.stages.size(); ++i) {
    const OutcomeState outcome = analysis.outcomes[i].state;
    if (!plan.stages[i].requested || outcome == OutcomeState::kTruncated) continue;
    state = std::max(state, outcome);
  }
  return state;
}

}  // namespace

struct Evaluations::Running {
  EvaluationRequest request;  // of the thread; its documents go when they are counted
  CallContext call;
  EvaluationState state;                 // under mutex_, as the next two
  std::vector<CountsOfDocuments> parts;  // those of continue_from, then its own
  Selected selected;
  std::thread thread;
};

Evaluations::Evaluations(Engine& engine) : engine_(engine) {}

Evaluations::~Evaluations() { Stop(); }

void Evaluations::Stop() {
  std::map<int64_t, std::unique_ptr<Running>> evaluations;
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
    evaluations.swap(evaluations_);
  }
  for (auto& [number, running] : evaluations) running->call.Cancel();
  for (auto& [number, running] : evaluations) running->thread.join();
}

absl::StatusOr<EvaluationState> Evaluations::Start(EvaluationRequest request) {
  auto running = std::make_unique<Running>();
  EvaluationState& state = running->state;
  state.analyzer = request.analyzer;
  state.documents = static_cast<int64_t>(request.documents.size());
  state.all_documents = state.documents;
  state.builds = BuildsOf(request.plan);
  state.create_time = absl::Now();
  running->selected = request.selected;
  running->request = std::move(request);
  absl::MutexLock lock(&mutex_);
  RETURN_IF_ERROR(CheckRoom());
  if (const std::string& from = running->request.continue_from; !from.empty()) {
    RETURN_IF_ERROR(GoOnFrom(from, running.get()));
  }
  if (state.all_documents > kMaxDocuments) {
    return WithReason(absl::InvalidArgumentError(absl::StrCat(
                          "documents: ", state.all_documents, " with those of continue_from; at most ",
                          kMaxDocuments, " in one evaluation")),
                      "TOO_MANY_DOCUMENTS");
  }
  ForgetOldest();
  state.name = absl::StrCat(kNamePrefix, ++last_);
  EvaluationState answer = state;
  running->thread = std::thread([this, evaluation = running.get()] { Run(evaluation); });
  evaluations_.emplace(last_, std::move(running));
  return answer;
}

absl::Status Evaluations::CheckRoom() const {
  if (stopping_) return absl::UnavailableError("the server is stopping");
  const auto under_way = std::count_if(evaluations_.begin(), evaluations_.end(),
                                       [](const auto& entry) { return !entry.second->state.done; });
  if (under_way < kMaxRunning) return absl::OkStatus();
  return WithReason(absl::ResourceExhaustedError(absl::StrCat(
                        under_way, " evaluations are under way; wait until one is done")),
                    "TOO_MANY_OPERATIONS");
}

absl::Status Evaluations::GoOnFrom(const std::string& name, Running* running) const {
  const Running* before = Find(name);
  if (before == nullptr) return NoOperation(name);
  if (!before->state.done || !before->state.result.ok()) {
    return WithReason(absl::FailedPreconditionError(absl::StrCat(
                          "continue_from: ", name, before->state.done ? " failed" : " is not done",
                          "; go on from one that has succeeded")),
                      "OPERATION_NOT_DONE");
  }
  const bool same = std::equal(before->state.builds.begin(), before->state.builds.end(),
                               running->state.builds.begin(), running->state.builds.end(), SameBuild);
  if (!same || before->state.analyzer != running->state.analyzer ||
      before->selected != running->selected) {
    return WithReason(absl::FailedPreconditionError(absl::StrCat(
                          "continue_from: ", name, " had another analyzer, build, option, layer or "
                          "label; begin again without continue_from")),
                      "EVALUATION_DIFFERS");
  }
  running->parts = before->parts;
  running->state.all_documents += before->state.all_documents;
  running->state.failed_documents = before->state.failed_documents;
  running->state.skipped_documents = before->state.skipped_documents;
  return absl::OkStatus();
}

void Evaluations::Run(Running* running) {
  absl::StatusOr<std::vector<DocumentCounts>> counts = Analyze(running);
  std::vector<CountsOfDocuments> parts = running->parts;  // nobody else writes it before done
  absl::Status status = counts.status();
  std::vector<Score> scores;
  if (counts.ok()) {
    parts.push_back(std::make_shared<const std::vector<DocumentCounts>>(*std::move(counts)));
    absl::StatusOr<std::vector<Score>> scored = ScoresOf(parts, running->selected, running->call);
    status = scored.status();
    if (scored.ok()) scores = *std::move(scored);
  }
  running->request = {};  // lets documents and builds go
  absl::MutexLock lock(&mutex_);
  EvaluationState& state = running->state;
  running->parts = std::move(parts);
  state.scores = std::move(scores);
  state.result = absl::IsCancelled(status)
                     ? WithReason(absl::CancelledError(absl::StrCat(state.name, " was cancelled")),
                                  "OPERATION_CANCELLED")
                     : std::move(status);
  state.end_time = absl::Now();
  state.done = true;
}

absl::StatusOr<std::vector<DocumentCounts>> Evaluations::Analyze(Running* running) {
  const EvaluationRequest& request = running->request;
  const AnalysisPlan& plan = request.plan;
  std::vector<DocumentCounts> counts;
  for (size_t begin = 0; begin < request.documents.size(); begin += kDocumentsAtOnce) {
    const auto documents = absl::MakeConstSpan(request.documents).subspan(begin, kDocumentsAtOnce);
    std::vector<DocumentAnalysis> analyses = engine_.Analyze(plan, documents, running->call);
    if (running->call.Done()) return absl::CancelledError();
    int64_t failed = 0, skipped = 0;
    for (size_t i = 0; i < analyses.size(); ++i) {
      const OutcomeState state = StateOf(plan, analyses[i]);
      skipped += state == OutcomeState::kSkippedLanguage;
      failed += state > OutcomeState::kSkippedLanguage;
      counts.push_back(CountMatches(request.gold[begin + i], Judged(plan, analyses[i])));
    }
    absl::MutexLock lock(&mutex_);
    running->state.documents_done += static_cast<int64_t>(analyses.size());
    running->state.failed_documents += failed;
    running->state.skipped_documents += skipped;
  }
  return counts;
}

Evaluations::Running* Evaluations::Find(const std::string& name) const {
  absl::string_view number = name;
  int64_t id = 0;
  if (!absl::ConsumePrefix(&number, kNamePrefix) || !absl::SimpleAtoi(number, &id)) return nullptr;
  const auto found = evaluations_.find(id);
  return found == evaluations_.end() ? nullptr : found->second.get();
}

absl::StatusOr<EvaluationState> Evaluations::Get(const std::string& name) const {
  return Wait(name, absl::InfinitePast());
}

absl::StatusOr<EvaluationState> Evaluations::Wait(const std::string& name, absl::Time until) const {
  absl::MutexLock lock(&mutex_);
  const auto done = [&, this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    const Running* running = Find(name);  // may be forgotten meanwhile
    return running == nullptr || running->state.done;
  };
  mutex_.AwaitWithDeadline(absl::Condition(&done), until);
  const Running* running = Find(name);
  if (running == nullptr) return NoOperation(name);
  return running->state;
}

std::vector<EvaluationState> Evaluations::List() const {
  absl::MutexLock lock(&mutex_);
  std::vector<EvaluationState> states;
  for (auto entry = evaluations_.rbegin(); entry != evaluations_.rend(); ++entry) {
    states.push_back(entry->second->state);
  }
  return states;
}

absl::Status Evaluations::Cancel(const std::string& name) {
  absl::MutexLock lock(&mutex_);
  Running* running = Find(name);
  if (running == nullptr) return NoOperation(name);
  running->call.Cancel();
  return absl::OkStatus();
}

absl::Status Evaluations::Forget(const std::string& name) {
  std::unique_ptr<Running> forgotten;
  {
    absl::MutexLock lock(&mutex_);
    const Running* running = Find(name);
    if (running == nullptr) return NoOperation(name);
    if (!running->state.done) {
      return WithReason(absl::FailedPreconditionError(absl::StrCat(name, " runs; cancel it first")),
                        "OPERATION_NOT_DONE");
    }
    const auto entry = std::find_if(evaluations_.begin(), evaluations_.end(),
                                    [&](const auto& e) { return e.second.get() == running; });
    forgotten = std::move(entry->second);
    evaluations_.erase(entry);
  }
  forgotten->thread.join();  // it has done all but end
  return absl::OkStatus();
}

void Evaluations::ForgetOldest() {
  for (auto entry = evaluations_.begin();
       evaluations_.size() >= kMaxRemembered && entry != evaluations_.end();) {
    if (!entry->second->state.done) {
      ++entry;
      continue;
    }
    entry->second->thread.join();
    entry = evaluations_.erase(entry);
  }
}

}  // namespace parallax::evaluation
