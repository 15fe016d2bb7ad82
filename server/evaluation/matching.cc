#include "server/evaluation/matching.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "server/text/fold.h"

namespace parallax::evaluation {
namespace {

using text::Span;

// Findings of one side and one label: those that are compared by a key, and those by where they are.
struct Side {
  std::vector<std::string> keys;
  std::vector<Span> clauses;
};
using Sides = std::map<LabelKey, std::pair<Side, Side>>;  // gold, found

std::string PlaceKey(Span span, absl::string_view what = "") {
  return absl::StrCat(span.begin, "-", span.end, " ", what);
}

std::string HolderKey(const Holder& holder) {
  if (holder.kind == HolderKind::kOutlet) return "outlet";
  return absl::StrCat(static_cast<uint32_t>(holder.kind), " ",
                      holder.entity.empty() ? text::Fold(holder.name) : holder.entity);
}

std::string StanceKey(const Stance& stance) {
  const Argument& target = stance.target;
  return absl::StrCat(HolderKey(stance.holder), "\n",
                      target.entity.empty() ? text::Fold(target.text) : target.entity);
}

absl::string_view SignName(Sign sign) {
  switch (sign) {
    case Sign::kAgainst: return "AGAINST";
    case Sign::kNeutral: return "NEUTRAL";
    case Sign::kFor: return "FOR";
    case Sign::kMixed: return "MIXED";
  }
  return "";
}

// Files the findings of one side.
class Filing {
 public:
  Filing(Sides& sides, bool gold) : sides_(sides), gold_(gold) {}

  void operator()(const Mention& mention) {
    const absl::string_view layer = mention.coreferent ? kCoreferences : "mentions";
    At(layer, mention.type).keys.push_back(PlaceKey(mention.span));
    if (!mention.entity.empty()) {
      At(kLinks, mention.type).keys.push_back(PlaceKey(mention.span, mention.entity));
    }
  }
  void operator()(const Quantity& quantity) {
    At("quantities", quantity.unit)
        .keys.push_back(PlaceKey(quantity.span, absl::StrFormat("%.10g", quantity.value)));
  }
  void operator()(const Claim& claim) {
    At("claims", claim.predicate).clauses.push_back(claim.span);
  }
  void operator()(const Stance& stance) {
    const std::string key = StanceKey(stance);
    const absl::string_view sign = SignName(stance.sign);
    if (seen_.insert(absl::StrCat(sign, "\n", key)).second) At("stances", sign).keys.push_back(key);
  }
  void operator()(const Warning& warning) {
    At("warnings", warning.code).keys.push_back(PlaceKey(warning.span));
  }
  void operator()(const Custom& custom) {
    At(custom.type, custom.type).keys.push_back(PlaceKey(custom.span));
  }

 private:
  Side& At(absl::string_view layer, absl::string_view label) {
    auto& both = sides_[{std::string(layer), std::string(label)}];
    return gold_ ? both.first : both.second;
  }

  Sides& sides_;
  const bool gold_;
  std::set<std::string> seen_;  // stances of the document
};

size_t CountEqual(std::vector<std::string> left, std::vector<std::string> right) {
  std::sort(left.begin(), left.end());
  std::sort(right.begin(), right.end());
  std::vector<std::string> both;
  std::set_intersection(left.begin(), left.end(), right.begin(), right.end(),
                        std::back_inserter(both));
  return both.size();
}

// The mentions that can be right or wrong about an identity: see CountMatches.
std::vector<Finding> WhereGoldLinks(absl::Span<const Finding> gold,
                                    absl::Span<const Finding> found) {
  std::set<Span> linked;
  for (const Finding& finding : gold) {
    const auto* mention = std::get_if<Mention>(&finding);
    if (mention != nullptr && !mention->entity.empty()) linked.insert(mention->span);
  }
  std::vector<Finding> kept(found.begin(), found.end());
  for (Finding& finding : kept) {
    auto* mention = std::get_if<Mention>(&finding);
    if (mention != nullptr && linked.count(mention->span) == 0) mention->entity.clear();
  }
  return kept;
}

}  // namespace

size_t CountOverlappingPairs(std::vector<Span> left, std::vector<Span> right) {
  const auto by_end = [](Span a, Span b) {
    return std::pair(a.end, a.begin) < std::pair(b.end, b.begin);
  };
  std::sort(left.begin(), left.end(), by_end);
  std::sort(right.begin(), right.end(), by_end);
  size_t pairs = 0;
  // The span that ends first takes, of those it overlaps, the one that ends first. No other choice makes
  // more pairs: all it overlaps reach to its end or beyond, so of two of them the longer-lived one
  // overlaps whatever else the other does.
  auto l = left.begin();
  auto r = right.begin();
  while (l != left.end() && r != right.end()) {
    const bool first_is_left = by_end(*l, *r);
    const Span first = first_is_left ? *l++ : *r++;
    std::vector<Span>& others = first_is_left ? right : left;
    const auto from = first_is_left ? r : l;
    const auto partner = std::find_if(from, others.end(), [&](Span s) { return s.Overlaps(first); });
    if (partner == others.end()) continue;
    ++pairs;
    std::move_backward(from, partner, partner + 1);  // keeps the order of those that remain
    first_is_left ? ++r : ++l;
  }
  return pairs;
}

DocumentCounts CountMatches(absl::Span<const Finding> gold, absl::Span<const Finding> found) {
  Sides sides;
  Filing gold_filing(sides, true), found_filing(sides, false);
  for (const Finding& finding : gold) std::visit(gold_filing, finding);
  for (const Finding& finding : WhereGoldLinks(gold, found)) std::visit(found_filing, finding);
  DocumentCounts counts;
  for (auto& [label, both] : sides) {
    auto& [expected, got] = both;
    const auto gold_size = static_cast<int64_t>(expected.keys.size() + expected.clauses.size());
    const auto found_size = static_cast<int64_t>(got.keys.size() + got.clauses.size());
    const auto same = static_cast<int64_t>(
        CountEqual(std::move(expected.keys), std::move(got.keys)) +
        CountOverlappingPairs(std::move(expected.clauses), std::move(got.clauses)));
    counts[label] = {same, found_size - same, gold_size - same};
  }
  return counts;
}

}  // namespace parallax::evaluation
