#include "server/lifecycle/call_counts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

namespace parallax::lifecycle {
namespace {

TEST(CallCountsTest, CountsByCodeAndByTheFirstBoundThatIsNotExceeded) {
  CallCounts counts;
  counts.Add(absl::StatusCode::kOk, absl::Microseconds(500));  // on the bound
  counts.Add(absl::StatusCode::kOk, absl::Microseconds(501));
  counts.Add(absl::StatusCode::kUnavailable, absl::Seconds(30));
  counts.Add(absl::StatusCode::kUnavailable, absl::Hours(1));  // behind all bounds
  counts.Add(static_cast<absl::StatusCode>(99), absl::ZeroDuration());
  const CallCounts::Snapshot got = counts.Get();
  EXPECT_EQ(got.by_code[0], 2);
  EXPECT_EQ(got.by_code[2], 1);  // UNKNOWN
  EXPECT_EQ(got.by_code[14], 2);
  EXPECT_EQ(got.by_bound[0], 2);
  EXPECT_EQ(got.by_bound[1], 1);
  EXPECT_EQ(got.by_bound[CallCounts::kBounds.size() - 1], 1);
  EXPECT_EQ(got.by_bound[CallCounts::kBounds.size()], 1);
  EXPECT_EQ(std::accumulate(got.by_bound.begin(), got.by_bound.end(), 0), 5);
  EXPECT_NEAR(got.seconds, 3630.001, 0.001);
}

}  // namespace
}  // namespace parallax::lifecycle
