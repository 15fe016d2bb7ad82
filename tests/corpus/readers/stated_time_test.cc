#include "server/corpus/readers/stated_time.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace parallax::corpus {
namespace {

struct TimeCase {
  std::string name;
  std::string text;
  std::string iso;  // expected; "none": no time at all; "": a time that does not exist
  TimePrecision precision = TimePrecision::kUnknown;
};

class ParseStatedTimeTest : public testing::TestWithParam<TimeCase> {};

TEST_P(ParseStatedTimeTest, IsAsStated) {
  const std::optional<TimeMatch> match = ParseStatedTime(GetParam().text);
  if (GetParam().iso == "none") {
    EXPECT_FALSE(match.has_value()) << match->time.iso;
    return;
  }
  ASSERT_TRUE(match.has_value());
  EXPECT_EQ(match->time.iso, GetParam().iso);
  EXPECT_EQ(match->time.precision, GetParam().precision);
  EXPECT_EQ(match->warning.empty(), !GetParam().iso.empty()) << match->warning;
}

constexpr TimePrecision kYear = TimePrecision::kYear;
constexpr TimePrecision kMonth = TimePrecision::kMonth;
constexpr TimePrecision kDay = TimePrecision::kDay;
constexpr TimePrecision kMinute = TimePrecision::kMinute;
constexpr TimePrecision kSecond = TimePrecision::kSecond;

INSTANTIATE_TEST_SUITE_P(
    Forms, ParseStatedTimeTest,
    testing::ValuesIn(std::vector<TimeCase>{
        {"DayAndMinute", "2026-01-15 11:48", "2026-01-15T11:48", kMinute},
        {"Day", "2025-07-05", "2025-07-05", kDay},
        {"DayWithSlashes", "2025/7/5", "2025-07-05", kDay},
        {"DayWithDots", "2025.07.05 9:05", "2025-07-05T09:05", kMinute},
        {"Year", " 2025 ", "2025", kYear},
        {"YearAndMonth", "2025-07", "2025-07", kMonth},
        {"IsoWithZ", "2025-07-05T02:33:10Z", "2025-07-05T02:33:10", kSecond},
        {"IsoWithOffset", "2025-07-05T02:33:10.250+08:00", "2025-07-05T02:33:10", kSecond},
        {"IsoWithShortOffset", "2025-07-05T02:33+0800", "2025-07-05T02:33", kMinute},
        {"MonthFirst", "Jan 15, 2026", "2026-01-15", kDay},
        {"MonthFirstLong", "January 15th, 2026 at 9:05 p.m. EST", "2026-01-15T21:05", kMinute},
        {"MonthFirstNoon", "Jan. 15, 2026, 12:10 AM", "2026-01-15T00:10", kMinute},
        {"DayFirst", "15 Jan 2026", "2026-01-15", kDay},
        {"DayFirstHyphens", "15-Sept-2026", "2026-09-15", kDay},
        {"Mail", "Thu, 15 Jan 2026 11:48:00 GMT", "2026-01-15T11:48:00", kSecond},
        {"MonthOnly", "March 2025", "2025-03", kMonth},
        {"Chinese", "2026年1月15日 11:48", "2026-01-15T11:48", kMinute},
        {"ChineseTight", "2026年01月15日11时48分", "2026-01-15T11:48", kMinute},
        {"ChineseAfternoon", "2026年1月15日 下午3:20", "2026-01-15T15:20", kMinute},
        {"ChineseMonth", "2026年1月", "2026-01", kMonth},
        {"LeapDay", "2024-02-29", "2024-02-29", kDay},
        {"NoLeapDay", "2025-02-29", ""},
        {"NoLeapDayInCentury", "1900-02-29", ""},
        {"ThirtiethOfFebruary", "2026-02-30 08:00", ""},
        {"MonthThirteen", "2026-13-01", ""},
        {"NoSuchChineseDay", "2025年4月31日", ""},
        {"ShortNumber", "12", "none"},
        {"Fraction", "2026.01", "none"},
        {"LongNumber", "2026-01-155", "none"},
        {"Word", "yesterday", "none"},
        {"MonthLikeWord", "Marching 15, 2026", "none"},
        {"TextAfter", "2026-01-15 and later", "none"},
        {"Empty", "", "none"},
    }),
    [](const auto& info) { return info.param.name; });

TEST(ParseStatedTimeTest, KeepsTheDayOfAnImpossibleTimeOfDay) {
  const std::optional<TimeMatch> match = ParseStatedTime("2026-01-15 25:10");
  ASSERT_TRUE(match.has_value());
  EXPECT_EQ(match->time.iso, "2026-01-15");
  EXPECT_EQ(match->time.precision, kDay);
  EXPECT_NE(match->warning, "");
}

TEST(MatchStatedTimeTest, StopsWhereTheTimeEnds) {
  const std::string text = "2026-01-15 11:48Workflow";
  const std::optional<TimeMatch> match = MatchStatedTime(text);
  ASSERT_TRUE(match.has_value());
  EXPECT_EQ(text.substr(match->length), "Workflow");
}

TEST(ParseIsoTimeTest, TakesOnlyTheStoredForm) {
  EXPECT_TRUE(ParseIsoTime("2025").has_value());
  EXPECT_TRUE(ParseIsoTime("2025-07-04T04:50").has_value());
  EXPECT_FALSE(ParseIsoTime("2025-07-04T04:50Z").has_value());
  EXPECT_FALSE(ParseIsoTime("2025/07/04").has_value());
  EXPECT_FALSE(ParseIsoTime("2025-02-30").has_value());
}

}  // namespace
}  // namespace parallax::corpus
