#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "server/report/rows.h"

namespace parallax::report {
namespace {

constexpr size_t kMaxForms = 8;
constexpr size_t kMaxEvidence = 8;

struct Gathered {
  std::map<std::string, int> types;
  std::map<std::string, int> canonicals;
  std::map<std::string, int> forms;
  std::set<std::string> members;
  std::map<uint32_t, text::Span> first_in;  // by document
  int mentions = 0;
};

// Keys by falling count, then by text.
std::vector<std::string> ByCount(const std::map<std::string, int>& counts, size_t most) {
  std::vector<std::pair<int, std::string>> order;
  for (const auto& [key, count] : counts) order.emplace_back(-count, key);
  std::sort(order.begin(), order.end());
  std::vector<std::string> keys;
  for (size_t i = 0; i < std::min(most, order.size()); ++i) keys.push_back(order[i].second);
  return keys;
}

EntityRow RowOf(const std::string& entity, const Gathered& gathered,
                const Independence& independence) {
  EntityRow row;
  row.entity = entity;
  row.type = ByCount(gathered.types, 1).front();
  row.canonical = ByCount(gathered.canonicals, 1).front();
  row.mentions = gathered.mentions;
  row.documents = static_cast<int>(gathered.first_in.size());
  row.surface_forms = ByCount(gathered.forms, kMaxForms);
  row.members.assign(gathered.members.begin(), gathered.members.end());
  std::vector<uint32_t> documents;
  for (const auto& [document, span] : gathered.first_in) {
    documents.push_back(document);
    if (row.evidence.size() < kMaxEvidence) row.evidence.push_back({document, span});
  }
  row.independent_sources = independence.Count(documents);
  return row;
}

}  // namespace

std::vector<EntityRow> BuildEntityRows(absl::Span<const DocumentAnalysis> analyses,
                                       const Independence& independence) {
  std::map<std::string, Gathered> by_entity;
  for (uint32_t d = 0; d < analyses.size(); ++d) {
    for (const Finding& finding : analyses[d].findings) {
      const auto* mention = std::get_if<Mention>(&finding);
      if (mention == nullptr) continue;
      Gathered& gathered = by_entity[mention->entity];
      ++gathered.types[mention->type];
      ++gathered.canonicals[mention->canonical];
      ++gathered.forms[std::string(mention->span.In(analyses[d].document->text()))];
      ++gathered.mentions;
      gathered.members.insert(mention->members.begin(), mention->members.end());
      gathered.first_in.try_emplace(d, mention->span);
    }
  }
  std::vector<EntityRow> rows;
  for (const auto& [entity, gathered] : by_entity) {
    rows.push_back(RowOf(entity, gathered, independence));
  }
  std::stable_sort(rows.begin(), rows.end(), [](const EntityRow& a, const EntityRow& b) {
    return std::make_tuple(-a.documents, -a.mentions) < std::make_tuple(-b.documents, -b.mentions);
  });
  return rows;
}

}  // namespace parallax::report
