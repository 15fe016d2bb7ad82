// Makes the features of examples as the stance plugin makes them.
#ifndef PARALLAX_TOOLS_TRAIN_STANCE_FEATURES_H_
#define PARALLAX_TOOLS_TRAIN_STANCE_FEATURES_H_

#include <functional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "plugins/stance/model/target_features.h"
#include "plugins/stance/scoring/frame_model.h"
#include "tools/train/stance_examples.h"

namespace parallax {

class StanceFeatureReader {
 public:
  StanceFeatureReader();

  // Calls `body` for each question of `example` with a function that gives the features to a sink.
  using Give = std::function<void(plx::stance::FeatureSink*)>;
  using Body = std::function<void(const StanceExample::Question& question, const Give& give)>;
  absl::Status Read(const StanceExample& example, const Body& body) const;

 private:
  plx::stance::FrameModel frames_;
  plx::stance::PolarityLexicon lexicon_;
};

}  // namespace parallax

#endif  // PARALLAX_TOOLS_TRAIN_STANCE_FEATURES_H_
