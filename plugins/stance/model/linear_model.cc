#include "plugins/stance/model/linear_model.h"

#include <algorithm>

#include "plugins/linguistics/text/hash64.h"
#include "plx/analyzer.hpp"

namespace plx::stance {
namespace {

constexpr std::string_view kMagic = "PLXLIN1\n";
constexpr size_t kHeader = 32;
constexpr size_t kChecked = 16;  // the checksum covers what follows it
constexpr size_t kStep = 8;
constexpr size_t kSlot = 4 + kModelSigns;

uint32_t ReadU32(std::string_view bytes, size_t at) {
  uint32_t value = 0;
  for (size_t i = 0; i < 4; ++i) {
    value |= uint32_t{static_cast<unsigned char>(bytes[at + i])} << (8 * i);
  }
  return value;
}

uint64_t ReadU64(std::string_view bytes, size_t at) {
  return ReadU32(bytes, at) | uint64_t{ReadU32(bytes, at + 4)} << 32;
}

void Append(uint64_t value, size_t size, std::string* out) {
  for (size_t i = 0; i < size; ++i) out->push_back(static_cast<char>(value >> (8 * i) & 0xFF));
}

[[noreturn]] void Refuse(const std::string& what) {
  throw Error(PLX_INVALID_ARGUMENT, "stance model: " + what + "; build the plugin again");
}

}  // namespace

LinearModel::LinearModel(std::string_view bytes, uint32_t schema) {
  if (bytes.size() < kHeader || !bytes.starts_with(kMagic)) Refuse("not a model file");
  if (linguistics::Hash64(bytes.substr(kChecked)) != ReadU64(bytes, 8)) Refuse("cut or changed");
  if (ReadU32(bytes, 16) != schema) {
    Refuse("made for features of version " + std::to_string(ReadU32(bytes, 16)) + ", not " +
           std::to_string(schema));
  }
  slot_count_ = ReadU32(bytes, 20);
  used_ = ReadU32(bytes, 24);
  const size_t steps = ReadU32(bytes, 28);
  if (bytes.size() != kHeader + steps * kStep + size_t{slot_count_} * kSlot ||
      used_ >= slot_count_) {
    Refuse("of the wrong size");
  }
  for (size_t i = 0; i < steps; ++i) {
    const size_t at = kHeader + i * kStep;
    calibration_.emplace_back(static_cast<int32_t>(ReadU32(bytes, at)),
                              static_cast<int32_t>(ReadU32(bytes, at + 4)));
  }
  slots_ = bytes.substr(kHeader + steps * kStep);
  filter_ = linguistics::BitFilter(used_);
  for (size_t at = 0; at < slots_.size(); at += kSlot) {
    if (const uint32_t mark = ReadU32(slots_, at); mark != 0) filter_.Add(mark);
  }
}

void LinearModel::Prefetch(uint64_t feature) const {
  __builtin_prefetch(slots_.data() + size_t{linguistics::FirstSlot(feature, slot_count_)} * kSlot);
}

void LinearModel::Score(uint64_t feature, int times, ModelScores* scores) const {
  const uint32_t mark = linguistics::Fingerprint(feature);
  for (uint32_t slot = linguistics::FirstSlot(feature, slot_count_);; slot = slot + 1 == slot_count_ ? 0 : slot + 1) {
    const size_t at = size_t{slot} * kSlot;
    const uint32_t found = ReadU32(slots_, at);
    if (found == 0) return;
    if (found != mark) continue;
    for (size_t i = 0; i < kModelSigns; ++i) {
      (*scores)[i] += times * static_cast<int8_t>(slots_[at + 4 + i]);
    }
    return;
  }
}

int LinearModel::Confidence(int32_t margin) const {
  int confidence = 0;
  for (const auto& [least, right] : calibration_) {
    if (margin >= least) confidence = right;
  }
  return confidence;
}

std::string WriteLinearModel(const std::vector<std::pair<uint64_t, ModelWeights>>& features,
                             const Calibration& calibration, uint32_t schema) {
  const auto slots = static_cast<uint32_t>(features.size() + features.size() / 3 + 8);
  std::vector<std::pair<uint32_t, ModelWeights>> table(slots);
  uint32_t used = 0;
  for (const auto& [feature, weights] : features) {
    const uint32_t mark = linguistics::Fingerprint(feature);
    uint32_t slot = linguistics::FirstSlot(feature, slots);
    while (table[slot].first != 0 && table[slot].first != mark) slot = slot + 1 == slots ? 0 : slot + 1;
    if (table[slot].first == mark) continue;  // two features with one mark: the first stays
    table[slot] = {mark, weights};
    ++used;
  }
  std::string checked;
  Append(schema, 4, &checked);
  Append(slots, 4, &checked);
  Append(used, 4, &checked);
  Append(calibration.size(), 4, &checked);
  for (const auto& [margin, right] : calibration) {
    Append(static_cast<uint32_t>(margin), 4, &checked);
    Append(static_cast<uint32_t>(right), 4, &checked);
  }
  for (const auto& [mark, weights] : table) {
    Append(mark, 4, &checked);
    for (int8_t weight : weights) checked.push_back(static_cast<char>(weight));
  }
  std::string file(kMagic);
  Append(linguistics::Hash64(checked), 8, &file);
  return file + checked;
}

}  // namespace plx::stance
