#include "server/corpus/readers/source_line.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace parallax::corpus {
namespace {

struct LineCase {
  std::string name;
  std::string line;
  bool is_source = true;
  std::string outlet;
  std::string published;
  std::string rest;
};

class MatchSourceLineTest : public testing::TestWithParam<LineCase> {};

TEST_P(MatchSourceLineTest, Matches) {
  const LineCase& expected = GetParam();
  const std::optional<SourceLine> line = MatchSourceLine(expected.line);
  ASSERT_EQ(line.has_value(), expected.is_source);
  if (!line.has_value()) return;
  EXPECT_EQ(line->outlet, expected.outlet);
  EXPECT_EQ(line->published.iso, expected.published);
  EXPECT_EQ(line->rest.In(expected.line), expected.rest);
}

INSTANTIATE_TEST_SUITE_P(
    Lines, MatchSourceLineTest,
    testing::ValuesIn(std::vector<LineCase>{
        {"Dot", "Harbor Ledger·2026-01-15 11:48", true, "Harbor Ledger", "2026-01-15T11:48"},
        {"DotAndSpace", "Harbor Ledger· 2026-01-15 11:48", true, "Harbor Ledger", "2026-01-15T11:48"},
        {"SpacedDot", "Harbor Ledger · 2026-01-15", true, "Harbor Ledger", "2026-01-15"},
        {"KatakanaDot", "海港日报・2026年1月15日", true, "海港日报", "2026-01-15"},
        {"Bar", "The Quay Post | Jan 15, 2026", true, "The Quay Post", "2026-01-15"},
        {"TimeFirst", "2026-01-15 11:48 · Harbor Ledger", true, "Harbor Ledger", "2026-01-15T11:48"},
        {"TimeAlone", "2026-01-15 11:48", true, "", "2026-01-15T11:48"},
        {"ChineseSpace", "新华社 2026年1月15日", true, "新华社", "2026-01-15"},
        {"LabelledSource", "Source: Harbor Ledger", true, "Harbor Ledger", ""},
        {"LabelledChinese", "来源：海港日报 2026年1月15日 08:00", true, "海港日报", "2026-01-15T08:00"},
        {"LabelAfterTime", "2026年1月15日 08:00 来源：海港日报", true, "海港日报", "2026-01-15T08:00"},
        {"LabelledTime", "Published: 2026-01-15", true, "", "2026-01-15"},
        {"Author", "By A. Writer, Jan 15, 2026", true, "", "2026-01-15"},
        {"OutletAndAuthor", "Harbor Ledger · By A. Writer · 2026-01-15", true, "Harbor Ledger",
         "2026-01-15"},
        {"NoTime", "Harbor Ledger·", true, "Harbor Ledger", ""},
        {"ImpossibleDay", "Harbor Ledger·2026-02-30", true, "Harbor Ledger", ""},
        {"Glued", "Harbor Ledger·2026-01-15 11:48Workflow", true, "Harbor Ledger", "2026-01-15T11:48",
         "Workflow"},
        {"AuthorAlone", "By Ann Writer", true, "", ""},
        {"Title", "Harbor tram delayed again", false},
        {"TitleWithDay", "What happened on 2026-01-15", false},
        {"Sentence", "The council met on 15 January 2026. It decided nothing.", false},
        {"TimeAndHeadline", "2026-01-15 the day the tram stopped", false},
        {"NameAndDay", "Coast Courier, 3 October 2025", false},
        {"Empty", "", false},
    }),
    [](const auto& info) { return info.param.name; });

TEST(MatchSourceLineTest, ANameAndADayAreEnoughBesideATitle) {
  for (const char* line : {"Coast Courier, 3 October 2025", "*Coast Courier*, 3 October 2025",
                           "Coast Courier - 2025-10-03", "Coast Courier 2025-10-03"}) {
    const std::optional<SourceLine> found = MatchSourceLine(line, true);
    ASSERT_TRUE(found.has_value()) << line;
    EXPECT_EQ(found->outlet, "Coast Courier") << line;
    EXPECT_EQ(found->published.iso, "2025-10-03") << line;
  }
  EXPECT_FALSE(MatchSourceLine("What the council decided on 3 October 2025", true).has_value());
}

}  // namespace
}  // namespace parallax::corpus
