// The words of saying and the nouns of speakers: data/reporting.tsv and data/roles.tsv.
#ifndef PLUGINS_LINGUISTICS_ATTRIBUTION_TABLES_H_
#define PLUGINS_LINGUISTICS_ATTRIBUTION_TABLES_H_

#include <map>
#include <set>
#include <string_view>

#include "plugins/linguistics/attribution.h"

namespace plx::linguistics {

// Read once and constant.
struct AttributionTables {
  using Cues = std::map<std::string_view, ReportKind>;

  AttributionTables();
  static const AttributionTables& Get();

  Cues verbs, nouns, verbs_zh;
  std::set<std::string_view> outlets, roles, sources, outlets_zh, roles_zh, sources_zh;
};

bool EndsWithAny(std::string_view text, const std::set<std::string_view>& endings);

}  // namespace plx::linguistics

#endif  // PLUGINS_LINGUISTICS_ATTRIBUTION_TABLES_H_
