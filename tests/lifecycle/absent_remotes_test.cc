#include "server/lifecycle/absent_remotes.h"

#include <gmock/gmock.h>
#include <grpcpp/generic/async_generic_service.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"

namespace parallax::lifecycle {
namespace {

class AbsentRemotesTest : public testing::Test {
 protected:
  AbsentRemotesTest() : address_(absl::StrCat("unix:", testing::TempDir(), "/absent-remote.sock")) {
    remotes_.Add({"hello", address_, std::nullopt});
    remotes_.Add({"hello", address_, std::nullopt});  // without effect
  }

  // Somebody answers; what, does not matter here.
  void Listen() {
    grpc::ServerBuilder builder;
    builder.AddListeningPort(address_, grpc::InsecureServerCredentials());
    builder.RegisterCallbackGenericService(&service_);
    server_ = builder.BuildAndStart();
    ASSERT_NE(server_, nullptr);
  }

  std::vector<worker::RemoteAddress> WaitForDue(absl::Time now) {
    const absl::Time limit = absl::Now() + absl::Seconds(30);
    std::vector<worker::RemoteAddress> due;
    while (due.empty() && absl::Now() < limit) {
      due = remotes_.Due(now);
      absl::SleepFor(absl::Milliseconds(10));
    }
    return due;
  }

  const std::string address_;
  grpc::CallbackGenericService service_;
  std::unique_ptr<grpc::Server> server_;
  AbsentRemotes remotes_;
};

TEST_F(AbsentRemotesTest, IsDueOnceWhenSomebodyAnswers) {
  const absl::Time now = absl::Now();
  EXPECT_TRUE(remotes_.Due(now).empty());
  Listen();
  const auto due = WaitForDue(now);
  ASSERT_EQ(due.size(), 1);
  EXPECT_EQ(due[0].id, "hello");
  EXPECT_EQ(due[0].address, address_);
  EXPECT_TRUE(remotes_.Due(now + absl::Hours(1)).empty()) << "it is being tried";
  remotes_.Remove(address_);
  remotes_.Failed(address_, now);  // unknown: without effect
  EXPECT_TRUE(remotes_.Due(now + absl::Hours(1)).empty());
}

TEST_F(AbsentRemotesTest, PausesLongerAfterEachFailureAndAtMostHalfAMinute) {
  Listen();
  absl::Time now = absl::Now();
  for (const double seconds : {1, 2, 4, 8, 16, 30, 30}) {
    ASSERT_EQ(WaitForDue(now).size(), 1);
    remotes_.Failed(address_, now);
    EXPECT_TRUE(remotes_.Due(now + absl::Seconds(0.79 * seconds)).empty()) << seconds;
    now += absl::Seconds(1.21 * seconds);
  }
}

}  // namespace
}  // namespace parallax::lifecycle
