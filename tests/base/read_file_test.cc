#include "server/base/read_file.h"

#include <gtest/gtest.h>

#include <fstream>
#include <string>

namespace parallax {
namespace {

TEST(ReadFileTest, GivesEveryByte) {
  const std::string path = testing::TempDir() + "/read_file";
  const std::string bytes("a\0\n\xff", 4);
  for (const std::string& content : {bytes, std::string(), std::string(1 << 20, 'x')}) {
    std::ofstream(path, std::ios::binary) << content;
    const auto read = ReadFile(path);
    ASSERT_TRUE(read.ok()) << read.status();
    EXPECT_EQ(*read, content);
  }
}

TEST(ReadFileTest, RefusesWhatIsNoFileAndNamesIt) {
  const struct {
    std::string path;
    absl::StatusCode code;
  } cases[] = {
      {testing::TempDir() + "/nothing", absl::StatusCode::kNotFound},
      {testing::TempDir(), absl::StatusCode::kInvalidArgument},
      {"/dev/zero", absl::StatusCode::kInvalidArgument},
  };
  for (const auto& c : cases) {
    const auto read = ReadFile(c.path);
    EXPECT_EQ(read.status().code(), c.code) << c.path;
    EXPECT_NE(read.status().message().find(c.path), std::string::npos);
  }
}

}  // namespace
}  // namespace parallax
