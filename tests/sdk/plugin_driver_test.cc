#include "tests/fakes/plugin_driver.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/base/error_reason.h"

namespace parallax {
namespace {

using ::testing::HasSubstr;

std::string Fixture(const std::string& name) {
  return PARALLAX_BUILD_DIR "/tests/plugins/fixture_" + name + ".so";
}

TEST(PluginDriverTest, RunsAPluginOverText) {
  const auto driver = PluginDriver::Load({Fixture("misbehaves")});
  ASSERT_TRUE(driver.ok()) << driver.status();
  const auto analysis = (*driver)->Run("中国 😀");
  ASSERT_TRUE(analysis.ok()) << analysis.status();
  EXPECT_EQ(Describe(*analysis),
            "warnings 0-11 \"中国 😀\" severity=info code=SEEN message=\"the analyzer was here\"\n");
}

TEST(PluginDriverTest, PassesConfigurationAndReportsFailures) {
  const auto driver =
      PluginDriver::Load({Fixture("misbehaves")}, {{"fixture-misbehaves", R"({"mode":"throws"})"}});
  ASSERT_TRUE(driver.ok()) << driver.status();
  const auto analysis = (*driver)->Run("text");
  EXPECT_EQ(ReasonOf(analysis.status()), "ANALYZER_FAILED");
  EXPECT_THAT(std::string(analysis.status().message()), HasSubstr("the parser lost its way"));
}

TEST(PluginDriverTest, ReportsAFileThatCannotBeLoaded) {
  const auto driver = PluginDriver::Load({Fixture("statics"), Fixture("no_note")});
  EXPECT_EQ(ReasonOf(driver.status()), "PLUGIN_NO_NOTE");
}

TEST(PluginDriverTest, RunsThePhases) {
  const auto driver = PluginDriver::Load({Fixture("phased"), Fixture("statics")});
  ASSERT_TRUE(driver.ok()) << driver.status();
  std::vector<DocumentAnalysis> analyses;
  for (const char* text : {"3 ships\n4 guns", "5 ships", "4 guns"}) {
    DocumentContent content;
    content.text = text;
    auto analysis =
        (*driver)->Run(std::move(content), {}, "doc-" + std::to_string(analyses.size()));
    ASSERT_TRUE(analysis.ok()) << analysis.status();
    analyses.push_back(*std::move(analysis));
  }
  const auto result = (*driver)->Compare(analyses);
  ASSERT_TRUE(result.ok()) << result.status();
  EXPECT_EQ(Describe(*result, analyses),
            "comparison varies \"3 ships (2 records, 1 relations)\" key=count measure= claims=2\n"
            "  varies score=900 reason=number \"3 ships against 5 ships\"\n"
            "    doc-0#0 0-7 \"3 ships\"\n"
            "    doc-1#0 0-7 \"5 ships\"\n"
            "comparison varies \"4 guns (2 records, 1 relations)\" key=count measure= claims=2\n"
            "  corroborates score=900 reason=number \"4 guns against 4 guns\"\n"
            "    doc-0#1 8-14 \"4 guns\"\n"
            "    doc-2#0 0-6 \"4 guns\"\n");
}

}  // namespace
}  // namespace parallax
