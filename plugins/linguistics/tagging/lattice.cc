#include "plugins/linguistics/tagging/lattice.h"

#include <algorithm>

namespace plx::linguistics::tagging {
namespace {

// Below every score, and far enough from the smallest integer to be added to.
constexpr int32_t kNever = INT32_MIN / 4;

}  // namespace

Lattice::Lattice(const LabelSet& labels, const std::vector<int32_t>& transitions)
    : labels_(labels), transitions_(transitions) {}

void Lattice::Reset(size_t size) {
  size_ = size;
  has_backward_ = false;
  emissions_.assign(size * labels_.size(), 0);
}

const std::vector<uint8_t>& Lattice::Best() {
  const size_t count = labels_.size();
  forward_.resize(size_ * count);
  from_.resize(size_ * count);
  best_.resize(size_);
  for (size_t i = 0; i < size_; ++i) {
    for (size_t label = 0; label < count; ++label) {
      int32_t best = kNever;
      uint8_t from = 0;
      if (i == 0) {
        if (labels_.MayFollow(0, label)) best = transitions_[label];
      } else {
        const int32_t* previous = &forward_[(i - 1) * count];
        for (const uint8_t before : labels_.Before(label)) {
          const int32_t score = previous[before] + transitions_[before * count + label];
          if (score > best) {
            best = score;
            from = before;
          }
        }
      }
      forward_[i * count + label] = std::max(best, kNever) + emissions_[i * count + label];
      from_[i * count + label] = from;
    }
  }
  if (size_ == 0) return best_;
  size_t last = 0;
  int32_t best = INT32_MIN;
  for (size_t label = 0; label < count; ++label) {
    if (!labels_.MayFollow(label, 0)) continue;
    const int32_t score = forward_[(size_ - 1) * count + label] + transitions_[label * count];
    if (score > best) {
      best = score;
      last = label;
    }
  }
  for (size_t i = size_; i-- > 0;) {
    best_[i] = static_cast<uint8_t>(last);
    last = from_[i * count + last];
  }
  return best_;
}

void Lattice::Backward() {
  const size_t count = labels_.size();
  backward_.assign(size_ * count, kNever);
  for (size_t label = 0; label < count; ++label) {
    if (labels_.MayFollow(label, 0)) backward_[(size_ - 1) * count + label] = transitions_[label * count];
  }
  for (size_t i = size_ - 1; i-- > 0;) {
    for (size_t next = 0; next < count; ++next) {
      const int32_t score = backward_[(i + 1) * count + next] + emissions_[(i + 1) * count + next];
      for (const uint8_t label : labels_.Before(next)) {
        int32_t& best = backward_[i * count + label];
        best = std::max(best, score + transitions_[label * count + next]);
      }
    }
  }
  has_backward_ = true;
}

int32_t Lattice::Margin(const LabelledSpan& span) {
  if (!has_backward_) Backward();
  const size_t count = labels_.size();
  const auto through = [&](size_t i, size_t label) {
    return forward_[i * count + label] + backward_[i * count + label];
  };
  const auto type_of = [&](size_t label) {
    return label == 0 ? std::string_view() : std::string_view(labels_.label(label)).substr(2);
  };
  const int32_t best = through(span.first, best_[span.first]);
  int32_t margin = INT32_MAX;
  for (size_t i = span.first; i < span.end; ++i) {
    for (size_t label = 0; label < count; ++label) {
      // Another type or none; at the first token also the inside of a longer name.
      const bool other = type_of(label) != labels_.types()[span.type] ||
                         (i == span.first && labels_.label(label)[0] != labels_.label(best_[i])[0]);
      if (other) margin = std::min(margin, best - std::max(through(i, label), kNever));
    }
  }
  return std::max(margin, 0);
}

}  // namespace plx::linguistics::tagging
