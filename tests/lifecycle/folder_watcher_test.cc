#include "server/lifecycle/changes/folder_watcher.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"

namespace parallax::lifecycle {
namespace {

using ::testing::UnorderedElementsAre;

TEST(FolderWatcherTest, TellsOfPluginFilesThatWereWrittenOrMovedThere) {
  const std::string folder = absl::StrCat(testing::TempDir(), "/watched");
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  absl::Mutex mutex;
  std::set<std::string> seen;
  const FolderWatcher watcher(
      {folder, folder + "-that-is-not-there"},
      [&](const std::set<std::string>& paths) {
        absl::MutexLock lock(&mutex);
        seen.insert(paths.begin(), paths.end());
      },
      absl::Milliseconds(20));
  std::ofstream(folder + "/written.so") << "x";
  std::ofstream(folder + "/readme.txt") << "x";
  std::ofstream(folder + "/draft") << "x";
  std::filesystem::rename(folder + "/draft", folder + "/moved.so");
  absl::MutexLock lock(&mutex);
  const auto both = [&seen] { return seen.size() >= 2; };
  EXPECT_TRUE(mutex.AwaitWithTimeout(absl::Condition(&both), absl::Seconds(30)));
  EXPECT_THAT(seen, UnorderedElementsAre(folder + "/written.so", folder + "/moved.so"));
}

TEST(FolderWatcherTest, TellsOfDataThatChangesAlsoInFoldersThatComeLater) {
  const std::string folder = absl::StrCat(testing::TempDir(), "/watched-data");
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder + "/old.data");
  absl::Mutex mutex;
  std::set<std::string> seen;
  const FolderWatcher watcher(
      {folder},
      [&](const std::set<std::string>& paths) {
        absl::MutexLock lock(&mutex);
        seen.insert(paths.begin(), paths.end());
      },
      absl::Milliseconds(20));
  const auto wait_for = [&](const std::string& path) {
    absl::MutexLock lock(&mutex);
    const auto there = [&] { return seen.count(path) > 0; };
    EXPECT_TRUE(mutex.AwaitWithTimeout(absl::Condition(&there), absl::Seconds(30))) << path;
    seen.clear();
  };
  std::ofstream(folder + "/old.data/table") << "x";
  wait_for(folder + "/old.so");
  std::filesystem::create_directories(folder + "/new.data");
  wait_for(folder + "/new.so");
  std::ofstream(folder + "/new.data/table") << "x";
  wait_for(folder + "/new.so");
  std::filesystem::remove(folder + "/new.data/table");
  wait_for(folder + "/new.so");
}

}  // namespace
}  // namespace parallax::lifecycle
