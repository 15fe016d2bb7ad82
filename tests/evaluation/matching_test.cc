#include "server/evaluation/matching.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace parallax::evaluation {
namespace {

using text::Span;

Mention MentionAt(Span span, std::string type, std::string entity = "", bool coreferent = false) {
  Mention mention;
  mention.span = span;
  mention.type = std::move(type);
  mention.entity = std::move(entity);
  mention.coreferent = coreferent;
  return mention;
}

Quantity QuantityAt(Span span, double value, std::string unit) {
  Quantity quantity;
  quantity.span = span;
  quantity.value = value;
  quantity.unit = std::move(unit);
  return quantity;
}

Claim ClaimAt(Span span, std::string predicate) {
  Claim claim;
  claim.span = span;
  claim.predicate = std::move(predicate);
  return claim;
}

Stance StanceOf(Holder holder, Argument target, Sign sign, Span span) {
  Stance stance;
  stance.span = span;
  stance.holder = std::move(holder);
  stance.target = std::move(target);
  stance.sign = sign;
  return stance;
}

Custom CustomAt(Span span, std::string type) {
  Custom custom;
  custom.span = span;
  custom.type = std::move(type);
  return custom;
}

Warning WarningAt(Span span, std::string code) {
  Warning warning;
  warning.span = span;
  warning.code = std::move(code);
  return warning;
}

const Holder kOutlet{HolderKind::kOutlet, {}, "", ""};
const Holder kChina{HolderKind::kActor, {0, 5}, "region:CN", "China"};

struct Case {
  std::string name;
  std::vector<Finding> gold;
  std::vector<Finding> found;
  DocumentCounts counts;  // {label: {true positives, false positives, false negatives}}
};

class MatchingTest : public ::testing::TestWithParam<Case> {};

TEST_P(MatchingTest, Counts) {
  EXPECT_EQ(CountMatches(GetParam().gold, GetParam().found), GetParam().counts);
}

INSTANTIATE_TEST_SUITE_P(
    Rules, MatchingTest,
    ::testing::Values(
        Case{"nothing", {}, {}, {}},
        Case{"a_mention_counts_by_span_and_type",
             {MentionAt({0, 5}, "REGION"), MentionAt({8, 12}, "REGION"), MentionAt({20, 24}, "PERSON")},
             {MentionAt({0, 5}, "REGION"), MentionAt({8, 11}, "REGION"), MentionAt({20, 24}, "REGION")},
             {{{"mentions", "PERSON"}, {0, 0, 1}}, {{"mentions", "REGION"}, {1, 2, 1}}}},
        Case{"one_to_one",
             {MentionAt({0, 5}, "REGION")},
             {MentionAt({0, 5}, "REGION"), MentionAt({0, 5}, "REGION")},
             {{{"mentions", "REGION"}, {1, 1, 0}}}},
        Case{"references_are_a_layer_of_their_own",
             {MentionAt({0, 5}, "GROUP", "", true)},
             {MentionAt({0, 5}, "GROUP", "", true), MentionAt({9, 12}, "GROUP")},
             {{{"coreferences", "GROUP"}, {1, 0, 0}}, {{"mentions", "GROUP"}, {0, 1, 0}}}},
        Case{"identities_are_judged_where_gold_has_them",
             {MentionAt({0, 5}, "REGION", "region:CN"), MentionAt({8, 12}, "REGION", "region:JP"),
              MentionAt({20, 24}, "REGION")},
             {MentionAt({0, 5}, "REGION", "region:CN"), MentionAt({8, 12}, "REGION", "region:US"),
              MentionAt({20, 24}, "REGION", "region:AU")},
             {{{"links", "REGION"}, {1, 1, 1}}, {{"mentions", "REGION"}, {3, 0, 0}}}},
        Case{"a_quantity_counts_by_span_value_and_unit",
             {QuantityAt({0, 4}, 0.1 + 0.2, "USD"), QuantityAt({5, 8}, 40, "percent"),
              QuantityAt({10, 12}, 7, "")},
             {QuantityAt({0, 4}, 0.3, "USD"), QuantityAt({5, 8}, 41, "percent"),
              QuantityAt({10, 12}, 7, "year")},
             {{{"quantities", ""}, {0, 0, 1}},
              {{"quantities", "USD"}, {1, 0, 0}},
              {{"quantities", "percent"}, {0, 1, 1}},
              {{"quantities", "year"}, {0, 1, 0}}}},
        Case{"a_claim_counts_by_predicate_and_overlap",
             {ClaimAt({0, 20}, "reduce"), ClaimAt({30, 40}, "control")},
             {ClaimAt({19, 25}, "reduce"), ClaimAt({40, 50}, "control"), ClaimAt({0, 20}, "say")},
             {{{"claims", "control"}, {0, 1, 1}},
              {{"claims", "reduce"}, {1, 0, 0}},
              {{"claims", "say"}, {0, 1, 0}}}},
        Case{"as_many_pairs_of_claims_as_can_be_made",
             // The long one overlaps both; taking the first found one for it would leave one alone.
             {ClaimAt({0, 100}, "say"), ClaimAt({0, 10}, "say")},
             {ClaimAt({0, 10}, "say"), ClaimAt({50, 60}, "say")},
             {{{"claims", "say"}, {2, 0, 0}}}},
        Case{"a_stance_counts_by_holder_target_and_sign_wherever_it_is",
             {StanceOf(kOutlet, {{}, "region:US", "US"}, Sign::kAgainst, {0, 9}),
              StanceOf(kChina, {{}, "region:US", "US"}, Sign::kAgainst, {0, 9})},
             {StanceOf({HolderKind::kOutlet, {}, "sou-hu", "Sohu"}, {{}, "region:US", ""}, Sign::kAgainst, {50, 60}),
              StanceOf({HolderKind::kRole, {}, "region:CN", ""}, {{}, "region:US", ""}, Sign::kAgainst, {0, 9}),
              StanceOf(kChina, {{}, "region:US", ""}, Sign::kFor, {0, 9})},
             {{{"stances", "AGAINST"}, {1, 1, 1}}, {{"stances", "FOR"}, {0, 1, 0}}}},
        Case{"a_document_has_each_stance_once",
             {StanceOf(kChina, {{}, "region:US", "US"}, Sign::kFor, {0, 9})},
             {StanceOf(kChina, {{}, "region:US", "US"}, Sign::kFor, {0, 9}),
              StanceOf(kChina, {{}, "region:US", "America"}, Sign::kFor, {20, 29})},
             {{{"stances", "FOR"}, {1, 0, 0}}}},
        Case{"without_ids_the_words_are_compared_folded",
             {StanceOf({HolderKind::kRole, {}, "", "Analysts"}, {{}, "", "关税战"}, Sign::kMixed, {0, 9})},
             {StanceOf({HolderKind::kRole, {}, "", "analysts"}, {{}, "", "關稅戰"}, Sign::kMixed, {0, 9})},
             {{{"stances", "MIXED"}, {1, 0, 0}}}},
        Case{"warnings_and_findings_of_ones_own",
             {WarningAt({}, "OFFICE_TERM"), CustomAt({0, 3}, "acme.tone")},
             {WarningAt({}, "OFFICE_TERM"), CustomAt({0, 4}, "acme.tone")},
             {{{"acme.tone", "acme.tone"}, {0, 1, 1}}, {{"warnings", "OFFICE_TERM"}, {1, 0, 0}}}}),
    [](const auto& info) { return info.param.name; });

// As many as can be made, by trying every way.
size_t MostPairs(const std::vector<Span>& left, std::vector<Span> right, size_t from = 0) {
  if (from == left.size()) return 0;
  size_t most = MostPairs(left, right, from + 1);
  for (size_t i = 0; i < right.size(); ++i) {
    if (!left[from].Overlaps(right[i])) continue;
    std::vector<Span> rest = right;
    rest.erase(rest.begin() + static_cast<ptrdiff_t>(i));
    most = std::max(most, 1 + MostPairs(left, rest, from + 1));
  }
  return most;
}

TEST(OverlappingPairsTest, AreAsManyAsTryingEveryWayFinds) {
  std::mt19937 random(7);
  for (int round = 0; round < 2000; ++round) {
    std::vector<Span> sides[2];
    for (auto& side : sides) {
      side.resize(random() % 6);
      for (Span& span : side) {
        span.begin = random() % 12;
        span.end = span.begin + 1 + random() % 6;
      }
    }
    ASSERT_EQ(CountOverlappingPairs(sides[0], sides[1]), MostPairs(sides[0], sides[1])) << round;
  }
}

}  // namespace
}  // namespace parallax::evaluation
