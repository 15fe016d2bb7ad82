// The table-driven tests of plugins/linguistics: a new case is a row in tests/golden/linguistics/.
#include <gtest/gtest.h>

#include <functional>

#include "plugins/linguistics/meaning/polarity.h"
#include "plugins/linguistics/meaning/terms.h"
#include "plugins/linguistics/text/lemma.h"
#include "tests/linguistics/describe.h"

namespace plx::linguistics {
namespace {

using Row = std::vector<std::string>;

// Calls `check` for every row with at least `cells` cells; each failure names its line.
void ForEachRow(const std::string& file, size_t cells, const std::function<void(const Row&)>& check) {
  std::vector<int> lines;
  const std::vector<Row> rows = ReadGolden(file, &lines);
  ASSERT_GT(rows.size(), 5u) << file << " has too few rows";
  for (size_t i = 0; i < rows.size(); ++i) {
    SCOPED_TRACE(file + ":" + std::to_string(lines[i]));
    ASSERT_GE(rows[i].size(), cells) << rows[i][0];
    check(rows[i]);
  }
}

TEST(Golden, Numerals) {
  ForEachRow("numerals.tsv", 2,
             [](const Row& row) { EXPECT_EQ(DescribeNumerals(row[0]), row[1]) << row[0]; });
}

TEST(Golden, NumeralsOfAnyKind) {
  ForEachRow("numerals_any.tsv", 2, [](const Row& row) {
    EXPECT_EQ(DescribeNumerals(row[0], Reading::kAny), row[1]) << row[0];
  });
}

TEST(Golden, EnglishQuantities) {
  ForEachRow("quantities_en.tsv", 2,
             [](const Row& row) { EXPECT_EQ(DescribeQuantities(row[0]), row[1]) << row[0]; });
}

TEST(Golden, ChineseQuantities) {
  ForEachRow("quantities_zh.tsv", 2,
             [](const Row& row) { EXPECT_EQ(DescribeQuantities(row[0]), row[1]) << row[0]; });
}

TEST(Golden, QuantitiesOfAnyKind) {
  ForEachRow("quantities_any.tsv", 2, [](const Row& row) {
    EXPECT_EQ(DescribeQuantities(row[0], Reading::kAny), row[1]) << row[0];
  });
}

TEST(Golden, NotQuantities) {
  ForEachRow("not_quantities.tsv", 1,
             [](const Row& row) { EXPECT_EQ(DescribeQuantities(row[0]), "-") << row[0]; });
}

TEST(Golden, Dates) {
  ForEachRow("dates.tsv", 3,
             [](const Row& row) { EXPECT_EQ(DescribeDates(row[0], row[1]), row[2]) << row[0]; });
}

TEST(Golden, DatesAsPeopleSayThem) {
  ForEachRow("dates_any.tsv", 3, [](const Row& row) {
    EXPECT_EQ(DescribeDates(row[0], row[1], Reading::kAny), row[2]) << row[0];
  });
}

TEST(Golden, Cues) {
  ForEachRow("cues.tsv", 2,
             [](const Row& row) { EXPECT_EQ(DescribeCues(row[0]), row[1]) << row[0]; });
}

// text, target, "negated"/"-", "hedged"/"-", modality
TEST(Golden, PolarityOfTargets) {
  static constexpr const char* kModalities[] = {"?", "fact", "plan", "forecast", "denial", "opinion"};
  ForEachRow("polarity.tsv", 5, [](const Row& row) {
    const TokenSequence tokens(row[0]);
    const size_t at = row[0].find(row[1]);
    ASSERT_NE(at, std::string::npos) << row[0];
    const plx_span_t target = {static_cast<uint32_t>(at), static_cast<uint32_t>(at + row[1].size())};
    const std::vector<Cue> cues = FindCues(tokens);
    EXPECT_EQ(IsNegated(cues, target) ? "negated" : "-", row[2]) << row[0];
    EXPECT_EQ(IsHedged(cues, target) ? "hedged" : "-", row[3]) << row[0];
    EXPECT_EQ(kModalities[static_cast<int>(ModalityOf(cues, target))], row[4]) << row[0];
  });
}

// English, Chinese, the key both must give
TEST(Golden, ConceptsMeetAcrossLanguages) {
  ForEachRow("concepts.tsv", 3, [](const Row& row) {
    EXPECT_EQ(DescribeConcepts(row[0]), row[2]) << row[0];
    EXPECT_EQ(DescribeConcepts(row[1]), row[2]) << row[1];
  });
}

// word, class, base form
TEST(Golden, Lemmas) {
  ForEachRow("lemmas.tsv", 3, [](const Row& row) {
    const WordClass word_class = row[1] == "verb"        ? WordClass::kVerb
                                 : row[1] == "noun"      ? WordClass::kNoun
                                 : row[1] == "adjective" ? WordClass::kAdjective
                                                         : WordClass::kAny;
    EXPECT_EQ(Lemma(row[0], word_class), row[2]) << row[0];
  });
}

}  // namespace
}  // namespace plx::linguistics
