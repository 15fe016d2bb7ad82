#include "server/plugin/instance_pool.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <thread>

#include "absl/strings/numbers.h"
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
  EXPECT_LE(analyzer->pool().size(), 3u);
}

class PoolTest : public testing::Test {
 protected:
  PoolTest() {
    library_ = PluginLibrary::Open(FixturePath("crowded")).value();
    model_ = library_->raw().create_model(library_->host(), {"{}", 2});
    pool_.emplace(*library_, model_, 2);
  }
  ~PoolTest() override {
    pool_.reset();
    library_->raw().destroy_model(model_);
  }

  std::shared_ptr<const PluginLibrary> library_;
  plx_model_t* model_;
  std::optional<InstancePool> pool_;
};

TEST_F(PoolTest, MakesInstancesOnlyWhenNeeded) {
  EXPECT_EQ(pool_->size(), 0u);
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(pool_->Acquire(CallContext()).ok());
  EXPECT_EQ(pool_->size(), 1u);
  const auto first = pool_->Acquire(CallContext());
  const auto second = pool_->Acquire(CallContext());
  EXPECT_NE(first->get(), second->get());
  EXPECT_EQ(pool_->size(), 2u);
}

TEST_F(PoolTest, WaitsUntilTheDeadline) {
  const auto first = pool_->Acquire(CallContext());
  const auto second = pool_->Acquire(CallContext());
  const auto third = pool_->Acquire(CallContext(absl::Now() + absl::Milliseconds(20)));
  EXPECT_EQ(third.status().code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(ReasonOf(third.status()), "NO_INSTANCE");
  EXPECT_THAT(std::string(third.status().message()), HasSubstr("all 2 instances are busy"));
}

TEST_F(PoolTest, StopsWaitingWhenCancelled) {
  const auto first = pool_->Acquire(CallContext());
  const auto second = pool_->Acquire(CallContext());
  const CallContext call;
  std::thread client([&call] {
    absl::SleepFor(absl::Milliseconds(10));
    call.Cancel();
  });
  EXPECT_EQ(pool_->Acquire(call).status().code(), absl::StatusCode::kCancelled);
  client.join();
}

TEST_F(PoolTest, AWaiterGetsWhatComesFree) {
  auto first = pool_->Acquire(CallContext());
  const auto second = pool_->Acquire(CallContext());
  const plx_instance_t* const instance = first->get();
  std::optional<InstancePool::Lease> lease(*std::move(first));
  std::thread other([&lease] {
    absl::SleepFor(absl::Milliseconds(10));
    lease.reset();
  });
  const auto third = pool_->Acquire(CallContext(absl::Now() + absl::Seconds(30)));
  other.join();
  ASSERT_TRUE(third.ok()) << third.status();
  EXPECT_EQ(third->get(), instance);
}

TEST_F(PoolTest, ABrokenInstanceIsReplaced) {
  {
    auto lease = pool_->Acquire(CallContext());
    lease->MarkBroken();
    EXPECT_EQ(pool_->size(), 1u);
  }
  EXPECT_EQ(pool_->size(), 0u);
  EXPECT_TRUE(pool_->Acquire(CallContext()).ok());
}

}  // namespace
}  // namespace parallax::plugin
