// Scores of a three-way question (against, neutral, for), with bootstrap confidence intervals.
#ifndef PARALLAX_BENCH_QUALITY_STANCE_SCORES_H_
#define PARALLAX_BENCH_QUALITY_STANCE_SCORES_H_

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace parallax::quality {

// One question: signs are -1, 0, +1.
struct SignAnswer {
  int gold = 0;
  int said = 0;
};

struct SignScores {
  std::array<double, 3> f1{};  // against, neutral, for; 0 for a class that nobody has
  double macro = 0;            // their mean
  double accuracy = 0;
  double sided = 0;            // mean of against and for
  double precision = 0;        // of the answers that take a side; 0 if none does
  double coverage = 0;         // share of the sided questions that got the right side
};

SignScores ScoreSigns(const std::vector<SignAnswer>& answers);

struct Interval {
  double low = 0;
  double high = 0;
};

// The 2.5th and 97.5th percentile of a score over resamples of the answers with replacement
// (B. Efron, "Bootstrap Methods: Another Look at the Jackknife", 1979). Same seed, same interval.
Interval Bootstrap(const std::vector<SignAnswer>& answers, double SignScores::* score,
                   int resamples = 1000, uint64_t seed = 1);

// "67.8 [65.5, 70.1]" in percent.
std::string WithInterval(double value, Interval interval);

}  // namespace parallax::quality

#endif  // PARALLAX_BENCH_QUALITY_STANCE_SCORES_H_
