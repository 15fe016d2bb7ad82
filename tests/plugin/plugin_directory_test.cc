#include "server/plugin/plugin_directory.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/plugin/fixture_files.h"

namespace parallax::plugin {
namespace {

namespace fs = std::filesystem;
using ::testing::EndsWith;
using ::testing::HasSubstr;

class PluginDirectoryTest : public testing::Test {
 protected:
  PluginDirectoryTest()
      : root_(fs::path(testing::TempDir()) /
              absl::StrCat("plx-directory-",
                           testing::UnitTest::GetInstance()->current_test_info()->name(), "-",
                           getpid())) {
    fs::create_directories(root_ / "a");
    fs::create_directories(root_ / "b");
  }
  ~PluginDirectoryTest() override { fs::remove_all(root_); }

  void Copy(absl::string_view fixture, const fs::path& to) {
    fs::copy_file(FixturePath(fixture), root_ / to);
  }
  std::vector<std::string> Folders() const {
    return {(root_ / "b").string(), (root_ / "a").string()};
  }

  fs::path root_;
};

TEST_F(PluginDirectoryTest, ABadFileStopsNothing) {
  Copy("echo", "a/echo.so");
  Copy("statics", "b/statics.so");
  Copy("no_entry", "a/broken.so");
  std::ofstream(root_ / "a/text.so") << "not a library";
  std::ofstream(root_ / "a/README.md") << "not a plugin";
  fs::create_directories(root_ / "a/folder.so");
  const LoadedPlugins loaded = LoadPlugins(Folders(), {});
  ASSERT_EQ(loaded.analyzers.size(), 2u);
  EXPECT_EQ(loaded.analyzers[0]->info().id, "fixture-echo");
  EXPECT_EQ(loaded.analyzers[1]->info().id, "fixture-statics");
  ASSERT_EQ(loaded.failures.size(), 2u);
  EXPECT_THAT(loaded.failures[0].path, EndsWith("a/broken.so"));
  EXPECT_EQ(ReasonOf(loaded.failures[0].status), "PLUGIN_NO_ENTRY");
  EXPECT_THAT(loaded.failures[1].path, EndsWith("a/text.so"));
  EXPECT_EQ(ReasonOf(loaded.failures[1].status), "PLUGIN_NOT_ELF");
}

TEST_F(PluginDirectoryTest, TheFirstPathOfAnIdWins) {
  Copy("echo", "b/echo.so");
  Copy("echo", "a/zzz.so");
  const LoadedPlugins loaded = LoadPlugins(Folders(), {});
  ASSERT_EQ(loaded.analyzers.size(), 1u);
  EXPECT_THAT(loaded.analyzers[0]->info().path, EndsWith("a/zzz.so"));
  ASSERT_EQ(loaded.failures.size(), 1u);
  EXPECT_THAT(loaded.failures[0].path, EndsWith("b/echo.so"));
  EXPECT_EQ(ReasonOf(loaded.failures[0].status), "PLUGIN_ID_TWICE");
  EXPECT_THAT(std::string(loaded.failures[0].status.message()), HasSubstr("a/zzz.so"));
}

TEST_F(PluginDirectoryTest, AFolderThatIsMissingIsAFailure) {
  Copy("echo", "a/echo.so");
  std::vector<std::string> folders = Folders();
  folders.push_back((root_ / "nowhere").string());
  const LoadedPlugins loaded = LoadPlugins(folders, {});
  EXPECT_EQ(loaded.analyzers.size(), 1u);
  ASSERT_EQ(loaded.failures.size(), 1u);
  EXPECT_EQ(ReasonOf(loaded.failures[0].status), "PLUGIN_DIRECTORY_MISSING");
}

TEST_F(PluginDirectoryTest, AFolderNamedTwiceLoadsOnce) {
  Copy("echo", "a/echo.so");
  const std::string folder = (root_ / "a").string();
  const LoadedPlugins loaded = LoadPlugins({folder, folder}, {});
  EXPECT_EQ(loaded.analyzers.size(), 1u);
  EXPECT_TRUE(loaded.failures.empty());
}

TEST_F(PluginDirectoryTest, ConfigurationsGoToTheirAnalyzers) {
  Copy("misbehaves", "a/misbehaves.so");
  Copy("statics", "a/statics.so");
  const LoadedPlugins loaded =
      LoadPlugins(Folders(), {{"fixture-misbehaves", R"({"mode": "throws"})"},
                              {"fixture-statics", R"({"unknown": 1})"},
                              {"typo", "{}"}});
  ASSERT_EQ(loaded.analyzers.size(), 1u);
  EXPECT_EQ(AnalyzeTexts(*loaded.analyzers[0], {"x"})[0].status.code(),
            absl::StatusCode::kInternal);
  ASSERT_EQ(loaded.failures.size(), 2u);
  EXPECT_EQ(ReasonOf(loaded.failures[0].status), "CONFIG_INVALID");
  EXPECT_EQ(loaded.failures[1].path, "typo");
  EXPECT_EQ(ReasonOf(loaded.failures[1].status), "CONFIG_WITHOUT_PLUGIN");
}

}  // namespace
}  // namespace parallax::plugin
