// The parameters of the model behind the frames, read where they lie.
//
// A linear model over hashed features (K. Weinberger et al., "Feature Hashing for Large Scale
// Multitask Learning", 2009): each feature is a 64-bit hash; its weights, one byte for each sign,
// stand in an open-addressing table. Layout, little-endian:
//
//   0  "PLXLIN1\n"   8 u64 checksum of all that follows   16 u32 schema: version of the features
//   20 u32 slots     24 u32 used slots                    28 u32 steps of calibration
//   32 calibration: per step i32 margin, i32 thousandths right
//      slots: u32 fingerprint (0: free), i8 against, i8 neutral, i8 for
#ifndef PLUGINS_STANCE_MODEL_LINEAR_MODEL_H_
#define PLUGINS_STANCE_MODEL_LINEAR_MODEL_H_

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "plugins/linguistics/tables/bit_filter.h"
#include "plugins/linguistics/tables/feature_slots.h"

namespace plx::stance {

// Index of a sign in a model's scores.
enum ModelSign : size_t { kModelAgainst = 0, kModelNeutral = 1, kModelFor = 2, kModelSigns = 3 };

using ModelScores = std::array<int32_t, kModelSigns>;
using ModelWeights = std::array<int8_t, kModelSigns>;

// How often (thousandths) an answer with at least this margin was right; both rising.
using Calibration = std::vector<std::pair<int32_t, int32_t>>;

// Constant; any number of threads may read it.
class LinearModel {
 public:
  // `bytes` must outlive the model. Throws plx::Error (PLX_INVALID_ARGUMENT), saying what is
  // wrong, if they are no model, are cut or changed, or were made for another `schema`.
  LinearModel(std::string_view bytes, uint32_t schema);

  // False: the feature has no weights. True of one in ten that have none as well.
  bool MayHaveWeights(uint64_t feature) const { return filter_.MayHold(linguistics::Fingerprint(feature)); }
  // Asks for the memory that Score will read, so that many features wait together.
  void Prefetch(uint64_t feature) const;
  // Adds `times` the feature's weights; a feature without weights adds nothing.
  void Score(uint64_t feature, int times, ModelScores* scores) const;
  // How often, in thousandths, an answer with this margin was right on text held out.
  int Confidence(int32_t margin) const;
  uint32_t feature_count() const { return used_; }

 private:
  std::string_view slots_;
  linguistics::BitFilter filter_;  // of the fingerprints in slots_
  uint32_t slot_count_ = 0;
  uint32_t used_ = 0;
  Calibration calibration_;
};

// The file that LinearModel reads. `features`: hash and weights, each hash once.
std::string WriteLinearModel(const std::vector<std::pair<uint64_t, ModelWeights>>& features,
                             const Calibration& calibration, uint32_t schema);

}  // namespace plx::stance

#endif  // PLUGINS_STANCE_MODEL_LINEAR_MODEL_H_
