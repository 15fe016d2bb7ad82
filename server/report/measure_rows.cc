#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <tuple>
#include <utility>

#include "server/report/comparison.h"
#include "server/report/rows.h"

namespace parallax::report {
namespace {

using RowKey = std::tuple<std::string, std::string, std::string>;  // measure, subject, unit

// A quantity of a claim by its place.
using QuantityPlace = std::pair<ClaimRef, text::Span>;

// By quantity, those that it stands in a relation with.
using Relations = std::map<QuantityPlace, std::set<QuantityPlace>>;
Relations RelationsOf(const PhasesResult& phases) {
  Relations related;
  for (const ClaimCluster& cluster : phases.clusters) {
    for (const ClaimRelation& r : cluster.relations) {
      const QuantityPlace left{r.left, r.finding.left}, right{r.right, r.finding.right};
      related[left].insert(right);
      related[right].insert(left);
    }
  }
  return related;
}

// Quantities that stand in a relation with one that varies, however far: those that the variation is
// about.
std::set<QuantityPlace> VaryingQuantities(const PhasesResult& phases, const Relations& related) {
  std::vector<QuantityPlace> open;
  for (const ClaimCluster& cluster : phases.clusters) {
    for (const ClaimRelation& r : cluster.relations) {
      if (r.finding.kind == RelationKind::kVaries) open.push_back({r.left, r.finding.left});
    }
  }
  std::set<QuantityPlace> varying;
  while (!open.empty()) {
    const QuantityPlace place = open.back();
    open.pop_back();
    if (!varying.insert(place).second) continue;
    const auto others = related.find(place);
    if (others != related.end()) open.insert(open.end(), others->second.begin(), others->second.end());
  }
  return varying;
}

// A measure that names nothing it is of ("costs") has a row for each value, but for equal and related ones: nobody
// shows that the survey costs what the station costs.
std::vector<MeasureRow> Apart(absl::Span<const DocumentAnalysis> analyses, const Relations& related, MeasureRow row) {
  if (!row.subject.empty() || row.measure.find('/') != std::string::npos) return {std::move(row)};
  const auto quantity_of = [&](const MeasureRow::Value& v) -> const Quantity& {
    return ClaimAt(analyses, v.claim).quantities[v.quantity];
  };
  std::vector<MeasureRow> rows;
  for (const MeasureRow::Value& value : row.values) {
    const Quantity& quantity = quantity_of(value);
    const auto others = related.find({value.claim, quantity.span});
    const auto same = std::find_if(rows.begin(), rows.end(), [&](const MeasureRow& r) {
      return std::any_of(r.values.begin(), r.values.end(), [&](const MeasureRow::Value& v) {
        const Quantity& other = quantity_of(v);
        return (quantity.low == other.low && quantity.high == other.high) ||
               (others != related.end() && others->second.count({v.claim, other.span}) > 0);
      });
    });
    if (same != rows.end()) {
      same->values.push_back(value);
      continue;
    }
    rows.push_back(row);
    rows.back().measure_name = quantity.measure_name;
    rows.back().values = {value};
  }
  return rows;
}

// Of a row with values that vary, what the variation is not about goes to a row of its own: "12% on the
// drug and 9% on placebo" does not vary because somebody else says 21% on the drug.
std::vector<MeasureRow> Split(absl::Span<const DocumentAnalysis> analyses,
                              const std::set<QuantityPlace>& varying, MeasureRow row) {
  const auto varies = [&](const MeasureRow::Value& value) {
    const Claim& claim = ClaimAt(analyses, value.claim);
    return varying.count({value.claim, claim.quantities[value.quantity].span}) > 0;
  };
  row.varies = std::any_of(row.values.begin(), row.values.end(), varies);
  if (!row.varies) return {std::move(row)};
  MeasureRow rest = row;
  rest.varies = false;
  std::erase_if(rest.values, varies);
  std::erase_if(row.values, [&](const MeasureRow::Value& value) { return !varies(value); });
  if (rest.values.empty()) return {std::move(row)};
  return {std::move(row), std::move(rest)};
}

// Rows of which one value is related to a value of the other become one: measures, subjects and units are words of two
// languages, and the comparison knows which of them mean the same. The row with most values gives its words.
std::vector<MeasureRow> Joined(absl::Span<const DocumentAnalysis> analyses, const Relations& related, std::vector<MeasureRow> rows) {
  std::map<QuantityPlace, size_t> row_of;
  for (size_t r = 0; r < rows.size(); ++r) {
    for (const MeasureRow::Value& v : rows[r].values) {
      row_of[{v.claim, ClaimAt(analyses, v.claim).quantities[v.quantity].span}] = r;
    }
  }
  std::vector<size_t> leader(rows.size());
  std::iota(leader.begin(), leader.end(), size_t{0});
  const auto find = [&](size_t r) {
    while (leader[r] != r) r = leader[r] = leader[leader[r]];
    return r;
  };
  for (const auto& [place, others] : related) {
    const auto from = row_of.find(place);
    if (from == row_of.end()) continue;
    for (const QuantityPlace& other : others) {
      const auto to = row_of.find(other);
      if (to != row_of.end()) leader[find(to->second)] = find(from->second);
    }
  }
  std::map<size_t, std::vector<size_t>> groups;
  for (size_t r = 0; r < rows.size(); ++r) groups[find(r)].push_back(r);
  std::vector<MeasureRow> joined;
  for (const auto& [first, members] : groups) {
    const size_t fullest = *std::max_element(members.begin(), members.end(), [&](size_t a, size_t b) {
      return rows[a].values.size() < rows[b].values.size();
    });
    MeasureRow row = rows[fullest];
    for (const size_t r : members) {
      if (r == fullest) continue;
      row.varies |= rows[r].varies;
      row.values.insert(row.values.end(), rows[r].values.begin(), rows[r].values.end());
    }
    std::sort(row.values.begin(), row.values.end(), [](const MeasureRow::Value& a, const MeasureRow::Value& b) {
      return std::tie(a.claim, a.quantity) < std::tie(b.claim, b.quantity);
    });
    joined.push_back(std::move(row));
  }
  return joined;
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
  const Relations related = RelationsOf(phases);
  const std::set<QuantityPlace> varying = VaryingQuantities(phases, related);
  std::vector<MeasureRow> parts;
  for (auto& [key, gathered] : rows_by_key) {
    for (MeasureRow& row : Split(analyses, varying, std::move(gathered))) {
      for (MeasureRow& part : row.varies ? std::vector{std::move(row)} : Apart(analyses, related, std::move(row))) {
        parts.push_back(std::move(part));
      }
    }
  }
  std::vector<MeasureRow> rows = Joined(analyses, related, std::move(parts));
  for (MeasureRow& row : rows) {
    std::vector<uint32_t> documents;
    for (const MeasureRow::Value& value : row.values) documents.push_back(value.claim.document);
    row.independent_sources = independence.Count(documents);
  }
  std::stable_sort(rows.begin(), rows.end(), [](const MeasureRow& a, const MeasureRow& b) {
    return std::make_tuple(!a.varies, -static_cast<int>(a.values.size())) <
           std::make_tuple(!b.varies, -static_cast<int>(b.values.size()));
  });
  return rows;
}

}  // namespace parallax::report
