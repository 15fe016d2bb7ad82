#include "bench/quality/stated_claim/class_factors.h"

#include "bench/quality/stated_claim/classification_score.h"

namespace parallax::quality {
namespace {

double MacroF1(const std::vector<Predicted>& items, const std::vector<double>& factors) {
  std::vector<Judged> judged;
  for (const Predicted& item : items) judged.push_back({item.gold, Decide(item.probabilities, factors), 0});
  return ScoreOf(judged, static_cast<int>(factors.size())).macro_f1;
}

}  // namespace

int Decide(const std::vector<double>& probabilities, const std::vector<double>& factors) {
  int best = 0;
  for (int c = 1; c < static_cast<int>(factors.size()); ++c) {
    const auto value = [&](int k) { return probabilities[static_cast<size_t>(k)] * factors[static_cast<size_t>(k)]; };
    if (value(c) > value(best)) best = c;
  }
  return best;
}

std::vector<double> TuneFactors(const std::vector<Predicted>& items, int classes) {
  constexpr double kSteps[] = {0.3, 0.5, 0.7, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 2, 3, 4, 6};
  constexpr double kWorthIt = 1e-4;
  std::vector<double> factors(static_cast<size_t>(classes), 1);
  double best = MacroF1(items, factors);
  for (bool better = true; better;) {
    better = false;
    for (double& factor : factors) {
      const double kept = factor;
      double chosen = kept;
      for (const double step : kSteps) {
        factor = step;
        const double score = MacroF1(items, factors);
        if (score > best + kWorthIt) best = score, chosen = step, better = true;
      }
      factor = chosen;
    }
  }
  return factors;
}

}  // namespace parallax::quality
