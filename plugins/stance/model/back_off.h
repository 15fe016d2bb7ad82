// What the trained model says where no frame fired: which side a sentence takes towards a name, and
// which side one name takes towards another. It abstains below a confidence. English only.
#ifndef PLUGINS_STANCE_MODEL_BACK_OFF_H_
#define PLUGINS_STANCE_MODEL_BACK_OFF_H_

#include <vector>

#include "plugins/stance/model/linear_model.h"
#include "plugins/stance/model/target_features.h"
#include "plugins/stance/scoring/document_reading.h"
#include "plugins/stance/scoring/options.h"

namespace plx::stance {

// Constant after construction; any number of threads may use it.
class BackOff {
 public:
  // Throws plx::Error (PLX_INVALID_ARGUMENT) if the parameters are not for these features.
  BackOff();

  // Adds to `opinions`, which the frames found, what the model says of the names of each sentence
  // that they left open. Nothing for Options::kNone.
  void Add(const DocumentReading& reading, const Options& options, const Call& call,
           std::vector<Opinion>* opinions) const;

 private:
  class Asker;

  PolarityLexicon lexicon_;
  LinearModel target_;
  LinearModel directed_;
};

}  // namespace plx::stance

#endif  // PLUGINS_STANCE_MODEL_BACK_OFF_H_
