#include "server/lifecycle/changes/plugin_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "server/base/error_reason.h"

namespace parallax::lifecycle {
namespace {

namespace fs = std::filesystem;

std::string Fixture(absl::string_view name) {
  return absl::StrCat(PARALLAX_BUILD_DIR, "/tests/plugins/fixture_", name, ".so");
}

class PluginStoreTest : public testing::Test {
 protected:
  PluginStoreTest() : folder_(absl::StrCat(testing::TempDir(), "/plugin-store")) {
    fs::remove_all(folder_);
    fs::create_directories(folder_ + "/source");
  }
  std::string CopyOf(absl::string_view fixture) {
    const std::string path = folder_ + "/source/plugin.so";
    fs::copy_file(Fixture(fixture), path, fs::copy_options::overwrite_existing);
    return path;
  }
  const std::string folder_;
};

TEST_F(PluginStoreTest, TwoBuildsUnderOneNameAreTwoFiles) {
  const PluginStore store = PluginStore::Open(folder_ + "/store").value();
  const auto first = store.Keep(CopyOf("unruly_1"));
  const auto second = store.Keep(CopyOf("unruly_2"));
  ASSERT_TRUE(first.ok()) << first.status();
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_EQ(first->identity.version, "1.0.0");
  EXPECT_EQ(second->identity.version, "2.0.0");
  EXPECT_NE(first->path, second->path);
  EXPECT_TRUE(fs::exists(first->path));
  EXPECT_EQ(store.Keep(CopyOf("unruly_1"))->path, first->path);
}

TEST_F(PluginStoreTest, DataLiesBesideTheCopy) {
  const std::string path = CopyOf("unruly_1");
  fs::create_directories(folder_ + "/source/plugin.data");
  std::ofstream(folder_ + "/source/plugin.data/table") << "x";
  const PluginStore store = PluginStore::Open(folder_ + "/store").value();
  const auto kept = store.Keep(path);
  ASSERT_TRUE(kept.ok()) << kept.status();
  EXPECT_TRUE(fs::exists(fs::path(kept->path).replace_extension(".data") / "table"));
}

TEST_F(PluginStoreTest, ChangedDataIsAnotherBuildWhoseDataTheOldOneDoesNotSee) {
  const std::string path = CopyOf("unruly_1");
  const PluginStore store = PluginStore::Open(folder_ + "/store").value();
  const auto bare = store.Keep(path);
  fs::create_directories(folder_ + "/source/plugin.data/deep");
  const auto write = [&](const char* text) {
    std::ofstream(folder_ + "/source/plugin.data/deep/table") << text;
  };
  const auto data_of = [](const auto& kept) {
    std::ifstream in(fs::path(kept->path).replace_extension(".data") / "deep/table");
    return std::string(std::istreambuf_iterator<char>(in), {});
  };
  write("x");
  const auto first = store.Keep(path);
  write("y");
  const auto second = store.Keep(path);
  fs::rename(folder_ + "/source/plugin.data/deep/table", folder_ + "/source/plugin.data/table");
  const auto renamed = store.Keep(path);
  for (const auto* kept : {&bare, &first, &second, &renamed}) {
    ASSERT_TRUE(kept->ok()) << kept->status();
    // What is opened is what was named.
    EXPECT_EQ(plugin::ReadPluginFile((*kept)->path)->content_digest, (*kept)->content_digest);
  }
  EXPECT_EQ((std::set<std::string>{bare->content_digest, first->content_digest,
                                   second->content_digest, renamed->content_digest})
                .size(),
            4);
  EXPECT_EQ(data_of(first), "x");
  EXPECT_EQ(data_of(second), "y");
  fs::remove_all(folder_ + "/source/plugin.data");
  EXPECT_EQ(store.Keep(path)->content_digest, bare->content_digest);
}

TEST_F(PluginStoreTest, RefusesWhatIsNoPluginBeforeItRuns) {
  const PluginStore store = PluginStore::Open(folder_ + "/store").value();
  EXPECT_EQ(store.Keep(folder_ + "/nothing.so").status().code(), absl::StatusCode::kNotFound);
  // A folder, and what has no end, are not read.
  for (const std::string& path : {folder_, std::string("/dev/zero")}) {
    EXPECT_EQ(store.Keep(path).status().code(), absl::StatusCode::kInvalidArgument) << path;
    EXPECT_EQ(ReasonOf(store.Keep(path).status()), "PLUGIN_FILE_UNREADABLE");
  }
  EXPECT_EQ(ReasonOf(store.Keep(CopyOf("no_note")).status()), "PLUGIN_NO_NOTE");
  EXPECT_EQ(ReasonOf(store.Keep(CopyOf("newer_major")).status()), "PLUGIN_ABI_TOO_NEW");
}

TEST_F(PluginStoreTest, ForgetsWhatAKilledServerLeft) {
  fs::create_directories(folder_ + "/store");
  std::ofstream(folder_ + "/store/old.so") << "x";
  ASSERT_TRUE(PluginStore::Open(folder_ + "/store").ok());
  EXPECT_FALSE(fs::exists(folder_ + "/store/old.so"));
}

}  // namespace
}  // namespace parallax::lifecycle
