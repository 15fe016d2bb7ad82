// Logistic regression with one class against the others, after weighing each feature by how
// differently the classes use it.
//
// Weights: S. Wang and C. Manning, "Baselines and Bigrams" (ACL 2012): a feature counts by its
// log-count ratio between the class and the rest. Fit: L2-regularised logistic regression by dual
// coordinate descent (H.-F. Yu, F.-L. Huang and C.-J. Lin, "Dual Coordinate Descent Methods for
// Logistic Regression and Maximum Entropy Models", 2011).
#ifndef PARALLAX_TOOLS_TRAIN_LOGISTIC_H_
#define PARALLAX_TOOLS_TRAIN_LOGISTIC_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace parallax {

// A feature of an example, by its number, and how much of it there is.
struct Occurrence {
  uint32_t feature = 0;
  float times = 0;
};

struct LabelledRow {
  std::vector<Occurrence> features;
  int label = 0;  // 0, 1, 2
};

struct LogisticOptions {
  double cost = 0.06;       // C: of a wrong example against the size of the weights
  bool balanced = false;    // weigh classes as if they were equally frequent
  int rounds = 60;
  uint64_t seed = 1;
  double least_ratio = 0.1;  // log-count ratios are cut to [least, most]
  double most_ratio = 1.5;
};

using ClassWeights = std::array<double, 3>;

// The weights of `features` features: score of class c = sum of times * weight[c]. `graded[f]`: a
// strength, whose ratio is 1. Same rows, options and order: same weights.
std::vector<ClassWeights> TrainLogistic(const std::vector<const LabelledRow*>& rows, size_t features,
                                        const std::vector<bool>& graded,
                                        const LogisticOptions& options);

}  // namespace parallax

#endif  // PARALLAX_TOOLS_TRAIN_LOGISTIC_H_
