#include "server/base/status_macros.h"

#include <gtest/gtest.h>

#include <memory>

namespace parallax {
namespace {

absl::StatusOr<std::unique_ptr<int>> Make(int value) {
  if (value < 0) return absl::OutOfRangeError("negative");
  return std::make_unique<int>(value);
}

absl::StatusOr<int> Half(int value) {
  if (value % 2 != 0) return absl::OutOfRangeError("odd");
  return value / 2;
}

absl::StatusOr<int> Sum(int a, int b, int* calls) {
  ASSIGN_OR_RETURN(const std::unique_ptr<int> left, Make(a));
  ++*calls;
  int right = 0;
  ASSIGN_OR_RETURN(right, Half(b));
  ++*calls;
  return *left + right;
}

absl::Status Check(absl::Status status, bool* reached) {
  RETURN_IF_ERROR(status);
  *reached = true;
  return absl::OkStatus();
}

TEST(StatusMacros, AssignsOrReturnsTheFirstError) {
  int calls = 0;
  EXPECT_EQ(*Sum(1, 4, &calls), 3);
  EXPECT_EQ(calls, 2);
  EXPECT_EQ(Sum(-1, 4, &calls).status(), absl::OutOfRangeError("negative"));
  EXPECT_EQ(calls, 2);
  EXPECT_EQ(Sum(1, 5, &calls).status(), absl::OutOfRangeError("odd"));
  EXPECT_EQ(calls, 3);
}

TEST(StatusMacros, ReturnsErrorsOnly) {
  bool reached = false;
  EXPECT_EQ(Check(absl::AbortedError("x"), &reached), absl::AbortedError("x"));
  EXPECT_FALSE(reached);
  EXPECT_TRUE(Check(absl::OkStatus(), &reached).ok());
  EXPECT_TRUE(reached);
}

}  // namespace
}  // namespace parallax
