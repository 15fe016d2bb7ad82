#include "plugins/linguistics/tagging/lattice.h"

#include <algorithm>

namespace plx::linguistics::tagging {
namespace {

// Below every score, and far enough from the smallest integer to be added to.
constexpr int32_t kNever = INT32_MIN / 4;

// A score with its label below it: of two that are equal the lower label is the greater.
constexpr int kLabelBits = 8;
constexpr int64_t kLabelMask = (1 << kLabelBits) - 1;
int64_t Ranked(int64_t score, size_t label) {
  return score * (kLabelMask + 1) + (kLabelMask - static_cast<int64_t>(label));
}
int64_t ScoreOf(int64_t ranked) { return ranked >> kLabelBits; }
uint8_t LabelOf(int64_t ranked) { return static_cast<uint8_t>(kLabelMask - (ranked & kLabelMask)); }

}  // namespace

Lattice::Lattice(const LabelSet& labels, const std::vector<int32_t>& transitions)
    : labels_(labels), transitions_(transitions), ranked_(labels.size()) {}

void Lattice::Reset(size_t size) {
  size_ = size;
  backward_first_ = size;
  emissions_.assign(size * labels_.size(), 0);
  steps_.clear();
  for (size_t next = 0; next < labels_.size(); ++next) {
    for (const uint8_t from : labels_.Before(next)) {
      steps_.push_back({from, Ranked(transitions_[from * labels_.size() + next], kLabelMask)});
    }
  }
}

const std::vector<uint8_t>& Lattice::Best() {
  const size_t count = labels_.size();
  forward_.resize(size_ * count);
  from_.resize(size_ * count);
  best_.resize(size_);
  for (size_t i = 0; i < size_; ++i) {
    for (size_t label = 0; label < count && i > 0; ++label) {
      ranked_[label] = Ranked(forward_[(i - 1) * count + label], label);
    }
    const Step* step = steps_.data();
    for (size_t label = 0; label < count; ++label) {
      int64_t best = Ranked(kNever, 0);
      if (i > 0) {
        for (const Step* end = step + labels_.Before(label).size(); step != end; ++step) {
          best = std::max(best, ranked_[step->from] + step->score);
        }
      } else if (labels_.MayFollow(0, label)) {
        best = Ranked(transitions_[label], 0);
      }
      forward_[i * count + label] = static_cast<int32_t>(ScoreOf(best)) + emissions_[i * count + label];
      from_[i * count + label] = LabelOf(best);
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

void Lattice::Backward(size_t first) {
  const size_t count = labels_.size();
  backward_.resize(size_ * count);
  while (backward_first_ > first) {
    const size_t i = --backward_first_;
    int32_t* here = &backward_[i * count];
    if (i + 1 == size_) {
      for (size_t label = 0; label < count; ++label) {
        here[label] = labels_.MayFollow(label, 0) ? transitions_[label * count] : kNever;
      }
      continue;
    }
    std::fill(here, here + count, kNever);
    for (size_t next = 0; next < count; ++next) {
      const int32_t score = backward_[(i + 1) * count + next] + emissions_[(i + 1) * count + next];
      for (const uint8_t label : labels_.Before(next)) {
        here[label] = std::max(here[label], score + transitions_[label * count + next]);
      }
    }
  }
}

int32_t Lattice::Margin(const LabelledSpan& span) {
  Backward(span.first);
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
