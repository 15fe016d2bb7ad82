#include "server/lifecycle/changes/operation_log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "server/base/error_reason.h"

namespace parallax::lifecycle {
namespace {

using ::testing::ElementsAre;

OperationLog::Body Nothing() {
  return [](OperationLog::Reporter&) { return absl::OkStatus(); };
}

TEST(OperationLogTest, RunsInTheOrderOfTheCalls) {
  std::vector<int> order;
  std::string last;
  OperationLog log;
  for (int i = 0; i < 20; ++i) {
    last = log.Submit("apply", "a", "", [&order, i](OperationLog::Reporter&) {
                order.push_back(i);
                return absl::OkStatus();
              })->name;
  }
  ASSERT_TRUE(log.Wait(last, absl::InfiniteFuture())->done());
  ASSERT_EQ(order.size(), 20u);
  for (int i = 0; i < 20; ++i) EXPECT_EQ(order[i], i);
  EXPECT_EQ(log.List().front().name, last) << "newest first";
}

TEST(OperationLogTest, ReportsStepsChangesAndTheResult) {
  absl::Notification reported, go_on;
  OperationLog log;
  const std::string name = log.Submit("apply", "a", "", [&](OperationLog::Reporter& reporter) {
                                reporter.Step(OperationStep::kProbing);
                                AnalyzerChange change;
                                change.analyzer = "a";
                                reporter.Changed(change);
                                reported.Notify();
                                go_on.WaitForNotification();
                                return absl::InternalError("it broke");
                              })->name;
  reported.WaitForNotification();
  OperationState state = *log.Get(name);
  EXPECT_EQ(state.step, OperationStep::kProbing);
  EXPECT_FALSE(state.done());
  EXPECT_EQ(log.Forget(name).code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_FALSE(log.Wait(name, absl::Now() + absl::Milliseconds(5))->done());
  go_on.Notify();
  state = *log.Wait(name, absl::InfiniteFuture());
  EXPECT_TRUE(state.done());
  EXPECT_EQ(state.result.message(), "it broke");
  ASSERT_EQ(state.changes.size(), 1u);
  EXPECT_TRUE(log.Forget(name).ok());
  EXPECT_EQ(ReasonOf(log.Get(name).status()), "OPERATION_NOT_FOUND");
}

TEST(OperationLogTest, OneRequestIdIsOneOperation) {
  OperationLog log;
  const std::string first = log.Submit("apply", "a", "id", Nothing())->name;
  EXPECT_EQ(log.Submit("apply", "a", "id", Nothing())->name, first);
  EXPECT_NE(log.Submit("apply", "a", "other", Nothing())->name, first);
  EXPECT_NE(log.Submit("apply", "a", "", Nothing())->name,
            log.Submit("apply", "a", "", Nothing())->name);
}

TEST(OperationLogTest, CancelEndsWhatWaitsAndTellsWhatRuns) {
  OperationLog log;
  absl::Notification running;
  absl::Notification cancelled;
  bool ran = false;
  const std::string first =
      log.Submit("apply", "a", "",
                 [&](OperationLog::Reporter& reporter) {
                   EXPECT_TRUE(reporter.CheckNotCancelled().ok());
                   running.Notify();
                   cancelled.WaitForNotification();
                   return reporter.CheckNotCancelled();
                 })
          ->name;
  const std::string second = log.Submit("apply", "b", "", [&](OperationLog::Reporter&) {
                                  ran = true;
                                  return absl::OkStatus();
                                })->name;
  running.WaitForNotification();
  EXPECT_TRUE(log.Cancel(second).ok());
  EXPECT_TRUE(log.Get(second)->done());  // while the first one runs
  EXPECT_TRUE(log.Cancel(first).ok());
  EXPECT_FALSE(log.Get(first)->done());
  cancelled.Notify();
  for (const std::string& name : {first, second}) {
    const auto state = log.Wait(name, absl::Now() + absl::Seconds(30));
    ASSERT_TRUE(state.ok() && state->done());
    EXPECT_TRUE(absl::IsCancelled(state->result)) << state->result;
    EXPECT_EQ(ReasonOf(state->result), "OPERATION_CANCELLED");
    EXPECT_TRUE(log.Cancel(name).ok());  // without effect
  }
  EXPECT_FALSE(ran);
  EXPECT_TRUE(absl::IsNotFound(log.Cancel("operations/none-9")));
}

TEST(OperationLogTest, RefusesMoreThanItCanHold) {
  absl::Notification go_on;
  OperationLog log;
  ASSERT_TRUE(log.Submit("apply", "a", "", [&](OperationLog::Reporter&) {
                   go_on.WaitForNotification();
                   return absl::OkStatus();
                 }).ok());
  absl::Status refused;
  for (int i = 0; i < 300 && refused.ok(); ++i) {
    refused = log.Submit("apply", "a", "", Nothing()).status();
  }
  EXPECT_EQ(ReasonOf(refused), "TOO_MANY_OPERATIONS");
  go_on.Notify();
}

}  // namespace
}  // namespace parallax::lifecycle
