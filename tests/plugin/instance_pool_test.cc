#include "server/plugin/instances/instance_pool.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <optional>
#include <set>
#include <thread>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/synchronization/mutex.h"
#include "server/plugin/instances/call_watch.h"
#include "tests/plugin/fixture_files.h"

namespace parallax::plugin {
namespace {

using ::testing::HasSubstr;

PluginOptions AtMost(size_t instances) {
  PluginOptions options;
  options.max_instances = instances;
  return options;
}

// The fixture fails if two calls meet in one instance; under the thread sanitizer its unguarded
// counter is the witness.
TEST(InstancePoolTest, ManyThreadsShareFewInstancesOneCallEach) {
  const auto analyzer = LoadFixture("crowded", "", AtMost(3));
  ASSERT_NE(analyzer, nullptr);
  std::vector<std::thread> threads;
  std::vector<std::set<int>> used(8);
  std::vector<int> failures(8);
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 200; ++i) {
        const auto outputs = AnalyzeTexts(*analyzer, {"a text"});
        if (!outputs[0].status.ok()) {
          ++failures[t];
          continue;
        }
        int number = 0;
        if (absl::SimpleAtoi(std::get<Custom>(outputs[0].findings[0]).payload, &number)) {
          used[t].insert(number);
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  std::set<int> all;
  for (int t = 0; t < 8; ++t) {
    EXPECT_EQ(failures[t], 0);
    all.insert(used[t].begin(), used[t].end());
  }
  EXPECT_LE(all.size(), 3u);
  EXPECT_LE(*all.rbegin(), 3) << "more instances were made than the pool may hold";
  EXPECT_LE(analyzer->pool().counts().instances, 3u);
}

class PoolTest : public testing::Test {
 protected:
  explicit PoolTest(PoolLimits limits = {2, 2}) {
    auto library = PluginLibrary::Open(FixturePath("crowded")).value();
    pool_.emplace(Model::Create(std::move(library), "{}").value(), limits);
  }
  ~PoolTest() override {
    Free(2);
    pool_.reset();
  }

  // A call that goes on until Free, whatever its limits say.
  InstancePool::Work Hold() {
    return [gate = gate_](plx_instance_t*) {
      ++gate->entered;
      absl::MutexLock lock(&gate->mutex);
      gate->mutex.Await(absl::Condition(&Gate::HasTicket, &gate->tickets));
      gate->tickets.pop_back();
      return true;
    };
  }
  void Free(int calls) {
    absl::MutexLock lock(&gate_->mutex);
    gate_->tickets.insert(gate_->tickets.end(), calls, 0);
  }
  std::thread InBackground(const CallContext& call, absl::Status* status = nullptr) {
    const int before = gate_->entered;
    std::thread thread([this, call, status] {
      const absl::Status done = pool_->Run(Hold(), call);
      if (status != nullptr) *status = done;
    });
    while (gate_->entered == before) absl::SleepFor(absl::Milliseconds(1));
    return thread;
  }
  absl::Status RunShort(const CallContext& call = CallContext()) {
    return pool_->Run([](plx_instance_t* instance) { return instance != nullptr; }, call);
  }

  struct Gate {
    static bool HasTicket(std::vector<int>* tickets) { return !tickets->empty(); }
    absl::Mutex mutex;
    std::vector<int> tickets;
    std::atomic<int> entered{0};
  };
  std::shared_ptr<Gate> gate_ = std::make_shared<Gate>();
  std::optional<InstancePool> pool_;
};

TEST_F(PoolTest, MakesInstancesOnlyWhenNeeded) {
  EXPECT_EQ(pool_->counts().instances, 0u);
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(RunShort().ok());
  EXPECT_EQ(pool_->counts().instances, 1u);
  std::thread first = InBackground(CallContext());
  std::thread second = InBackground(CallContext());
  EXPECT_EQ(pool_->counts().instances, 2u);
  EXPECT_EQ(pool_->counts().busy, 2u);
  Free(2);
  first.join();
  second.join();
  EXPECT_EQ(pool_->counts().busy, 0u);
}

TEST_F(PoolTest, WaitsUntilTheDeadline) {
  std::thread first = InBackground(CallContext());
  std::thread second = InBackground(CallContext());
  const absl::Status third = RunShort(CallContext(absl::Now() + absl::Milliseconds(20)));
  EXPECT_EQ(third.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(ReasonOf(third), "NO_INSTANCE");
  EXPECT_THAT(std::string(third.message()), HasSubstr("all 2 instances are busy"));
  Free(2);
  first.join();
  second.join();
}

TEST_F(PoolTest, StopsWaitingWhenCancelled) {
  std::thread first = InBackground(CallContext());
  std::thread second = InBackground(CallContext());
  const CallContext call;
  std::thread client([&call] {
    absl::SleepFor(absl::Milliseconds(10));
    call.Cancel();
  });
  EXPECT_EQ(RunShort(call).code(), absl::StatusCode::kCancelled);
  client.join();
  Free(2);
  first.join();
  second.join();
}

TEST_F(PoolTest, AWaiterGetsWhatComesFree) {
  std::thread first = InBackground(CallContext());
  std::thread second = InBackground(CallContext());
  std::thread other([this] {
    absl::SleepFor(absl::Milliseconds(10));
    Free(2);
  });
  EXPECT_TRUE(RunShort(CallContext(absl::Now() + absl::Seconds(30))).ok());
  EXPECT_EQ(pool_->counts().instances, 2u);
  other.join();
  first.join();
  second.join();
}

TEST_F(PoolTest, ABrokenInstanceIsReplaced) {
  EXPECT_TRUE(pool_->Run([](plx_instance_t*) { return false; }, CallContext()).ok());
  EXPECT_EQ(pool_->counts().instances, 0u);
  EXPECT_TRUE(RunShort().ok());
  EXPECT_EQ(pool_->counts().instances, 1u);
}

TEST_F(PoolTest, ACallThatDoesNotStopIsSetAsideAndReplaced) {
  const absl::Status hung = pool_->Run(Hold(), CallContext(absl::Now() + absl::Milliseconds(10)));
  EXPECT_EQ(hung.code(), absl::StatusCode::kDeadlineExceeded) << hung;
  EXPECT_EQ(ReasonOf(hung), "ANALYZER_HUNG");
  EXPECT_THAT(std::string(hung.message()), HasSubstr("fixture-crowded did not stop"));
  EXPECT_EQ(pool_->counts().stuck, 1u);
  EXPECT_EQ(pool_->counts().instances, 0u);
  EXPECT_TRUE(RunShort().ok());

  Free(1);
  while (pool_->counts().stuck > 0) absl::SleepFor(absl::Milliseconds(1));
  EXPECT_EQ(pool_->counts().instances, 2u) << "what comes back is used again";
}

TEST_F(PoolTest, TakesNoCallsOnceTooManyAreStuckUntilOneComesBack) {
  for (int i = 0; i < 2; ++i) {
    EXPECT_FALSE(pool_->Run(Hold(), CallContext(absl::Now())).ok());
  }
  const absl::Status refused = RunShort();
  EXPECT_EQ(refused.code(), absl::StatusCode::kUnavailable) << refused;
  EXPECT_EQ(ReasonOf(refused), "ANALYZER_HUNG");
  Free(1);
  while (pool_->counts().stuck > 1) absl::SleepFor(absl::Milliseconds(1));
  EXPECT_TRUE(RunShort().ok());
}

TEST_F(PoolTest, ACancelledCallThatDoesNotStopIsLeftAlone) {
  const CallContext call;
  absl::Status status;
  std::thread caller = InBackground(call, &status);
  call.Cancel();
  caller.join();
  EXPECT_EQ(status.code(), absl::StatusCode::kCancelled) << status;
  EXPECT_EQ(pool_->counts().stuck, 1u);
}

TEST_F(PoolTest, MayGoWhileCallsAreStuck) {
  EXPECT_FALSE(pool_->Run(Hold(), CallContext(absl::Now())).ok());
  pool_.reset();
  Free(1);
}

TEST_F(PoolTest, ACallOnTheCallersOwnThreadReturnsWhatBecameOfIt) {
  std::thread::id ran_on;
  const auto status = pool_->RunHere(
      [&](plx_instance_t*) {
        ran_on = std::this_thread::get_id();
        return true;
      },
      CallContext(), [](const absl::Status& late) { ADD_FAILURE() << late; });
  ASSERT_TRUE(status.has_value());
  EXPECT_TRUE(status->ok()) << *status;
  EXPECT_EQ(ran_on, std::this_thread::get_id());
  EXPECT_EQ(pool_->counts().instances, 1u);
  EXPECT_EQ(pool_->counts().busy, 0u);
}

// The caller's thread is held; who waits for the answer is told on another, and only once.
TEST_F(PoolTest, ACallOnTheCallersOwnThreadThatDoesNotStopIsToldOnAnother) {
  std::vector<absl::Status> told;
  std::thread::id told_on;
  const auto status = pool_->RunHere(
      Hold(), CallContext(absl::Now() + absl::Milliseconds(10)), [&](absl::Status late) {
        told.push_back(late);
        told_on = std::this_thread::get_id();
        EXPECT_EQ(pool_->counts().stuck, 1u);
        Free(1);
      });
  EXPECT_FALSE(status.has_value());
  ASSERT_EQ(told.size(), 1u);
  EXPECT_EQ(told[0].code(), absl::StatusCode::kDeadlineExceeded) << told[0];
  EXPECT_EQ(ReasonOf(told[0]), "ANALYZER_HUNG");
  EXPECT_NE(told_on, std::this_thread::get_id());
  EXPECT_EQ(pool_->counts().stuck, 0u);
  EXPECT_EQ(pool_->counts().instances, 1u) << "it is back, and used again";
}

// Most calls end just then, in time or not: whichever, exactly one side has the answer.
TEST_F(PoolTest, ACallThatEndsAtItsLimitIsAnsweredOnce) {
  std::atomic<int> late{0};
  int in_time = 0;
  for (int i = 0; i < 20; ++i) {
    const absl::Time end = absl::Now() + kDeadlineGrace + absl::Milliseconds(i);
    const auto status = pool_->RunHere(
        [&](plx_instance_t*) {
          absl::SleepFor(end - absl::Now());
          return true;
        },
        CallContext(absl::Now()), [&](const absl::Status&) { ++late; });
    in_time += status.has_value();
  }
  EXPECT_EQ(in_time + late, 20);
  EXPECT_EQ(pool_->counts().stuck, 0u);
  EXPECT_EQ(pool_->counts().busy, 0u);
}

TEST_F(PoolTest, CountsCpuTime) {
  EXPECT_TRUE(pool_
                  ->Run(
                      [](plx_instance_t*) {
                        const absl::Time end = absl::Now() + absl::Milliseconds(20);
                        while (absl::Now() < end) {
                        }
                        return true;
                      },
                      CallContext())
                  .ok());
  EXPECT_GT(pool_->counts().cpu_time, absl::ZeroDuration());
}

}  // namespace
}  // namespace parallax::plugin
