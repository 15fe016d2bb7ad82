#include "server/analyzer/references.h"

#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"

namespace parallax {
namespace {

// "span=number span=number ..." of the references of a text of one block.
std::string Shown(absl::string_view text) {
  const std::vector<Block> blocks = {{{0, static_cast<uint32_t>(text.size())}}};
  std::vector<Reference> references;
  FindReferences(text, blocks, 0, &references);
  std::string shown;
  for (const Reference& reference : references) {
    absl::StrAppend(&shown, shown.empty() ? "" : " ", reference.span.In(text), "=",
                    reference.number);
  }
  return shown;
}

struct ReferenceCase {
  const char* text;
  const char* references;
};

TEST(FindReferences, Cases) {
  const ReferenceCase kCases[] = {
      {"", ""},
      {"no reference", ""},
      {"its appeal [1].", "[1]=1"},
      {"ninety percent [5][9]", "[5]=5 [9]=9"},
      {"as said [3, 4], again", "[3, 4]=3 [3, 4]=4"},
      {"as said [3-5]", "[3-5]=3 [3-5]=4 [3-5]=5"},
      {"as said [3–5; 12]", "[3–5; 12]=3 [3–5; 12]=4 [3–5; 12]=5 [3–5; 12]=12"},
      {"依赖［5］，", "［5］=5"},
      {"依赖【１２】。", "【１２】=12"},
      {"依赖〔7〕美国", "〔7〕=7"},
      {"[ 8 ] first", "[ 8 ]=8"},
      {"[30]", "[30]=30"},
      {"[100]", "[100]=100"},
      // Not references.
      {"in [2025] it", ""},
      {"[a]", ""},
      {"[]", ""},
      {"[5", ""},
      {"[5 9]", ""},
      {"[5,]", ""},
      {"[9-3]", ""},
      {"[1-999]", ""},
      {"[-5]", ""},
      {"[5.5]", ""},
      {"[18]F-FDG", ""},
      {"[5)", ""},
      {"[5］", ""},
      {"[sic] [5]", "[5]=5"},
      {"[[5]]", "[5]=5"},
      {"【独家】稀土【5】", "【5】=5"},
  };
  for (const ReferenceCase& c : kCases) EXPECT_EQ(Shown(c.text), c.references) << c.text;
}

TEST(FindReferences, StaysInItsBlock) {
  const std::string text = "a [1] b [2] c";
  const std::vector<Block> blocks = {{{0, 4}}, {{6, 13}}};
  std::vector<Reference> references;
  for (uint32_t block = 0; block < 2; ++block) FindReferences(text, blocks, block, &references);
  ASSERT_EQ(references.size(), 1);  // the first block ends inside "[1]"
  EXPECT_EQ(references[0].span.In(text), "[2]");
  EXPECT_EQ(references[0].block, 1);
}

}  // namespace
}  // namespace parallax
