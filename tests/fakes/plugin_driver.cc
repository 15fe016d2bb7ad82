#include "tests/fakes/plugin_driver.h"

#include <utility>

#include "server/analyzer/text_pass.h"
#include "server/base/status_macros.h"
#include "server/plugin/plugin_directory.h"

namespace parallax {

absl::StatusOr<std::unique_ptr<PluginDriver>> PluginDriver::Load(
    const std::vector<std::string>& files, const Settings& configs) {
  plugin::LoadedPlugins loaded = plugin::LoadPluginFiles(files, configs);
  if (!loaded.failures.empty()) return loaded.failures.front().status;
  auto engine = std::make_unique<Engine>(EngineOptions());
  engine->registry().Replace(std::move(loaded.analyzers));
  return std::unique_ptr<PluginDriver>(new PluginDriver(std::move(engine)));
}

absl::StatusOr<DocumentAnalysis> PluginDriver::Run(DocumentContent content, const Settings& options,
                                                   std::string name) const {
  ASSIGN_OR_RETURN(const DocumentPtr document, BuildDocument(std::move(name), std::move(content)));
  std::vector<AnalyzerRequest> requests;
  for (const AnalyzerHandle& analyzer : engine_->registry().List()) {
    const auto own = options.find(analyzer->info().id);
    requests.push_back({analyzer->info().id, "", own == options.end() ? "" : own->second});
  }
  ASSIGN_OR_RETURN(const AnalysisPlan plan, engine_->Plan(requests));
  std::vector<DocumentAnalysis> analyses = engine_->Analyze(plan, {document}, CallContext());
  for (const Outcome& outcome : analyses.front().outcomes) {
    if (outcome.state == OutcomeState::kFailed || outcome.state == OutcomeState::kTimedOut) {
      return outcome.error;
    }
  }
  return std::move(analyses.front());
}

absl::StatusOr<DocumentAnalysis> PluginDriver::Run(absl::string_view text,
                                                   const Settings& options) const {
  DocumentContent content;
  content.text = std::string(text);
  return Run(std::move(content), options);
}

absl::StatusOr<PhasesResult> PluginDriver::Compare(absl::Span<const DocumentAnalysis> analyses,
                                                   const PhasesOptions& options) const {
  ASSIGN_OR_RETURN(const AnalysisPlan plan, engine_->Plan({}));
  return engine_->Compare(plan, analyses, options, CallContext());
}

}  // namespace parallax
