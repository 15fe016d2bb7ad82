#include "bench/quality/stated_claim/linear_model.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

#include "plugins/linguistics/text/hash64.h"

namespace parallax::quality {

void AddFeature(std::string_view name, float value, Features* features) {
  features->push_back({static_cast<uint32_t>(plx::linguistics::Hash64(name) % kFeatureSpace), value});
}

LinearModel::LinearModel(const std::vector<Example>& examples, int classes, const Options& options)
    : classes_(classes), weights_(static_cast<size_t>(kFeatureSpace) * static_cast<size_t>(classes), 0) {
  std::vector<float> squares(weights_.size(), 1e-6f);
  std::vector<size_t> order(examples.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::mt19937 random(options.seed);
  for (int epoch = 0; epoch < options.epochs; ++epoch) {
    std::shuffle(order.begin(), order.end(), random);
    for (const size_t i : order) {
      const Example& example = examples[i];
      const std::vector<double> p = Probabilities(example.features);
      const double weight = options.class_weights.empty() ? 1 : options.class_weights[static_cast<size_t>(example.gold)];
      for (int c = 0; c < classes; ++c) {
        const double error = weight * (p[static_cast<size_t>(c)] - (c == example.gold ? 1 : 0));
        for (const Feature& f : example.features) {
          const size_t at = static_cast<size_t>(f.index) * static_cast<size_t>(classes) + static_cast<size_t>(c);
          const double gradient = error * f.value + options.l2 * weights_[at];
          squares[at] += static_cast<float>(gradient * gradient);
          weights_[at] -= static_cast<float>(options.rate * gradient / std::sqrt(squares[at]));
        }
      }
    }
  }
}

std::vector<double> LinearModel::Scores(const Features& features) const {
  std::vector<double> scores(static_cast<size_t>(classes_), 0);
  for (const Feature& f : features) {
    for (size_t c = 0; c < scores.size(); ++c) scores[c] += f.value * weights_[static_cast<size_t>(f.index) * scores.size() + c];
  }
  return scores;
}

std::vector<double> LinearModel::Probabilities(const Features& features) const {
  std::vector<double> p = Scores(features);
  const double top = *std::max_element(p.begin(), p.end());
  double total = 0;
  for (double& v : p) total += v = std::exp(v - top);
  for (double& v : p) v /= total;
  return p;
}

int LinearModel::Predict(const Features& features) const {
  const std::vector<double> scores = Scores(features);
  return static_cast<int>(std::max_element(scores.begin(), scores.end()) - scores.begin());
}

}  // namespace parallax::quality
