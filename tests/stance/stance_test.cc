// The stance analyzer, loaded as the server loads it, against its golden cases and its promises.
#include <filesystem>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/fakes/plugin_driver.h"
#include "tests/stance/stance_cases.h"

namespace parallax {
namespace {

using ::testing::IsEmpty;

const PluginDriver& Driver() {
  static const PluginDriver* driver = [] {
    auto loaded = PluginDriver::Load({PARALLAX_BUILD_DIR "/tests/plugins/stance_names.so",
                                      PARALLAX_BUILD_DIR "/plugins/stance.so"});
    if (!loaded.ok()) {
      ADD_FAILURE() << loaded.status();
      std::abort();
    }
    return loaded->release();
  }();
  return *driver;
}

DocumentAnalysis Score(const std::string& text, const std::string& options = "") {
  PluginDriver::Settings settings;
  if (!options.empty()) settings["stance"] = options;
  auto result = Driver().Run(text, settings);
  EXPECT_TRUE(result.ok()) << result.status();
  return result.ok() ? *std::move(result) : DocumentAnalysis();
}

std::vector<Stance> Stances(const DocumentAnalysis& analysis) {
  std::vector<Stance> stances;
  for (const Finding& finding : analysis.findings) {
    if (const auto* stance = std::get_if<Stance>(&finding)) stances.push_back(*stance);
  }
  return stances;
}

class StanceGoldenTest : public ::testing::TestWithParam<std::string> {};

TEST_P(StanceGoldenTest, GivesExactlyTheStances) {
  const std::vector<StanceCase> cases =
      ReadStanceCases(PARALLAX_TEST_DATA "/golden/stance/" + GetParam());
  ASSERT_FALSE(cases.empty());
  for (const StanceCase& expected : cases) {
    const DocumentAnalysis analysis = Score(expected.text);
    EXPECT_THAT(CompareStances(expected, expected.text, analysis.findings), IsEmpty())
        << expected.where << ": " << expected.text;
  }
}

std::vector<std::string> CaseFiles() {
  std::vector<std::string> files;
  for (const auto& entry :
       std::filesystem::directory_iterator(PARALLAX_TEST_DATA "/golden/stance")) {
    if (entry.path().extension() == ".txt") files.push_back(entry.path().filename().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

INSTANTIATE_TEST_SUITE_P(Files, StanceGoldenTest, ::testing::ValuesIn(CaseFiles()),
                         [](const auto& file) {
                           return file.param.substr(0, file.param.find('.'));
                         });

TEST(StanceTest, EverySpanLiesInTheTextAndEveryRuleIsNamed) {
  for (const std::string& file : CaseFiles()) {
    for (const StanceCase& c : ReadStanceCases(PARALLAX_TEST_DATA "/golden/stance/" + file)) {
      for (const Stance& stance : Stances(Score(c.text))) {
        EXPECT_LT(stance.span.begin, stance.span.end) << c.where;
        EXPECT_LE(stance.span.end, c.text.size()) << c.where;
        EXPECT_NE(stance.rule, "") << c.where;
        EXPECT_NE(stance.reason, "") << c.where;
        EXPECT_NE(c.text.find(stance.cue), std::string::npos) << c.where;
        EXPECT_GE(stance.score.value_or(-1), 500) << c.where;
      }
    }
  }
}

// Reported speech of every kind round every evaluation: none of it is the outlet's.
TEST(StanceTest, ReportedWordsNeverColourTheOutlet) {
  const std::string frames[] = {
      "India said that %s.", "According to India, %s.", "\"%s,\" India said.",
      "India claims %s.",    "Analysts warn that %s.",  "India believes %s."};
  const std::string contents[] = {"Brazil is hypocritical", "Brazil is doomed to fail",
                                  "Brazil's plan is unrealistic", "Brazil is irreplaceable"};
  for (const std::string& frame : frames) {
    for (const std::string& content : contents) {
      std::string text = frame;
      text.replace(text.find("%s"), 2, content);
      const std::vector<Stance> stances = Stances(Score(text));
      EXPECT_FALSE(stances.empty()) << text;
      for (const Stance& stance : stances) {
        EXPECT_NE(stance.holder.kind, HolderKind::kOutlet) << text << "\n" << Line(stance, text);
      }
    }
  }
}

TEST(StanceTest, ReportedChineseWordsNeverColourTheOutlet) {
  const std::string frames[] = {"印度表示%s。", "印度称，%s。", "专家认为%s。", "“%s”，印度表示。"};
  const std::string contents[] = {"巴西的计划不切实际", "巴西很虚伪", "巴西无可替代"};
  for (const std::string& frame : frames) {
    for (const std::string& content : contents) {
      std::string text = frame;
      text.replace(text.find("%s"), 2, content);
      for (const Stance& stance : Stances(Score(text))) {
        EXPECT_NE(stance.holder.kind, HolderKind::kOutlet) << text << "\n" << Line(stance, text);
      }
    }
  }
}

TEST(StanceTest, RequestedTargetsRestrictAndAddNeutrals) {
  const std::string text = "Germany praised France. Kenya visited France. Germany praised Egypt.";
  const std::vector<Stance> by_id = Stances(Score(text, R"({"targets": ["region:FR"]})"));
  ASSERT_EQ(by_id.size(), 2u);
  EXPECT_EQ(by_id[0].sign, Sign::kFor);
  EXPECT_EQ(by_id[1].sign, Sign::kNeutral);
  EXPECT_EQ(by_id[1].holder.kind, HolderKind::kOutlet);
  EXPECT_EQ(Stances(Score(text, R"({"targets": ["France"]})")).size(), 2u);
  EXPECT_EQ(Stances(Score(text, R"({"targets": ["Paris"]})")).size(), 0u);
}

// "特朗普再围堵": the object that is left out is none of another paragraph.
TEST(StanceTest, WhatIsLeftOutIsSoughtInItsParagraph) {
  EXPECT_EQ(Stances(Score("工党支持停火。彼得罗夫则反对。")).size(), 2u);
  EXPECT_EQ(Stances(Score("工党支持停火。\n彼得罗夫则反对。")).size(), 1u);
}

TEST(StanceTest, WeakStancesAreLeftOutOnRequest) {
  const std::string text = "Britain is wary of China.";
  EXPECT_EQ(Stances(Score(text)).size(), 1u);
  EXPECT_EQ(Stances(Score(text, R"({"min_strength": 900})")).size(), 0u);
  EXPECT_EQ(Stances(Score(text, R"({"abstain_below": 1000})")).size(), 0u);
}

TEST(StanceTest, UnknownOptionIsRefused) {
  EXPECT_FALSE(Driver().Run("Text.", {{"stance", R"({"target": []})"}}).ok());
}

// The model behind the frames: off, sure of itself, or asked about every name.
TEST(StanceTest, TheModelSpeaksWhereItIsAskedToAndSaysWhy) {
  const std::string text =
      "Marcus Webb, the disgraced and corrupt senator, was again caught in a shameful lie.";
  const auto model = [&](const std::string& use) {
    std::vector<Stance> stances;
    for (Stance& stance : Stances(Score(text, use))) {
      if (stance.reason.rfind("model.", 0) == 0) stances.push_back(std::move(stance));
    }
    return stances;
  };
  EXPECT_THAT(model(R"({"back_off": "none"})"), IsEmpty());
  const std::vector<Stance> always =
      model(R"({"back_off": "always", "abstain_below": 0, "min_strength": 0})");
  ASSERT_EQ(always.size(), 1u);
  EXPECT_EQ(always[0].sign, Sign::kAgainst);
  EXPECT_EQ(always[0].target.entity, "person:marcus-webb");
  EXPECT_THAT(always[0].rule, ::testing::StartsWith("model/target: "));
  EXPECT_THAT(model(R"({"back_off": "confident", "back_off_confidence": 1000})"), IsEmpty());
  EXPECT_FALSE(Driver().Run(text, {{"stance", R"({"back_off": "sometimes"})"}}).ok());
}

// How an action sounds is not the outlet's view of who acts, and a place is no party.
TEST(StanceTest, TheModelGivesTheOutletNoViewOfWhoActs) {
  for (const char* text : {"Marcus Webb brutally insulted Lena Ortiz in a disgraceful speech.",
                           "A disgraceful, corrupt and brutal regime has ruined Hungary."}) {
    for (const Stance& stance : Stances(Score(text))) {
      EXPECT_FALSE(stance.holder.kind == HolderKind::kOutlet &&
                   stance.reason.rfind("model.", 0) == 0)
          << text << "\n" << Line(stance, text);
    }
  }
}

TEST(StanceTest, SameTextSameStances) {
  const std::string text = "The four countries accused China of coercion. 美日澳韩联手围堵中国。";
  const DocumentAnalysis first = Score(text);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(Describe(Score(text)), Describe(first));
}

}  // namespace
}  // namespace parallax
