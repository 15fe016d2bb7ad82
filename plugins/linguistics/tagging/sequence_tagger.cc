#include "plugins/linguistics/tagging/sequence_tagger.h"

namespace plx::linguistics::tagging {

SequenceTagger::SequenceTagger(const TagModel& model)
    : model_(model), lattice_(model.labels(), model.transitions()) {}

std::vector<TaggedSpan> SequenceTagger::Tag(const FeatureRows& rows) {
  const size_t labels = model_.labels().size();
  lattice_.Reset(rows.size());
  for (size_t i = 0; i < rows.size(); ++i) {
    int32_t* emissions = lattice_.Emissions(i);
    if (i + 1 < rows.size()) {
      for (uint32_t f = rows.starts[i + 1]; f < rows.starts[i + 2]; ++f) model_.Prefetch(rows.hashes[f]);
    }
    for (uint32_t f = rows.starts[i]; f < rows.starts[i + 1]; ++f) {
      const int8_t* weights = model_.Weights(rows.hashes[f]);
      if (weights == nullptr) continue;
      for (size_t label = 0; label < labels; ++label) emissions[label] += weights[label];
    }
  }
  std::vector<TaggedSpan> found;
  for (const LabelledSpan& span : model_.labels().Decode(lattice_.Best())) {
    const int32_t margin = lattice_.Margin(span);
    found.push_back({span, margin, model_.Confidence(margin)});
  }
  return found;
}

}  // namespace plx::linguistics::tagging
