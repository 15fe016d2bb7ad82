// The scorer of bench/quality against figures known from elsewhere.
#include "bench/quality/stance/scores.h"

#include "gtest/gtest.h"

namespace parallax::quality {
namespace {

// The example of scikit-learn's documentation of f1_score: labels 0 1 2 0 1 2 answered
// 0 2 1 0 0 1 have F1 0.8, 0, 0, a macro mean of 0.26... and an accuracy of 0.33...
TEST(ScoresTest, KnownExample) {
  const std::vector<SignAnswer> answers = {{-1, -1}, {0, 1}, {1, 0}, {-1, -1}, {0, -1}, {1, 0}};
  const SignScores scores = ScoreSigns(answers);
  EXPECT_NEAR(scores.f1[0], 0.8, 1e-12);
  EXPECT_EQ(scores.f1[1], 0);
  EXPECT_EQ(scores.f1[2], 0);
  EXPECT_NEAR(scores.macro, 0.8 / 3, 1e-12);
  EXPECT_NEAR(scores.accuracy, 1.0 / 3, 1e-12);
  EXPECT_NEAR(scores.sided, 0.4, 1e-12);
  EXPECT_NEAR(scores.precision, 2.0 / 4, 1e-12);  // four answers took a side
  EXPECT_NEAR(scores.coverage, 2.0 / 4, 1e-12);   // of four that should
}

TEST(ScoresTest, NothingSaidIsNoPrecisionAndNoCoverage) {
  const SignScores scores = ScoreSigns({{-1, 0}, {1, 0}, {0, 0}});
  EXPECT_EQ(scores.precision, 0);
  EXPECT_EQ(scores.coverage, 0);
  EXPECT_NEAR(scores.f1[1], 0.5, 1e-12);
  EXPECT_EQ(ScoreSigns({}).macro, 0);
}

// Of n answers with a share p right, the middle 95% of resampled accuracies is near
// p ± 1.96 sqrt(p (1 - p) / n).
TEST(ScoresTest, BootstrapMeetsTheNormalApproximation) {
  std::vector<SignAnswer> answers;
  for (int i = 0; i < 400; ++i) answers.push_back({1, i % 4 == 0 ? -1 : 1});
  const Interval interval = Bootstrap(answers, &SignScores::accuracy, 2000);
  EXPECT_NEAR(interval.low, 0.75 - 0.0424, 0.006);
  EXPECT_NEAR(interval.high, 0.75 + 0.0424, 0.006);
  const Interval again = Bootstrap(answers, &SignScores::accuracy, 2000);
  EXPECT_EQ(interval.low, again.low);
  EXPECT_EQ(interval.high, again.high);
}

TEST(ScoresTest, ReadsAsPercent) { EXPECT_EQ(WithInterval(0.678, {0.655, 0.7012}), "67.8 [65.5, 70.1]"); }

}  // namespace
}  // namespace parallax::quality
