#include "plugins/linguistics/tagging/sequence_tagger.h"

#include <algorithm>
#include <cstring>

namespace plx::linguistics::tagging {

namespace {

constexpr size_t kBlock = 16;  // labels that are summed at once

// Adds the weights of kBlock labels: in 16 bits, which 255 rows cannot overflow.
void SumBlock(const int8_t* const* first, const int8_t* const* end, size_t label, int32_t* sums) {
  using Narrow __attribute__((vector_size(kBlock))) = int8_t;
  using Wide __attribute__((vector_size(2 * kBlock))) = int16_t;
  while (first != end) {
    Wide sum{};
    for (const auto* stop = first + std::min<ptrdiff_t>(end - first, 255); first != stop; ++first) {
      Narrow weights;
      std::memcpy(&weights, *first + label, sizeof(weights));
      sum += __builtin_convertvector(weights, Wide);
    }
    for (size_t k = 0; k < kBlock; ++k) sums[k] += sum[k];
  }
}

// Adds rows of weights, one for each label.
void Sum(const std::vector<const int8_t*>& rows, size_t labels, int32_t* sums) {
  const int8_t* const* first = rows.data();
  const int8_t* const* end = first + rows.size();
  size_t label = 0;
  for (; label + kBlock <= labels; label += kBlock) SumBlock(first, end, label, sums + label);
  for (; label < labels; ++label) {
    for (const int8_t* weights : rows) sums[label] += weights[label];
  }
}

}  // namespace

SequenceTagger::SequenceTagger(const TagModel& model)
    : model_(model), lattice_(model.labels(), model.transitions()) {}

std::vector<TaggedSpan> SequenceTagger::Tag(const FeatureRows& rows) {
  // The features of row i that may have weights are asked for, row i - 1 is searched and its weights are asked
  // for, row i - 2 is summed: no step waits for the memory of its own.
  const size_t size = rows.size();
  lattice_.Reset(size);
  std::vector<uint64_t> likely, searched;
  std::vector<const int8_t*> here, next;
  for (size_t i = 0; i < size + 2; ++i) {
    searched.swap(likely);
    likely.clear();
    if (i < size) {
      likely.resize(rows.starts[i + 1] - rows.starts[i]);
      size_t count = 0;
      for (uint32_t f = rows.starts[i]; f < rows.starts[i + 1]; ++f) {
        likely[count] = rows.hashes[f];
        count += model_.MayHaveWeights(rows.hashes[f]);
      }
      likely.resize(count);
      for (const uint64_t feature : likely) model_.Prefetch(feature);
    }
    next.clear();
    for (const uint64_t feature : searched) {
      const int8_t* weights = model_.Weights(feature);
      if (weights == nullptr) continue;
      __builtin_prefetch(weights);
      next.push_back(weights);
    }
    if (i >= 2) Sum(here, model_.labels().size(), lattice_.Emissions(i - 2));
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
