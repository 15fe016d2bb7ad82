#include "plugins/linguistics/tagging/tag_model.h"

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
  slot_count_ = Read<uint32_t>(bytes, 24);
  used_ = Read<uint32_t>(bytes, 28);
  if (used_ >= slot_count_) throw std::runtime_error("tagger parameters: the table has no free slot");
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
  bytes_.resize(slot_count_ + kGroup);
  filter_ = BitFilter(used_);
  for (uint32_t i = 0; i < slot_count_; ++i) {
    const uint32_t mark = MarkOf(slots_.data() + size_t{i} * stride_);
    if (mark == 0) continue;
    bytes_[i] = ByteOf(mark);
    filter_.Add(mark);
  }
  for (size_t i = 0; i < kGroup; ++i) bytes_[slot_count_ + i] = bytes_[i % slot_count_];
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
