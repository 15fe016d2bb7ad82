#include "server/plugin/plugin_analyzer.h"

#include <algorithm>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "server/base/error_reason.h"
#include "server/base/logging.h"
#include "server/base/status_macros.h"
#include "server/plugin/abi/document_view.h"
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

}  // namespace

absl::StatusOr<std::unique_ptr<PluginAnalyzer>> PluginAnalyzer::Create(
    std::shared_ptr<const PluginLibrary> library, absl::string_view config, PluginOptions options) {
  if (options.max_instances == 0) {
    options.max_instances = std::max(1u, std::thread::hardware_concurrency());
  }
  ASSIGN_OR_RETURN(const JsonSchema config_schema,
                   JsonSchema::Parse(library->info().config_schema));
  ASSIGN_OR_RETURN(JsonSchema options_schema, JsonSchema::Parse(library->info().options_schema));
  absl::StatusOr<std::string> canonical = config_schema.Canonicalize(config);
  if (!canonical.ok()) {
    return WithReason(
        absl::InvalidArgumentError(absl::StrCat("configuration of analyzer ", library->id(), ": ",
                                                canonical.status().message())),
        "CONFIG_INVALID");
  }
  std::unique_ptr<PluginAnalyzer> analyzer(new PluginAnalyzer(
      std::move(library), std::move(options_schema), *std::move(canonical), options));
  RETURN_IF_ERROR(analyzer->CreateModel());
  return analyzer;
}

PluginAnalyzer::PluginAnalyzer(std::shared_ptr<const PluginLibrary> library,
                               JsonSchema options_schema, std::string config, PluginOptions options)
    : library_(std::move(library)),
      options_schema_(std::move(options_schema)),
      default_options_(options_schema_.Canonicalize("").value_or("{}")),
      config_(std::move(config)),
      options_(options),
      info_(library_->info()) {
  info_.config_digest = text::Sha256Hex(config_);
}

absl::Status PluginAnalyzer::CreateModel() {
  const absl::Status said = library_->Call("create_model", [&] {
    model_ = library_->raw().create_model(library_->host(), {config_.data(), config_.size()});
  });
  if (model_ == nullptr) {
    if (ReasonOf(said) == "ANALYZER_THREW") return said;
    const absl::string_view why =
        said.ok() ? "it returned NULL and gave no reason" : said.message();
    const absl::StatusCode code = said.ok() ? absl::StatusCode::kInternal : said.code();
    return WithReason(
        absl::Status(code, absl::StrCat("analyzer ", info_.id, ": create_model failed: ", why)),
        "ANALYZER_FAILED");
  }
  pool_ = std::make_unique<InstancePool>(*library_, model_, options_.max_instances);
  if (library_->phases() != nullptr) {
    phases_ = std::make_unique<PluginPhases>(*library_, info_, *pool_, default_options_);
  }
  return absl::OkStatus();
}

PluginAnalyzer::~PluginAnalyzer() {
  pool_.reset();
  if (model_ == nullptr) return;
  const absl::Status status =
      library_->Call("destroy_model", [&] { library_->raw().destroy_model(model_); });
  if (!status.ok()) {
    Log(LogLevel::kError, "destroy_model failed",
        {{"analyzer", info_.id}, {"error", std::string(status.message())}});
  }
}

absl::StatusOr<std::string> PluginAnalyzer::CheckOptions(absl::string_view options) const {
  if (options.empty()) return default_options_;
  absl::StatusOr<std::string> canonical = options_schema_.Canonicalize(options);
  if (canonical.ok()) return canonical;
  const absl::Status& why = canonical.status();
  absl::Status status(why.code(),
                      absl::StrCat("options of analyzer ", info_.id, ": ", why.message()));
  status = WithReason(std::move(status), ReasonOf(why));
  for (const auto& [key, value] : MetadataOf(why))
    status = WithMetadata(std::move(status), key, value);
  return status;
}

std::vector<AnalyzerOutput> PluginAnalyzer::Analyze(absl::Span<const AnalyzerInput> inputs,
                                                    absl::string_view options,
                                                    const CallContext& call) {
  if (inputs.empty() || library_->raw().analyze == nullptr) {
    return std::vector<AnalyzerOutput>(inputs.size());
  }
  absl::StatusOr<InstancePool::Lease> lease = pool_->Acquire(call);
  if (!lease.ok()) return AllFailed(inputs.size(), lease.status());
  const BatchView views(inputs, info_.consumes);
  const LentCall lent(call, options.empty() ? default_options_ : options);
  FindingSink sink(info_, inputs, options_.limits);
  plx_status_t code = PLX_OK;
  const absl::Status said = library_->Call("analyze", [&] {
    code =
        library_->raw().analyze(lease->get(), views.data(), views.size(), lent.raw(), sink.raw());
  });
  if (ReasonOf(said) == "ANALYZER_THREW") {
    lease->MarkBroken();
    return AllFailed(inputs.size(), said);
  }
  if (code != PLX_OK) return AllFailed(inputs.size(), BatchStatus(info_.id, "analyze", code, call));
  return sink.Take();
}

Phases* PluginAnalyzer::phases() { return phases_.get(); }

}  // namespace parallax::plugin
