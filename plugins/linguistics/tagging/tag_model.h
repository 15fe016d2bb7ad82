// The parameters of a sequence tagger, read where they lie: in a mapped file, or among a plugin's
// own constants. Nothing is copied but the labels, the transitions and the fingerprints, which stand close
// together in memory; and one bit for each says of most features without weights, closer still, that they have
// none.
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

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "plugins/linguistics/tables/bit_filter.h"
#include "plugins/linguistics/tagging/label_set.h"

namespace plx::linguistics::tagging {

inline constexpr std::string_view kTagModelMagic = "PLXTAG1\n";
inline constexpr size_t kTagModelHeader = 40;

// The features of a sequence: those of token i are hashes[starts[i], starts[i + 1]).
struct FeatureRows {
  std::vector<uint64_t> hashes;
  std::vector<uint32_t> starts = {0};
  void Clear() {
    hashes.clear();
    starts.assign(1, 0);
  }
  void EndRow() { starts.push_back(static_cast<uint32_t>(hashes.size())); }
  size_t size() const { return starts.size() - 1; }
};

// The slot that a search for `feature` starts at.
inline uint32_t FirstSlot(uint64_t feature, uint32_t slots) {
  return static_cast<uint32_t>(((feature >> 32) * slots) >> 32);
}
// The mark of a feature in its slot; never 0.
inline uint32_t Fingerprint(uint64_t feature) {
  const uint32_t low = static_cast<uint32_t>(feature);
  return low == 0 ? 1 : low;
}

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
    const uint32_t mark = Fingerprint(feature);
    for (uint32_t slot = FirstSlot(feature, slot_count_);; slot = slot + 1 == slot_count_ ? 0 : slot + 1) {
      if (marks_[slot] == mark) return reinterpret_cast<const int8_t*>(slots_.data() + size_t{slot} * stride_ + 4);
      if (marks_[slot] == 0) return nullptr;
    }
  }
  // Asks for the memory that Weights will read, so that many searches wait together.
  void Prefetch(uint64_t feature) const { __builtin_prefetch(&marks_[FirstSlot(feature, slot_count_)]); }
  // How often, in thousandths, a span with this margin (Lattice::Margin) was right on held-out
  // text; 500 for a model without calibration.
  int Confidence(int32_t margin) const;
  // Features that have weights.
  uint32_t feature_count() const { return used_; }

 private:
  std::string_view slots_;
  std::vector<uint32_t> marks_;  // the fingerprints of the slots
  BitFilter filter_;             // of the fingerprints
  uint32_t stride_ = 0;
  uint32_t slot_count_ = 0;
  uint32_t used_ = 0;
  LabelSet labels_;
  std::vector<int32_t> transitions_;
  std::vector<std::pair<int32_t, int32_t>> calibration_;
};

// The schema that the header of a model names; 0 if `bytes` are too short for one.
uint32_t SchemaOf(std::string_view bytes);

}  // namespace plx::linguistics::tagging

#endif  // PLUGINS_LINGUISTICS_TAGGING_TAG_MODEL_H_
