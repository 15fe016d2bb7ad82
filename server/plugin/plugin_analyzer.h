// An analyzer that runs in this process, on a loaded plugin library.
#ifndef PARALLAX_SERVER_PLUGIN_PLUGIN_ANALYZER_H_
#define PARALLAX_SERVER_PLUGIN_PLUGIN_ANALYZER_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "server/analyzer/analyzer.h"
#include "server/analyzer/finding_check.h"
#include "server/analyzer/json_schema.h"
#include "server/plugin/instances/instance_pool.h"
#include "server/plugin/instances/model.h"
#include "server/plugin/plugin_library.h"

namespace parallax::plugin {

struct PluginOptions {
  size_t max_instances = 0;  // 0: one per hardware thread
  size_t max_stuck = 4;      // calls that did not come back before no more are taken
  FindingLimits limits;
};

// Every call runs on a thread of its instance, so that a caller whose deadline has passed goes on
// whatever the plugin does.
class PluginAnalyzer : public Analyzer {
 public:
  // Checks `config` (JSON object; empty: none) against the plugin's config_schema and creates the
  // model. INVALID_ARGUMENT with reason CONFIG_INVALID names the key that is wrong. Errors of
  // Model::Create.
  static absl::StatusOr<std::unique_ptr<PluginAnalyzer>> Create(
      std::shared_ptr<const PluginLibrary> library, absl::string_view config,
      PluginOptions options = {});
  ~PluginAnalyzer() override;

  const AnalyzerInfo& info() const override { return *info_; }
  const std::string& config() const override { return config_; }
  AnalyzerVitals Vitals() const override;
  absl::StatusOr<std::string> CheckOptions(absl::string_view options) const override;
  std::vector<AnalyzerOutput> Analyze(absl::Span<const AnalyzerInput> inputs,
                                      absl::string_view options, const CallContext& call) override;
  std::optional<std::vector<AnalyzerOutput>> AnalyzeHere(absl::Span<const AnalyzerInput> inputs,
                                                         absl::string_view options,
                                                         const CallContext& call,
                                                         const Overrun& overrun) override;
  Phases* phases() override;

  const InstancePool& pool() const { return pool_; }

 private:
  PluginAnalyzer(std::shared_ptr<const Model> model, JsonSchema options_schema,
                 std::string config, PluginOptions options);
  bool HasWork(absl::Span<const AnalyzerInput> inputs) const;

  const std::shared_ptr<const Model> model_;
  const JsonSchema options_schema_;
  const std::string default_options_;  // of calls that give none
  const std::string config_;
  const PluginOptions options_;
  const std::shared_ptr<const AnalyzerInfo> info_;  // shared with calls that come back late
  InstancePool pool_;
  std::unique_ptr<Phases> phases_;
};

}  // namespace parallax::plugin

#endif  // PARALLAX_SERVER_PLUGIN_PLUGIN_ANALYZER_H_
