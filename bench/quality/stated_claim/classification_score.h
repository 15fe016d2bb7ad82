// Scores of a classification: accuracy, F1 per class, macro-F1, and bootstrap intervals by group.
#ifndef PARALLAX_BENCH_QUALITY_STATED_CLAIM_CLASSIFICATION_SCORE_H_
#define PARALLAX_BENCH_QUALITY_STATED_CLAIM_CLASSIFICATION_SCORE_H_

#include <cstdint>
#include <string>
#include <vector>

namespace parallax::quality {

// One item: classes are 0 .. classes-1. Items of one group (a claim with its headlines) are drawn together.
struct Judged {
  int gold = 0;
  int predicted = 0;
  uint32_t group = 0;
};

struct ClassScore {
  double precision = 0, recall = 0, f1 = 0;  // 0 where nothing was predicted or nothing is there
  int gold = 0, predicted = 0, right = 0;
};

struct Score {
  double accuracy = 0;
  double macro_f1 = 0;  // mean of the classes' F1
  std::vector<ClassScore> classes;
};

Score ScoreOf(const std::vector<Judged>& items, int classes);

// The middle 95% of `draws` bootstrap samples of whole groups. Seeded: the same items give the same interval.
struct Interval {
  double low = 0, high = 0;
};
enum class Figure { kAccuracy, kMacroF1 };
Interval BootstrapInterval(const std::vector<Judged>& items, int classes, Figure figure, int draws = 1000);

}  // namespace parallax::quality

#endif  // PARALLAX_BENCH_QUALITY_STATED_CLAIM_CLASSIFICATION_SCORE_H_
