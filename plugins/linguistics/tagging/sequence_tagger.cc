#include "plugins/linguistics/tagging/sequence_tagger.h"

#include <algorithm>
#include <cstring>
#include <span>

namespace plx::linguistics::tagging {

namespace {

constexpr size_t kBlock = 16;  // labels that are summed at once

// A feature and where its weights seem to be.
struct Found {
  uint64_t feature;
  const int8_t* weights;
};

// Adds the weights of kBlock labels: in 16 bits, which 255 rows cannot overflow.
void SumBlock(const int8_t* const* first, const int8_t* const* end, size_t label, int32_t* sums) {
  using Narrow __attribute__((vector_size(kBlock / 2))) = int8_t;
  using Wide __attribute__((vector_size(kBlock))) = int16_t;
  while (first != end) {
    Wide low{}, high{};
    for (const auto* stop = first + std::min<ptrdiff_t>(end - first, 255); first != stop; ++first) {
      Narrow weights[2];
      std::memcpy(weights, *first + label, sizeof(weights));
      low += __builtin_convertvector(weights[0], Wide);
      high += __builtin_convertvector(weights[1], Wide);
    }
    for (size_t k = 0; k < kBlock / 2; ++k) {
      sums[k] += low[k];
      sums[kBlock / 2 + k] += high[k];
    }
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
  // The features of row i that may have weights are kept, those of row i - 1 are searched and their weights
  // asked for, row i - 2 is summed: no step waits for the memory of its own.
  const size_t size = rows.size();
  lattice_.Reset(size);
  std::vector<uint64_t> likely;
  std::vector<Found> searched, next;
  std::vector<const int8_t*> weights;
  for (size_t i = 0; i < size + 2; ++i) {
    searched.swap(next);
    next.clear();
    for (const uint64_t feature : likely) {
      const int8_t* found = model_.LikelyWeights(feature);
      if (found == nullptr) continue;
      __builtin_prefetch(found);
      next.push_back({feature, found});
    }
    likely.clear();
    if (i < size) {
      const std::span<const uint64_t> row = rows.Row(i);
      likely.resize(row.size());
      size_t count = 0;
      for (const uint64_t feature : row) {
        likely[count] = feature;
        count += model_.MayHaveWeights(feature);
      }
      likely.resize(count);
    }
    if (i < 2) continue;
    weights.clear();
    for (const Found& found : searched) {
      const bool right = TagModel::AreOf(found.feature, found.weights);
      const int8_t* checked = right ? found.weights : model_.Weights(found.feature);
      if (checked != nullptr) weights.push_back(checked);
    }
    Sum(weights, model_.labels().size(), lattice_.Emissions(i - 2));
  }
  std::vector<TaggedSpan> found;
  for (const LabelledSpan& span : model_.labels().Decode(lattice_.Best())) {
    const int32_t margin = lattice_.Margin(span);
    found.push_back({span, margin, model_.Confidence(margin)});
  }
  return found;
}

}  // namespace plx::linguistics::tagging
