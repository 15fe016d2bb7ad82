#include "server/report/rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tests/fakes/fake_documents.h"

namespace parallax::report {
namespace {

using ::testing::ElementsAre;

Mention MentionOf(std::string entity, std::string canonical, text::Span span) {
  Mention mention;
  mention.entity = std::move(entity);
  mention.type = "REGION";
  mention.canonical = std::move(canonical);
  mention.span = span;
  return mention;
}

Stance StanceOf(HolderKind kind, std::string holder, std::string target, Sign sign, int strength) {
  Stance stance;
  stance.span = {0, 5};
  stance.holder.kind = kind;
  stance.holder.entity = std::move(holder);
  stance.target.entity = std::move(target);
  stance.sign = sign;
  stance.strength = strength;
  return stance;
}

DocumentAnalysis AnalysisOf(int n, std::string source, std::vector<Finding> findings) {
  static const char* const kTexts[] = {
      "Chile and China signed the ferry treaty at noon in the old customs house by the river.",
      "China lost most of its apricots to a frost that came late in April, growers said."};
  return {MakeDocument(absl::StrCat("d", n), kTexts[n], std::move(source)), {},
          std::move(findings)};
}

// A cluster of one relation between the first three bytes of two claims.
ClaimCluster Related(ClaimRef left, ClaimRef right, RelationKind kind) {
  ClaimRelation relation;
  relation.left = left;
  relation.right = right;
  relation.finding.kind = kind;
  relation.finding.left = relation.finding.right = {0, 3};
  ClaimCluster cluster;
  cluster.relations.push_back(relation);
  return cluster;
}

TEST(EntityRowsTest, OneRowAnEntityMostDocumentsFirst) {
  std::vector<DocumentAnalysis> analyses;
  analyses.push_back(AnalysisOf(0, "A",
                                {MentionOf("region:CL", "Chile", {0, 5}),
                                 MentionOf("region:CN", "China", {10, 15})}));
  analyses.push_back(AnalysisOf(1, "B", {MentionOf("region:CN", "China", {0, 5})}));
  const Independence independence(analyses);
  const auto rows = BuildEntityRows(analyses, independence);
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].entity, "region:CN");
  EXPECT_EQ(rows[0].documents, 2);
  EXPECT_EQ(rows[0].independent_sources, 2);
  EXPECT_THAT(rows[0].surface_forms, ElementsAre("China"));
}

TEST(StanceCellsTest, LayersAreNeverMergedAndBothSidesAreKept) {
  std::vector<DocumentAnalysis> analyses;
  analyses.push_back(
      AnalysisOf(0, "A",
                 {StanceOf(HolderKind::kActor, "region:CL", "region:CN", Sign::kFor, 600),
                  StanceOf(HolderKind::kOutlet, "region:CL", "region:CN", Sign::kFor, 600)}));
  analyses.push_back(AnalysisOf(
      1, "B", {StanceOf(HolderKind::kActor, "region:CL", "region:CN", Sign::kAgainst, 500)}));
  const Independence independence(analyses);
  const auto cells = BuildStanceCells(analyses, independence, {});
  ASSERT_EQ(cells.size(), 2u);
  EXPECT_EQ(cells[0].holder.kind, HolderKind::kActor);
  EXPECT_EQ(cells[0].sign, Sign::kMixed);
  EXPECT_EQ(cells[0].score, 50);
  ASSERT_TRUE(cells[0].strongest_for && cells[0].strongest_against);
  EXPECT_EQ(cells[0].stances[*cells[0].strongest_against].first, 1u);
  EXPECT_EQ(cells[1].holder.kind, HolderKind::kOutlet);
  EXPECT_EQ(cells[1].sign, Sign::kFor);
  EXPECT_EQ(BuildStanceCells(analyses, independence, {HolderKind::kOutlet}).size(), 1u);
}

TEST(StanceCellsTest, UnknownOutletsStayApart) {
  std::vector<DocumentAnalysis> analyses;
  for (int n = 0; n < 2; ++n) {
    analyses.push_back(AnalysisOf(
        n, "", {StanceOf(HolderKind::kOutlet, "", "region:CN", Sign::kFor, 600)}));
  }
  const Independence independence(analyses);
  EXPECT_EQ(BuildStanceCells(analyses, independence, {}).size(), 2u);
}

TEST(MeasureRowsTest, UnlikeMeasuresStayApartAndNamelessOnesOut) {
  const auto claim_with = [](std::string measure, std::string unit, double value) {
    Claim claim;
    claim.span = {0, 5};
    Quantity quantity;
    quantity.measure = std::move(measure);
    quantity.unit = std::move(unit);
    quantity.value = quantity.low = quantity.high = value;
    quantity.span = {0, 3};
    claim.quantities.push_back(std::move(quantity));
    return claim;
  };
  std::vector<DocumentAnalysis> analyses;
  analyses.push_back(AnalysisOf(0, "A",
                                {claim_with("share/mining", "percent", 60),
                                 claim_with("", "percent", 12)}));
  analyses.push_back(AnalysisOf(1, "B",
                                {claim_with("share/mining", "percent", 85),
                                 claim_with("share/refining", "percent", 85)}));
  const Independence independence(analyses);
  PhasesResult phases;
  auto rows = BuildMeasureRows(analyses, phases, independence);
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].measure, "share/mining");
  EXPECT_EQ(rows[0].values.size(), 2u);
  EXPECT_FALSE(rows[0].varies) << "nobody judged them to differ";

  phases.clusters.push_back(Related({0, 0}, {1, 0}, RelationKind::kVaries));
  rows = BuildMeasureRows(analyses, phases, independence);
  EXPECT_TRUE(rows[0].varies);
  EXPECT_FALSE(rows[1].varies);
}

TEST(MeasureRowsTest, ValuesOfNothingNamedShareARowOnlyIfEqualOrRelated) {
  const auto cost = [](std::string name, double value) {
    Claim claim;
    claim.span = {0, 5};
    Quantity quantity;
    quantity.measure = "cost";
    quantity.measure_name = std::move(name);
    quantity.value = quantity.low = quantity.high = value;
    quantity.span = {0, 3};
    claim.quantities.push_back(std::move(quantity));
    return claim;
  };
  std::vector<DocumentAnalysis> analyses;
  analyses.push_back(AnalysisOf(0, "A", {cost("costs", 14), cost("the price", 620)}));
  analyses.push_back(AnalysisOf(1, "B", {cost("cost", 14), cost("spending", 600)}));
  const Independence independence(analyses);
  PhasesResult phases;
  auto rows = BuildMeasureRows(analyses, phases, independence);
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0].values.size(), 2u);

  phases.clusters.push_back(Related({0, 1}, {1, 1}, RelationKind::kCorroborates));
  rows = BuildMeasureRows(analyses, phases, independence);
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[1].measure_name, "the price");
}

}  // namespace
}  // namespace parallax::report
