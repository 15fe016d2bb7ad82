// Factors for the probabilities of classes, so that rare classes are answered as often as serves macro-F1.
#ifndef PARALLAX_BENCH_QUALITY_STATED_CLAIM_CLASS_FACTORS_H_
#define PARALLAX_BENCH_QUALITY_STATED_CLAIM_CLASS_FACTORS_H_

#include <vector>

namespace parallax::quality {

// Probabilities of all classes for one item that the model was not trained on, and its class.
struct Predicted {
  std::vector<double> probabilities;
  int gold = 0;
};

// One factor a class, each in its turn the best of a few steps, until none gets better. The items are those of inner
// folds: never of what is scored.
std::vector<double> TuneFactors(const std::vector<Predicted>& items, int classes);

// The class whose probability times its factor is largest.
int Decide(const std::vector<double>& probabilities, const std::vector<double>& factors);

}  // namespace parallax::quality

#endif  // PARALLAX_BENCH_QUALITY_STATED_CLAIM_CLASS_FACTORS_H_
