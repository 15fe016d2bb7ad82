#include "server/worker/remote/remote_analyzer.h"

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "server/base/error_reason.h"
#include "server/base/logging.h"
#include "server/base/status_macros.h"
#include "server/text/digest.h"

namespace parallax::worker {

absl::StatusOr<std::unique_ptr<RemoteAnalyzer>> RemoteAnalyzer::Create(
    RemoteOptions options, const std::function<std::string(const std::string& id)>& config_of) {
  auto client = std::make_unique<WorkerClient>(ChannelTo(options.address), options.findings);
  const CallContext call(absl::Now() + options.connect_timeout);
  const absl::StatusOr<WorkerClient::Pulse> pulse = client->Ping(call);
  if (!pulse.ok()) return Unreachable(options.address, pulse.status());
  absl::StatusOr<AnalyzerInfo> info = client->Describe(call);
  if (!info.ok()) return Unreachable(options.address, info.status());
  if (!options.address.id.empty() && info->id != options.address.id) {
    return WithReason(absl::FailedPreconditionError(absl::StrCat(
                          "analyzer ", info->id, " answers at ", options.address.address, ", not ",
                          options.address.id, ": correct the address, or the id before it")),
                      "ANALYZER_ID_MISMATCH");
  }
  options.address.id = info->id;
  info->tier = "remote";
  info->path = options.address.address;
  ASSIGN_OR_RETURN(const JsonSchema config_schema, JsonSchema::Parse(info->config_schema));
  ASSIGN_OR_RETURN(JsonSchema options_schema, JsonSchema::Parse(info->options_schema));
  ASSIGN_OR_RETURN(std::string canonical,
                   CheckAnalyzerConfig(config_schema, info->id, config_of(info->id)));
  info->config_digest = text::Sha256Hex(canonical);
  const absl::Status configured = client->Configure(canonical, 0, call);
  if (!configured.ok()) return Unreachable(options.address, configured);
  std::unique_ptr<RemoteAnalyzer> analyzer(
      new RemoteAnalyzer(std::move(options), std::move(client), *std::move(info),
                         std::move(options_schema), std::move(canonical)));
  analyzer->watcher_ = std::thread(&RemoteAnalyzer::Watch, analyzer.get(), pulse->incarnation);
  return analyzer;
}

RemoteAnalyzer::RemoteAnalyzer(RemoteOptions options, std::unique_ptr<WorkerClient> client,
                               AnalyzerInfo info, JsonSchema options_schema, std::string config)
    : options_(std::move(options)),
      client_(std::move(client)),
      info_(std::move(info)),
      options_schema_(std::move(options_schema)),
      default_options_(options_schema_.Canonicalize("").value_or("{}")),
      config_(std::move(config)) {}

RemoteAnalyzer::~RemoteAnalyzer() {
  {
    absl::MutexLock lock(&mutex_);
    ending_ = true;
  }
  watcher_.join();
}

absl::Status RemoteAnalyzer::CheckSame(const CallContext& call) {
  const absl::StatusOr<AnalyzerInfo> now = client_->Describe(call);
  if (!now.ok()) return now.status();
  if (now->id == info_.id && now->version == info_.version &&
      now->content_digest == info_.content_digest) {
    return absl::OkStatus();
  }
  absl::MutexLock lock(&mutex_);
  changed_ = WithReason(
      absl::UnavailableError(absl::StrCat("analyzer ", info_.id, ": ", now->id, " ", now->version,
                                          " answers at ", options_.address.address,
                                          " now, which is being loaded; try again")),
      "ANALYZER_CHANGED");
  return changed_;
}

absl::Status RemoteAnalyzer::ConfigureAgain(const CallContext& call) {
  RETURN_IF_ERROR(CheckSame(call));
  return client_->Configure(config_, 0, call);
}

absl::Status RemoteAnalyzer::changed() const {
  absl::MutexLock lock(&mutex_);
  return changed_;
}

void RemoteAnalyzer::Watch(std::string incarnation) {
  absl::MutexLock lock(&mutex_);
  while (!mutex_.AwaitWithTimeout(absl::Condition(&ending_), options_.ping_interval)) {
    const bool was_away = !reachable_;
    mutex_.Unlock();
    const CallContext call(absl::Now() + options_.ping_timeout);
    const absl::StatusOr<WorkerClient::Pulse> pulse = client_->Ping(call);
    absl::Status alive = pulse.status();
    if (alive.ok() && (was_away || pulse->incarnation != incarnation)) alive = CheckSame(call);
    if (alive.ok()) incarnation = pulse->incarnation;
    mutex_.Lock();
    if (alive.ok() != reachable_) {
      Log(alive.ok() ? LogLevel::kInfo : LogLevel::kError,
          alive.ok() ? "remote analyzer answers again" : "remote analyzer does not answer",
          {{"analyzer", info_.id}, {"address", options_.address.address}});
    }
    reachable_ = alive.ok();
    if (!alive.ok()) last_error_ = Unreachable(options_.address, alive);
  }
}

AnalyzerVitals RemoteAnalyzer::Vitals() const {
  AnalyzerVitals vitals;
  vitals.busy = busy_;
  absl::MutexLock lock(&mutex_);
  vitals.serving = reachable_ && changed_.ok();
  vitals.last_error = changed_.ok() ? last_error_ : changed_;
  return vitals;
}

absl::StatusOr<std::string> RemoteAnalyzer::CheckOptions(absl::string_view options) const {
  if (options.empty()) return default_options_;
  return CheckAnalyzerOptions(options_schema_, info_.id, options);
}

absl::Status RemoteAnalyzer::Ask(const CallContext& call,
                                 const std::function<absl::Status()>& ask) {
  RETURN_IF_ERROR(changed());
  ++busy_;
  absl::Status status = ask();
  if (ReasonOf(status) == "WORKER_LOST" && !call.Done()) status = ask();
  if (absl::IsFailedPrecondition(status)) {
    // A new process at the old address: it has forgotten.
    status = ConfigureAgain(call);
    if (status.ok()) status = ask();
  }
  --busy_;
  return ReasonOf(status) == "WORKER_LOST" ? Unreachable(options_.address, status) : status;
}

std::vector<AnalyzerOutput> RemoteAnalyzer::Analyze(absl::Span<const AnalyzerInput> inputs,
                                                    absl::string_view options,
                                                    const CallContext& call) {
  absl::StatusOr<std::vector<AnalyzerOutput>> outputs;
  const absl::Status status = Ask(call, [&] {
    outputs = client_->Analyze(info_, inputs, options.empty() ? default_options_ : options, call);
    return outputs.status();
  });
  if (status.ok()) return *std::move(outputs);
  std::vector<AnalyzerOutput> failed(inputs.size());
  for (AnalyzerOutput& output : failed) output.status = status;
  return failed;
}

std::vector<absl::StatusOr<std::vector<Record>>> RemoteAnalyzer::Extract(
    absl::Span<const AnalyzerInput> inputs, const CallContext& call) {
  absl::StatusOr<std::vector<absl::StatusOr<std::vector<Record>>>> all;
  const absl::Status status = Ask(call, [&] {
    all = client_->Extract(info_, inputs, default_options_, call);
    return all.status();
  });
  if (status.ok()) return *std::move(all);
  return std::vector<absl::StatusOr<std::vector<Record>>>(inputs.size(), status);
}

absl::StatusOr<std::vector<RelationFinding>> RemoteAnalyzer::Compare(
    absl::Span<const std::pair<absl::string_view, absl::string_view>> pairs,
    const CallContext& call) {
  absl::StatusOr<std::vector<RelationFinding>> relations;
  RETURN_IF_ERROR(Ask(call, [&] {
    relations = client_->Compare(info_, pairs, call);
    return relations.status();
  }));
  return relations;
}

absl::StatusOr<ComparisonFinding> RemoteAnalyzer::Summarise(const Cluster& cluster,
                                                            const CallContext& call) {
  absl::StatusOr<ComparisonFinding> comparison;
  RETURN_IF_ERROR(Ask(call, [&] {
    comparison = client_->Summarise(info_, cluster, call);
    return comparison.status();
  }));
  return comparison;
}

}  // namespace parallax::worker
