#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "server/report/comparison.h"
#include "server/report/rows.h"

namespace parallax::report {
namespace {

using RowKey = std::tuple<std::string, std::string, std::string>;  // measure, subject, unit

// Pairs of claims that were judged to give different numbers.
std::set<std::pair<ClaimRef, ClaimRef>> VaryingPairs(const PhasesResult& phases) {
  std::set<std::pair<ClaimRef, ClaimRef>> pairs;
  for (const ClaimCluster& cluster : phases.clusters) {
    for (const ClaimRelation& r : cluster.relations) {
      if (r.finding.kind == RelationKind::kVaries) pairs.insert({r.left, r.right});
    }
  }
  return pairs;
}

bool AnyPair(const std::vector<MeasureRow::Value>& values,
             const std::set<std::pair<ClaimRef, ClaimRef>>& pairs) {
  for (const auto& a : values) {
    for (const auto& b : values) {
      if (pairs.count({a.claim, b.claim}) > 0) return true;
    }
  }
  return false;
}

}  // namespace

std::vector<MeasureRow> BuildMeasureRows(absl::Span<const DocumentAnalysis> analyses,
                                         const PhasesResult& phases,
                                         const Independence& independence) {
  std::map<RowKey, MeasureRow> rows_by_key;
  for (uint32_t d = 0; d < analyses.size(); ++d) {
    for (uint32_t f = 0; f < analyses[d].findings.size(); ++f) {
      const auto* claim = std::get_if<Claim>(&analyses[d].findings[f]);
      if (claim == nullptr) continue;
      for (uint32_t q = 0; q < claim->quantities.size(); ++q) {
        const Quantity& quantity = claim->quantities[q];
        if (quantity.measure.empty()) continue;
        MeasureRow& row = rows_by_key[{quantity.measure, quantity.subject, quantity.unit}];
        if (row.values.empty()) {
          row.measure = quantity.measure;
          row.measure_name = quantity.measure_name;
          row.subject = quantity.subject;
          row.unit = quantity.unit;
        }
        row.values.push_back({{d, f}, q});
      }
    }
  }
  const auto varying = VaryingPairs(phases);
  std::vector<MeasureRow> rows;
  for (auto& [key, row] : rows_by_key) {
    row.varies = AnyPair(row.values, varying);
    std::vector<uint32_t> documents;
    for (const MeasureRow::Value& value : row.values) documents.push_back(value.claim.document);
    row.independent_sources = independence.Count(documents);
    rows.push_back(std::move(row));
  }
  std::stable_sort(rows.begin(), rows.end(), [](const MeasureRow& a, const MeasureRow& b) {
    return std::make_tuple(!a.varies, -static_cast<int>(a.values.size())) <
           std::make_tuple(!b.varies, -static_cast<int>(b.values.size()));
  });
  return rows;
}

}  // namespace parallax::report
