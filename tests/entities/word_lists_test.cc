#include "plugins/entities/knowledge/word_lists.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include "plugins/entities/data/tables.h"

namespace plx::entities {
namespace {

// Calls `body` with each word of the list `name`.
template <typename Body>
void ForEachWord(std::string_view name, Body&& body) {
  std::istringstream lines{std::string(data::kWordLists)};
  for (std::string line; std::getline(lines, line);) {
    if (line.rfind(std::string(name) + "\t", 0) != 0) continue;
    std::istringstream words(line.substr(name.size() + 1));
    for (std::string word; words >> word;) body(word);
  }
}

TEST(WordListsTest, AWordMayBeInSeveralLists) {
  const WordLists lists(data::kWordLists);
  EXPECT_TRUE(lists.Of("Shipping").Has("company_suffix"));
  EXPECT_TRUE(lists.Of("Shipping").Has("org_head"));
  EXPECT_FALSE(lists.Of("Shipping").Has("place_head"));
}

// Bodies are looked for by that character alone.
TEST(WordListsTest, TheLastCharacterOfEachEndingIsListed) {
  const WordLists lists(data::kWordLists);
  int endings = 0;
  for (const char* name : {"zh_body_end", "zh_body_part", "zh_firm_end", "zh_thing_end"}) {
    ForEachWord(name, [&](const std::string& word) {
      ++endings;
      EXPECT_TRUE(lists.Of(word.substr(word.size() - 3)).Has("zh_body_last")) << word;
    });
  }
  EXPECT_GT(endings, 100);
}

}  // namespace
}  // namespace plx::entities
