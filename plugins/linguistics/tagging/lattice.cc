#include "plugins/linguistics/tagging/lattice.h"

#include <algorithm>

namespace plx::linguistics::tagging {
namespace {

// Below every score, and far enough from the smallest integer to be added to.
constexpr int32_t kNever = INT32_MIN / 4;

}  // namespace

Lattice::Lattice(const LabelSet& labels, const std::vector<int32_t>& transitions)
    : labels_(labels), transitions_(transitions) {
  for (size_t label = 0; label < labels_.size(); ++label) {
    (labels_.Before(label) == labels_.Before(0) ? openers_ : inner_).push_back(static_cast<uint8_t>(label));
  }
}

void Lattice::Reset(size_t size) {
  size_ = size;
  backward_first_ = size;
  emissions_.assign(size * labels_.size(), 0);
  int32_t least = INT32_MAX, greatest = INT32_MIN;
  for (const uint8_t next : openers_) {
    for (const uint8_t from : labels_.Before(0)) {
      least = std::min(least, Transition(from, next));
      greatest = std::max(greatest, Transition(from, next));
    }
  }
  spread_ = greatest - least;
}

void Lattice::Forward(size_t i) {
  const size_t count = labels_.size();
  const int32_t* before = &forward_[(i - 1) * count];
  int32_t* here = &forward_[i * count];
  // Labels are tried in order and only a better one replaces another: ties go to the lower.
  const auto step = [&](uint8_t next, const std::vector<uint8_t>& from_labels) {
    int32_t best = kNever;
    uint8_t best_from = 0;
    for (const uint8_t from : from_labels) {
      const int32_t score = before[from] + Transition(from, next);
      best_from = score > best ? from : best_from;
      best = std::max(best, score);
    }
    here[next] = best + emissions_[i * count + next];
    from_[i * count + next] = best_from;
  };
  int32_t top = INT32_MIN;
  for (const uint8_t from : labels_.Before(0)) top = std::max(top, before[from]);
  near_.clear();
  for (const uint8_t from : labels_.Before(0)) {
    if (before[from] >= top - spread_) near_.push_back(from);
  }
  for (const uint8_t next : openers_) step(next, near_);
  for (const uint8_t next : inner_) step(next, labels_.Before(next));
}

const std::vector<uint8_t>& Lattice::Best() {
  const size_t count = labels_.size();
  forward_.resize(size_ * count);
  from_.resize(size_ * count);
  best_.resize(size_);
  for (size_t label = 0; label < count && size_ > 0; ++label) {
    forward_[label] = (labels_.MayFollow(0, label) ? transitions_[label] : kNever) + emissions_[label];
    from_[label] = 0;
  }
  for (size_t i = 1; i < size_; ++i) Forward(i);
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
    const auto after = [&](size_t next) { return backward_[(i + 1) * count + next] + emissions_[(i + 1) * count + next]; };
    const auto step = [&](size_t from, size_t next) {
      here[from] = std::max(here[from], after(next) + Transition(from, next));
    };
    int32_t top = INT32_MIN;
    for (const uint8_t next : openers_) top = std::max(top, after(next));
    for (const uint8_t next : openers_) {
      if (after(next) < top - spread_) continue;
      for (const uint8_t from : labels_.Before(0)) step(from, next);
    }
    for (const uint8_t next : inner_) {
      for (const uint8_t from : labels_.Before(next)) step(from, next);
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
