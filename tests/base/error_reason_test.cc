#include "server/base/error_reason.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace parallax {
namespace {

using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

TEST(ErrorReason, IsCarriedBesideCodeAndMessage) {
  const absl::Status status = WithReason(absl::InvalidArgumentError("text: empty"), "EMPTY_TEXT");
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(status.message(), "text: empty");
  EXPECT_EQ(ReasonOf(status), "EMPTY_TEXT");
  EXPECT_THAT(MetadataOf(status), IsEmpty());
}

TEST(ErrorReason, LastReasonAndValueWin) {
  absl::Status status = absl::NotFoundError("no");
  EXPECT_EQ(ReasonOf(status), "");
  status = WithReason(WithReason(status, "FIRST"), "SECOND");
  status = WithMetadata(WithMetadata(status, "key", "old"), "key", "new");
  EXPECT_EQ(ReasonOf(status), "SECOND");
  EXPECT_THAT(MetadataOf(status), UnorderedElementsAre(Pair("key", "new")));
}

TEST(ErrorReason, MetadataKeepsAnyBytesAndNoOtherPayload) {
  absl::Status status = absl::InternalError("x");
  status.SetPayload("example.com/other", absl::Cord("not ours"));
  status = WithMetadata(WithMetadata(WithReason(status, "R"), "empty", ""), "quote", "稀土 \n=");
  EXPECT_THAT(MetadataOf(status), UnorderedElementsAre(Pair("empty", ""), Pair("quote", "稀土 \n=")));
}

TEST(ErrorReason, OkStaysOk) {
  const absl::Status status = WithMetadata(WithReason(absl::OkStatus(), "R"), "k", "v");
  EXPECT_TRUE(status.ok());
  EXPECT_EQ(ReasonOf(status), "");
  EXPECT_THAT(MetadataOf(status), IsEmpty());
}

}  // namespace
}  // namespace parallax
