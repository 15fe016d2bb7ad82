// Two linear models, one behind the other: whether a body is about what a headline says, and if so how it stands to it.
#ifndef PARALLAX_BENCH_QUALITY_STATED_CLAIM_BODY_MODEL_H_
#define PARALLAX_BENCH_QUALITY_STATED_CLAIM_BODY_MODEL_H_

#include <cstdint>
#include <vector>

#include "bench/quality/stated_claim/body_features.h"
#include "bench/quality/stated_claim/linear_model.h"

namespace parallax::quality {

struct BodyExample {
  Features related, stance;  // PairFeatures
  int gold = 0;              // BodyPosition
  uint32_t body = 0;         // equal for the pairs of one body
  uint32_t headline = 0;
};

class BodyModel {
 public:
  // The factors of the classes are tuned on inner folds that share neither bodies nor headlines, if there are
  // enough of both.
  explicit BodyModel(const std::vector<const BodyExample*>& examples);

  int Predict(const BodyExample& example) const;

 private:
  struct Stages {
    LinearModel related, stance;
  };
  static Stages Train(const std::vector<const BodyExample*>& examples);
  static std::vector<double> Probabilities(const Stages& stages, const BodyExample& example);

  Stages stages_;
  std::vector<double> factors_;
};

}  // namespace parallax::quality

#endif  // PARALLAX_BENCH_QUALITY_STATED_CLAIM_BODY_MODEL_H_
