#include "plugins/entities/knowledge/name_index.h"

#include <gtest/gtest.h>

#include "plugins/entities/knowledge/letters.h"
#include "plugins/linguistics/text/tokens.h"

namespace plx::entities {
namespace {

// The names that `text` as a whole is.
std::vector<uint32_t> Find(const NameIndex& index, std::string_view text) {
  const linguistics::TokenSequence tokens(text);
  uint32_t node = NameIndex::kRoot;
  for (size_t i = 0; i < tokens.size(); ++i) {
    node = index.Step(node, WordHash(tokens.Word(i)));
    if (node == NameIndex::kNone) return {};
  }
  std::vector<uint32_t> entities;
  for (uint32_t n = index.First(node); n != NameIndex::kNone; n = index.name(n).next) {
    entities.push_back(index.name(n).entity);
  }
  return entities;
}

TEST(NameIndexTest, FindsNamesOfBothScripts) {
  NameIndex index;
  EXPECT_TRUE(index.Add("South Korea", 1));
  EXPECT_TRUE(index.Add("South Sudan", 2));
  EXPECT_TRUE(index.Add("韩国", 1));
  EXPECT_EQ(Find(index, "South Korea"), (std::vector<uint32_t>{1}));
  EXPECT_EQ(Find(index, "韓國"), (std::vector<uint32_t>{1}));
  EXPECT_TRUE(Find(index, "South").empty());
  EXPECT_TRUE(Find(index, "Korea").empty());
}

TEST(NameIndexTest, OneNameMayMeanTwoThings) {
  NameIndex index;
  index.Add("Georgia", 1);
  index.Add("Georgia", 2);
  EXPECT_EQ(Find(index, "Georgia").size(), 2u);
}

TEST(NameIndexTest, AccentsDoNotMatter) {
  NameIndex index;
  index.Add("São Tomé", 7);
  EXPECT_EQ(Find(index, "Sao Tome"), (std::vector<uint32_t>{7}));
}

TEST(NameIndexTest, MarksSetTheLetterCase) {
  NameIndex index;
  index.Add("=IT", 1);
  index.Add("~crude oil", 2);
  index.Add("WHO", 3);
  index.Add("!china shop", 4);
  EXPECT_EQ(index.name(0).letters, Case::kExact);
  EXPECT_EQ(index.name(1).letters, Case::kAny);
  EXPECT_EQ(index.name(2).letters, Case::kExact);
  EXPECT_EQ(index.name(3).kind, NameKind::kBlocker);
}

TEST(NameIndexTest, RefusesWhatIsNoName) {
  NameIndex index;
  EXPECT_FALSE(index.Add("", 1));
  EXPECT_FALSE(index.Add("   ", 1));
  std::string many;
  for (int i = 0; i < 33; ++i) many += "word ";
  EXPECT_FALSE(index.Add(many, 1));
}

TEST(NameIndexTest, GrowsWithoutLosingNames) {
  NameIndex index;
  for (uint32_t i = 0; i < 20000; ++i) {
    ASSERT_TRUE(index.Add("~name" + std::to_string(i) + " tail" + std::to_string(i % 7), i));
  }
  for (uint32_t i = 0; i < 20000; i += 997) {
    EXPECT_EQ(Find(index, "name" + std::to_string(i) + " tail" + std::to_string(i % 7)),
              (std::vector<uint32_t>{i}));
  }
}

}  // namespace
}  // namespace plx::entities
