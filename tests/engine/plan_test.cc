#include "server/engine/plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/base/error_reason.h"
#include "tests/fakes/fake_analyzer.h"

namespace parallax {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

AnalyzerHandle Fake(std::string id, std::vector<std::string> consumes,
                    std::vector<std::string> produces) {
  return std::make_shared<FakeAnalyzer>(std::move(id), std::move(consumes), std::move(produces));
}

class PlanTest : public testing::Test {
 protected:
  PlanTest() {
    // Named so that the order of ids is not the order of layers.
    registry_.Replace({Fake("a-stance", {"mentions", "claims"}, {"stances"}),
                       Fake("b-claims", {"mentions"}, {"claims"}),
                       Fake("c-names", {}, {"mentions"})});
  }
  static std::vector<std::string> Ids(const AnalysisPlan& plan) {
    std::vector<std::string> ids;
    for (const Stage& stage : plan.stages) ids.push_back(stage.analyzer->info().id);
    return ids;
  }
  AnalyzerRegistry registry_;
};

TEST_F(PlanTest, OrdersByLayersNotByNames) {
  const auto plan = MakePlan(registry_, {});
  ASSERT_TRUE(plan.ok()) << plan.status();
  EXPECT_THAT(Ids(*plan), ElementsAre("c-names", "b-claims", "a-stance"));
  EXPECT_THAT(plan->stages[2].producers, ElementsAre(0u, 1u));
}

TEST_F(PlanTest, AddsWhatIsNeededAndSaysThatItWasNotAskedFor) {
  const auto plan = MakePlan(registry_, {{{"b-claims", "", ""}}});
  ASSERT_TRUE(plan.ok()) << plan.status();
  EXPECT_THAT(Ids(*plan), ElementsAre("c-names", "b-claims"));
  EXPECT_FALSE(plan->stages[0].requested);
  EXPECT_TRUE(plan->stages[1].requested);
}

struct ErrorCase {
  std::string name;
  std::vector<AnalyzerRequest> requests;
  absl::StatusCode code;
  std::string reason;
  std::string words;
};

class PlanErrorTest : public PlanTest, public testing::WithParamInterface<ErrorCase> {};

TEST_P(PlanErrorTest, SaysWhatIsWrong) {
  const auto plan = MakePlan(registry_, GetParam().requests);
  EXPECT_EQ(plan.status().code(), GetParam().code);
  EXPECT_EQ(ReasonOf(plan.status()), GetParam().reason);
  EXPECT_THAT(std::string(plan.status().message()), HasSubstr(GetParam().words));
}

INSTANTIATE_TEST_SUITE_P(
    Requests, PlanErrorTest,
    testing::ValuesIn<ErrorCase>({
        {"Unknown", {{"names", "", ""}}, absl::StatusCode::kNotFound, "ANALYZER_NOT_FOUND",
         "a-stance, b-claims, c-names"},
        {"Twice", {{"c-names", "", ""}, {"c-names", "", ""}}, absl::StatusCode::kInvalidArgument,
         "ANALYZER_TWICE", "c-names"},
        {"Pinned", {{"c-names", "9.9.9", ""}}, absl::StatusCode::kFailedPrecondition,
         "GENERATION_NOT_LOADED", "1.0.0"},
        {"Option", {{"c-names", "", "wrong"}}, absl::StatusCode::kInvalidArgument, "", "wrong"},
    }),
    [](const auto& info) { return info.param.name; });

TEST_F(PlanTest, PinsByVersionOrDigest) {
  EXPECT_TRUE(MakePlan(registry_, {{{"c-names", "1.0.0", ""}}}).ok());
  EXPECT_TRUE(MakePlan(registry_, {{{"c-names", "digest-of-c-names", ""}}}).ok());
}

TEST(PlanLayersTest, TheHostItselfMakesTokens) {
  AnalyzerRegistry registry;
  registry.Replace({Fake("reads-words", {"tokens"}, {"mentions"}), Fake("reads-text", {}, {"claims"})});
  const auto words = MakePlan(registry, {{{"reads-words", "", ""}}});
  ASSERT_TRUE(words.ok()) << words.status();
  EXPECT_TRUE(words->NeedsSegmentation());
  const auto text = MakePlan(registry, {{{"reads-text", "", ""}}});
  ASSERT_TRUE(text.ok()) << text.status();
  EXPECT_FALSE(text->NeedsSegmentation());
}

TEST(PlanLayersTest, MissingProducerAndCycleAreRefused) {
  AnalyzerRegistry registry;
  registry.Replace({Fake("x", {"nowhere"}, {"claims"})});
  EXPECT_EQ(ReasonOf(MakePlan(registry, {}).status()), "LAYER_NOT_PRODUCED");
  registry.Replace({Fake("x", {"b"}, {"a"}), Fake("y", {"a"}, {"b"})});
  EXPECT_EQ(ReasonOf(MakePlan(registry, {}).status()), "LAYER_CYCLE");
}

}  // namespace
}  // namespace parallax
