// An analyzer at an address whose process is exchanged while nobody looks.
#include "server/worker/remote/remote_analyzer.h"

#include <gmock/gmock.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "parallax/worker/v1/analyzer_worker.grpc.pb.h"
#include "server/base/error_reason.h"
#include "tests/fakes/fake_documents.h"

namespace parallax::worker {
namespace {

using ::testing::HasSubstr;

// Stands for all processes that ever were at one address.
class FakeProcesses final : public v1::AnalyzerWorker::Service {
 public:
  // From now on a process of this build answers, started anew.
  void Exchange(const std::string& content_digest) {
    absl::MutexLock lock(&mutex_);
    content_digest_ = content_digest;
    ++started_;
  }
  int described() const {
    absl::MutexLock lock(&mutex_);
    return described_;
  }

  grpc::Status Describe(grpc::ServerContext*, const v1::DescribeRequest*,
                        v1::DescribeResponse* response) override {
    absl::MutexLock lock(&mutex_);
    ++described_;
    response->set_id("fake");
    response->set_version("1.0.0");
    response->add_language_codes("*");
    response->set_content_digest(content_digest_);
    return grpc::Status::OK;
  }
  grpc::Status Configure(grpc::ServerContext*, const v1::ConfigureRequest*,
                         v1::ConfigureResponse*) override {
    return grpc::Status::OK;
  }
  grpc::Status Ping(grpc::ServerContext*, const v1::PingRequest*,
                    v1::PingResponse* response) override {
    absl::MutexLock lock(&mutex_);
    response->set_incarnation(absl::StrCat("process-", started_));
    return grpc::Status::OK;
  }

 private:
  mutable absl::Mutex mutex_;
  std::string content_digest_ ABSL_GUARDED_BY(mutex_) = "first";
  int started_ ABSL_GUARDED_BY(mutex_) = 0;
  int described_ ABSL_GUARDED_BY(mutex_) = 0;
};

class RemoteAnalyzerTest : public testing::Test {
 protected:
  RemoteAnalyzerTest() {
    grpc::ServerBuilder builder;
    int port = 0;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
    builder.RegisterService(&processes_);
    server_ = builder.BuildAndStart();
    RemoteOptions options;
    options.address.address = absl::StrCat("127.0.0.1:", port);
    options.ping_interval = absl::Milliseconds(5);
    analyzer_ = RemoteAnalyzer::Create(options, [](const std::string&) { return ""; }).value();
  }

  // Whether `holds` becomes true within ten seconds.
  static bool Eventually(const std::function<bool()>& holds) {
    for (int i = 0; i < 2000; ++i) {
      if (holds()) return true;
      absl::SleepFor(absl::Milliseconds(5));
    }
    return holds();
  }

  FakeProcesses processes_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<RemoteAnalyzer> analyzer_;
};

TEST_F(RemoteAnalyzerTest, AnotherBuildThatTookOverBetweenTwoPingsIsNoticed) {
  processes_.Exchange("second");
  ASSERT_TRUE(Eventually([this] { return !analyzer_->Vitals().serving; }));
  EXPECT_EQ(ReasonOf(analyzer_->Vitals().last_error), "ANALYZER_CHANGED");
  const std::vector<AnalyzerInput> inputs = {{MakeDocument("d", "text"), nullptr}};
  const auto outputs = analyzer_->Analyze(inputs, "", CallContext());
  EXPECT_EQ(outputs[0].status.code(), absl::StatusCode::kUnavailable) << outputs[0].status;
  EXPECT_EQ(ReasonOf(outputs[0].status), "ANALYZER_CHANGED");
}

TEST_F(RemoteAnalyzerTest, TheSameBuildStartedAnewIsAskedOnceWhatItIs) {
  const int before = processes_.described();
  processes_.Exchange("first");
  ASSERT_TRUE(Eventually([&] { return processes_.described() > before; }));
  absl::SleepFor(absl::Milliseconds(50));  // ten pings
  EXPECT_EQ(processes_.described(), before + 1);
  EXPECT_TRUE(analyzer_->Vitals().serving);
}

}  // namespace
}  // namespace parallax::worker
