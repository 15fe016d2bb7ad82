// plx.phases/1 of a plugin as the server's Phases.
#ifndef PARALLAX_SERVER_PLUGIN_PLUGIN_PHASES_H_
#define PARALLAX_SERVER_PLUGIN_PLUGIN_PHASES_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "server/analyzer/analyzer.h"
#include "server/plugin/instances/instance_pool.h"
#include "server/plugin/instances/model.h"

namespace parallax::plugin {

// Thread-safe. A call that throws is INTERNAL, reason ANALYZER_THREW; one that breaks the contract
// of plx/phases.h is INTERNAL, reason ANALYZER_FAILED. CANCELLED and DEADLINE_EXCEEDED as `call`
// says, looked at between pairs; also if the plugin does not return.
class PluginPhases : public Phases {
 public:
  // `pool` must outlive it; the model's library has phases. `options`: canonical, what extract is
  // lent.
  PluginPhases(std::shared_ptr<const Model> model, std::shared_ptr<const AnalyzerInfo> info,
               InstancePool& pool, std::string options);

  std::vector<absl::StatusOr<std::vector<Record>>> Extract(absl::Span<const AnalyzerInput> inputs,
                                                           const CallContext& call) override;
  absl::StatusOr<std::vector<RelationFinding>> Compare(
      absl::Span<const std::pair<absl::string_view, absl::string_view>> pairs,
      const CallContext& call) override;
  absl::StatusOr<ComparisonFinding> Summarise(const Cluster& cluster,
                                              const CallContext& call) override;

 private:
  const std::shared_ptr<const Model> model_;
  const std::shared_ptr<const AnalyzerInfo> info_;
  InstancePool& pool_;
  const std::string options_;
  std::vector<std::string> layers_;  // consumed and its own, as extract sees them
};

}  // namespace parallax::plugin

#endif  // PARALLAX_SERVER_PLUGIN_PLUGIN_PHASES_H_
