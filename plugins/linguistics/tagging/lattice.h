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
  int32_t Transition(size_t from, size_t next) const { return transitions_[from * labels_.size() + next]; }
  void Forward(size_t i);
  void Backward(size_t first);

  const LabelSet& labels_;
  const std::vector<int32_t>& transitions_;
  // O and the labels that begin a name come after the same labels and differ in little but their scores, so only
  // a label that is at most `spread_` behind the best one can be the best one's neighbour.
  std::vector<uint8_t> openers_;  // the labels that may follow whatever O may follow
  std::vector<uint8_t> inner_;    // all others
  int32_t spread_ = 0;            // between the least and the greatest score of a step to an opener
  size_t size_ = 0;
  std::vector<int32_t> emissions_;
  std::vector<int32_t> forward_;   // best score of a path that ends with label l at token i
  std::vector<int32_t> backward_;  // best score of what follows it, from token backward_first_ on
  std::vector<uint8_t> near_;      // labels of one token that are at most spread_ behind the best
  std::vector<uint8_t> from_;
  std::vector<uint8_t> best_;
  size_t backward_first_ = 0;
};

}  // namespace plx::linguistics::tagging

#endif  // PLUGINS_LINGUISTICS_TAGGING_LATTICE_H_
