#include "server/lifecycle/generation_loader.h"

#include <algorithm>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "server/analyzer/text_pass.h"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"
#include "server/plugin/plugin_analyzer.h"
#include "server/worker/remote/absent_remote.h"
#include "server/worker/remote/remote_analyzer.h"
#include "server/worker/worker_analyzer.h"

namespace parallax::lifecycle {
namespace {

// Nothing that happens in the world: only to touch code and data before a request does.
constexpr char kWarmUpText[] =
    "A warm-up text\n"
    "The first sentence names Norway and Japan, and says that 40 percent is more than a third.\n"
    "第二句提到挪威和日本，并称占比约为百分之四十。\n";

absl::StatusOr<std::shared_ptr<const Document>> WarmUpDocument() {
  DocumentContent content;
  content.text = kWarmUpText;
  content.source_name = "Warm-up";
  return BuildDocument("warm-up", std::move(content));
}

// A document may fail, the analyzer must not.
bool IsFatal(const absl::Status& status) {
  const std::string reason = ReasonOf(status);
  return reason == "ANALYZER_CRASHED" || reason == "ANALYZER_HUNG" || reason == "ANALYZER_THREW" ||
         absl::IsDeadlineExceeded(status) || absl::IsUnavailable(status);
}

absl::Status WarmUpOnce(Analyzer& analyzer, const std::vector<AnalyzerInput>& inputs,
                        const std::string& options, const CallContext& call) {
  const std::vector<AnalyzerOutput> outputs = analyzer.Analyze(inputs, options, call);
  const absl::Status& status = outputs[0].status;
  if (!IsFatal(status)) return absl::OkStatus();
  return WithReason(
      absl::Status(status.code(), absl::StrCat("the warm-up failed: ", status.message())),
      ReasonOf(status));
}

// With `calls` at once: the first request may meet any of the instances.
absl::Status WarmUp(Analyzer& analyzer, absl::Duration timeout, size_t calls) {
  ASSIGN_OR_RETURN(const std::shared_ptr<const Document> document, WarmUpDocument());
  ASSIGN_OR_RETURN(const std::string options, analyzer.CheckOptions(""));
  const std::vector<AnalyzerInput> inputs = {{document, nullptr}};
  const CallContext call(absl::Now() + timeout);
  std::vector<absl::Status> statuses(calls);
  std::vector<std::thread> others;
  for (size_t i = 1; i < calls; ++i) {
    others.emplace_back(
        [&, i] { statuses[i] = WarmUpOnce(analyzer, inputs, options, call); });
  }
  statuses[0] = WarmUpOnce(analyzer, inputs, options, call);
  for (std::thread& other : others) other.join();
  absl::Status first;
  for (const absl::Status& status : statuses) first.Update(status);
  return first;
}

// Few, also where many could run: it is to be ready soon.
size_t WarmUpCalls(const Analyzer& analyzer) {
  constexpr uint32_t kMost = 4;
  return std::clamp<uint32_t>(analyzer.Vitals().instances, 1, kMost);
}

}  // namespace

absl::StatusOr<KeptPlugin> GenerationLoader::Keep(const std::string& path, Tier folder_tier) {
  KeptPlugin kept;
  ASSIGN_OR_RETURN(kept.file, store_.Keep(path));
  kept.spec.path = path;
  const std::string& id = kept.file.identity.id;
  const auto tier = options_.tiers.find(id);
  kept.spec.tier = tier == options_.tiers.end() ? folder_tier : tier->second;
  const auto config = options_.configs.find(id);
  if (config != options_.configs.end()) kept.spec.config = config->second;
  return kept;
}

absl::StatusOr<std::unique_ptr<Analyzer>> GenerationLoader::CreateInProcess(
    const KeptPlugin& plugin) {
  ASSIGN_OR_RETURN(std::shared_ptr<const plugin::PluginLibrary> library,
                   plugin::PluginLibrary::Open(plugin.file.path));
  plugin::PluginOptions options;
  options.max_stuck = options_.max_stuck;
  return plugin::PluginAnalyzer::Create(std::move(library), plugin.spec.config, options);
}

absl::StatusOr<std::unique_ptr<worker::WorkerAnalyzer>> GenerationLoader::CreateWorker(
    const KeptPlugin& plugin, bool gentle) {
  worker::WorkerOptions options;
  options.command.program = options_.worker_program;
  options.command.plugin = plugin.file.path;
  options.command.analyzer = plugin.file.identity.id;
  options.command.limits = options_.worker_limits;
  options.command.gentle = gentle;
  options.start_timeout = options_.start_timeout;
  return worker::WorkerAnalyzer::Create(std::move(options), plugin.spec.config);
}

absl::StatusOr<std::shared_ptr<Generation>> GenerationLoader::Load(
    const KeptPlugin& plugin, std::shared_ptr<Quarantine> quarantine, bool probe,
    const std::function<void(Step)>& on_step) {
  if (plugin.spec.tier == Tier::kInProcess) {
    const bool known = in_process_builds_.count(plugin.file.content_digest) > 0;
    if (!known && in_process_builds_.size() >= options_.max_in_process_builds) {
      return WithReason(
          absl::FailedPreconditionError(absl::StrCat(
              in_process_builds_.size(), " builds lie in the server's memory, which never lets go "
              "of one: restart it, or run ", plugin.file.identity.id, " in the worker tier")),
          "TOO_MANY_BUILDS");
    }
    if (probe) {
      on_step(Step::kProbing);
      ASSIGN_OR_RETURN(const auto trial, CreateWorker(plugin, /*gentle=*/true));
      RETURN_IF_ERROR(WarmUp(*trial, options_.start_timeout, 1));
    }
    in_process_builds_.insert(plugin.file.content_digest);
  }
  on_step(Step::kLoading);
  std::unique_ptr<Analyzer> analyzer;
  worker::WorkerAnalyzer* in_worker = nullptr;
  if (plugin.spec.tier == Tier::kInProcess) {
    ASSIGN_OR_RETURN(analyzer, CreateInProcess(plugin));
  } else {
    ASSIGN_OR_RETURN(auto created, CreateWorker(plugin, /*gentle=*/probe));
    in_worker = created.get();
    analyzer = std::move(created);
  }
  on_step(Step::kWarming);
  RETURN_IF_ERROR(WarmUp(*analyzer, options_.start_timeout, WarmUpCalls(*analyzer)));
  if (in_worker != nullptr) in_worker->Raise();
  return std::make_shared<Generation>(std::move(analyzer), plugin.spec.path, std::move(quarantine));
}

absl::StatusOr<std::shared_ptr<Generation>> GenerationLoader::LoadRemote(
    const worker::RemoteAddress& address,
    const std::function<std::shared_ptr<Quarantine>(const std::string&)>& quarantine_of) {
  worker::RemoteOptions options;
  options.address = address;
  ASSIGN_OR_RETURN(std::unique_ptr<Analyzer> analyzer,
                   worker::RemoteAnalyzer::Create(options, [this](const std::string& id) {
                     const auto config = options_.configs.find(id);
                     return config == options_.configs.end() ? std::string() : config->second;
                   }));
  RETURN_IF_ERROR(WarmUp(*analyzer, options_.start_timeout, 1));
  worker::RememberRemote(options_.remote_memory, address, analyzer->info());
  auto quarantine = quarantine_of(analyzer->info().id);
  return std::make_shared<Generation>(std::move(analyzer), address.address, std::move(quarantine));
}

std::shared_ptr<Generation> GenerationLoader::StandIn(
    const worker::RemoteAddress& address, const absl::Status& why,
    const std::function<std::shared_ptr<Quarantine>(const std::string&)>& quarantine_of) const {
  std::optional<AnalyzerInfo> info = worker::RecallRemote(options_.remote_memory, address);
  if (!info && address.id.empty()) return nullptr;
  if (!info) {
    info.emplace();
    info->id = info->display_name = address.id;
    info->languages = {"*"};
    info->tier = "remote";
    info->path = address.address;
  }
  absl::Status said = why;
  if (!absl::IsUnavailable(why) || address.id.empty()) {
    said = WithReason(absl::UnavailableError(absl::StrCat("analyzer ", info->id, " at ",
                                                          address.address, ": ", why.message())),
                      ReasonOf(why));
  }
  auto quarantine = quarantine_of(info->id);
  return std::make_shared<Generation>(
      std::make_unique<worker::AbsentRemote>(*std::move(info), std::move(said)), address.address,
      std::move(quarantine));
}

}  // namespace parallax::lifecycle
