// How a headline stands to a claim: linear models over HeadlineFeatures and what else is known of the headline.
#ifndef PARALLAX_BENCH_QUALITY_STATED_CLAIM_HEADLINE_MODEL_H_
#define PARALLAX_BENCH_QUALITY_STATED_CLAIM_HEADLINE_MODEL_H_

#include <vector>

#include "bench/quality/stated_claim/linear_model.h"

namespace parallax::quality {

class HeadlineModel {
 public:
  explicit HeadlineModel(const std::vector<Example>& examples);

  int Predict(const Features& features) const;

 private:
  // Of several that saw the examples in other orders: the mean of their probabilities.
  std::vector<LinearModel> models_;
};

}  // namespace parallax::quality

#endif  // PARALLAX_BENCH_QUALITY_STATED_CLAIM_HEADLINE_MODEL_H_
