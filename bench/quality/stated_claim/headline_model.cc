#include "bench/quality/stated_claim/headline_model.h"

#include <algorithm>

namespace parallax::quality {
namespace {

constexpr int kClasses = 3;
constexpr uint32_t kOrders = 7;

LinearModel Train(const std::vector<Example>& examples, uint32_t seed) {
  LinearModel::Options options;
  options.epochs = 6;
  options.rate = 0.1;
  options.l2 = 3e-3;
  options.class_weights = {1, 1.3, 1.1};
  options.seed = seed;
  return LinearModel(examples, kClasses, options);
}

}  // namespace

HeadlineModel::HeadlineModel(const std::vector<Example>& examples) {
  for (uint32_t seed = 0; seed < kOrders; ++seed) models_.push_back(Train(examples, seed));
}

int HeadlineModel::Predict(const Features& features) const {
  std::vector<double> sum(kClasses, 0);
  for (const LinearModel& model : models_) {
    const std::vector<double> p = model.Probabilities(features);
    for (size_t c = 0; c < sum.size(); ++c) sum[c] += p[c];
  }
  return static_cast<int>(std::max_element(sum.begin(), sum.end()) - sum.begin());
}

}  // namespace parallax::quality
