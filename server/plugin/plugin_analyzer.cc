#include "server/plugin/plugin_analyzer.h"

#include <algorithm>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"
#include "server/plugin/abi/document_view.h"
#include "server/plugin/abi/finding_sink.h"
#include "server/plugin/abi/lent_call.h"
#include "server/plugin/abi/plugin_status.h"
#include "server/plugin/plugin_phases.h"
#include "server/text/digest.h"

namespace parallax::plugin {
namespace {

std::vector<AnalyzerOutput> AllFailed(size_t count, const absl::Status& status) {
  std::vector<AnalyzerOutput> outputs(count);
  for (AnalyzerOutput& output : outputs) output.status = status;
  return outputs;
}

// One analyze call with all that the plugin may touch, which lives as long as the plugin does.
struct AnalyzeCall {
  AnalyzeCall(std::shared_ptr<const AnalyzerInfo> analyzer, absl::Span<const AnalyzerInput> batch,
              absl::string_view options_json, const CallContext& context, FindingLimits limits)
      : info(std::move(analyzer)),
        inputs(batch.begin(), batch.end()),
        options(options_json),
        call(context),
        views(inputs, info->consumes),
        lent(call, options),
        sink(*info, inputs, limits) {}

  const std::shared_ptr<const AnalyzerInfo> info;
  const std::vector<AnalyzerInput> inputs;
  const std::string options;
  const CallContext call;
  const BatchView views;
  const LentCall lent;
  FindingSink sink;
  plx_status_t code = PLX_OK;
  absl::Status said;

  // `ran`: whether the pool could run it.
  std::vector<AnalyzerOutput> OutputsOf(const absl::Status& ran) {
    if (!ran.ok()) return AllFailed(inputs.size(), ran);
    if (ReasonOf(said) == "ANALYZER_THREW") return AllFailed(inputs.size(), said);
    if (code == PLX_OK) return sink.Take();
    return AllFailed(inputs.size(), BatchStatus(info->id, "analyze", code, call));
  }
};

InstancePool::Work WorkOf(const std::shared_ptr<AnalyzeCall>& job, const PluginLibrary& library) {
  return [job, &library](plx_instance_t* instance) {
    job->said = library.Call("analyze", [&] {
      job->code = library.raw().analyze(instance, job->views.data(), job->views.size(),
                                        job->lent.raw(), job->sink.raw());
    });
    return ReasonOf(job->said) != "ANALYZER_THREW";
  };
}

std::shared_ptr<const AnalyzerInfo> InfoOf(const PluginLibrary& library,
                                           const std::string& config) {
  auto info = std::make_shared<AnalyzerInfo>(library.info());
  info->config_digest = text::Sha256Hex(config);
  return info;
}

}  // namespace

absl::StatusOr<std::unique_ptr<PluginAnalyzer>> PluginAnalyzer::Create(
    std::shared_ptr<const PluginLibrary> library, absl::string_view config, PluginOptions options) {
  if (options.max_instances == 0) {
    options.max_instances = std::max(1u, std::thread::hardware_concurrency());
  }
  ASSIGN_OR_RETURN(const JsonSchema config_schema,
                   JsonSchema::Parse(library->info().config_schema));
  ASSIGN_OR_RETURN(JsonSchema options_schema, JsonSchema::Parse(library->info().options_schema));
  ASSIGN_OR_RETURN(std::string canonical,
                   CheckAnalyzerConfig(config_schema, library->id(), config));
  ASSIGN_OR_RETURN(std::shared_ptr<const Model> model, Model::Create(std::move(library), canonical));
  return std::unique_ptr<PluginAnalyzer>(new PluginAnalyzer(
      std::move(model), std::move(options_schema), std::move(canonical), options));
}

PluginAnalyzer::PluginAnalyzer(std::shared_ptr<const Model> model, JsonSchema options_schema,
                               std::string config, PluginOptions options)
    : model_(std::move(model)),
      options_schema_(std::move(options_schema)),
      default_options_(options_schema_.Canonicalize("").value_or("{}")),
      config_(std::move(config)),
      options_(options),
      info_(InfoOf(model_->library(), config_)),
      pool_(model_, {options.max_instances, options.max_stuck}) {
  if (model_->library().phases() != nullptr) {
    phases_ = std::make_unique<PluginPhases>(model_, info_, pool_, default_options_);
  }
}

PluginAnalyzer::~PluginAnalyzer() = default;

AnalyzerVitals PluginAnalyzer::Vitals() const {
  const InstancePool::Counts counts = pool_.counts();
  AnalyzerVitals vitals;
  vitals.instances = static_cast<uint32_t>(pool_.limits().instances);
  vitals.busy = static_cast<uint32_t>(counts.busy);
  vitals.stuck = static_cast<uint32_t>(counts.stuck);
  vitals.cpu_time = counts.cpu_time;
  vitals.serving = counts.stuck < pool_.limits().stuck;
  if (counts.stuck > 0) {
    vitals.last_error = WithReason(
        absl::DeadlineExceededError(absl::StrCat("analyzer ", info_->id, ": ", counts.stuck,
                                                 " calls did not stop at their deadlines and have "
                                                 "not come back")),
        "ANALYZER_HUNG");
  }
  return vitals;
}

absl::StatusOr<std::string> PluginAnalyzer::CheckOptions(absl::string_view options) const {
  if (options.empty()) return default_options_;
  return CheckAnalyzerOptions(options_schema_, info_->id, options);
}

bool PluginAnalyzer::HasWork(absl::Span<const AnalyzerInput> inputs) const {
  return !inputs.empty() && model_->library().raw().analyze != nullptr;
}

std::vector<AnalyzerOutput> PluginAnalyzer::Analyze(absl::Span<const AnalyzerInput> inputs,
                                                    absl::string_view options,
                                                    const CallContext& call) {
  if (!HasWork(inputs)) return std::vector<AnalyzerOutput>(inputs.size());
  const auto job = std::make_shared<AnalyzeCall>(
      info_, inputs, options.empty() ? default_options_ : options, call, options_.limits);
  return job->OutputsOf(pool_.Run(WorkOf(job, model_->library()), call));
}

std::optional<std::vector<AnalyzerOutput>> PluginAnalyzer::AnalyzeHere(
    absl::Span<const AnalyzerInput> inputs, absl::string_view options, const CallContext& call,
    const Overrun& overrun) {
  if (!HasWork(inputs)) return std::vector<AnalyzerOutput>(inputs.size());
  const auto job = std::make_shared<AnalyzeCall>(
      info_, inputs, options.empty() ? default_options_ : options, call, options_.limits);
  const std::optional<absl::Status> ran =
      pool_.RunHere(WorkOf(job, model_->library()), call, [&](absl::Status late) {
        overrun(AllFailed(inputs.size(), late));
      });
  if (!ran.has_value()) return std::nullopt;
  return job->OutputsOf(*ran);
}

Phases* PluginAnalyzer::phases() { return phases_.get(); }

}  // namespace parallax::plugin
