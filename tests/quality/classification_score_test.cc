// The scorer of bench/quality against figures worked out by hand, and the reader of its data.
#include "bench/quality/stated_claim/classification_score.h"

#include <gtest/gtest.h>

#include "bench/quality/stated_claim/class_factors.h"
#include "bench/quality/stated_claim/csv.h"

namespace parallax::quality {
namespace {

// gold 0: four right, one taken for 1; gold 1: two right, two taken for 0; gold 2: one, taken for 0.
std::vector<Judged> Items() {
  std::vector<Judged> items;
  const auto add = [&](int gold, int predicted, int count) {
    for (int i = 0; i < count; ++i) items.push_back({gold, predicted, static_cast<uint32_t>(items.size() / 2)});
  };
  add(0, 0, 4);
  add(0, 1, 1);
  add(1, 1, 2);
  add(1, 0, 2);
  add(2, 0, 1);
  return items;
}

TEST(Score, IsWhatTheConfusionSays) {
  const Score score = ScoreOf(Items(), 3);
  EXPECT_DOUBLE_EQ(score.accuracy, 0.6);
  EXPECT_DOUBLE_EQ(score.classes[0].precision, 4.0 / 7);
  EXPECT_DOUBLE_EQ(score.classes[0].recall, 4.0 / 5);
  EXPECT_DOUBLE_EQ(score.classes[0].f1, 2.0 / 3);
  EXPECT_DOUBLE_EQ(score.classes[1].f1, 4.0 / 7);  // precision 2/3, recall 1/2
  EXPECT_DOUBLE_EQ(score.classes[2].f1, 0);
  EXPECT_NEAR(score.macro_f1, (2.0 / 3 + 4.0 / 7) / 3, 1e-12);
}

TEST(Score, OfNothingIsNothing) {
  const Score score = ScoreOf({}, 2);
  EXPECT_EQ(score.accuracy, 0);
  EXPECT_EQ(score.macro_f1, 0);
  EXPECT_EQ(BootstrapInterval({}, 2, Figure::kMacroF1).high, 0);
}

TEST(Interval, HoldsTheFigureIsSeededAndNarrowsWithMore) {
  const std::vector<Judged> few = Items();
  const Interval first = BootstrapInterval(few, 3, Figure::kAccuracy);
  const Interval again = BootstrapInterval(few, 3, Figure::kAccuracy);
  EXPECT_EQ(first.low, again.low);
  EXPECT_EQ(first.high, again.high);
  EXPECT_LT(first.low, 0.6);
  EXPECT_GT(first.high, 0.6);
  std::vector<Judged> many;
  for (uint32_t i = 0; i < 50; ++i) {
    for (Judged item : few) {
      item.group += i * 100;
      many.push_back(item);
    }
  }
  const Interval narrow = BootstrapInterval(many, 3, Figure::kAccuracy, 200);
  EXPECT_LT(narrow.high - narrow.low, (first.high - first.low) / 3);
}

TEST(Interval, OfOneGroupIsAPoint) {
  std::vector<Judged> items = Items();
  for (Judged& item : items) item.group = 1;
  const Interval interval = BootstrapInterval(items, 3, Figure::kAccuracy);
  EXPECT_DOUBLE_EQ(interval.low, 0.6);
  EXPECT_DOUBLE_EQ(interval.high, 0.6);
}

// A rare class that is always likely, never likeliest: only a larger factor answers it.
TEST(ClassFactors, BringOutARareClass) {
  std::vector<Predicted> items(8, {{0.9, 0.1}, 0});
  items.push_back({{0.7, 0.3}, 1});
  EXPECT_EQ(Decide(items.back().probabilities, {1, 1}), 0);
  const std::vector<double> factors = TuneFactors(items, 2);
  EXPECT_EQ(Decide(items.back().probabilities, factors), 1);
  EXPECT_EQ(Decide(items.front().probabilities, factors), 0);
}

TEST(Csv, ReadsQuotedFields) {
  using Rows = std::vector<std::vector<std::string>>;
  EXPECT_EQ(ReadCsv("a,b\n1,\"x, \"\"y\"\"\nz\"\r\n"), (Rows{{"a", "b"}, {"1", "x, \"y\"\nz"}}));
  EXPECT_EQ(ReadCsv("a,\n,b"), (Rows{{"a", ""}, {"", "b"}}));
  EXPECT_TRUE(ReadCsv("").empty());
}

}  // namespace
}  // namespace parallax::quality
