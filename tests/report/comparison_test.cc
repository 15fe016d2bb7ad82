#include "server/report/comparison.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tests/fakes/fake_documents.h"

namespace parallax::report {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;

// Documents with one claim each; `holders` says in whose voice.
std::vector<DocumentAnalysis> Analyses(const std::vector<HolderKind>& holders) {
  static const char* const kTexts[] = {
      "Ministers signed the ferry treaty at noon in the old customs house by the river.",
      "Growers in the valley lost most of their apricots to a frost that came late in April.",
      "An orchestra moved into the power station and found the turbine room to its liking.",
      "Divers mapped a wreck from the last century which lies below the lighthouse."};
  std::vector<DocumentAnalysis> analyses;
  for (size_t i = 0; i < holders.size(); ++i) {
    Claim claim;
    claim.span = {0, 9};
    claim.holder.kind = holders[i];
    if (holders[i] != HolderKind::kOutlet) claim.holder.entity = absl::StrCat("actor", i);
    analyses.push_back({MakeDocument(absl::StrCat("d", i), kTexts[i], absl::StrCat("Outlet ", i)),
                        {},
                        {Finding(claim)}});
  }
  return analyses;
}

ClaimRelation Relate(uint32_t left, uint32_t right, RelationKind kind) {
  ClaimRelation relation;
  relation.left = {left, 0};
  relation.right = {right, 0};
  relation.finding.kind = kind;
  relation.finding.score = 800;
  relation.finding.left = relation.finding.right = {0, 9};
  return relation;
}

PhasesResult OneCluster(size_t claims, std::vector<ClaimRelation> relations, Verdict verdict) {
  ClaimCluster cluster;
  for (uint32_t d = 0; d < claims; ++d) cluster.claims.push_back({d, 0});
  cluster.relations = std::move(relations);
  cluster.summary.verdict = verdict;
  cluster.summary.key = "key";
  PhasesResult result;
  result.clusters.push_back(std::move(cluster));
  return result;
}

std::vector<PositionKind> Kinds(const Comparison& comparison) {
  std::vector<PositionKind> kinds;
  for (const Position& position : comparison.positions) kinds.push_back(position.kind);
  return kinds;
}

Comparison Compare(const std::vector<DocumentAnalysis>& analyses, const PhasesResult& phases,
                   bool silent = false) {
  const Independence independence(analyses);
  ComparisonOptions options;
  options.include_silent = silent;
  return BuildComparisons(analyses, phases, independence, options).at(0);
}

constexpr HolderKind kOutlet = HolderKind::kOutlet;
constexpr HolderKind kActor = HolderKind::kActor;

TEST(ComparisonTest, PositionsFollowTheRelations) {
  const auto analyses = Analyses({kOutlet, kOutlet, kActor, kActor});
  const Comparison comparison = Compare(
      analyses, OneCluster(4,
                           {Relate(0, 1, RelationKind::kContradicts),
                            Relate(0, 2, RelationKind::kCorroborates),
                            Relate(1, 3, RelationKind::kCorroborates)},
                           Verdict::kContested));
  EXPECT_THAT(Kinds(comparison),
              ElementsAre(PositionKind::kAsserts, PositionKind::kDenies, PositionKind::kReports,
                          PositionKind::kReportsDenial));
  EXPECT_EQ(comparison.verdict, Verdict::kContested);
}

TEST(ComparisonTest, TwoDenialsOfADenialAssert) {
  const auto analyses = Analyses({kOutlet, kOutlet, kOutlet});
  const Comparison comparison = Compare(
      analyses, OneCluster(3,
                           {Relate(0, 1, RelationKind::kContradicts),
                            Relate(1, 2, RelationKind::kContradicts)},
                           Verdict::kContested));
  EXPECT_THAT(Kinds(comparison),
              ElementsAre(PositionKind::kAsserts, PositionKind::kDenies, PositionKind::kAsserts));
}

TEST(ComparisonTest, SilenceIsListedOnRequestOnly) {
  const auto analyses = Analyses({kOutlet, kOutlet, kOutlet});
  const PhasesResult phases =
      OneCluster(2, {Relate(0, 1, RelationKind::kVaries)}, Verdict::kVaries);
  EXPECT_THAT(Kinds(Compare(analyses, phases)),
              ElementsAre(PositionKind::kAsserts, PositionKind::kOtherNumber));
  EXPECT_THAT(Kinds(Compare(analyses, phases, true)),
              ElementsAre(PositionKind::kAsserts, PositionKind::kOtherNumber,
                          PositionKind::kSilent));
}

TEST(ComparisonTest, AgreementOfOneOutletIsASingleSource) {
  auto analyses = Analyses({kOutlet, kOutlet});
  const PhasesResult phases =
      OneCluster(2, {Relate(0, 1, RelationKind::kCorroborates)}, Verdict::kCorroborated);
  EXPECT_EQ(Compare(analyses, phases).verdict, Verdict::kCorroborated);
  analyses[1].document = MakeDocument(
      "d1", std::string(analyses[1].document->text()), "Outlet 0");
  const Comparison same_outlet = Compare(analyses, phases);
  EXPECT_EQ(same_outlet.verdict, Verdict::kSingleSource);
  EXPECT_EQ(same_outlet.independent_sources, 1);
  EXPECT_EQ(same_outlet.documents, 2);
}

TEST(ComparisonTest, AStatedClaimGetsAPositionOfEveryDocument) {
  const auto analyses = Analyses({kOutlet, kActor, kOutlet, kOutlet});
  PhasesResult phases;
  phases.relations = {Relate(0, 3, RelationKind::kCorroborates),
                      Relate(1, 3, RelationKind::kContradicts)};
  const Independence independence(absl::MakeConstSpan(analyses).first(3));
  const Comparison comparison = CompareWithStated(analyses, phases, independence, 3);
  EXPECT_THAT(Kinds(comparison), ElementsAre(PositionKind::kAsserts, PositionKind::kReportsDenial,
                                             PositionKind::kSilent));
  EXPECT_EQ(comparison.verdict, Verdict::kContested);
  // Nobody speaks of it: then it has no single source either.
  const Comparison silent = CompareWithStated(analyses, PhasesResult(), independence, 3);
  EXPECT_THAT(Kinds(silent), Each(PositionKind::kSilent));
  EXPECT_EQ(silent.verdict, std::nullopt);
}

}  // namespace
}  // namespace parallax::report
