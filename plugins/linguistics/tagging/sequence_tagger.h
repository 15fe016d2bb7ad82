// Finds the names of a sequence with a model: features in, spans with their confidence out.
#ifndef PLUGINS_LINGUISTICS_TAGGING_SEQUENCE_TAGGER_H_
#define PLUGINS_LINGUISTICS_TAGGING_SEQUENCE_TAGGER_H_

#include <vector>

#include "plugins/linguistics/tagging/lattice.h"
#include "plugins/linguistics/tagging/tag_model.h"

namespace plx::linguistics::tagging {

struct TaggedSpan {
  LabelledSpan span;
  int32_t margin = 0;  // Lattice::Margin
  int confidence = 0;  // thousandths
};

// One line of execution.
class SequenceTagger {
 public:
  // `model` must outlive the tagger.
  explicit SequenceTagger(const TagModel& model);
  // Spans in order; none overlap.
  std::vector<TaggedSpan> Tag(const FeatureRows& rows);

 private:

  const TagModel& model_;
  Lattice lattice_;
};

}  // namespace plx::linguistics::tagging

#endif  // PLUGINS_LINGUISTICS_TAGGING_SEQUENCE_TAGGER_H_
