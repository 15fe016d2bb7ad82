#include "plugins/linguistics/tagging/tag_model.h"

#include <bit>
#include <cstring>
#include <stdexcept>
#include <string>

#include "plugins/linguistics/text/hash64.h"

namespace plx::linguistics::tagging {
namespace {

template <typename T>
T Read(std::string_view bytes, size_t offset) {
  T value;
  std::memcpy(&value, bytes.data() + offset, sizeof(T));
  return value;
}

// The checks that need no more than the header; returns `bytes`.
std::string_view Checked(std::string_view bytes, uint32_t schema) {
  if (bytes.size() < kTagModelHeader || bytes.substr(0, 8) != kTagModelMagic) {
    throw std::runtime_error("tagger parameters: not a model (no PLXTAG1 at its beginning)");
  }
  const uint64_t labels = Read<uint32_t>(bytes, 20);
  const uint64_t size = kTagModelHeader + Read<uint32_t>(bytes, 32) + labels * labels * 2 +
                        Read<uint32_t>(bytes, 36) * uint64_t{8} +
                        Read<uint32_t>(bytes, 24) * (4 + labels);
  if (labels > LabelSet::kMaxLabels || size != bytes.size()) {
    throw std::runtime_error("tagger parameters: the model has " + std::to_string(bytes.size()) +
                             " bytes where its header says " + std::to_string(size) +
                             "; it is cut or not whole");
  }
  if (Hash64(bytes.substr(16)) != Read<uint64_t>(bytes, 8)) {
    throw std::runtime_error("tagger parameters: the checksum is wrong; the model was changed");
  }
  const uint32_t made_for = Read<uint32_t>(bytes, 16);
  if (made_for != schema) {
    throw std::runtime_error("tagger parameters: made for features of version " +
                             std::to_string(made_for) + ", not " + std::to_string(schema) +
                             "; train the model again");
  }
  return bytes;
}

std::vector<std::string> ReadLabels(std::string_view bytes) {
  std::string_view text = bytes.substr(kTagModelHeader, Read<uint32_t>(bytes, 32));
  std::vector<std::string> labels;
  while (!text.empty()) {
    const size_t end = text.find('\n');
    labels.emplace_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  if (labels.size() != Read<uint32_t>(bytes, 20)) {
    throw std::runtime_error("tagger parameters: the list of labels is not whole");
  }
  return labels;
}

}  // namespace

uint32_t SchemaOf(std::string_view bytes) {
  return bytes.size() < kTagModelHeader ? 0 : Read<uint32_t>(bytes, 16);
}

TagModel::TagModel(std::string_view bytes, uint32_t schema)
    : labels_(ReadLabels(Checked(bytes, schema))) {
  const auto slot_count = Read<uint32_t>(bytes, 24);
  used_ = Read<uint32_t>(bytes, 28);
  if (used_ >= slot_count) throw std::runtime_error("tagger parameters: the table has no free slot");
  size_t at = kTagModelHeader + Read<uint32_t>(bytes, 32);
  for (size_t i = 0; i < labels_.size() * labels_.size(); ++i, at += 2) {
    transitions_.push_back(Read<int16_t>(bytes, at));
  }
  const uint32_t steps = Read<uint32_t>(bytes, 36);
  for (uint32_t i = 0; i < steps; ++i, at += 8) {
    calibration_.emplace_back(Read<int32_t>(bytes, at), Read<int32_t>(bytes, at + 4));
  }
  stride_ = static_cast<uint32_t>(4 + labels_.size());
  slots_ = bytes.substr(at);
  index_.resize(std::bit_ceil(used_ + used_ / 2 + 1));
  slot_bits_ = static_cast<uint32_t>(std::bit_width(slot_count));
  filter_ = BitFilter(used_);
  for (uint32_t slot = 0; slot < slot_count; ++slot) {
    const uint32_t mark = MarkOf(slots_.data() + size_t{slot} * stride_);
    if (mark == 0) continue;
    size_t i = mark & (index_.size() - 1);
    while (index_[i] != 0) i = (i + 1) & (index_.size() - 1);
    index_[i] = (mark >> slot_bits_ << slot_bits_) | (slot + 1);
    filter_.Add(mark);
  }
}

int TagModel::Confidence(int32_t margin) const {
  int confidence = 500;
  for (const auto& [least, thousandths] : calibration_) {
    if (margin < least) break;
    confidence = thousandths;
  }
  return confidence;
}

}  // namespace plx::linguistics::tagging
