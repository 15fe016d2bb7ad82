#include "server/evaluation/scores.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

namespace parallax::evaluation {
namespace {

CountsOfDocuments Documents(std::vector<DocumentCounts> counts) {
  return std::make_shared<const std::vector<DocumentCounts>>(std::move(counts));
}

std::vector<Score> Scores(const std::vector<CountsOfDocuments>& parts, const Selected& selected = {}) {
  auto scores = ScoresOf(parts, selected, CallContext());
  EXPECT_TRUE(scores.ok()) << scores.status();
  return *std::move(scores);
}

const Score& Row(const std::vector<Score>& scores, const std::string& label,
                 Aggregate aggregate = Aggregate::kLabel) {
  return *std::find_if(scores.begin(), scores.end(), [&](const Score& score) {
    return score.key.label == label && score.aggregate == aggregate;
  });
}

// A mention per run of B-X I-X ... of one letter and one blank a word.
std::vector<Finding> Labelled(const std::vector<std::string>& labels) {
  std::vector<Finding> mentions;
  for (uint32_t i = 0; i < labels.size(); ++i) {
    if (labels[i] == "O") continue;
    if (labels[i][0] == 'B') {
      Mention mention;
      mention.span = {2 * i, 2 * i + 1};
      mention.type = labels[i].substr(2);
      mentions.emplace_back(mention);
    } else {
      BaseOf(mentions.back()).span.end = 2 * i + 1;
    }
  }
  return mentions;
}

// The example in the README of seqeval, which follows conlleval: MISC 0.00, PER 1.00, micro average
// 0.50, macro average 0.50. tests/quality/entity_scorer_test.py holds bench/quality to the same.
TEST(ScoresTest, TheExampleOfSeqeval) {
  const auto scores = Scores({Documents(
      {CountMatches(Labelled({"O", "O", "O", "B-MISC", "I-MISC", "I-MISC", "O"}),
                    Labelled({"O", "O", "B-MISC", "I-MISC", "I-MISC", "I-MISC", "O"})),
       CountMatches(Labelled({"B-PER", "I-PER", "O"}), Labelled({"B-PER", "I-PER", "O"}))})});
  ASSERT_EQ(scores.size(), 4u);
  EXPECT_EQ(Row(scores, "MISC").counts, (Counts{0, 1, 1}));
  EXPECT_EQ(Row(scores, "PER").counts, (Counts{1, 0, 0}));
  EXPECT_DOUBLE_EQ(Row(scores, "MISC").figures.f1, 0.0);
  EXPECT_DOUBLE_EQ(Row(scores, "PER").figures.f1, 1.0);
  EXPECT_DOUBLE_EQ(Row(scores, "", Aggregate::kMicro).figures.f1, 0.5);
  EXPECT_DOUBLE_EQ(Row(scores, "", Aggregate::kMacro).figures.f1, 0.5);
}

// The example of test_precision_recall_and_type in tests/quality/entity_scorer_test.py.
TEST(ScoresTest, TheSameFiguresAsTheScorerOfBenchQuality) {
  const auto scores = Scores({Documents(
      {CountMatches(Labelled({"B-PER", "O", "B-PER", "O", "B-ORG", "B-LOC"}),
                    Labelled({"B-PER", "O", "O", "O", "B-PER", "B-LOC"}))})});
  const Score& micro = Row(scores, "", Aggregate::kMicro);
  EXPECT_DOUBLE_EQ(micro.figures.precision, 2.0 / 3);
  EXPECT_DOUBLE_EQ(micro.figures.recall, 0.5);
  EXPECT_DOUBLE_EQ(micro.figures.f1, 4.0 / 7);
  EXPECT_EQ(Row(scores, "ORG").figures.f1, 0.0);
  EXPECT_FALSE(micro.intervals.has_value()) << "one document";
}

// By hand: a 3/1/0 -> P .75 R 1 F 6/7; b 1/1/2 -> P .5 R 1/3 F .4.
TEST(ScoresTest, MicroSumsAndMacroIsTheMean) {
  const auto scores = Scores({Documents({{{{"claims", "a"}, {2, 1, 0}}, {{"claims", "b"}, {1, 0, 2}}}}),
                              Documents({{{{"claims", "a"}, {1, 0, 0}}, {{"claims", "b"}, {0, 1, 0}}}})});
  ASSERT_EQ(scores.size(), 4u);
  EXPECT_DOUBLE_EQ(Row(scores, "a").figures.f1, 6.0 / 7);
  EXPECT_DOUBLE_EQ(Row(scores, "b").figures.f1, 0.4);
  const Score& micro = Row(scores, "", Aggregate::kMicro);
  EXPECT_EQ(micro.counts, (Counts{4, 2, 2}));
  EXPECT_DOUBLE_EQ(micro.figures.f1, 2.0 / 3);
  const Score& macro = Row(scores, "", Aggregate::kMacro);
  EXPECT_EQ(macro.counts, Counts());
  EXPECT_DOUBLE_EQ(macro.figures.precision, 0.625);
  EXPECT_DOUBLE_EQ(macro.figures.recall, 2.0 / 3);
  EXPECT_DOUBLE_EQ(macro.figures.f1, (6.0 / 7 + 0.4) / 2);
}

TEST(ScoresTest, LayersWithoutGoldAreLeftOutUnlessAskedFor) {
  const std::vector<CountsOfDocuments> parts = {
      Documents({{{{"claims", "a"}, {1, 0, 0}}, {{"quantities", "USD"}, {0, 3, 0}}}})};
  EXPECT_EQ(Scores(parts).size(), 3u);
  const auto asked = Scores(parts, {{"quantities"}, {}});
  ASSERT_EQ(asked.size(), 3u);
  EXPECT_EQ(Row(asked, "USD").counts, (Counts{0, 3, 0}));
  EXPECT_EQ(Row(asked, "USD").figures.precision, 0.0);
}

TEST(ScoresTest, OnlyTheLabelsThatAreAskedForCount) {
  const std::vector<CountsOfDocuments> parts = {
      Documents({{{{"mentions", "PER"}, {1, 0, 0}}, {{"mentions", "LOC"}, {0, 5, 1}}}})};
  const auto scores = Scores(parts, {{}, {"PER"}});
  ASSERT_EQ(scores.size(), 3u);
  EXPECT_EQ(Row(scores, "", Aggregate::kMicro).counts, (Counts{1, 0, 0}));
}

TEST(ScoresTest, IntervalsHoldTheFigureAndDoNotDependOnParts) {
  std::vector<DocumentCounts> all, first, second;
  for (int i = 0; i < 200; ++i) {
    const DocumentCounts counts = {{{"mentions", "PER"}, i % 3 ? Counts{1, 0, 0} : Counts{0, 0, 1}}};
    all.push_back(counts);
    (i < 77 ? first : second).push_back(counts);
  }
  const auto scores = Scores({Documents(all)});
  const Score& row = Row(scores, "PER");
  ASSERT_TRUE(row.intervals.has_value());
  EXPECT_LT(row.intervals->low.recall, row.figures.recall);
  EXPECT_GT(row.intervals->high.recall, row.figures.recall);
  // Normal approximation of the binomial: 0.665 ± 1.96 sqrt(0.665 × 0.335 / 200) = 0.600..0.730.
  EXPECT_NEAR(row.intervals->low.recall, 0.600, 0.02);
  EXPECT_NEAR(row.intervals->high.recall, 0.730, 0.02);
  EXPECT_EQ(row.intervals->low.precision, 1.0);
  const auto in_parts = Scores({Documents(first), Documents(second)});
  EXPECT_EQ(Row(in_parts, "PER").intervals->low.f1, row.intervals->low.f1);
  EXPECT_EQ(Row(in_parts, "PER").intervals->high.f1, row.intervals->high.f1);
}

TEST(ScoresTest, StopsWhenNobodyWaits) {
  CallContext call;
  call.Cancel();
  const DocumentCounts counts = {{{"mentions", "PER"}, {1, 0, 0}}};
  EXPECT_TRUE(absl::IsCancelled(ScoresOf({Documents({counts, counts})}, {}, call).status()));
}

}  // namespace
}  // namespace parallax::evaluation
