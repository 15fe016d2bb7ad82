#include "server/analyzer/call_context.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace parallax {
namespace {

TEST(CallContextTest, CopiesShareTheCancellationAndKeepTheirDeadlines) {
  const CallContext call;
  const CallContext shorter = call.WithDeadline(absl::Now() - absl::Seconds(1));
  EXPECT_TRUE(shorter.expired());
  EXPECT_FALSE(call.expired());
  EXPECT_EQ(shorter.WithDeadline(absl::InfiniteFuture()).deadline(), shorter.deadline());
  shorter.Cancel();
  EXPECT_TRUE(call.cancelled());
}

TEST(CancellationHookTest, RunsOnceWhenTheCallIsCancelled) {
  const CallContext call;
  int ran = 0;
  const CancellationHook hook(call.WithDeadline(absl::Now()), [&] { ++ran; });
  EXPECT_EQ(ran, 0);
  call.Cancel();
  call.Cancel();
  EXPECT_EQ(ran, 1);
}

TEST(CancellationHookTest, RunsAtOnceIfTheCallIsCancelledAlready) {
  const CallContext call;
  call.Cancel();
  int ran = 0;
  const CancellationHook hook(call, [&] { ++ran; });
  EXPECT_EQ(ran, 1);
}

TEST(CancellationHookTest, RunsNotAfterItIsGone) {
  const CallContext call;
  int ran = 0;
  { const CancellationHook hook(call, [&] { ++ran; }); }
  call.Cancel();
  EXPECT_EQ(ran, 0);
}

// Under the thread sanitizer: a hook that goes while the call is cancelled.
TEST(CancellationHookTest, MayGoWhileAnotherThreadCancels) {
  for (int round = 0; round < 200; ++round) {
    const CallContext call;
    std::vector<int> touched(1);
    std::thread canceller([&call] { call.Cancel(); });
    {
      const CancellationHook hook(call, [&touched] { touched[0] = 1; });
    }
    touched.clear();
    canceller.join();
  }
}

}  // namespace
}  // namespace parallax
