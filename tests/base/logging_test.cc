#include "server/base/logging.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace parallax {
namespace {

using ::testing::EndsWith;
using ::testing::MatchesRegex;

class LoggingTest : public ::testing::Test {
 protected:
  void TearDown() override { SetLogLevel(LogLevel::kInfo); }

  template <typename Function>
  static std::string Captured(Function function) {
    ::testing::internal::CaptureStderr();
    function();
    return ::testing::internal::GetCapturedStderr();
  }
};

TEST_F(LoggingTest, OneLineWithTimeLevelMessageAndFields) {
  const std::string line =
      Captured([] { Log(LogLevel::kWarning, "slow", {{"analyzer", "entities"}, {"ms", "12"}}); });
  EXPECT_THAT(line, MatchesRegex("[0-9-]+T[0-9:.]+Z W slow analyzer=entities ms=12\n"));
}

TEST_F(LoggingTest, FieldsCannotForgeLinesOrFields) {
  const std::string line =
      Captured([] { Log(LogLevel::kError, "bad", {{"path", "a b\nE x=1"}, {"empty", ""}}); });
  EXPECT_THAT(line, EndsWith(" E bad path=\"a b\\nE x=1\" empty=\"\"\n"));
}

TEST_F(LoggingTest, LinesBelowTheLevelAreDropped) {
  EXPECT_EQ(Captured([] { Log(LogLevel::kDebug, "hidden"); }), "");
  SetLogLevel(LogLevel::kError);
  EXPECT_EQ(Captured([] { Log(LogLevel::kWarning, "hidden"); }), "");
  SetLogLevel(LogLevel::kDebug);
  EXPECT_THAT(Captured([] { Log(LogLevel::kDebug, "shown"); }), EndsWith(" D shown\n"));
}

}  // namespace
}  // namespace parallax
