#include "server/plugin/plugin_library.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/plugin/fixture_files.h"

namespace parallax::plugin {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(PluginLibraryTest, TellsWhatThePluginSaysOfItself) {
  const auto library = PluginLibrary::Open(FixturePath("echo"));
  ASSERT_TRUE(library.ok()) << library.status();
  const AnalyzerInfo& info = (*library)->info();
  EXPECT_EQ(info.id, "fixture-echo");
  EXPECT_EQ(info.version, "1.2.3");
  EXPECT_EQ(info.vendor, "Parallax tests");
  EXPECT_EQ(info.licence, "Apache-2.0");
  EXPECT_EQ(info.display_name, "Echo");
  EXPECT_EQ(info.description, "Gives back what it is lent.");
  EXPECT_THAT(info.consumes,
              ElementsAre("mentions", "quantities", "claims", "stances", "warnings", "echo.note"));
  EXPECT_THAT(info.languages, ElementsAre("en", "zh"));
  EXPECT_TRUE(info.labels.empty());
  EXPECT_EQ(info.config_schema, "");
  EXPECT_THAT(info.options_schema, HasSubstr("depth"));
  EXPECT_EQ(info.preferred_batch, 8u);
  EXPECT_FALSE(info.has_phases);
  EXPECT_EQ(info.tier, "in_process");
  EXPECT_EQ(info.path, FixturePath("echo"));
  EXPECT_EQ(info.content_digest, (*library)->file().content_digest);
}

TEST(PluginLibraryTest, FindsThePhases) {
  const auto library = PluginLibrary::Open(FixturePath("phased"));
  ASSERT_TRUE(library.ok()) << library.status();
  EXPECT_TRUE((*library)->info().has_phases);
  EXPECT_EQ((*library)->info().record_version, 2u);
  EXPECT_EQ((*library)->info().display_name, "fixture-phased") << "the id where it has no name";
}

struct EntryRefusal {
  const char* fixture;
  absl::StatusCode code;
  const char* reason;
  const char* message;
};

class EntryRefusalTest : public testing::TestWithParam<EntryRefusal> {};

TEST_P(EntryRefusalTest, SaysWhy) {
  const auto library = PluginLibrary::Open(FixturePath(GetParam().fixture));
  ASSERT_FALSE(library.ok());
  EXPECT_EQ(library.status().code(), GetParam().code);
  EXPECT_EQ(ReasonOf(library.status()), GetParam().reason);
  EXPECT_THAT(std::string(library.status().message()), HasSubstr(GetParam().message));
}

constexpr auto kPrecondition = absl::StatusCode::kFailedPrecondition;
INSTANTIATE_TEST_SUITE_P(
    Entries, EntryRefusalTest,
    testing::Values(
        EntryRefusal{"raw_entry_throws", absl::StatusCode::kInternal, "ANALYZER_THREW",
                     "fixture-raw: plx_plugin_entry_v1 threw entry threw"},
        EntryRefusal{"raw_entry_refuses", kPrecondition, "PLUGIN_ABI_TOO_NEW", "update the host"},
        EntryRefusal{"raw_other_id", kPrecondition, "PLUGIN_IDENTITY_MISMATCH",
                     "id is \"fixture-raw\" in its note and \"somebody-else\" in its info"},
        EntryRefusal{"raw_other_minor", kPrecondition, "PLUGIN_IDENTITY_MISMATCH",
                     "requires_minor is \"0\" in its note and \"3\""},
        EntryRefusal{"raw_no_languages", kPrecondition, "PLUGIN_INFO_INVALID",
                     "info.languages is empty"},
        EntryRefusal{"raw_no_create_instance", kPrecondition, "PLUGIN_INFO_INVALID",
                     "info.create_instance is NULL"},
        EntryRefusal{"raw_bad_schema", kPrecondition, "PLUGIN_INFO_INVALID",
                     "info.config_schema: not a JSON schema"},
        EntryRefusal{"raw_bad_info_utf8", kPrecondition, "PLUGIN_INFO_INVALID",
                     "info.description is not UTF-8"}),
    [](const auto& info) { return std::string(info.param.fixture); });

// A folder that is gone when the test ends.
class PluginFolderTest : public testing::Test {
 protected:
  PluginFolderTest()
      : folder_(fs::path(testing::TempDir()) /
                absl::StrCat("plx-", testing::UnitTest::GetInstance()->current_test_info()->name(),
                             "-", getpid())) {
    fs::create_directories(folder_);
  }
  ~PluginFolderTest() override { fs::remove_all(folder_); }

  std::string Copy(absl::string_view fixture, absl::string_view name) {
    const fs::path to = folder_ / std::string(name);
    fs::remove(to);
    fs::copy_file(FixturePath(fixture), to);
    return to.string();
  }

  fs::path folder_;
};

std::string Counts(Analyzer& analyzer) {
  const std::vector<AnalyzerOutput> outputs = AnalyzeTexts(analyzer, {"text"});
  EXPECT_TRUE(outputs[0].status.ok()) << outputs[0].status;
  return outputs[0].findings.empty() ? "" : std::get<Custom>(outputs[0].findings[0]).payload;
}

TEST_F(PluginFolderTest, TwoGenerationsShareNoStatics) {
  std::unique_ptr<PluginAnalyzer> generations[2];
  for (int i = 0; i < 2; ++i) {
    auto library = PluginLibrary::Open(Copy("statics", absl::StrCat("generation-", i, ".so")));
    ASSERT_TRUE(library.ok()) << library.status();
    auto analyzer = PluginAnalyzer::Create(*std::move(library), "");
    ASSERT_TRUE(analyzer.ok()) << analyzer.status();
    generations[i] = *std::move(analyzer);
  }
  EXPECT_EQ(Counts(*generations[0]), "1 1 1");
  EXPECT_EQ(Counts(*generations[0]), "2 2 2");
  EXPECT_EQ(Counts(*generations[1]), "1 1 1");
  EXPECT_EQ(Counts(*generations[0]), "3 3 3");
}

TEST_F(PluginFolderTest, RefusesAPathWhoseFileHasChanged) {
  const std::string path = Copy("statics", "plugin.so");
  ASSERT_TRUE(PluginLibrary::Open(path).ok());
  EXPECT_TRUE(PluginLibrary::Open(path).ok()) << "the same bytes again are fine";
  Copy("crowded", "plugin.so");
  const auto changed = PluginLibrary::Open(path);
  EXPECT_EQ(ReasonOf(changed.status()), "PLUGIN_IDENTITY_MISMATCH");
  EXPECT_THAT(std::string(changed.status().message()),
              HasSubstr("has changed since this process opened it"));
}

TEST_F(PluginFolderTest, GivesThePathOfTheDataFolder) {
  const auto library = PluginLibrary::Open(Copy("statics", "with.dots.so"));
  ASSERT_TRUE(library.ok()) << library.status();
  const plx_str_t data = (*library)->host()->data_dir;
  EXPECT_EQ(std::string(data.data, data.size), (folder_ / "with.dots.data").string());
}

}  // namespace
}  // namespace parallax::plugin
