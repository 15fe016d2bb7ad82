#include "plugins/linguistics/attribution_tables.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "plugins/linguistics/syntax/tables.h"
#include "plugins/linguistics/tables/tsv.h"

namespace plx::linguistics {
AttributionTables::AttributionTables() {
  static constexpr std::pair<std::string_view, ReportKind> kKinds[] = {
      {"say", ReportKind::kSay},           {"claim", ReportKind::kClaim},
      {"estimate", ReportKind::kEstimate}, {"opinion", ReportKind::kOpinion},
      {"deny", ReportKind::kDeny},         {"warn", ReportKind::kWarn},
      {"plan", ReportKind::kPlan},         {"forecast", ReportKind::kForecast},
      {"confirm", ReportKind::kConfirm}};
  ForEachRow(syntax::data::kReporting, [&](const Row& row) {
    for (const auto& [name, kind] : kKinds) {
      if (row.size() != 4 || row[0] != name) continue;
      ForEachItem(row[1], [&](std::string_view w) { verbs[w] = kind; });
      ForEachItem(row[2], [&](std::string_view w) { nouns[w] = kind; });
      ForEachItem(row[3], [&](std::string_view w) { verbs_zh[w] = kind; });
    }
  });
  ForEachRow(syntax::data::kRoles, [&](const Row& row) {
    if (row.size() != 3) return;
    auto* en = row[0] == "outlet" ? &outlets : row[0] == "role" ? &roles : &sources;
    auto* zh = row[0] == "outlet" ? &outlets_zh : row[0] == "role" ? &roles_zh : &sources_zh;
    ForEachItem(row[1], [&](std::string_view w) { en->insert(w); });
    ForEachItem(row[2], [&](std::string_view w) { zh->insert(w); });
  });
}

const AttributionTables& AttributionTables::Get() {
  static const AttributionTables tables;
  return tables;
}

bool EndsWithAny(std::string_view text, const std::set<std::string_view>& endings) {
  return std::any_of(endings.begin(), endings.end(), [&](std::string_view e) { return text.ends_with(e); });
}

}  // namespace plx::linguistics
