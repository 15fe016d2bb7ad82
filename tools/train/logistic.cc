#include "tools/train/logistic.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace parallax {
namespace {

constexpr double kInnerPrecision = 1e-8;
constexpr int kNewtonSteps = 100;

// A small generator that gives the same numbers everywhere (G. Steele et al., SplitMix64, 2014).
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}
  uint64_t Next() {
    uint64_t z = state_ += 0x9e3779b97f4a7c15ull;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
    return z ^ (z >> 31);
  }
  size_t Below(size_t n) { return static_cast<size_t>(Next() % n); }

 private:
  uint64_t state_;
};

// How much each feature counts for class `label` against the rest.
std::vector<double> Ratios(const std::vector<const LabelledRow*>& rows, size_t features,
                           const std::vector<bool>& graded, int label,
                           const LogisticOptions& options) {
  std::vector<double> in(features, 1), out(features, 1);
  for (const LabelledRow* row : rows) {
    std::vector<double>& counts = row->label == label ? in : out;
    for (const Occurrence& o : row->features) ++counts[o.feature];
  }
  const double all_in = std::accumulate(in.begin(), in.end(), 0.0);
  const double all_out = std::accumulate(out.begin(), out.end(), 0.0);
  std::vector<double> ratios(features, 1);
  for (size_t f = 0; f < features; ++f) {
    if (graded[f]) continue;
    const double ratio = std::abs(std::log((in[f] / all_in) / (out[f] / all_out)));
    ratios[f] = std::clamp(ratio, options.least_ratio, options.most_ratio);
  }
  return ratios;
}

// One example's dual variables and what one step of descent needs of it.
struct Dual {
  double cost = 0;
  double square = 0;  // of the scaled row
  double low = 0;     // alpha
  double high = 0;    // cost - alpha
  double sign = 1;    // of the label
};

// Newton's method for one variable of the dual; the change of the row's factor, 0 if none.
double Descend(double margin, Dual* d) {
  double* first = &d->low;
  double* second = &d->high;
  double side = 1;
  if (0.5 * d->square * (*second - *first) + margin < 0) {
    std::swap(first, second);
    side = -1;
  }
  const double old = *first;
  double z = d->cost - old < 0.5 * d->cost ? 0.1 * old : old;
  double slope = d->square * (z - old) + side * margin + std::log(z / (d->cost - z));
  int steps = 0;
  while (steps <= kNewtonSteps && std::abs(slope) >= kInnerPrecision) {
    const double curve = d->square + d->cost / (d->cost - z) / z;
    const double next = z - slope / curve;
    z = next <= 0 ? z * 0.1 : next;
    slope = d->square * (z - old) + side * margin + std::log(z / (d->cost - z));
    ++steps;
  }
  if (steps == 0) return 0;
  *first = z;
  *second = d->cost - z;
  return side * (z - old) * d->sign;
}

std::vector<double> Fit(const std::vector<const LabelledRow*>& rows,
                        const std::vector<double>& ratios, int label,
                        const LogisticOptions& options) {
  const auto positive = static_cast<double>(std::count_if(
      rows.begin(), rows.end(), [&](const LabelledRow* r) { return r->label == label; }));
  const double all = static_cast<double>(rows.size());
  std::vector<double> weights(ratios.size(), 0);
  std::vector<Dual> duals(rows.size());
  const auto add = [&](const LabelledRow& row, double factor) {
    for (const Occurrence& o : row.features) weights[o.feature] += factor * o.times * ratios[o.feature];
  };
  for (size_t i = 0; i < rows.size(); ++i) {
    Dual& d = duals[i];
    const bool in = rows[i]->label == label;
    d.sign = in ? 1 : -1;
    d.cost = options.cost;
    if (options.balanced) d.cost *= all / (2 * (in ? positive : all - positive));
    for (const Occurrence& o : rows[i]->features) {
      const double value = o.times * ratios[o.feature];
      d.square += value * value;
    }
    d.low = std::min(0.001 * d.cost, 1e-8);
    d.high = d.cost - d.low;
    add(*rows[i], d.sign * d.low);
  }
  std::vector<size_t> order(rows.size());
  std::iota(order.begin(), order.end(), size_t{0});
  Random random(options.seed);
  for (int round = 0; round < options.rounds; ++round) {
    for (size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random.Below(i)]);
    for (size_t i : order) {
      double margin = 0;
      for (const Occurrence& o : rows[i]->features) {
        margin += weights[o.feature] * o.times * ratios[o.feature];
      }
      const double factor = Descend(duals[i].sign * margin, &duals[i]);
      if (factor != 0) add(*rows[i], factor);
    }
  }
  for (size_t f = 0; f < weights.size(); ++f) weights[f] *= ratios[f];
  return weights;
}

}  // namespace

std::vector<ClassWeights> TrainLogistic(const std::vector<const LabelledRow*>& rows, size_t features,
                                        const std::vector<bool>& graded,
                                        const LogisticOptions& options) {
  std::vector<ClassWeights> weights(features, ClassWeights{});
  for (int label = 0; label < 3; ++label) {
    const std::vector<double> fitted =
        Fit(rows, Ratios(rows, features, graded, label, options), label, options);
    for (size_t f = 0; f < features; ++f) weights[f][static_cast<size_t>(label)] = fitted[f];
  }
  return weights;
}

}  // namespace parallax
