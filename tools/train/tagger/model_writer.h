// Writes the parameters of a tagger in the layout that TagModel reads.
#ifndef PARALLAX_TOOLS_TRAIN_TAGGER_MODEL_WRITER_H_
#define PARALLAX_TOOLS_TRAIN_TAGGER_MODEL_WRITER_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "plugins/linguistics/tagging/label_set.h"

namespace parallax {

inline constexpr int64_t kAverageUnit = 1000;

// Weights in thousandths of one correction.
struct Averages {
  std::vector<uint64_t> features;    // rising
  std::vector<int32_t> weights;      // features.size() * labels
  std::vector<int32_t> transitions;  // labels * labels
};

struct ModelShape {
  uint32_t schema = 0;
  size_t max_features = 0;
  int32_t unit = 1;  // what one step of the 8-bit weights is worth, in thousandths
};

// The unit by which one weight in two thousand is cut to 8 bits.
int32_t UnitOf(const Averages& averages);

// `calibration`: as Calibrate gives it.
std::string WriteTagModel(const Averages& averages,
                          const plx::linguistics::tagging::LabelSet& labels,
                          const ModelShape& shape,
                          const std::vector<std::pair<int32_t, int32_t>>& calibration);

}  // namespace parallax

#endif  // PARALLAX_TOOLS_TRAIN_TAGGER_MODEL_WRITER_H_
