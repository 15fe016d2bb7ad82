#include "server/engine/names/whole_name.h"

#include <gtest/gtest.h>

namespace parallax {
namespace {

TEST(WholeNameTest, Writing) {
  struct Case {
    const char* name;
    NameWriting writing;
  };
  const Case kCases[] = {
      {"", NameWriting::kNone},
      {"Sokolova", NameWriting::kNone},
      {"Jade Airways", NameWriting::kWords},
      {"jade-airways", NameWriting::kWords},
      {"Éclair", NameWriting::kNone},
      {"FSH", NameWriting::kCapitals},
      {"FS", NameWriting::kNone},
      {"F16", NameWriting::kNone},
      {"赤狐", NameWriting::kNone},
      {"谷水泥", NameWriting::kHan},
      {"TCL集团公司", NameWriting::kNone},
      {"莫琳·塔利", NameWriting::kHan},
  };
  for (const Case& c : kCases) EXPECT_EQ(WritingOfWholeName(c.name), c.writing) << c.name;
}

TEST(WholeNameTest, WithinTextThreeHanCharactersAreNone) {
  EXPECT_EQ(WritingOfWholeName("谷水泥", kLeastHanWithinText), NameWriting::kNone);
  EXPECT_EQ(WritingOfWholeName("兔狲汽车", kLeastHanWithinText), NameWriting::kHan);
}

TEST(WholeNameTest, Script) {
  EXPECT_TRUE(IsHanName("诺沃特"));
  EXPECT_FALSE(IsHanName("Éclair"));
  EXPECT_FALSE(IsHanName(""));
}

}  // namespace
}  // namespace parallax
