// The parameters of a sequence tagger, read where they lie: in a mapped file, or among a plugin's
// own constants. Nothing is copied but the labels, the transitions, an index of four bytes a slot, which finds
// the slot of a feature at the first or second look, and a bit of each fingerprint, which says of most
// features without weights that they have none: both stay in the cache.
//
// A linear model over hashed features (K. Weinberger et al., "Feature Hashing for Large Scale
// Multitask Learning", 2009): each feature is a 64-bit hash; its weights, one byte for each label,
// stand in an open-addressing table under the hash's low 32 bits. Layout, little-endian:
//
//   0  "PLXTAG1\n"   8 u64 checksum of all that follows   16 u32 schema: version of the features
//   20 u32 labels    24 u32 slots   28 u32 used slots   32 u32 bytes of the label text
//   36 u32 steps of calibration
//   40 label text: "O\nB-PER\n..."
//      transitions: labels * labels i16, from-major
//      calibration: per step i32 margin, i32 thousandths right
//      slots: u32 fingerprint (0: free), labels i8
#ifndef PLUGINS_LINGUISTICS_TAGGING_TAG_MODEL_H_
#define PLUGINS_LINGUISTICS_TAGGING_TAG_MODEL_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "plugins/linguistics/tables/bit_filter.h"
#include "plugins/linguistics/tables/feature_slots.h"
#include "plugins/linguistics/tagging/label_set.h"

namespace plx::linguistics::tagging {

inline constexpr std::string_view kTagModelMagic = "PLXTAG1\n";
inline constexpr size_t kTagModelHeader = 40;

// The features of a sequence, a row of hashes for each token. Keeps its memory when it is cleared.
class FeatureRows {
 public:
  void Clear() { starts_.assign(1, 0); }
  size_t size() const { return starts_.size() - 1; }
  std::span<const uint64_t> Row(size_t i) const { return {hashes_.data() + starts_[i], starts_[i + 1] - starts_[i]}; }
  std::span<const uint64_t> All() const { return {hashes_.data(), starts_.back()}; }

  // Where to write the features of the next row, of which there are `most` or fewer; then EndRow with what stands
  // behind the last one. (A push_back for each of them cost as much as what it hashes.)
  uint64_t* NextRow(size_t most) {
    const size_t used = starts_.back();
    if (hashes_.size() < used + most) hashes_.resize(std::max(used + most, 2 * hashes_.size()));
    return hashes_.data() + used;
  }
  void EndRow(const uint64_t* end) { starts_.push_back(static_cast<uint32_t>(end - hashes_.data())); }

 private:
  std::vector<uint64_t> hashes_;
  std::vector<uint32_t> starts_ = {0};
};

// Constant; any number of threads may read it.
class TagModel {
 public:
  // `bytes` must outlive the model. Throws std::runtime_error, saying what is wrong, if they are no
  // model, are cut or changed, or were made for features of another `schema`.
  TagModel(std::string_view bytes, uint32_t schema);

  const LabelSet& labels() const { return labels_; }
  const std::vector<int32_t>& transitions() const { return transitions_; }
  // False: the feature has no weights. True of one in fifteen that have none as well.
  bool MayHaveWeights(uint64_t feature) const { return filter_.MayHold(Fingerprint(feature)); }
  // Weights of a feature, one for each label; null if it has none.
  const int8_t* Weights(uint64_t feature) const {
    return Search(feature, [&](const int8_t* weights) { return AreOf(feature, weights); });
  }
  // Where the weights are if the feature has any, found without a look at them; null if it has none.
  const int8_t* LikelyWeights(uint64_t feature) const {
    return Search(feature, [](const int8_t*) { return true; });
  }
  // False: the weights that LikelyWeights found are another feature's.
  static bool AreOf(uint64_t feature, const int8_t* weights) {
    return MarkOf(reinterpret_cast<const char*>(weights) - 4) == Fingerprint(feature);
  }
  // How often, in thousandths, a span with this margin (Lattice::Margin) was right on held-out
  // text; 500 for a model without calibration.
  int Confidence(int32_t margin) const;
  // Features that have weights.
  uint32_t feature_count() const { return used_; }

 private:
  static uint32_t MarkOf(const char* slot) {
    uint32_t mark;
    std::memcpy(&mark, slot, sizeof(mark));
    return mark;
  }

  // The weights of the first slot that the index gives for the feature and `is_it` takes.
  template <typename IsIt>
  const int8_t* Search(uint64_t feature, IsIt&& is_it) const {
    const uint32_t mark = Fingerprint(feature);
    const size_t mask = index_.size() - 1;
    for (size_t i = mark & mask; index_[i] != 0; i = (i + 1) & mask) {
      if ((index_[i] ^ mark) >> slot_bits_ != 0) continue;
      const size_t slot = (index_[i] & ((uint32_t{1} << slot_bits_) - 1)) - 1;
      const auto* weights = reinterpret_cast<const int8_t*>(slots_.data() + slot * stride_ + 4);
      if (is_it(weights)) return weights;
    }
    return nullptr;
  }

  std::string_view slots_;
  // Open addressing by the low bits of the fingerprint: its high bits, and in the low slot_bits_ the slot + 1.
  std::vector<uint32_t> index_;
  uint32_t slot_bits_ = 0;
  BitFilter filter_;  // of the fingerprints
  uint32_t stride_ = 0;
  uint32_t used_ = 0;
  LabelSet labels_;
  std::vector<int32_t> transitions_;
  std::vector<std::pair<int32_t, int32_t>> calibration_;
};

// The schema that the header of a model names; 0 if `bytes` are too short for one.
uint32_t SchemaOf(std::string_view bytes);

}  // namespace plx::linguistics::tagging

#endif  // PLUGINS_LINGUISTICS_TAGGING_TAG_MODEL_H_
