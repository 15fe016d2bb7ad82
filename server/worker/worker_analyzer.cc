#include "server/worker/worker_analyzer.h"

#include <algorithm>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "server/base/error_reason.h"
#include "server/base/logging.h"
#include "server/base/status_macros.h"
#include "server/text/digest.h"

namespace parallax::worker {
namespace {

constexpr absl::Duration kDeathPatience = absl::Seconds(2);
// How often a batch is simply sent again whose worker was killed by somebody else.
constexpr int kKilledByOthers = 3;

// `status` of a start, with what became of the process.
absl::Status StartError(const WorkerOptions& options, WorkerProcess& process, absl::Status status) {
  if (ReasonOf(status) != "WORKER_LOST") return status;
  const Death death = process.WaitForDeath(kDeathPatience);
  return WithReason(absl::UnavailableError(absl::StrCat("analyzer ", options.command.analyzer,
                                                        ": its worker ", death.cause,
                                                        " while it started")),
                    "ANALYZER_CRASHED");
}

absl::StatusOr<std::shared_ptr<WorkerProcess>> Launch(const WorkerOptions& options,
                                                      const std::string& config,
                                                      size_t concurrency, const CallContext& call) {
  ASSIGN_OR_RETURN(std::shared_ptr<WorkerProcess> process, WorkerProcess::Start(options.command));
  const absl::Status status = process->client().Configure(
      config, static_cast<uint32_t>(concurrency),
      call.WithDeadline(absl::Now() + options.start_timeout));
  if (!status.ok()) return StartError(options, *process, status);
  return process;
}

std::vector<size_t> UpTo(size_t n) {
  std::vector<size_t> items(n);
  for (size_t i = 0; i < n; ++i) items[i] = i;
  return items;
}

std::vector<AnalyzerInput> Chosen(absl::Span<const AnalyzerInput> inputs,
                                  absl::Span<const size_t> items) {
  std::vector<AnalyzerInput> chosen;
  for (const size_t item : items) chosen.push_back(inputs[item]);
  return chosen;
}

}  // namespace

absl::StatusOr<std::unique_ptr<WorkerAnalyzer>> WorkerAnalyzer::Create(WorkerOptions options,
                                                                       absl::string_view config) {
  if (options.concurrency == 0) {
    options.concurrency = std::max(1u, std::thread::hardware_concurrency());
  }
  const CallContext call(absl::Now() + options.start_timeout);
  ASSIGN_OR_RETURN(std::shared_ptr<WorkerProcess> process, WorkerProcess::Start(options.command));
  absl::StatusOr<AnalyzerInfo> info = process->client().Describe(call);
  if (!info.ok()) return StartError(options, *process, info.status());
  info->tier = "worker";
  info->path = options.command.plugin;
  ASSIGN_OR_RETURN(const JsonSchema config_schema, JsonSchema::Parse(info->config_schema));
  ASSIGN_OR_RETURN(JsonSchema options_schema, JsonSchema::Parse(info->options_schema));
  ASSIGN_OR_RETURN(std::string canonical, CheckAnalyzerConfig(config_schema, info->id, config));
  info->config_digest = text::Sha256Hex(canonical);
  const absl::Status configured = process->client().Configure(
      canonical, static_cast<uint32_t>(options.concurrency), call);
  if (!configured.ok()) return StartError(options, *process, configured);
  options.command.gentle = false;  // whoever comes after it is waited for
  return std::unique_ptr<WorkerAnalyzer>(
      new WorkerAnalyzer(std::move(options), *std::move(info), std::move(options_schema),
                         std::move(canonical), std::move(process)));
}

WorkerAnalyzer::WorkerAnalyzer(WorkerOptions options, AnalyzerInfo info, JsonSchema options_schema,
                               std::string config, std::shared_ptr<WorkerProcess> first)
    : options_(std::move(options)),
      info_(std::move(info)),
      options_schema_(std::move(options_schema)),
      default_options_(options_schema_.Canonicalize("").value_or("{}")),
      config_(std::move(config)),
      lane_(info_.id, [this](const CallContext& call) { return Launch(options_, config_, 1, call); }),
      supervisor_(
          info_.id, std::move(first),
          [this](const CallContext& call) {
            return Launch(options_, config_, options_.concurrency, call);
          },
          options_.supervisor) {}

AnalyzerVitals WorkerAnalyzer::Vitals() const {
  AnalyzerVitals vitals;
  supervisor_.AddVitals(&vitals);
  vitals.instances = static_cast<uint32_t>(options_.concurrency);
  vitals.busy = busy_;
  vitals.poisoned = poison_.List();
  return vitals;
}

void WorkerAnalyzer::Release() {
  poison_.Clear();
  supervisor_.Release();
}

absl::StatusOr<std::string> WorkerAnalyzer::CheckOptions(absl::string_view options) const {
  if (options.empty()) return default_options_;
  return CheckAnalyzerOptions(options_schema_, info_.id, options);
}

void WorkerAnalyzer::Run(std::vector<size_t> items, const CallContext& call, const LaneWork& work) {
  if (items.empty()) return;
  for (int lost = 0;; ++lost) {
    const absl::StatusOr<std::shared_ptr<WorkerProcess>> process = supervisor_.Acquire(call);
    if (!process.ok()) {
      for (const size_t item : items) work.fail(item, process.status());
      return;
    }
    ++busy_;
    const absl::Status status = work.attempt((*process)->client(), items);
    --busy_;
    if (status.ok()) {
      supervisor_.Served(**process);
      return;
    }
    if (ReasonOf(status) != "WORKER_LOST") {
      if (absl::IsDeadlineExceeded(status)) supervisor_.LookNow();
      for (const size_t item : items) work.fail(item, status);
      return;
    }
    const Death death = (*process)->WaitForDeath(kDeathPatience);
    // Killed from outside, or for another call that hung: nothing is known against this batch.
    if (!death.own_fault && lost < kKilledByOthers && !call.Done()) continue;
    lane_.Run(items, death, call, work);
    return;
  }
}

std::vector<AnalyzerOutput> WorkerAnalyzer::Analyze(absl::Span<const AnalyzerInput> inputs,
                                                    absl::string_view options,
                                                    const CallContext& call) {
  std::vector<AnalyzerOutput> outputs(inputs.size());
  std::vector<size_t> healthy;
  for (size_t i = 0; i < inputs.size(); ++i) {
    outputs[i].status = poison_.Find(inputs[i].document->revision);
    if (outputs[i].status.ok()) healthy.push_back(i);
  }
  const absl::string_view lent = options.empty() ? default_options_ : options;
  LaneWork work;
  work.attempt = [&](WorkerClient& client, absl::Span<const size_t> items) -> absl::Status {
    ASSIGN_OR_RETURN(std::vector<AnalyzerOutput> some,
                     client.Analyze(info_, Chosen(inputs, items), lent, call));
    for (size_t k = 0; k < items.size(); ++k) outputs[items[k]] = std::move(some[k]);
    return absl::OkStatus();
  };
  work.fail = [&](size_t item, const absl::Status& why) { outputs[item].status = why; };
  work.blame = [&](size_t item, const absl::Status& why) {
    const std::string& revision = inputs[item].document->revision;
    const absl::Status kept = WithMetadata(
        WithReason(absl::Status(why.code(), absl::StrCat(why.message(),
                                                         "; it is not tried again until the "
                                                         "analyzer is released or reloaded")),
                   ReasonOf(why)),
        "revision", revision);
    outputs[item].status = kept;
    poison_.Add(revision, kept);
    Log(LogLevel::kError, "document kills its analyzer and is kept from it",
        {{"analyzer", info_.id}, {"revision", revision}});
  };
  Run(std::move(healthy), call, work);
  return outputs;
}

std::vector<absl::StatusOr<std::vector<Record>>> WorkerAnalyzer::Extract(
    absl::Span<const AnalyzerInput> inputs, const CallContext& call) {
  std::vector<absl::StatusOr<std::vector<Record>>> all(inputs.size());
  LaneWork work;
  work.attempt = [&](WorkerClient& client, absl::Span<const size_t> items) -> absl::Status {
    ASSIGN_OR_RETURN(auto some,
                     client.Extract(info_, Chosen(inputs, items), default_options_, call));
    for (size_t k = 0; k < items.size(); ++k) all[items[k]] = std::move(some[k]);
    return absl::OkStatus();
  };
  work.fail = [&](size_t item, const absl::Status& why) { all[item] = why; };
  Run(UpTo(inputs.size()), call, work);
  return all;
}

absl::StatusOr<std::vector<RelationFinding>> WorkerAnalyzer::Compare(
    absl::Span<const std::pair<absl::string_view, absl::string_view>> pairs,
    const CallContext& call) {
  std::vector<RelationFinding> relations(pairs.size());
  absl::Status failure;
  LaneWork work;
  work.attempt = [&](WorkerClient& client, absl::Span<const size_t> items) -> absl::Status {
    std::vector<std::pair<absl::string_view, absl::string_view>> chosen;
    for (const size_t item : items) chosen.push_back(pairs[item]);
    ASSIGN_OR_RETURN(std::vector<RelationFinding> some, client.Compare(info_, chosen, call));
    for (size_t k = 0; k < items.size(); ++k) relations[items[k]] = std::move(some[k]);
    return absl::OkStatus();
  };
  work.fail = [&](size_t, const absl::Status& why) { failure.Update(why); };
  Run(UpTo(pairs.size()), call, work);
  if (!failure.ok()) return failure;
  return relations;
}

absl::StatusOr<ComparisonFinding> WorkerAnalyzer::Summarise(const Cluster& cluster,
                                                            const CallContext& call) {
  absl::StatusOr<ComparisonFinding> comparison;
  LaneWork work;
  work.attempt = [&](WorkerClient& client, absl::Span<const size_t>) -> absl::Status {
    comparison = client.Summarise(info_, cluster, call);
    return comparison.status();
  };
  work.fail = [&](size_t, const absl::Status& why) { comparison = why; };
  Run({0}, call, work);
  return comparison;
}

}  // namespace parallax::worker
