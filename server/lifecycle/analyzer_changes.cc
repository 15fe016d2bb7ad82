// The changes: what an operation does to analyzers, one after the other on the operations' thread.
#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "server/base/error_reason.h"
#include "server/base/logging.h"
#include "server/base/status_macros.h"
#include "server/engine/plan.h"
#include "server/lifecycle/analyzer_lifecycle.h"

namespace parallax::lifecycle {
namespace {

namespace fs = std::filesystem;

OperationStep StepOf(GenerationLoader::Step step) {
  switch (step) {
    case GenerationLoader::Step::kProbing:
      return OperationStep::kProbing;
    case GenerationLoader::Step::kLoading:
      return OperationStep::kLoading;
    default:
      return OperationStep::kWarming;
  }
}

AnalyzerChange ChangeOf(const AnalyzerInfo& info, AnalyzerChange::Outcome outcome) {
  return {info.id, info.path, outcome, {}, info.version, info.content_digest, info.config_digest};
}

AnalyzerChange FailedChange(std::string analyzer, std::string path, absl::Status error) {
  return {std::move(analyzer), std::move(path), AnalyzerChange::Outcome::kFailed,
          std::move(error),    {},              {},
          {}};
}

}  // namespace

absl::Status AnalyzerLifecycle::LoadFile(const std::string& path, Tier folder_tier, bool probe,
                                         OperationLog::Reporter& reporter) {
  reporter.Step(OperationStep::kReading);
  absl::StatusOr<KeptPlugin> kept = loader_.Keep(path, folder_tier);
  absl::Status status = kept.status();
  std::string id;
  if (kept.ok()) {
    id = kept->file.identity.id;
    status = CheckOnlyOne(id, path);
  }
  if (status.ok()) status = LoadKept(*kept, probe, reporter);
  if (!status.ok()) reporter.Changed(FailedChange(id, path, status));
  Note(path, status);
  return status;
}

absl::Status AnalyzerLifecycle::CheckOnlyOne(const std::string& id, const std::string& path) const {
  absl::MutexLock lock(&mutex_);
  const auto other = slots_.find(id);
  if (other == slots_.end() || other->second.spec.path == path) return absl::OkStatus();
  const AnalyzerSpec& spec = other->second.spec;
  std::error_code ignored;
  if (spec.tier != Tier::kRemote && !fs::exists(spec.path, ignored)) return absl::OkStatus();
  return WithReason(
      absl::AlreadyExistsError(absl::StrCat(path, " has the id \"", id, "\", which ", spec.path,
                                            " already serves: remove one of them")),
      "PLUGIN_ID_TWICE");
}

absl::Status AnalyzerLifecycle::LoadKept(const KeptPlugin& plugin, bool probe,
                                         OperationLog::Reporter& reporter) {
  const std::string& id = plugin.file.identity.id;
  {
    absl::MutexLock lock(&mutex_);
    const auto slot = slots_.find(id);
    if (slot != slots_.end() && slot->second.spec.tier == plugin.spec.tier &&
        slot->second.spec.config == plugin.spec.config &&
        slot->second.current->info().content_digest == plugin.file.content_digest) {
      slot->second.spec.path = plugin.spec.path;
      reporter.Changed(
          ChangeOf(slot->second.current->info(), AnalyzerChange::Outcome::kUnchanged));
      return absl::OkStatus();
    }
  }
  ASSIGN_OR_RETURN(std::shared_ptr<Generation> next,
                   loader_.Load(plugin, QuarantineOf(id), probe, [&](GenerationLoader::Step step) {
                     reporter.Step(StepOf(step));
                   }));
  RETURN_IF_ERROR(reporter.CheckNotCancelled());
  reporter.Step(OperationStep::kSwitching);
  const AnalyzerChange change = ChangeOf(next->info(), AnalyzerChange::Outcome::kLoaded);
  RETURN_IF_ERROR(Switch(std::move(next), plugin.spec));
  reporter.Changed(change);
  return absl::OkStatus();
}

absl::Status AnalyzerLifecycle::LoadAddress(const worker::RemoteAddress& address,
                                            bool may_replace, OperationLog::Reporter& reporter) {
  reporter.Step(OperationStep::kLoading);
  absl::StatusOr<std::shared_ptr<Generation>> next =
      loader_.LoadRemote(address, [this](const std::string& id) { return QuarantineOf(id); });
  absl::Status status = next.status();
  if (status.ok() && !may_replace) status = CheckOnlyOne((*next)->info().id, address.address);
  if (status.ok()) status = reporter.CheckNotCancelled();
  if (status.ok()) {
    const AnalyzerChange change = ChangeOf((*next)->info(), AnalyzerChange::Outcome::kLoaded);
    AnalyzerSpec spec{address.address, Tier::kRemote, (*next)->config()};
    reporter.Step(OperationStep::kSwitching);
    status = Switch(*std::move(next), spec);
    if (status.ok()) reporter.Changed(change);
  }
  if (status.ok()) {
    absent_.Remove(address.address);
  } else {
    absent_.Failed(address.address, absl::Now());
    reporter.Changed(FailedChange(address.id, address.address, status));
  }
  Note(address.address, status);
  return status;
}

void AnalyzerLifecycle::AwaitAddress(const worker::RemoteAddress& address,
                                     const absl::Status& why) {
  absent_.Add(address);
  std::shared_ptr<Generation> stand_in =
      loader_.StandIn(address, why, [this](const std::string& id) { return QuarantineOf(id); });
  if (stand_in == nullptr || Get(stand_in->info().id).ok()) return;
  const std::string id = stand_in->info().id;
  registry_.Put(stand_in);
  absl::MutexLock lock(&mutex_);
  Slot& slot = slots_[id];
  slot.quarantine = stand_in->quarantine();
  slot.spec = {address.address, Tier::kRemote, ""};
  slot.current = std::move(stand_in);
}

void AnalyzerLifecycle::ConnectAbsent() {
  for (const worker::RemoteAddress& address : absent_.Due(absl::Now())) {
    const absl::Status queued =
        operations_
            .Submit("connect", address.address, "",
                    [this, address](OperationLog::Reporter& reporter) {
                      return LoadAddress(address, /*may_replace=*/false, reporter);
                    })
            .status();
    if (!queued.ok()) absent_.Failed(address.address, absl::Now());
  }
}

worker::RemoteAddress AnalyzerLifecycle::AddressOf(const std::string& id,
                                                   const std::string& address) const {
  return {id, address, options_.remote_tls};
}

absl::Status AnalyzerLifecycle::CheckPlans(const std::shared_ptr<Generation>& next) const {
  if (!MakePlan(registry_, {}).ok()) return absl::OkStatus();  // it cannot become worse
  AnalyzerRegistry trial;
  std::vector<AnalyzerHandle> analyzers = registry_.List();
  analyzers.push_back(next);
  trial.Replace(std::move(analyzers));
  const absl::Status plan = MakePlan(trial, {}).status();
  if (plan.ok()) return plan;
  return WithReason(absl::FailedPreconditionError(absl::StrCat(
                        "with this build of ", next->info().id,
                        " the analyzers would not fit together: ", plan.message())),
                    ReasonOf(plan));
}

absl::Status AnalyzerLifecycle::Switch(std::shared_ptr<Generation> next,
                                       const AnalyzerSpec& spec) {
  const AnalyzerInfo& info = next->info();
  const bool replaces = Get(info.id).ok();
  if (replaces) RETURN_IF_ERROR(CheckPlans(next));
  const std::shared_ptr<lifecycle::Quarantine> quarantine = QuarantineOf(info.id);
  registry_.Put(next);
  {
    absl::MutexLock lock(&mutex_);
    Slot& slot = slots_[info.id];
    if (slot.current != nullptr) slot.draining.push_back(std::move(slot.current));
    slot.current = next;
    slot.spec = spec;
    if (slot.quarantine == nullptr) slot.quarantine = next->quarantine();
  }
  NoteFlags(info.id, absl::OkStatus());
  Log(LogLevel::kInfo, replaces ? "analyzer replaced" : "analyzer ready",
      {{"id", info.id},
       {"version", info.version},
       {"tier", info.tier},
       {"digest", info.content_digest.substr(0, 12)}});
  return absl::OkStatus();
}

absl::StatusOr<OperationState> AnalyzerLifecycle::Apply(ApplyRequest request) {
  if (request.analyzer.empty() && request.path.empty()) {
    return WithReason(absl::InvalidArgumentError("name: give the analyzer, or the path of a file"),
                      "ANALYZER_NOT_GIVEN");
  }
  if (request.path.empty()) RETURN_IF_ERROR(Get(request.analyzer).status());
  const std::string target = request.analyzer.empty() ? request.path : request.analyzer;
  const std::string request_id = request.request_id;
  return operations_.Submit("apply", target, request_id,
                            [this, request](OperationLog::Reporter& reporter) {
                              return RunApply(request, reporter);
                            });
}

std::optional<AnalyzerSpec> AnalyzerLifecycle::SpecOf(const std::string& id) const {
  absl::MutexLock lock(&mutex_);
  const auto slot = slots_.find(id);
  if (slot == slots_.end()) return std::nullopt;
  return slot->second.spec;
}

absl::Status AnalyzerLifecycle::RunApply(const ApplyRequest& request,
                                         OperationLog::Reporter& reporter) {
  std::optional<AnalyzerSpec> now = SpecOf(request.analyzer);
  const std::string path = !request.path.empty() ? request.path : now ? now->path : "";
  if (request.tier.value_or(now ? now->tier : Tier::kWorker) == Tier::kRemote) {
    return LoadAddress(AddressOf(request.analyzer, path), /*may_replace=*/true, reporter);
  }

  reporter.Step(OperationStep::kReading);
  absl::StatusOr<KeptPlugin> kept = loader_.Keep(path, Tier::kWorker);
  absl::Status status = kept.status();
  const std::string id = kept.ok() ? kept->file.identity.id : request.analyzer;
  if (!now) now = SpecOf(id);  // a path alone: the file says who it is
  if (status.ok() && !request.analyzer.empty() && id != request.analyzer) {
    status = WithReason(absl::InvalidArgumentError(absl::StrCat(path, " has the id \"", id,
                                                                "\", not \"", request.analyzer,
                                                                "\"")),
                        "ANALYZER_ID_MISMATCH");
  }
  if (status.ok()) {
    // What was asked for, else what is, else what the flags say.
    if (now && now->tier != Tier::kRemote) kept->spec.tier = now->tier;
    if (now) kept->spec.config = now->config;
    if (request.tier) kept->spec.tier = *request.tier;
    if (request.config) kept->spec.config = *request.config;
    if (request.validate_only) {
      KeptPlugin trial = *kept;
      trial.spec.tier = Tier::kWorker;
      absl::StatusOr<std::shared_ptr<Generation>> loaded =
          loader_.Load(trial, std::make_shared<lifecycle::Quarantine>(), /*probe=*/true,
                       [&](GenerationLoader::Step step) { reporter.Step(StepOf(step)); });
      status = loaded.ok() ? CheckPlans(*loaded) : loaded.status();
      if (status.ok()) {
        reporter.Changed(ChangeOf((*loaded)->info(), AnalyzerChange::Outcome::kValid));
      }
    } else {
      status = LoadKept(*kept, /*probe=*/true, reporter);
      Note(path, status);
    }
  }
  if (!status.ok()) reporter.Changed(FailedChange(id, path, status));
  return status;
}

absl::StatusOr<OperationState> AnalyzerLifecycle::Reload(std::vector<std::string> analyzers) {
  for (const std::string& analyzer : analyzers) RETURN_IF_ERROR(Get(analyzer).status());
  const std::string target = analyzers.empty() ? "*" : absl::StrJoin(analyzers, ",");
  return operations_.Submit("reload", target, "",
                            [this, analyzers](OperationLog::Reporter& reporter) {
                              return RunReload(analyzers, reporter);
                            });
}

absl::Status AnalyzerLifecycle::RunReload(const std::vector<std::string>& analyzers,
                                          OperationLog::Reporter& reporter) {
  // Files that serve, with the tier and configuration they have now, then files that are new.
  std::map<std::string, AnalyzerSpec> serving;
  {
    absl::MutexLock lock(&mutex_);
    for (const auto& [id, slot] : slots_) serving[id] = slot.spec;
  }
  absl::Status first;
  std::set<std::string> seen;
  for (const auto& [id, spec] : serving) {
    seen.insert(spec.path);
    if (!analyzers.empty() &&
        std::find(analyzers.begin(), analyzers.end(), id) == analyzers.end()) {
      continue;
    }
    if (spec.tier == Tier::kRemote) {
      if (!analyzers.empty()) {
        first.Update(LoadAddress(AddressOf(id, spec.path), /*may_replace=*/true, reporter));
      }
      continue;
    }
    std::error_code ignored;
    if (!fs::exists(spec.path, ignored)) {
      Log(LogLevel::kWarning, "plugin file has gone; the analyzer serves on",
          {{"analyzer", id}, {"path", spec.path}});
      continue;
    }
    ApplyRequest again;
    again.analyzer = id;
    first.Update(RunApply(again, reporter));
  }
  if (analyzers.empty()) {
    for (const auto& [path, tier] : FilesOfFolders()) {
      if (seen.count(path) == 0) first.Update(LoadFile(path, tier, /*probe=*/true, reporter));
    }
  }
  return first;
}

}  // namespace parallax::lifecycle
