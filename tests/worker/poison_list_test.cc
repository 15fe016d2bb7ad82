#include "server/worker/poison_list.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace parallax::worker {
namespace {

using ::testing::ElementsAre;

TEST(PoisonListTest, RemembersWhyUntilCleared) {
  PoisonList list;
  EXPECT_TRUE(list.Find("a").ok());
  list.Add("a", absl::InternalError("first"));
  list.Add("a", absl::InternalError("second"));
  EXPECT_EQ(list.Find("a").message(), "first");
  EXPECT_THAT(list.List(), ElementsAre("a"));
  list.Clear();
  EXPECT_TRUE(list.Find("a").ok());
}

TEST(PoisonListTest, ForgetsTheOldestBeyondItsCapacity) {
  PoisonList list(2);
  for (const char* revision : {"a", "b", "c"}) list.Add(revision, absl::InternalError(revision));
  EXPECT_TRUE(list.Find("a").ok());
  EXPECT_THAT(list.List(), ElementsAre("b", "c"));
}

}  // namespace
}  // namespace parallax::worker
