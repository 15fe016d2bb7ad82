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
#include "server/plugin/abi/finding_sink.h"
#include "server/plugin/instance_pool.h"
#include "server/plugin/json_schema.h"
#include "server/plugin/plugin_library.h"

namespace parallax::plugin {

struct PluginOptions {
  size_t max_instances = 0;  // 0: one per hardware thread
  SinkLimits limits;
};

class PluginAnalyzer : public Analyzer {
 public:
  // Checks `config` (JSON object; empty: none) against the plugin's config_schema and creates the
  // model. INVALID_ARGUMENT with reason CONFIG_INVALID names the key that is wrong. What
  // create_model says when it fails, reason ANALYZER_FAILED. INTERNAL, reason ANALYZER_THREW.
  static absl::StatusOr<std::unique_ptr<PluginAnalyzer>> Create(
      std::shared_ptr<const PluginLibrary> library, absl::string_view config,
      PluginOptions options = {});
  ~PluginAnalyzer() override;

  const AnalyzerInfo& info() const override { return info_; }
  absl::StatusOr<std::string> CheckOptions(absl::string_view options) const override;
  std::vector<AnalyzerOutput> Analyze(absl::Span<const AnalyzerInput> inputs,
                                      absl::string_view options, const CallContext& call) override;
  Phases* phases() override;

  // The configuration in force, canonical, with defaults.
  const std::string& config() const { return config_; }
  const InstancePool& pool() const { return *pool_; }

 private:
  PluginAnalyzer(std::shared_ptr<const PluginLibrary> library, JsonSchema options_schema,
                 std::string config, PluginOptions options);
  absl::Status CreateModel();

  std::shared_ptr<const PluginLibrary> library_;
  JsonSchema options_schema_;
  const std::string default_options_;  // of calls that give none
  std::string config_;
  PluginOptions options_;
  AnalyzerInfo info_;
  plx_model_t* model_ = nullptr;
  std::unique_ptr<InstancePool> pool_;
  std::unique_ptr<Phases> phases_;
};

}  // namespace parallax::plugin

#endif  // PARALLAX_SERVER_PLUGIN_PLUGIN_ANALYZER_H_
