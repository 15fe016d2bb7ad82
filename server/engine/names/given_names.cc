#include "server/engine/names/given_names.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

namespace parallax {
namespace {

// Stays far below what options may be long.
constexpr size_t kMostNames = 500;

// Those that most documents wait for.
std::vector<const ExplainedName*> MostWanted(absl::Span<const ExplainedName> names) {
  std::vector<const ExplainedName*> wanted;
  for (const ExplainedName& name : names) wanted.push_back(&name);
  std::stable_sort(wanted.begin(), wanted.end(), [](const ExplainedName* a, const ExplainedName* b) {
    return a->documents.size() > b->documents.size();
  });
  wanted.resize(std::min(wanted.size(), kMostNames));
  return wanted;
}

nlohmann::json ItemOf(const ExplainedName& name) { return {{"id", name.entity}, {"type", name.type}, {"names", name.names}}; }

bool WritesMentions(const Stage& stage) {
  const auto& layers = stage.analyzer->info().produces;
  return std::find(layers.begin(), layers.end(), "mentions") != layers.end();
}

}  // namespace

std::optional<AnalysisPlan> GiveNames(const AnalysisPlan& plan, absl::Span<const ExplainedName> names) {
  AnalysisPlan changed = plan;
  bool taken = false;
  for (Stage& stage : changed.stages) {
    if (!WritesMentions(stage)) continue;
    nlohmann::json options = nlohmann::json::parse(stage.options, nullptr, false);
    if (!options.is_object()) continue;
    nlohmann::json& list = options["names"];
    if (!list.is_array()) list = nlohmann::json::array();
    for (const ExplainedName* name : MostWanted(names)) list.push_back(ItemOf(*name));
    // An analyzer that has no such option says so.
    const auto checked = stage.analyzer->CheckOptions(options.dump());
    if (!checked.ok()) continue;
    stage.options = *checked;
    taken = true;
  }
  if (!taken) return std::nullopt;
  return changed;
}

std::optional<AnalysisPlan> AskForNames(const AnalysisPlan& plan, absl::Span<const ExplainedName> names) {
  nlohmann::json list = nlohmann::json::array();
  for (const ExplainedName* name : MostWanted(names)) list.push_back(ItemOf(*name));
  const std::string options = nlohmann::json{{"names", std::move(list)}, {"name_list", true}}.dump();
  AnalysisPlan question;
  for (const Stage& stage : plan.stages) {
    if (!WritesMentions(stage) || !stage.producers.empty()) continue;
    const auto checked = stage.analyzer->CheckOptions(options);
    if (checked.ok()) question.stages.push_back({stage.analyzer, *checked, true, {}});
  }
  if (question.stages.empty()) return std::nullopt;
  return question;
}

}  // namespace parallax
