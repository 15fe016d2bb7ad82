// Trains a sequence tagger: the averaged structured perceptron.
//
// M. Collins, "Discriminative Training Methods for Hidden Markov Models" (EMNLP 2002), with the
// averaging of H. Daumé (thesis, 2006) and a cost for each wrong label while decoding, which keeps
// the right path ahead by a margin (B. Taskar et al., "Max-Margin Markov Networks", 2003). All
// arithmetic is on integers: the same data, options and seed give the same bytes on every machine.
#ifndef PARALLAX_TOOLS_TRAIN_TAGGER_PERCEPTRON_H_
#define PARALLAX_TOOLS_TRAIN_TAGGER_PERCEPTRON_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "plugins/linguistics/tagging/label_set.h"
#include "plugins/linguistics/tagging/tag_model.h"

namespace parallax {

// One sentence with its right labels.
struct TrainingSequence {
  plx::linguistics::tagging::FeatureRows rows;
  std::vector<uint8_t> labels;
  uint32_t document = 0;  // sentences of one document, and their copies, are held out together
  bool copy = false;      // with other names in it: for training, never for calibration
};

struct TrainingOptions {
  int epochs = 12;
  uint64_t seed = 1;
  int cost = 2;           // of a wrong label while decoding; 0: the plain perceptron
  int missed_cost = 2;    // more, of O where a name stands
  int min_count = 2;      // features seen in fewer tokens are left out
  size_t max_features = 150000;  // those with the largest weights stay
  int folds = 5;          // for the calibration; below 2: none
  uint32_t schema = 0;    // written into the model
  std::function<void(const std::string&)> progress = [](const std::string&) {};
};

// The parameters of a model as TagModel reads them.
std::string TrainTagModel(const std::vector<TrainingSequence>& sequences,
                          const plx::linguistics::tagging::LabelSet& labels,
                          const TrainingOptions& options);

}  // namespace parallax

#endif  // PARALLAX_TOOLS_TRAIN_TAGGER_PERCEPTRON_H_
