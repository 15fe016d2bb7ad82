#include "plugins/entities/scan/chinese_words.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace plx::entities {
namespace {

// The words of `text` joined by '/'.
std::string Cut(const ChineseWords& words, const std::string& text,
                const std::vector<LatticeName>& names = {}) {
  plx_sentence_t sentence = {};
  sentence.span = {0, static_cast<uint32_t>(text.size())};
  plx_document_t raw = {};
  raw.text = {text.data(), text.size()};
  raw.sentences = {&sentence, 1, sizeof(sentence)};
  Unit unit(plx::Document(raw), sentence.span, PLX_BLOCK_PARAGRAPH,
            WordLists(std::string_view()));
  words.Cut(names, &unit);
  std::string joined;
  for (const Segment& segment : unit.segments) {
    if (!joined.empty()) joined += '/';
    joined += unit.Text(segment.first, segment.end);
  }
  return joined;
}

constexpr char kTable[] =
    "# comment\n发展\t800\tv\n中国\t700\tS\n发展中国家\t1000\tl\n家\t900\tn\n中\t600\tf\n日益\t1000\tn\n"
    "日\t700\tm\n年\t600\tm\n";

bool Keep(std::string_view) { return false; }

TEST(ChineseWordsTest, TakesTheCheapestPath) {
  const ChineseWords words(kTable, Keep);
  EXPECT_EQ(Cut(words, "发展中国家"), "发展中国家");
  EXPECT_EQ(Cut(words, "年中日益"), "年/中/日益");
}

TEST(ChineseWordsTest, NamesCompeteWithWords) {
  const ChineseWords words(kTable, Keep);
  EXPECT_EQ(Cut(words, "年中日", {{1, 3, 900, 'N'}}), "年/中日");
  EXPECT_EQ(Cut(words, "年中日", {{1, 3, 9000, 'N'}}), "年/中/日");
}

TEST(ChineseWordsTest, TraditionalTextIsCutAsItsSimplifiedForm) {
  const ChineseWords words(kTable, Keep);
  EXPECT_EQ(Cut(words, "發展中國家"), "發展中國家");
}

TEST(ChineseWordsTest, LeavesOutWhatItIsToldTo) {
  const ChineseWords words(kTable, [](std::string_view word) { return word == "发展中国家"; });
  EXPECT_EQ(Cut(words, "发展中国家"), "发展/中国/家");
  EXPECT_EQ(words.Find("发展中国家").cost, 0);
  EXPECT_EQ(words.Find("中国").cost, 700);
  EXPECT_EQ(words.Find("中国").word_class, 'S');
}

TEST(ChineseWordsTest, MixedTextIsCutRunByRun) {
  const ChineseWords words(kTable, Keep);
  EXPECT_EQ(Cut(words, "中国G7中国,日"), "中国/中国/日");
}

}  // namespace
}  // namespace plx::entities
