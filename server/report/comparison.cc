#include "server/report/comparison.h"

#include <algorithm>
#include <deque>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "server/text/digest.h"

namespace parallax::report {
namespace {

// What a claim says to the representative's proposition, found along the relations between them.
enum class Side { kSame, kOpposite, kOtherNumber, kOtherReferent };

Side Follow(Side side, RelationKind kind) {
  switch (kind) {
    case RelationKind::kDisputes:
    case RelationKind::kContradicts:
      if (side == Side::kOpposite) return Side::kSame;
      return side == Side::kSame ? Side::kOpposite : side;
    case RelationKind::kVaries:
      return side == Side::kSame ? Side::kOtherNumber : side;
    case RelationKind::kSameLabelDifferentReferent:
      return Side::kOtherReferent;
    default:
      return side;
  }
}

struct Reached {
  Side side = Side::kSame;
  size_t steps = 0;
  bool at_distance = false;  // told as what others say
};

// The reason code of a relation to a stated claim that is told with "reportedly", "may" or a question mark.
constexpr absl::string_view kReportedReason = "reported";

// Breadth-first from `start`: the shortest chain of relations decides, earlier claims first.
std::map<ClaimRef, Reached> Walk(ClaimRef start, absl::Span<const ClaimRelation> relations) {
  std::map<ClaimRef, Reached> reached;
  reached[start] = {Side::kSame, 0, false};
  std::deque<ClaimRef> open = {start};
  while (!open.empty()) {
    const ClaimRef from = open.front();
    open.pop_front();
    const Reached at = reached[from];
    for (const ClaimRelation& r : relations) {
      const bool from_left = r.left == from;
      if (!from_left && !(r.right == from)) continue;
      const ClaimRef to = from_left ? r.right : r.left;
      if (reached.try_emplace(to, Reached{Follow(at.side, r.finding.kind), at.steps + 1, false}).second) {
        open.push_back(to);
      }
    }
  }
  return reached;
}

PositionKind KindOf(const Reached& at, const Claim& claim) {
  const bool own_voice = claim.holder.kind == HolderKind::kOutlet && !at.at_distance;
  switch (at.side) {
    case Side::kSame:
      return own_voice ? PositionKind::kAsserts : PositionKind::kReports;
    case Side::kOpposite:
      return own_voice ? PositionKind::kDenies : PositionKind::kReportsDenial;
    case Side::kOtherNumber:
      return PositionKind::kOtherNumber;
    case Side::kOtherReferent:
      return PositionKind::kOtherReferent;
  }
  return PositionKind::kSilent;
}

// One position per document, kind and holder: the one closest to the representative.
std::vector<Position> PositionsOf(absl::Span<const DocumentAnalysis> analyses,
                                  const std::map<ClaimRef, Reached>& reached) {
  using Cell = std::tuple<uint32_t, PositionKind, std::string>;
  std::map<Cell, std::pair<size_t, Position>> best;
  for (const auto& [ref, at] : reached) {
    const Claim& claim = ClaimAt(analyses, ref);
    const PositionKind kind = KindOf(at, claim);
    const Cell cell = {ref.document, kind,
                       claim.holder.entity.empty() ? claim.holder.name : claim.holder.entity};
    const auto found = best.find(cell);
    if (found != best.end() && found->second.first <= at.steps) continue;
    best[cell] = {at.steps, Position{ref.document, kind, ref}};
  }
  std::vector<Position> positions;
  for (auto& [cell, entry] : best) positions.push_back(std::move(entry.second));
  return positions;
}

void AddSilent(size_t documents, std::optional<uint32_t> leave_out,
               std::vector<Position>& positions) {
  std::set<uint32_t> speaking;
  for (const Position& position : positions) speaking.insert(position.document);
  for (uint32_t d = 0; d < documents; ++d) {
    if (speaking.count(d) > 0 || d == leave_out) continue;
    positions.push_back({d, PositionKind::kSilent, std::nullopt});
  }
}

// Who counts towards "k independent sources": those that assert, report, or give their own number.
bool Supports(PositionKind kind) {
  return kind == PositionKind::kAsserts || kind == PositionKind::kReports ||
         kind == PositionKind::kOtherNumber;
}

void Count(const Independence& independence, Comparison& comparison) {
  std::vector<uint32_t> supporting;
  std::set<uint32_t> speaking;
  for (const Position& position : comparison.positions) {
    if (position.kind == PositionKind::kSilent) continue;
    speaking.insert(position.document);
    if (Supports(position.kind)) supporting.push_back(position.document);
  }
  comparison.documents = static_cast<int>(speaking.size());
  comparison.independent_sources = independence.Count(supporting);
}

// The analyzer judges by relations alone; who is independent, only the host knows.
Verdict Judge(Verdict by_relations, int independent_sources) {
  if (by_relations == Verdict::kCorroborated && independent_sources < 2) {
    return Verdict::kSingleSource;
  }
  return by_relations;
}

std::string IdOf(absl::Span<const DocumentAnalysis> analyses, const Comparison& comparison) {
  std::string members = comparison.key;
  for (const ClaimRef& ref : comparison.claims) {
    const Claim& claim = ClaimAt(analyses, ref);
    absl::StrAppend(&members, "\n", analyses[ref.document].document->name, " ",
                    analyses[ref.document].document->revision, " ", claim.span.begin);
  }
  return text::Sha256Hex(members).substr(0, 16);
}

int Rank(Verdict verdict) {
  switch (verdict) {
    case Verdict::kContested: return 0;
    case Verdict::kVaries: return 1;
    case Verdict::kDifferentReferents: return 2;
    case Verdict::kCorroborated: return 3;
    case Verdict::kSingleSource: return 4;
  }
  return 5;
}

bool Wanted(const ComparisonOptions& options, absl::Span<const ClaimRelation> relations) {
  if (options.kinds.empty()) return true;
  return std::any_of(relations.begin(), relations.end(), [&](const ClaimRelation& r) {
    return std::find(options.kinds.begin(), options.kinds.end(), r.finding.kind) !=
           options.kinds.end();
  });
}

}  // namespace

const Claim& ClaimAt(absl::Span<const DocumentAnalysis> analyses, ClaimRef ref) {
  return std::get<Claim>(analyses[ref.document].findings[ref.finding]);
}

std::vector<Comparison> BuildComparisons(absl::Span<const DocumentAnalysis> analyses,
                                         const PhasesResult& phases,
                                         const Independence& independence,
                                         const ComparisonOptions& options) {
  std::vector<Comparison> comparisons;
  for (const ClaimCluster& cluster : phases.clusters) {
    if (!Wanted(options, cluster.relations)) continue;
    Comparison comparison;
    comparison.proposition = cluster.summary.proposition;
    comparison.key = cluster.summary.key;
    comparison.measure = cluster.summary.measure;
    comparison.claims = cluster.claims;
    comparison.relations = cluster.relations;
    const ClaimRef start = cluster.claims[cluster.summary.representative];
    comparison.positions = PositionsOf(analyses, Walk(start, cluster.relations));
    Count(independence, comparison);
    comparison.verdict = Judge(cluster.summary.verdict, comparison.independent_sources);
    if (options.include_silent) AddSilent(analyses.size(), std::nullopt, comparison.positions);
    comparison.id = IdOf(analyses, comparison);
    comparisons.push_back(std::move(comparison));
  }
  std::stable_sort(comparisons.begin(), comparisons.end(),
                   [](const Comparison& a, const Comparison& b) {
                     return std::make_tuple(Rank(*a.verdict), -a.independent_sources, -a.documents,
                                            a.claims) <
                            std::make_tuple(Rank(*b.verdict), -b.independent_sources, -b.documents,
                                            b.claims);
                   });
  return comparisons;
}

Comparison CompareWithStated(absl::Span<const DocumentAnalysis> analyses,
                             const PhasesResult& phases, const Independence& independence,
                             uint32_t anchor) {
  // The strongest relation of each claim counts: a claim may meet several stated clauses.
  std::map<ClaimRef, const ClaimRelation*> strongest;
  for (const ClaimRelation& r : phases.relations) {
    const ClaimRef other = r.left.document == anchor ? r.right : r.left;
    const ClaimRelation*& kept = strongest[other];
    if (kept == nullptr || kept->finding.score < r.finding.score) kept = &r;
  }
  Comparison comparison;
  comparison.proposition = std::string(analyses[anchor].document->text());
  comparison.key = "stated";
  std::map<ClaimRef, Reached> reached;
  bool contested = false, varies = false, referents = false;
  for (const auto& [ref, relation] : strongest) {
    const RelationFinding& finding = relation->finding;
    // Steps order positions by strength here, so that the best one of a document is kept.
    reached[ref] = {Follow(Side::kSame, finding.kind), static_cast<size_t>(1000 - finding.score),
                    finding.reason == kReportedReason};
    comparison.claims.push_back(ref);
    comparison.relations.push_back(*relation);
    contested |= reached[ref].side == Side::kOpposite;
    varies |= reached[ref].side == Side::kOtherNumber;
    referents |= reached[ref].side == Side::kOtherReferent;
  }
  comparison.positions = PositionsOf(analyses, reached);
  Count(independence, comparison);
  if (!comparison.positions.empty()) {
    comparison.verdict = contested ? Verdict::kContested
                         : varies  ? Verdict::kVaries
                         : referents && comparison.independent_sources == 0
                             ? Verdict::kDifferentReferents
                             : Judge(Verdict::kCorroborated, comparison.independent_sources);
  }
  AddSilent(analyses.size(), anchor, comparison.positions);
  comparison.id = IdOf(analyses, comparison);
  return comparison;
}

}  // namespace parallax::report
