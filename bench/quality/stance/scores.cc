#include "bench/quality/stance/scores.h"

#include <algorithm>

#include "absl/strings/str_format.h"

namespace parallax::quality {
namespace {

// SplitMix64 (G. Steele et al., 2014).
uint64_t NextRandom(uint64_t* state) {
  uint64_t z = *state += 0x9e3779b97f4a7c15ull;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
  return z ^ (z >> 31);
}

}  // namespace

SignScores ScoreSigns(const std::vector<SignAnswer>& answers) {
  std::array<std::array<double, 3>, 3> confusion{};  // gold, said
  for (const SignAnswer& a : answers) {
    ++confusion[static_cast<size_t>(a.gold + 1)][static_cast<size_t>(a.said + 1)];
  }
  SignScores scores;
  for (size_t c = 0; c < 3; ++c) {
    double gold = 0, said = 0;
    for (size_t k = 0; k < 3; ++k) gold += confusion[c][k], said += confusion[k][c];
    scores.f1[c] = gold + said == 0 ? 0 : 2 * confusion[c][c] / (gold + said);
    scores.macro += scores.f1[c] / 3;
    scores.accuracy += answers.empty() ? 0 : confusion[c][c] / static_cast<double>(answers.size());
  }
  scores.sided = (scores.f1[0] + scores.f1[2]) / 2;
  double said = 0, sided = 0;
  for (size_t k = 0; k < 3; ++k) {
    said += confusion[k][0] + confusion[k][2];
    sided += confusion[0][k] + confusion[2][k];
  }
  const double right = confusion[0][0] + confusion[2][2];
  scores.precision = said == 0 ? 0 : right / said;
  scores.coverage = sided == 0 ? 0 : right / sided;
  return scores;
}

Interval Bootstrap(const std::vector<SignAnswer>& answers, double SignScores::* score,
                   int resamples, uint64_t seed) {
  if (answers.empty()) return {};
  std::vector<double> values;
  std::vector<SignAnswer> sample(answers.size());
  for (int i = 0; i < resamples; ++i) {
    for (SignAnswer& a : sample) a = answers[NextRandom(&seed) % answers.size()];
    values.push_back(ScoreSigns(sample).*score);
  }
  std::sort(values.begin(), values.end());
  const size_t tail = values.size() * 25 / 1000;
  return {values[tail], values[values.size() - 1 - tail]};
}

std::string WithInterval(double value, Interval interval) {
  return absl::StrFormat("%.1f [%.1f, %.1f]", 100 * value, 100 * interval.low, 100 * interval.high);
}

}  // namespace parallax::quality
