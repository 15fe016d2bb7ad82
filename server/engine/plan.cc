#include "server/engine/plan.h"

#include <algorithm>
#include <deque>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"

namespace parallax {
namespace {

bool Has(const std::vector<std::string>& layers, const std::string& layer) {
  return std::find(layers.begin(), layers.end(), layer) != layers.end();
}

// Layers that the text pass makes, no analyzer.
bool IsHostLayer(absl::string_view layer) { return layer == "sentences" || layer == "tokens"; }

// Adds, for every layer that a chosen stage consumes, the analyzers that write it.
absl::Status AddProducers(const AnalyzerRegistry& registry, std::map<std::string, Stage>& chosen) {
  std::vector<AnalyzerHandle> all;  // looked up when the first layer is consumed
  std::deque<std::string> open;
  for (const auto& [id, stage] : chosen) open.push_back(id);
  while (!open.empty()) {
    const AnalyzerInfo& info = chosen.at(open.front()).analyzer->info();
    open.pop_front();
    if (all.empty() && !info.consumes.empty()) all = registry.List();
    for (const std::string& layer : info.consumes) {
      bool found = IsHostLayer(layer);
      for (const AnalyzerHandle& other : all) {
        if (other->info().id == info.id || !Has(other->info().produces, layer)) continue;
        found = true;
        if (chosen.count(other->info().id) > 0) continue;
        ASSIGN_OR_RETURN(std::string defaults, other->CheckOptions(""));
        chosen[other->info().id] = Stage{other, std::move(defaults), false, {}};
        open.push_back(other->info().id);
      }
      if (!found) {
        return WithReason(absl::FailedPreconditionError(absl::StrCat(
                              "analyzer \"", info.id, "\" consumes layer \"", layer,
                              "\", which no loaded analyzer produces; load one that does")),
                          "LAYER_NOT_PRODUCED");
      }
    }
  }
  return absl::OkStatus();
}

bool Precedes(const AnalyzerInfo& producer, const AnalyzerInfo& consumer) {
  return producer.id != consumer.id &&
         std::any_of(consumer.consumes.begin(), consumer.consumes.end(),
                     [&](const std::string& layer) { return Has(producer.produces, layer); });
}

}  // namespace

bool AnalysisPlan::NeedsSegmentation() const {
  return std::any_of(stages.begin(), stages.end(), [](const Stage& stage) {
    const std::vector<std::string>& layers = stage.analyzer->info().consumes;
    return std::any_of(layers.begin(), layers.end(), IsHostLayer);
  });
}

absl::StatusOr<AnalysisPlan> MakePlan(const AnalyzerRegistry& registry,
                                      absl::Span<const AnalyzerRequest> requests) {
  std::map<std::string, Stage> chosen;
  for (const AnalyzerRequest& request : requests) {
    ASSIGN_OR_RETURN(AnalyzerHandle analyzer,
                     registry.Find(request.analyzer, request.generation));
    ASSIGN_OR_RETURN(std::string options, analyzer->CheckOptions(request.options));
    if (!chosen.emplace(request.analyzer, Stage{analyzer, std::move(options), true, {}}).second) {
      return WithReason(absl::InvalidArgumentError(absl::StrCat(
                            "analyzer \"", request.analyzer, "\" is asked for twice")),
                        "ANALYZER_TWICE");
    }
  }
  if (requests.empty()) {
    for (const AnalyzerHandle& analyzer : registry.List()) {
      ASSIGN_OR_RETURN(std::string defaults, analyzer->CheckOptions(""));
      chosen[analyzer->info().id] = Stage{analyzer, std::move(defaults), true, {}};
    }
  }
  RETURN_IF_ERROR(AddProducers(registry, chosen));

  AnalysisPlan plan;
  while (!chosen.empty()) {
    const auto next = std::find_if(chosen.begin(), chosen.end(), [&](const auto& candidate) {
      return std::none_of(chosen.begin(), chosen.end(), [&](const auto& other) {
        return Precedes(other.second.analyzer->info(), candidate.second.analyzer->info());
      });
    });
    if (next == chosen.end()) {
      return WithReason(absl::FailedPreconditionError(absl::StrCat(
                            "the layers of analyzer \"", chosen.begin()->first,
                            "\" form a cycle: each waits for what the other writes")),
                        "LAYER_CYCLE");
    }
    Stage stage = std::move(next->second);
    chosen.erase(next);
    for (size_t i = 0; i < plan.stages.size(); ++i) {
      if (Precedes(plan.stages[i].analyzer->info(), stage.analyzer->info())) {
        stage.producers.push_back(i);
      }
    }
    plan.stages.push_back(std::move(stage));
  }
  return plan;
}

}  // namespace parallax
