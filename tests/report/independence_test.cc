#include "server/report/independence.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tests/fakes/fake_documents.h"

namespace parallax::report {
namespace {

// Long enough to be told apart and to be recognised as a copy.
std::string Story(int n) {
  static const char* const kParts[] = {
      "The harbour council voted on Monday to widen the northern channel after two years of talks. "
      "Engineers expect the first dredger in spring, and fishermen asked for a later start. "
      "The mayor called the plan a fair bargain for both sides of the bay.",
      "A late frost destroyed most of the apricot harvest in the upper valley, growers said. "
      "Insurers have received twelve hundred claims since the weekend, more than in any year. "
      "The cooperative wants the province to pay for heaters before next March.",
      "The orchestra will move to the old power station while its hall is repaired for a year. "
      "Acoustic tests in the turbine room surprised the musicians, who praised the deep bass. "
      "Tickets for the first concert were gone within the hour."};
  return kParts[n];
}

struct Item {
  int story;
  const char* source;
};

struct CountCase {
  std::string name;
  std::vector<Item> items;
  int expected;
};

class IndependenceTest : public testing::TestWithParam<CountCase> {};

TEST_P(IndependenceTest, CountsOutletsOverTexts) {
  std::vector<DocumentAnalysis> analyses;
  for (const Item& item : GetParam().items) {
    analyses.push_back({MakeDocument(absl::StrCat("d", analyses.size()), Story(item.story),
                                     item.source),
                        {},
                        {}});
  }
  EXPECT_EQ(Independence(analyses).independent_sources(), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Documents, IndependenceTest,
    testing::ValuesIn<CountCase>({
        {"None", {}, 0},
        {"ThreeOfOneOutlet", {{0, "A"}, {1, "A"}, {2, "A"}}, 1},
        {"ThreeOutlets", {{0, "A"}, {1, "B"}, {2, "C"}}, 3},
        {"CopiesOfOneText", {{0, "A"}, {0, "B"}, {0, "C"}}, 1},
        {"ACopyAndAnOwnText", {{0, "A"}, {0, "B"}, {1, "B"}}, 2},
        {"UnknownAddsNone", {{0, "A"}, {1, ""}}, 1},
        {"OnlyUnknownIsOne", {{0, ""}, {1, ""}}, 1},
        // A and B share one text, B and C another: still three voices are not there.
        {"ChainOfCopies", {{0, "A"}, {0, "B"}, {1, "B"}, {1, "C"}}, 2},
    }),
    [](const auto& info) { return info.param.name; });

// Two excerpts of a text that is not in the report share nothing with one another; the store knows.
TEST(IndependenceDetailTest, GroupsOfTheStoreCount) {
  std::vector<DocumentAnalysis> analyses;
  analyses.push_back({MakeDocument("a", Story(0), "A"), {}, {}});
  analyses.push_back({MakeDocument("b", Story(1), "B"), {}, {}});
  analyses.push_back({MakeDocument("c", Story(2), "C"), {}, {}});
  EXPECT_EQ(Independence(analyses).independent_sources(), 3);
  std::vector<StoredText> texts(3);
  texts[0] = {true, "corpora/news/textGroups/x", 0.6f, true};
  texts[1] = {true, "corpora/news/textGroups/x", 0.7f, true};
  texts[2] = {true, "", 1, false};
  const Independence independence(analyses, texts);
  EXPECT_EQ(independence.independent_sources(), 2);
  ASSERT_EQ(independence.text_groups().size(), 1);
  EXPECT_EQ(independence.text_groups()[0].name, "corpora/news/textGroups/x");
  EXPECT_EQ(independence.text_groups()[0].members[1].overlap, 0.7f);
  EXPECT_TRUE(independence.text_groups()[0].members[1].excerpt);
  // An inline copy of a stored text joins its group.
  analyses.push_back({MakeDocument("d", Story(1), "D"), {}, {}});
  texts.push_back({});
  const Independence with_inline(analyses, texts);
  EXPECT_EQ(with_inline.independent_sources(), 2);
  ASSERT_EQ(with_inline.text_groups().size(), 1);
  EXPECT_EQ(with_inline.text_groups()[0].members.size(), 3);
}

TEST(IndependenceDetailTest, CopiesFormAGroupAndWeightsAreCounted) {
  std::vector<DocumentAnalysis> analyses;
  analyses.push_back({MakeDocument("a", Story(0), "A"), {}, {}});
  analyses.push_back({MakeDocument("b", Story(1), "A"), {}, {}});
  analyses.push_back({MakeDocument("c", Story(0), "B"), {}, {}});
  const Independence independence(analyses);
  ASSERT_EQ(independence.text_groups().size(), 1u);
  EXPECT_EQ(independence.TextGroupOf(0), 0);
  EXPECT_EQ(independence.TextGroupOf(1), -1);
  EXPECT_EQ(independence.TextGroupOf(2), 0);
  ASSERT_EQ(independence.by_source().size(), 2u);
  EXPECT_EQ(independence.by_source()[0].documents, 2);
  EXPECT_EQ(independence.by_source()[0].distinct_texts, 2);
  EXPECT_EQ(independence.Count({0, 2}), 1);
}

}  // namespace
}  // namespace parallax::report
