#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "server/report/rows.h"

namespace parallax::report {
namespace {

// A side has weight in a cell if it holds at least this part of all strength, in thousandths; if
// both do, the cell is mixed.
constexpr int kMixedShare = 250;

int SignedStrength(const Stance& stance) {
  switch (stance.sign) {
    case Sign::kFor: return stance.strength;
    case Sign::kAgainst: return -stance.strength;
    default: return 0;
  }
}

std::string HolderKey(const Holder& holder, const Document& document) {
  if (!holder.entity.empty()) return holder.entity;
  // An unknown outlet is not the same as another unknown outlet.
  if (holder.kind == HolderKind::kOutlet) return absl::StrCat("?", document.name);
  return absl::AsciiStrToLower(holder.name);
}

std::string TargetKey(const Argument& target) {
  return target.entity.empty() ? absl::AsciiStrToLower(target.text) : target.entity;
}

// Display names of entities, as mentions have them.
std::map<std::string, std::string> CanonicalNames(absl::Span<const DocumentAnalysis> analyses) {
  std::map<std::string, std::string> names;
  for (const DocumentAnalysis& analysis : analyses) {
    for (const Finding& finding : analysis.findings) {
      const auto* mention = std::get_if<Mention>(&finding);
      if (mention != nullptr) names.try_emplace(mention->entity, mention->canonical);
    }
  }
  return names;
}

void Aggregate(const Independence& independence, StanceCell& cell) {
  int positive = 0, negative = 0, sided = 0;
  bool mixed = false;
  std::set<uint32_t> documents;
  for (size_t i = 0; i < cell.stances.size(); ++i) {
    const auto& [document, stance] = cell.stances[i];
    documents.insert(document);
    const int value = SignedStrength(*stance);
    sided += stance->sign != Sign::kNeutral;
    mixed |= stance->sign == Sign::kMixed;
    if (value > 0) {
      positive += value;
      const auto& best = cell.strongest_for;
      if (!best || SignedStrength(*cell.stances[*best].second) < value) cell.strongest_for = i;
    } else if (value < 0) {
      negative -= value;
      const auto& best = cell.strongest_against;
      if (!best || SignedStrength(*cell.stances[*best].second) > value) cell.strongest_against = i;
    }
  }
  cell.score = sided > 0 ? (positive - negative) / sided : 0;
  const int all = positive + negative;
  const bool both = all > 0 && std::min(positive, negative) * 1000 >= kMixedShare * all;
  cell.sign = both || (mixed && all == 0) ? Sign::kMixed
              : positive > negative       ? Sign::kFor
              : negative > positive       ? Sign::kAgainst
                                          : Sign::kNeutral;
  cell.documents = static_cast<int>(documents.size());
  cell.independent_sources =
      independence.Count(std::vector<uint32_t>(documents.begin(), documents.end()));
}

}  // namespace

std::vector<StanceCell> BuildStanceCells(absl::Span<const DocumentAnalysis> analyses,
                                         const Independence& independence,
                                         absl::Span<const HolderKind> kinds) {
  const std::map<std::string, std::string> names = CanonicalNames(analyses);
  std::map<std::tuple<HolderKind, std::string, std::string>, StanceCell> cells;
  for (uint32_t d = 0; d < analyses.size(); ++d) {
    const Document& document = *analyses[d].document;
    for (const Finding& finding : analyses[d].findings) {
      const auto* stance = std::get_if<Stance>(&finding);
      if (stance == nullptr) continue;
      const HolderKind kind = stance->holder.kind;
      if (!kinds.empty() && std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) continue;
      StanceCell& cell =
          cells[{kind, HolderKey(stance->holder, document), TargetKey(stance->target)}];
      if (cell.stances.empty()) {
        cell.holder = stance->holder;
        cell.target = TargetKey(stance->target);
        const auto name = names.find(stance->target.entity);
        cell.target_name = name == names.end() ? stance->target.text : name->second;
      }
      cell.stances.emplace_back(d, stance);
    }
  }
  std::vector<StanceCell> all;
  for (auto& [key, cell] : cells) {
    Aggregate(independence, cell);
    all.push_back(std::move(cell));
  }
  std::stable_sort(all.begin(), all.end(), [](const StanceCell& a, const StanceCell& b) {
    return a.stances.size() > b.stances.size();
  });
  return all;
}

}  // namespace parallax::report
