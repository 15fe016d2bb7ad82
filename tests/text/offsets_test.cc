#include "server/text/offsets.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "server/base/error_reason.h"
#include "server/text/utf8.h"
#include "tests/text/random_text.h"

namespace parallax::text {
namespace {

using ::testing::HasSubstr;

// Counts at every boundary, one code point at a time.
void ExpectEqualsBruteForce(const std::string& text) {
  const OffsetMap map(text);
  uint32_t code_points = 0;
  uint32_t utf16 = 0;
  for (size_t at = 0; at < text.size();) {
    const OffsetMap::Position position = map.At(text, at);
    ASSERT_EQ(position.code_point, code_points) << "at byte " << at;
    ASSERT_EQ(position.utf16, utf16) << "at byte " << at;
    utf16 += NextCodePoint(text, &at) >= 0x10000 ? 2 : 1;
    ++code_points;
  }
  EXPECT_EQ(map.At(text, text.size()).code_point, code_points);
  EXPECT_EQ(map.At(text, text.size()).utf16, utf16);
  EXPECT_EQ(map.code_points(), code_points);
  EXPECT_EQ(map.utf16_units(), utf16);
}

TEST(OffsetMap, EqualsACountAtEveryBoundary) {
  std::string borders;  // code points of each size across each 64-byte border
  for (const char* piece : {"a", "é", "稀", "😀"}) {
    for (int i = 0; i < 70; ++i) borders += piece;
    borders += "x";
  }
  for (const std::string& text : {std::string(), std::string("ASCII only"), std::string(1000, 'a'),
                                  std::string("稀"), std::string(64, 'a') + "😀", borders,
                                  std::string("\0\r\n\xEF\xBB\xBF", 6)}) {
    ExpectEqualsBruteForce(text);
  }
}

TEST(OffsetMap, EqualsACountOnRandomText) {
  std::mt19937 random(11);
  for (int round = 0; round < 200; ++round) ExpectEqualsBruteForce(RandomText(round, &random));
}

struct SpanCase {
  Span span;
  absl::StatusCode code;
  const char* reason;
  const char* message;
};

TEST(CheckSpan, SaysWhatIsWrong) {
  const std::string text = "a稀😀";  // 8 bytes
  const SpanCase kCases[] = {
      {{0, 8}, absl::StatusCode::kOk, "", ""},
      {{1, 4}, absl::StatusCode::kOk, "", ""},
      {{3, 3}, absl::StatusCode::kInvalidArgument, "SPAN_EMPTY", "[3, 3)"},
      {{4, 1}, absl::StatusCode::kInvalidArgument, "SPAN_EMPTY", "begin must be less than end"},
      {{0, 9}, absl::StatusCode::kOutOfRange, "SPAN_OUT_OF_RANGE", "a text of 8 bytes"},
      {{9, 1}, absl::StatusCode::kOutOfRange, "SPAN_OUT_OF_RANGE", "past the end"},
      {{2, 4}, absl::StatusCode::kInvalidArgument, "SPAN_NOT_ON_BOUNDARY",
       "at byte 2; the nearest boundary before it is 1"},
      {{1, 7}, absl::StatusCode::kInvalidArgument, "SPAN_NOT_ON_BOUNDARY", "before it is 4"},
  };
  for (const SpanCase& c : kCases) {
    const absl::Status status = CheckSpan(text, c.span);
    EXPECT_EQ(status.code(), c.code) << status;
    EXPECT_EQ(ReasonOf(status), c.reason) << status;
    EXPECT_THAT(std::string(status.message()), HasSubstr(c.message));
  }
}

TEST(Span, Relations) {
  const Span span{2, 6};
  EXPECT_EQ(span.In("01稀5"), "稀5");
  EXPECT_TRUE(span.Contains({2, 6}));
  EXPECT_FALSE(span.Contains({1, 3}));
  EXPECT_TRUE(span.Overlaps({5, 9}));
  EXPECT_FALSE(span.Overlaps({6, 9}));
  EXPECT_LT((Span{1, 9}), span);
}

TEST(TrimBlank, LeavesContentOnly) {
  const std::string text = "\xEF\xBB\xBF \u3000稀 土\t\u00A0\r\n";
  EXPECT_EQ(TrimBlank(text, {0, static_cast<uint32_t>(text.size())}).In(text), "稀 土");
  EXPECT_TRUE(TrimBlank(text, {0, 4}).empty());
  EXPECT_TRUE(TrimBlank(text, {2, 2}).empty());
}

}  // namespace
}  // namespace parallax::text
