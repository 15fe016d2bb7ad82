// How many calls ended how, and how long they took.
#ifndef PARALLAX_SERVER_LIFECYCLE_CALL_COUNTS_H_
#define PARALLAX_SERVER_LIFECYCLE_CALL_COUNTS_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace parallax::lifecycle {

// Thread-safe, without locks: a reader may see a call in one number and not yet in another.
class CallCounts {
 public:
  // Seconds; a call counts in the first that it does not exceed, else behind them.
  static constexpr std::array<double, 15> kBounds = {0.0005, 0.001, 0.0025, 0.005, 0.01,
                                                     0.025,  0.05,  0.1,    0.25,  0.5,
                                                     1,      2.5,   5,      10,    30};
  static constexpr size_t kCodes = 17;  // of absl::StatusCode, OK to UNAUTHENTICATED

  struct Snapshot {
    std::array<uint64_t, kCodes> by_code = {};
    std::array<uint64_t, kBounds.size() + 1> by_bound = {};  // not cumulative
    double seconds = 0;                                      // of all calls together
  };

  void Add(absl::StatusCode code, absl::Duration took) {
    const auto number = static_cast<size_t>(code);
    by_code_[number < kCodes ? number : 2].fetch_add(1, std::memory_order_relaxed);  // else UNKNOWN
    const double seconds = absl::ToDoubleSeconds(took);
    size_t bound = 0;
    while (bound < kBounds.size() && seconds > kBounds[bound]) ++bound;
    by_bound_[bound].fetch_add(1, std::memory_order_relaxed);
    nanoseconds_.fetch_add(absl::ToInt64Nanoseconds(took), std::memory_order_relaxed);
  }

  Snapshot Get() const {
    Snapshot snapshot;
    for (size_t i = 0; i < kCodes; ++i) {
      snapshot.by_code[i] = by_code_[i].load(std::memory_order_relaxed);
    }
    for (size_t i = 0; i < snapshot.by_bound.size(); ++i) {
      snapshot.by_bound[i] = by_bound_[i].load(std::memory_order_relaxed);
    }
    snapshot.seconds = 1e-9 * static_cast<double>(nanoseconds_.load(std::memory_order_relaxed));
    return snapshot;
  }

 private:
  std::array<std::atomic<uint64_t>, kCodes> by_code_ = {};
  std::array<std::atomic<uint64_t>, kBounds.size() + 1> by_bound_ = {};
  std::atomic<int64_t> nanoseconds_{0};
};

}  // namespace parallax::lifecycle

#endif  // PARALLAX_SERVER_LIFECYCLE_CALL_COUNTS_H_
