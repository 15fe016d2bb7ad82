#include "plugins/linguistics/tagging/sequence_tagger.h"

namespace plx::linguistics::tagging {

SequenceTagger::SequenceTagger(const TagModel& model)
    : model_(model), lattice_(model.labels(), model.transitions()) {}

void SequenceTagger::Sum(const std::vector<const int8_t*>& rows, int32_t* sums) const {
  constexpr size_t kBlock = 16;  // a size that compilers make vector instructions of
  const size_t labels = model_.labels().size();
  for (const int8_t* weights : rows) {
    size_t label = 0;
    for (; label + kBlock <= labels; label += kBlock) {
      for (size_t k = 0; k < kBlock; ++k) sums[label + k] += weights[label + k];
    }
    for (; label < labels; ++label) sums[label] += weights[label];
  }
}

std::vector<TaggedSpan> SequenceTagger::Tag(const FeatureRows& rows) {
  // Row i + 2 is asked for, row i + 1 is searched and its weights are asked for, row i is summed: no step
  // waits for the memory of its own.
  const size_t size = rows.size();
  lattice_.Reset(size);
  std::vector<const int8_t*> here, next;
  for (size_t i = 0; i < size + 2; ++i) {
    if (i < size) {
      for (uint32_t f = rows.starts[i]; f < rows.starts[i + 1]; ++f) model_.Prefetch(rows.hashes[f]);
    }
    next.clear();
    if (i >= 1 && i < size + 1) {
      for (uint32_t f = rows.starts[i - 1]; f < rows.starts[i]; ++f) {
        const int8_t* weights = model_.Weights(rows.hashes[f]);
        if (weights == nullptr) continue;
        __builtin_prefetch(weights);
        next.push_back(weights);
      }
    }
    if (i >= 2) Sum(here, lattice_.Emissions(i - 2));
    here.swap(next);
  }
  std::vector<TaggedSpan> found;
  for (const LabelledSpan& span : model_.labels().Decode(lattice_.Best())) {
    const int32_t margin = lattice_.Margin(span);
    found.push_back({span, margin, model_.Confidence(margin)});
  }
  return found;
}

}  // namespace plx::linguistics::tagging
