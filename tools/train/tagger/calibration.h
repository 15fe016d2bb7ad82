// From the margin of a span to how often spans with such a margin are right.
#ifndef PARALLAX_TOOLS_TRAIN_TAGGER_CALIBRATION_H_
#define PARALLAX_TOOLS_TRAIN_TAGGER_CALIBRATION_H_

#include <cstdint>
#include <utility>
#include <vector>

namespace parallax {

struct JudgedMargin {
  int32_t margin = 0;
  bool right = false;
};

// Steps (least margin, thousandths right), both rising: isotonic regression by pooling adjacent
// violators (M. Ayer et al., "An Empirical Distribution Function for Sampling with Incomplete
// Information", 1955), with at least one in forty of the spans in each step.
std::vector<std::pair<int32_t, int32_t>> Calibrate(std::vector<JudgedMargin> margins);

}  // namespace parallax

#endif  // PARALLAX_TOOLS_TRAIN_TAGGER_CALIBRATION_H_
