// The tables that words are looked up in.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "plugins/linguistics/syntax/word_table.h"
#include "plugins/linguistics/tables/chinese_dictionary.h"
#include "plugins/linguistics/tables/word_labels.h"
#include "plugins/linguistics/tables/word_map.h"
#include "plugins/linguistics/text/hash64.h"
#include "plugins/linguistics/text/tokens.h"

namespace plx::linguistics {
namespace {

TEST(WordMap, FindsEachWordAndNoOther) {
  std::vector<std::string> words = {"", "a", "ab", "abc", "a word that is longer than any register", "中国"};
  for (int i = 0; i < 1000; ++i) words.push_back("word" + std::to_string(i));
  WordMap<size_t> map;
  for (size_t i = 0; i < words.size(); ++i) map[words[i]] = i;
  EXPECT_EQ(map.size(), words.size());
  for (size_t i = 0; i < words.size(); ++i) {
    ASSERT_NE(map.Find(words[i]), nullptr) << words[i];
    EXPECT_EQ(*map.Find(words[i]), i);
    EXPECT_EQ(map.Find(words[i] + "?"), nullptr);
  }
  EXPECT_EQ(WordMap<int>().Find("a"), nullptr);
  EXPECT_TRUE(WordSet({"one", "two", "one"}).Contains("one"));
  EXPECT_FALSE(WordSet({"one"}).Contains("on"));
}

TEST(WordLabels, GivesTheRestOfTheRow) {
  const WordLabels index(
      "# a comment\twith a tab\n\nfell\tB|D\nfelled\tD\nno tab\nempty\t\nfell\tN\nlast\tX");
  EXPECT_EQ(index.Find("fell"), "N");  // the last of two rows
  EXPECT_EQ(index.Find("felled"), "D");
  EXPECT_EQ(index.Find("last"), "X");
  for (const std::string_view absent : {"", "fel", "no tab", "empty", "# a comment", "D"}) {
    EXPECT_EQ(index.Find(absent), "") << absent;
  }
}

TEST(ChineseDictionary, WalksFromWordToLongerWord) {
  const auto find = [](std::vector<std::string_view> characters) {
    ChineseDictionary::Prefix prefix;
    for (const std::string_view c : characters) prefix.Append(c);
    return ChineseDictionary::Get().Find(prefix);
  };
  const ChineseDictionary::Entry* word = find({"经", "济"});
  ASSERT_NE(word, nullptr);
  EXPECT_GT(word->cost, 0);
  EXPECT_EQ(word->word_class, 'N');
  EXPECT_TRUE(word->longer);  // 经济学
  EXPECT_EQ(find({"济", "经"}), nullptr);
}

TEST(WordTable, TagsOfChineseWordsCountAsNouns) {
  const syntax::WordTable& table = syntax::WordTable::Instance();
  for (const char tag : syntax::kTags) {
    EXPECT_EQ(table.Transition('v', tag), table.Transition('N', tag));
    EXPECT_EQ(table.Transition(tag, 'w'), table.Transition(tag, 'N'));
  }
}

TEST(Tokens, HashWordsWithoutPossessiveAndTheirBaseForms) {
  const TokenSequence tokens("Countries' reliance on China's ports, 12 中");
  EXPECT_EQ(tokens.WordHash(4), Hash64("china"));
  EXPECT_EQ(tokens.LemmaHash(4), Hash64("china"));
  EXPECT_EQ(tokens.LemmaHash(5), Hash64("port"));
  EXPECT_EQ(tokens.WordHash(5), Hash64("ports"));
  for (size_t i = 6; i < tokens.size(); ++i) EXPECT_EQ(tokens.LemmaHash(i), tokens.WordHash(i));
}

}  // namespace
}  // namespace plx::linguistics
