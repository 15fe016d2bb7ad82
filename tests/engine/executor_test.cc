#include "server/engine/executor.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <memory>
#include <set>
#include <vector>

#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"

namespace parallax {
namespace {

TEST(ExecutorTest, RunsEveryIndexOnce) {
  Executor executor(3, 100);
  std::vector<std::atomic<int>> seen(1000);
  executor.ParallelFor(seen.size(), [&](size_t i) { ++seen[i]; });
  for (const auto& count : seen) EXPECT_EQ(count.load(), 1);
}

TEST(ExecutorTest, NestedLoopsDoNotWaitForFreeThreads) {
  Executor executor(2, 100);
  std::atomic<int> inner{0};
  executor.ParallelFor(8, [&](size_t) {
    executor.ParallelFor(8, [&](size_t) { ++inner; });
  });
  EXPECT_EQ(inner.load(), 64);
}

TEST(ExecutorTest, RefusesWhatDoesNotFitTheQueue) {
  Executor executor(1, 2);
  absl::Notification release, started;
  ASSERT_TRUE(executor.TrySchedule([&] {
    started.Notify();
    release.WaitForNotification();
  }));
  started.WaitForNotification();
  EXPECT_TRUE(executor.TrySchedule([] {}));
  EXPECT_TRUE(executor.TrySchedule([] {}));
  EXPECT_FALSE(executor.TrySchedule([] {}));
  release.Notify();
}

TEST(ExecutorTest, LoopWithoutFreeThreadsIsDoneByTheCaller) {
  Executor executor(1, 1);
  absl::Notification release, started;
  ASSERT_TRUE(executor.TrySchedule([&] {
    started.Notify();
    release.WaitForNotification();
  }));
  started.WaitForNotification();
  int sum = 0;
  executor.ParallelFor(10, [&](size_t i) { sum += static_cast<int>(i); });
  EXPECT_EQ(sum, 45);
  release.Notify();
}

TEST(ExecutorTest, DestructorRunsWhatIsQueued) {
  std::atomic<int> ran{0};
  {
    Executor executor(2, 100);
    for (int i = 0; i < 50; ++i) ASSERT_TRUE(executor.TrySchedule([&] { ++ran; }));
  }
  EXPECT_EQ(ran.load(), 50);
}

// Two tasks that wait for something outside hold both threads; the third frees them.
TEST(ExecutorTest, TasksThatWaitForWhatIsOutsideDoNotHoldTheOthersUp) {
  absl::Notification release;
  std::atomic<int> ran{0};
  Executor executor(2, 100);
  for (int i = 0; i < 2; ++i) {
    ASSERT_TRUE(executor.TrySchedule([&] { release.WaitForNotification(); }));
  }
  for (int i = 0; i < 20; ++i) {
    ASSERT_TRUE(executor.TrySchedule([&] {
      if (++ran == 20) release.Notify();
    }));
  }
  release.WaitForNotification();
  EXPECT_EQ(ran.load(), 20);
}

// The only thread is held for good; what waits is done by the one that takes its place, and the
// executor goes without it.
TEST(ExecutorTest, AnotherThreadTakesThePlaceOfAStuckOne) {
  struct Signals {
    absl::Notification stuck, resumed, release, back;
  };
  const auto signals = std::make_shared<Signals>();  // also of the stuck thread, to its end
  {
    Executor executor(1, 1);
    ASSERT_TRUE(executor.TrySchedule([&executor, signals] {
      const std::function<void()> came_back = executor.Replace();
      signals->stuck.Notify();
      signals->release.WaitForNotification();
      came_back();
      signals->back.Notify();
    }));
    signals->stuck.WaitForNotification();
    ASSERT_TRUE(executor.TrySchedule([signals] { signals->resumed.WaitForNotification(); }));
    executor.Resume([] {});  // more than fit the queue
    executor.Resume([signals] { EXPECT_TRUE(signals->resumed.HasBeenNotified()); });
    signals->resumed.Notify();
  }
  signals->release.Notify();
  signals->back.WaitForNotification();
}

TEST(ExecutorTest, OneThatComesBackDoesNotLeaveAThreadTooMany) {
  std::atomic<int> running{0}, most{0};
  {
    Executor executor(1, 100);
    for (int i = 0; i < 3; ++i) {
      ASSERT_TRUE(executor.TrySchedule([&executor] { executor.Replace()(); }));
    }
    // With one thread, tasks come one after the other.
    for (int i = 0; i < 20; ++i) {
      ASSERT_TRUE(executor.TrySchedule([&] {
        most = std::max<int>(most, ++running);
        absl::SleepFor(absl::Milliseconds(1));
        --running;
      }));
    }
  }
  EXPECT_EQ(most, 1);
}

}  // namespace
}  // namespace parallax
