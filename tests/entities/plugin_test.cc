// The entities plugin as a host sees it: its configuration, its options, equal results.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <variant>
#include <vector>

#include "tests/fakes/plugin_driver.h"

namespace parallax {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kPlugin[] = PARALLAX_BUILD_DIR "/plugins/entities.so";

std::vector<std::string> Ids(const DocumentAnalysis& analysis) {
  std::vector<std::string> ids;
  for (const Finding& finding : analysis.findings) {
    if (const auto* mention = std::get_if<Mention>(&finding)) ids.push_back(mention->entity);
  }
  return ids;
}

TEST(EntitiesPluginTest, OperatorDictionariesAddNames) {
  const auto driver = PluginDriver::Load(
      {kPlugin}, {{"entities", R"({"dictionaries": [
        {"id": "org:zenith", "type": "ORGANIZATION", "names": ["Zenith", "天顶公司"]},
        {"id": "topic:sea", "type": "TOPIC", "names": ["~deep sea mining"]}]})"}});
  ASSERT_TRUE(driver.ok()) << driver.status();
  const auto analysis = (*driver)->Run("Zenith and 天顶公司 want Deep Sea mining, at the zenith.");
  ASSERT_TRUE(analysis.ok()) << analysis.status();
  EXPECT_THAT(Ids(*analysis), ElementsAre("org:zenith", "org:zenith", "topic:sea"));
}

TEST(EntitiesPluginTest, RefusesADictionaryWithoutNames) {
  const auto driver = PluginDriver::Load(
      {kPlugin}, {{"entities", R"({"dictionaries": [{"id": "x:y", "type": "X", "names": ["..."]}]})"}});
  // A name of marks alone is a name; one of white space is none.
  EXPECT_TRUE(driver.ok()) << driver.status();
  const auto refused = PluginDriver::Load(
      {kPlugin}, {{"entities", R"({"dictionaries": [{"id": "x:y", "type": "X", "names": [" "]}]})"}});
  ASSERT_FALSE(refused.ok());
  EXPECT_THAT(std::string(refused.status().message()), HasSubstr("x:y"));
}

TEST(EntitiesPluginTest, OptionsSelectTypesAndScores) {
  const auto driver = PluginDriver::Load({kPlugin});
  ASSERT_TRUE(driver.ok()) << driver.status();
  const std::string text = "Japan met Volvo in Paris.";
  const auto regions = (*driver)->Run(text, {{"entities", R"({"types": ["REGION", "CITY"]})"}});
  ASSERT_TRUE(regions.ok()) << regions.status();
  EXPECT_THAT(Ids(*regions), ElementsAre("region:JP", "city:paris"));
  const auto none = (*driver)->Run(text, {{"entities", R"({"min_score": 1000})"}});
  ASSERT_TRUE(none.ok()) << none.status();
  EXPECT_THAT(Ids(*none), IsEmpty());
}

TEST(EntitiesPluginTest, OptionsGiveNamesOfTheCaller) {
  const auto driver = PluginDriver::Load({kPlugin});
  ASSERT_TRUE(driver.ok()) << driver.status();
  const std::string options = R"({"names": [
      {"id": "org:jadelake", "type": "ORGANIZATION", "names": ["Jadelake Shipping", "翠湖航运", "United Nations"]}]})";
  const auto analysis = (*driver)->Run("翠湖航运 sued. The United Nations asked Jadelake Shipping's owner.", {{"entities", options}});
  ASSERT_TRUE(analysis.ok()) << analysis.status();
  // What a table knows stays what it is.
  EXPECT_THAT(Ids(*analysis), ElementsAre("org:jadelake", "org:un", "org:jadelake"));
  const auto refused = (*driver)->Run("x", {{"entities", R"({"names": [{"id": "org:x", "names": ["X"]}]})"}});
  EXPECT_FALSE(refused.ok());
}

TEST(EntitiesPluginTest, TheSameTextGivesTheSameFindings) {
  const auto driver = PluginDriver::Load({kPlugin});
  ASSERT_TRUE(driver.ok()) << driver.status();
  const std::string text =
      "美日澳韩联手。U.S. Treasury Secretary Yellen met NGI (Northern Grain Institute). 😀 中国表示反对。";
  const auto first = (*driver)->Run(text);
  const auto second = (*driver)->Run(text);
  ASSERT_TRUE(first.ok() && second.ok());
  EXPECT_EQ(Describe(*first), Describe(*second));
  EXPECT_FALSE(first->findings.empty());
}

TEST(EntitiesPluginTest, FindingsDoNotDependOnWhatWasReadBefore) {
  const auto driver = PluginDriver::Load({kPlugin});
  ASSERT_TRUE(driver.ok()) << driver.status();
  const std::vector<std::string> texts = {"The talks in Little Marlow failed.", "霍顿在比赛中获胜。",
                                          "Officials in Tumbwe met Ulrika Sandvoss.", "x"};
  std::vector<std::string> alone;
  for (const std::string& text : texts) {
    const auto fresh = PluginDriver::Load({kPlugin});
    alone.push_back(Describe((*fresh)->Run(text).value()));
  }
  for (size_t i = 0; i < 3 * texts.size(); ++i) {  // each after every other
    const size_t at = i * 3 % texts.size();
    EXPECT_EQ(Describe((*driver)->Run(texts[at]).value()), alone[at]) << texts[at];
  }
}

TEST(EntitiesPluginTest, TakesTextsWithoutNames) {
  const auto driver = PluginDriver::Load({kPlugin});
  ASSERT_TRUE(driver.ok()) << driver.status();
  for (const std::string text : {"?", "it was so.", "的", "…—", "1 2 3", "[5][6]", "()", "《", "A·B·"}) {
    const auto analysis = (*driver)->Run(text);
    ASSERT_TRUE(analysis.ok()) << text << analysis.status();
  }
}

}  // namespace
}  // namespace parallax
