#include "server/text/utf8.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "server/base/error_reason.h"
#include "tests/text/random_text.h"

namespace parallax::text {
namespace {

using ::testing::HasSubstr;
using namespace std::string_literals;

TEST(CheckUtf8, AcceptsWellFormedText) {
  for (const std::string& text :
       {""s, "plain"s, "\0with NUL\0"s, "é"s, "稀土"s, "😀"s, "\u0080\u07FF\u0800\uFFFF"s,
        "\U00010000\U0010FFFF"s, "\uD7FF\uE000"s, "\uFEFF"s, std::string(100000, 'x') + "稀"}) {
    EXPECT_TRUE(CheckUtf8(text).ok()) << CheckUtf8(text);
  }
}

struct BadCase {
  std::string bytes;
  std::string shown;    // in the message
  int sequence_begins;  // metadata byte_offset
};

TEST(CheckUtf8, NamesTheByteAndWhatIsWrong) {
  const BadCase kCases[] = {
      {"\x80", "byte 0 (0x80): a continuation byte without a lead byte", 0},
      {"ab\xBF", "byte 2 (0xBF): a continuation byte without", 2},
      {"\xC0\xAF", "byte 0 (0xC0): an overlong form", 0},
      {"\xC1\xBF", "byte 0 (0xC1): an overlong form", 0},
      {"\xE0\x9F\xBF", "byte 1 (0x9F): an overlong form", 0},
      {"\xF0\x8F\xBF\xBF", "byte 1 (0x8F): an overlong form", 0},
      {"\xED\xA0\x80", "byte 1 (0xA0): a surrogate", 0},
      {"\xF4\x90\x80\x80", "byte 1 (0x90): a value past U+10FFFF", 0},
      {"\xF5\x80\x80\x80", "byte 0 (0xF5): a byte that UTF-8 never uses", 0},
      {"\xFF", "byte 0 (0xFF): a byte that UTF-8 never uses", 0},
      {"稀\xE5\x9C", "byte 3 (0xE5): the text ends inside a code point", 3},
      {"稀\xE5\x9Cx", "byte 5 (0x78): a continuation byte was expected", 3},
      {"a\xF0\x9F\x98", "byte 1 (0xF0): the text ends inside", 1},
      {"caf\xE9 au lait", "byte 4 (0x20): a continuation byte was expected", 3},  // Latin-1
      {"\xCF\xA1\xCD\xC1", "byte 3 (0xC1): a continuation byte was expected", 2},  // GBK
      {std::string(4096, 'a') + "\xFF", "byte 4096 (0xFF)", 4096},
  };
  for (const BadCase& c : kCases) {
    const absl::Status status = CheckUtf8(c.bytes);
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << c.shown;
    EXPECT_THAT(std::string(status.message()), HasSubstr(c.shown));
    EXPECT_EQ(MetadataOf(status)["byte_offset"], absl::StrCat(c.sequence_begins)) << c.shown;
    EXPECT_EQ(ReasonOf(status), "INVALID_UTF8");
  }
}

TEST(CheckUtf8, FindsOneBadByteWhereverItIs) {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    std::string text = RandomText(40, &random);
    ASSERT_TRUE(CheckUtf8(text).ok());
    text[random() % text.size()] = static_cast<char>(0xF8 + random() % 8);
    EXPECT_FALSE(CheckUtf8(text).ok());
  }
}

TEST(FloorBoundary, NeverCutsACodePoint) {
  const std::string text = "a稀😀é";  // begins at 0, 1, 4, 8
  const size_t kExpected[] = {0, 1, 1, 1, 4, 4, 4, 4, 8, 8, 10, 10};
  for (size_t i = 0; i < std::size(kExpected); ++i) {
    EXPECT_EQ(FloorBoundary(text, i), kExpected[i]) << i;
    EXPECT_EQ(IsBoundary(text, i), i <= text.size() && kExpected[i] == i) << i;
    EXPECT_EQ(CutAtBoundary(text, i), text.substr(0, kExpected[i])) << i;
  }
  EXPECT_EQ(FloorBoundary("", 5), 0);
}

TEST(CodePoints, RoundTripBothWays) {
  std::string all;
  for (char32_t c = 0; c < 0x110000; c += c < 0x3000 ? 1 : 251) {
    if (c < 0xD800 || c >= 0xE000) AppendCodePoint(c, &all);
  }
  ASSERT_TRUE(CheckUtf8(all).ok());
  std::string copy;
  std::u32string forward;
  for (size_t at = 0; at < all.size();) {
    forward.push_back(NextCodePoint(all, &at));
    AppendCodePoint(forward.back(), &copy);
  }
  EXPECT_EQ(copy, all);
  std::u32string backward;
  for (size_t at = all.size(); at > 0;) backward.push_back(PreviousCodePoint(all, &at));
  EXPECT_EQ(std::u32string(backward.rbegin(), backward.rend()), forward);
}

TEST(IsBlank, WhiteSpaceControlsAndInvisibleSeparators) {
  for (const char32_t c : U" \t\r\n\x7F\u0085\u00A0\u2003\u200B\u2028\u3000\uFEFF"s) {
    EXPECT_TRUE(IsBlank(c)) << static_cast<uint32_t>(c);
  }
  for (const char32_t c : U"a0.稀\u00AD\u200D\u2010😀\u00A1"s) {
    EXPECT_FALSE(IsBlank(c)) << static_cast<uint32_t>(c);
  }
}

}  // namespace
}  // namespace parallax::text
