#include "plugins/linguistics/attribution_tables.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "plugins/linguistics/syntax/tables.h"

namespace plx::linguistics {
namespace {

// Calls body(fields) for each row of a TSV; lists in a field are separated by '|'.
template <typename Body>
void ForEachRow(std::string_view tsv, Body&& body) {
  while (!tsv.empty()) {
    const size_t end = std::min(tsv.find('\n'), tsv.size());
    std::string_view line = tsv.substr(0, end);
    tsv.remove_prefix(std::min(end + 1, tsv.size()));
    if (line.empty() || line[0] == '#') continue;
    std::vector<std::string_view> fields;
    for (size_t tab = line.find('\t'); tab != std::string_view::npos; tab = line.find('\t')) {
      fields.push_back(line.substr(0, tab));
      line.remove_prefix(tab + 1);
    }
    fields.push_back(line);
    body(fields);
  }
}

template <typename Body>
void ForEachItem(std::string_view list, Body&& body) {
  while (!list.empty()) {
    const size_t bar = std::min(list.find('|'), list.size());
    if (bar > 0) body(list.substr(0, bar));
    list.remove_prefix(std::min(bar + 1, list.size()));
  }
}

}  // namespace

AttributionTables::AttributionTables() {
  static constexpr std::pair<std::string_view, ReportKind> kKinds[] = {
      {"say", ReportKind::kSay},           {"claim", ReportKind::kClaim},
      {"estimate", ReportKind::kEstimate}, {"opinion", ReportKind::kOpinion},
      {"deny", ReportKind::kDeny},         {"warn", ReportKind::kWarn},
      {"plan", ReportKind::kPlan},         {"forecast", ReportKind::kForecast},
      {"confirm", ReportKind::kConfirm}};
  ForEachRow(syntax::data::kReporting, [&](const std::vector<std::string_view>& row) {
    for (const auto& [name, kind] : kKinds) {
      if (row.size() != 4 || row[0] != name) continue;
      ForEachItem(row[1], [&](std::string_view w) { verbs[w] = kind; });
      ForEachItem(row[2], [&](std::string_view w) { nouns[w] = kind; });
      ForEachItem(row[3], [&](std::string_view w) { verbs_zh[w] = kind; });
    }
  });
  ForEachRow(syntax::data::kRoles, [&](const std::vector<std::string_view>& row) {
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
