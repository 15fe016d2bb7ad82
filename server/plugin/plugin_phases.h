// plx.phases/1 of a plugin as the server's Phases.
#ifndef PARALLAX_SERVER_PLUGIN_PLUGIN_PHASES_H_
#define PARALLAX_SERVER_PLUGIN_PLUGIN_PHASES_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "server/analyzer/analyzer.h"
#include "server/plugin/instance_pool.h"
#include "server/plugin/plugin_library.h"

namespace parallax::plugin {

// Thread-safe. A call that throws is INTERNAL, reason ANALYZER_THREW; one that breaks the contract
// of plx/phases.h is INTERNAL, reason ANALYZER_FAILED. CANCELLED and DEADLINE_EXCEEDED as `call`
// says, looked at between pairs.
class PluginPhases : public Phases {
 public:
  // All must outlive it; `library` has phases. `options`: canonical, what extract is lent.
  PluginPhases(const PluginLibrary& library, const AnalyzerInfo& info, InstancePool& pool,
               const std::string& options);

  std::vector<absl::StatusOr<std::vector<Record>>> Extract(absl::Span<const AnalyzerInput> inputs,
                                                           const CallContext& call) override;
  absl::StatusOr<std::vector<RelationFinding>> Compare(
      absl::Span<const std::pair<absl::string_view, absl::string_view>> pairs,
      const CallContext& call) override;
  absl::StatusOr<ComparisonFinding> Summarise(const Cluster& cluster,
                                              const CallContext& call) override;

 private:
  absl::StatusOr<RelationFinding> CompareOne(plx_instance_t* instance, absl::string_view a,
                                             absl::string_view b) const;
  absl::StatusOr<RelationFinding> ReadRelation(const plx_relation_t& raw) const;
  absl::StatusOr<ComparisonFinding> ReadComparison(const plx_comparison_t& raw,
                                                   size_t records) const;
  absl::Status Wrong(absl::string_view function, absl::string_view message) const;

  const PluginLibrary& library_;
  const AnalyzerInfo& info_;
  InstancePool& pool_;
  const std::string& options_;
  std::vector<std::string> layers_;  // consumed and its own, as extract sees them
};

}  // namespace parallax::plugin

#endif  // PARALLAX_SERVER_PLUGIN_PLUGIN_PHASES_H_
