// A multinomial logistic regression over hashed features, trained by stochastic gradient descent (AdaGrad)
// with L2; seeded, so that the same rows give the same model.
#ifndef PARALLAX_BENCH_QUALITY_STATED_CLAIM_LINEAR_MODEL_H_
#define PARALLAX_BENCH_QUALITY_STATED_CLAIM_LINEAR_MODEL_H_

#include <cstdint>
#include <string_view>
#include <vector>

namespace parallax::quality {

// A feature by its hash, with its value.
struct Feature {
  uint32_t index = 0;
  float value = 1;
};
using Features = std::vector<Feature>;

inline constexpr uint32_t kFeatureSpace = 1u << 18;

// Adds `name` to the features.
void AddFeature(std::string_view name, float value, Features* features);

struct Example {
  Features features;
  int gold = 0;
};

class LinearModel {
 public:
  struct Options {
    int epochs = 12;
    double rate = 0.2;
    double l2 = 2e-5;
    std::vector<double> class_weights;  // empty: all 1
    uint32_t seed = 7;                  // of the order of the examples
  };
  LinearModel(const std::vector<Example>& examples, int classes, const Options& options);

  std::vector<double> Probabilities(const Features& features) const;
  int Predict(const Features& features) const;

 private:
  std::vector<double> Scores(const Features& features) const;
  int classes_;
  std::vector<float> weights_;  // by feature, then class
};

}  // namespace parallax::quality

#endif  // PARALLAX_BENCH_QUALITY_STATED_CLAIM_LINEAR_MODEL_H_
