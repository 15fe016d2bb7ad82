#include "plugins/linguistics/tagging/label_set.h"

#include <algorithm>
#include <stdexcept>

namespace plx::linguistics::tagging {

LabelSet::LabelSet(std::vector<std::string> labels) : labels_(std::move(labels)) {
  if (labels_.empty() || labels_[0] != "O" || labels_.size() > kMaxLabels) {
    throw std::invalid_argument("labels must be O and at most 63 others");
  }
  for (const std::string& label : labels_) {
    const bool outside = label == "O";
    if (!outside && (label.size() < 3 || label[1] != '-' ||
                     std::string_view("BIES").find(label[0]) == std::string_view::npos)) {
      throw std::invalid_argument("not a label: " + label);
    }
    if (std::count(labels_.begin(), labels_.end(), label) != 1) {
      throw std::invalid_argument("twice: " + label);
    }
    position_.push_back(label[0]);
    iobes_ = iobes_ || label[0] == 'E';
    const std::string type = outside ? "" : label.substr(2);
    auto it = std::find(types_.begin(), types_.end(), type);
    if (!outside && it == types_.end()) it = types_.insert(types_.end(), type);
    type_of_.push_back(outside ? UINT32_MAX : static_cast<uint32_t>(it - types_.begin()));
  }
  may_follow_.resize(size() * size());
  before_.resize(size());
  for (size_t next = 0; next < size(); ++next) {
    for (size_t previous = 0; previous < size(); ++previous) {
      may_follow_[previous * size() + next] = Follows(previous, next);
      if (Follows(previous, next)) before_[next].push_back(static_cast<uint8_t>(previous));
    }
  }
}

LabelSet LabelSet::OfTypes(const std::vector<std::string>& types, bool iobes) {
  std::vector<std::string> labels = {"O"};
  for (const std::string& type : types) {
    for (const char position : std::string_view(iobes ? "BIES" : "BI")) {
      labels.push_back(std::string(1, position) + "-" + type);
    }
  }
  return LabelSet(std::move(labels));
}

bool LabelSet::Follows(size_t previous, size_t next) const {
  const char before = position_[previous];
  const char after = position_[next];
  const bool inside = after == 'I' || after == 'E';
  if (inside) return (before == 'B' || before == 'I') && type_of_[previous] == type_of_[next];
  // In IOBES a name that has begun must end.
  return !(iobes_ && (before == 'B' || before == 'I'));
}

std::vector<uint8_t> LabelSet::Encode(const std::vector<LabelledSpan>& spans, size_t size) const {
  std::vector<uint8_t> labels(size, 0);
  for (const LabelledSpan& span : spans) {
    for (uint32_t i = span.first; i < span.end; ++i) {
      const bool first = i == span.first;
      const bool last = i + 1 == span.end;
      const char position = !iobes_ ? (first ? 'B' : 'I')
                            : first ? (last ? 'S' : 'B')
                                    : (last ? 'E' : 'I');
      for (size_t label = 1; label < labels_.size(); ++label) {
        if (position_[label] == position && type_of_[label] == span.type) {
          labels[i] = static_cast<uint8_t>(label);
        }
      }
    }
  }
  return labels;
}

std::vector<LabelledSpan> LabelSet::Decode(const std::vector<uint8_t>& labels) const {
  std::vector<LabelledSpan> spans;
  for (uint32_t i = 0; i < labels.size(); ++i) {
    const char position = position_[labels[i]];
    if (position == 'O') continue;
    if (position == 'B' || position == 'S' || spans.empty()) {
      spans.push_back({i, i + 1, type_of_[labels[i]]});
    } else {
      spans.back().end = i + 1;
    }
  }
  return spans;
}

}  // namespace plx::linguistics::tagging
