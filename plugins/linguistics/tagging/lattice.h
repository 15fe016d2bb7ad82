// The best labels of a sequence, and how much better they are than the next best.
//
// Viterbi's algorithm over integer scores, forward and backward (A. Viterbi, "Error Bounds for
// Convolutional Codes", 1967): every machine finds the same path. Ties go to the lower label.
#ifndef PLUGINS_LINGUISTICS_TAGGING_LATTICE_H_
#define PLUGINS_LINGUISTICS_TAGGING_LATTICE_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "plugins/linguistics/tagging/label_set.h"

namespace plx::linguistics::tagging {

// Used again and again by one line of execution, so that it keeps its memory.
class Lattice {
 public:
  // `transitions`: from-major, size() * size(); both outlive the lattice.
  Lattice(const LabelSet& labels, const std::vector<int32_t>& transitions);

  // Starts a sequence of `size` tokens with all scores 0.
  void Reset(size_t size);
  // Scores of the labels of token i, to be added to.
  int32_t* Emissions(size_t i) { return &emissions_[i * labels_.size()]; }

  // The best labels; valid after the scores are set.
  const std::vector<uint8_t>& Best();
  // What the best path through the labels of `span` is ahead of the best path that gives the
  // weakest token of the span another type or none. Call after Best; one backward pass per sequence.
  int32_t Margin(const LabelledSpan& span);

 private:
  // A step to a label from one that may stand before it.
  struct Step {
    size_t from = 0;
    int64_t score = 0;
  };
  void Backward(size_t first);

  const LabelSet& labels_;
  const std::vector<int32_t>& transitions_;
  std::vector<Step> steps_;               // by the label they lead to, then by `from`
  size_t size_ = 0;
  std::vector<int32_t> emissions_;
  std::vector<int32_t> forward_;   // best score of a path that ends with label l at token i
  std::vector<int32_t> backward_;  // best score of what follows it, from token backward_first_ on
  std::vector<int64_t> ranked_;    // the scores of one token's labels, with the labels in their low bits
  std::vector<uint8_t> from_;
  std::vector<uint8_t> best_;
  size_t backward_first_ = 0;
};

}  // namespace plx::linguistics::tagging

#endif  // PLUGINS_LINGUISTICS_TAGGING_LATTICE_H_
