#include "server/text/fold.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/text/utf8.h"
#include "tests/text/random_text.h"

namespace parallax::text {
namespace {

struct FoldCase {
  const char* text;
  const char* folded;
};

TEST(Fold, Cases) {
  const FoldCase kCases[] = {
      {"", ""},
      {"Rare EARTH", "rare earth"},
      {"ＲＡＲＥ　８．５％", "rare 8.5%"},
      {"Straße", "strasse"},
      {"ÉCOLE", "école"},
      {"e\u0301cole", "école"},
      {"ﬁnance", "finance"},
      {"①㎏", "1kg"},
      {"co\u00ADoperate", "cooperate"},
      {"稀土聯盟", "稀土联盟"},
      {"臺灣總統與歐盟", "台湾总统与欧盟"},
      {"稀土联盟", "稀土联盟"},
      {"ｶﾞｽ", "ガス"},
      {"МОСКВА", "москва"},
  };
  for (const FoldCase& c : kCases) {
    EXPECT_EQ(Fold(c.text), c.folded) << c.text;
    EXPECT_EQ(FoldedText(c.text).text(), c.folded) << c.text;
  }
}

struct OriginalCase {
  const char* text;
  const char* part;      // of the folded text
  const char* original;  // that it came from
};

TEST(FoldedText, FindsTheOriginal) {
  const OriginalCase kCases[] = {
      {"The U.S. Treasury", "treasury", "Treasury"},
      {"中国ＲＡＲＥ土", "rare", "ＲＡＲＥ"},
      {"中国ＲＡＲＥ土", "are土", "ＡＲＥ土"},
      {"中国ＲＡＲＥ土", "中国", "中国"},
      {"美國與臺灣總統", "台湾", "臺灣"},
      {"Die Straße dort", "ss", "ß"},
      {"Die Straße dort", "se", "ße"},  // half of a unit is the whole of it
      {"Die Straße dort", "dort", "dort"},
      {"e\u0301cole ÉCOLE", "école é", "e\u0301cole É"},
      {"co\u00ADoperate", "cooperate", "co\u00ADoperate"},
      {"co\u00ADoperate", "co", "co"},
      {"co\u00ADoperate", "operate", "operate"},
      {"\uFEFF稀土", "稀土", "稀土"},
      {"價格 ①㎏ 上漲", "上涨", "上漲"},
      {"👍🏽 稀土聯盟", "联盟", "聯盟"},
  };
  for (const OriginalCase& c : kCases) {
    const FoldedText folded(c.text);
    const size_t at = folded.text().find(c.part);
    ASSERT_NE(at, absl::string_view::npos) << c.text << " / " << folded.text();
    const Span span{static_cast<uint32_t>(at),
                    static_cast<uint32_t>(at + absl::string_view(c.part).size())};
    EXPECT_EQ(folded.Original(span).In(c.text), c.original) << c.text << " / " << c.part;
  }
}

// Whatever the text: every span has an original on boundaries, in order, that folds back to a text
// with it, and the originals of neighbours cover all but what folding drops.
TEST(FoldedText, AlignmentHoldsOnRandomText) {
  std::mt19937 random(3);
  for (int round = 0; round < 300; ++round) {
    const std::string text = RandomText(1 + round % 40, &random);
    const FoldedText folded(text);
    const absl::string_view result = folded.text();
    ASSERT_EQ(result, Fold(text));
    ASSERT_TRUE(CheckUtf8(result).ok());
    ASSERT_EQ(Fold(result), result);
    uint32_t end = 0;
    for (size_t at = 0; at < result.size();) {
      const auto begin = static_cast<uint32_t>(at);
      NextCodePoint(result, &at);
      const Span original = folded.Original({begin, static_cast<uint32_t>(at)});
      ASSERT_TRUE(CheckSpan(text, original).ok()) << CheckSpan(text, original);
      ASSERT_GE(original.end, end);
      end = original.end;
    }
    if (result.empty()) continue;
    const Span all = folded.Original({0, static_cast<uint32_t>(result.size())});
    ASSERT_EQ(Fold(all.In(text)), result);
  }
}

}  // namespace
}  // namespace parallax::text
