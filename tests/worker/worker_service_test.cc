// Client and service of the worker protocol over a socket of this machine: what goes in comes out,
// and what breaks the rules is refused.
#include "server/worker/service/worker_service.h"

#include <gmock/gmock.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server_builder.h>
#include <gtest/gtest.h>

#include <thread>

#include "server/base/error_reason.h"
#include "server/worker/client/worker_client.h"
#include "tests/fakes/fake_analyzer.h"
#include "tests/fakes/fake_documents.h"
#include "tests/worker/sample_findings.h"

namespace parallax::worker {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const std::vector<std::string> kLayers = {"mentions", "quantities", "claims",
                                          "stances",  "warnings",   "test.note"};

// A service over a fake, and a client of it.
class WorkerServiceTest : public testing::Test {
 protected:
  WorkerServiceTest() {
    fake_ = std::make_unique<FakeAnalyzer>("fake", Joined(kLayers, "tokens"), kLayers);
    info_ = fake_->info();
    info_.has_phases = true;
    service_ = std::make_unique<WorkerService>(
        info_, [this](const WorkerSettings& settings) -> absl::StatusOr<std::unique_ptr<Analyzer>> {
          if (settings.config == "wrong") {
            return WithReason(absl::InvalidArgumentError("no such key"), "CONFIG_INVALID");
          }
          return std::move(fake_);
        });
    grpc::ServerBuilder builder;
    int port = 0;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
    builder.RegisterService(service_.get());
    server_ = builder.BuildAndStart();
    client_ = std::make_unique<WorkerClient>(
        grpc::CreateChannel(absl::StrCat("127.0.0.1:", port), grpc::InsecureChannelCredentials()),
        FindingLimits());
  }
  ~WorkerServiceTest() override { server_->Shutdown(); }

  static std::vector<std::string> Joined(std::vector<std::string> list, std::string last) {
    list.push_back(std::move(last));
    return list;
  }
  FakeAnalyzer& Answering(FakeAnalyzer::AnalyzeOne answer) {
    FakeAnalyzer& fake = fake_->Answering(std::move(answer));
    return fake;
  }
  void Configure() { ASSERT_TRUE(client_->Configure("{}", 2, CallContext()).ok()); }
  std::vector<AnalyzerOutput> Analyze(const std::vector<AnalyzerInput>& inputs,
                                      const CallContext& call = CallContext()) {
    auto outputs = client_->Analyze(info_, inputs, "{}", call);
    EXPECT_TRUE(outputs.ok()) << outputs.status();
    return outputs.ok() ? *std::move(outputs) : std::vector<AnalyzerOutput>(inputs.size());
  }

  std::unique_ptr<FakeAnalyzer> fake_;
  AnalyzerInfo info_;
  std::unique_ptr<WorkerService> service_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<WorkerClient> client_;
};

TEST_F(WorkerServiceTest, DescribesItself) {
  const auto info = client_->Describe(CallContext());
  ASSERT_TRUE(info.ok()) << info.status();
  EXPECT_EQ(info->id, "fake");
  EXPECT_EQ(info->display_name, "fake") << "the id where there is none";
  EXPECT_EQ(info->produces, kLayers);
  EXPECT_EQ(info->content_digest, "digest-of-fake");
  EXPECT_TRUE(info->has_phases);
}

TEST_F(WorkerServiceTest, EveryFindingSurvivesTheWay) {
  Answering([](const AnalyzerInput& input) {
    AnalyzerOutput output;
    output.findings = *input.findings;
    return output;
  });
  Configure();
  const auto document = MakeDocument("d", kText, "Quay Mail");
  const std::vector<Finding> findings = SomeFindings();
  const auto outputs =
      Analyze({{document, std::make_shared<const std::vector<Finding>>(findings)}});
  ASSERT_TRUE(outputs[0].status.ok()) << outputs[0].status;
  std::vector<Finding> expected = findings;
  std::stable_sort(expected.begin(), expected.end(), [](const Finding& a, const Finding& b) {
    return BaseOf(a).span.begin < BaseOf(b).span.begin;
  });
  EXPECT_EQ(Show(outputs[0].findings), Show(expected));
}

TEST_F(WorkerServiceTest, TheDocumentIsTheSameOnTheOtherSide) {
  std::shared_ptr<const Document> seen;
  Answering([&seen](const AnalyzerInput& input) {
    seen = input.document;
    return AnalyzerOutput();
  });
  Configure();
  DocumentContent content;
  content.text = kText;
  content.title = "A title";
  content.source_name = "搜狐财经";
  content.feed = "A digest";
  content.published = {"2026-01-15T11:48", TimePrecision::kMinute};
  const auto sent = BuildDocument("inline/1", std::move(content)).value();
  Analyze({{sent, nullptr}});
  ASSERT_NE(seen, nullptr);
  EXPECT_EQ(seen->name, sent->name);
  EXPECT_EQ(seen->revision, sent->revision);
  EXPECT_EQ(seen->source, sent->source);
  EXPECT_EQ(seen->content.text, sent->content.text);
  EXPECT_EQ(seen->content.title, sent->content.title);
  EXPECT_EQ(seen->content.source_name, sent->content.source_name);
  EXPECT_EQ(seen->content.feed, sent->content.feed);
  EXPECT_EQ(seen->content.language, sent->content.language);
  EXPECT_EQ(seen->content.published.iso, sent->content.published.iso);
  EXPECT_EQ(seen->content.published.precision, sent->content.published.precision);
  ASSERT_EQ(seen->content.blocks.size(), sent->content.blocks.size());
  for (size_t i = 0; i < seen->content.blocks.size(); ++i) {
    EXPECT_EQ(seen->content.blocks[i].span, sent->content.blocks[i].span);
    EXPECT_EQ(seen->content.blocks[i].kind, sent->content.blocks[i].kind);
    EXPECT_EQ(seen->content.blocks[i].language, sent->content.blocks[i].language);
  }
  ASSERT_EQ(seen->references.size(), 1u);
  EXPECT_EQ(seen->references[0].number, 5u);
  ASSERT_EQ(seen->sentences.size(), sent->sentences.size());
  EXPECT_EQ(seen->sentences.back().end_token, sent->sentences.back().end_token);
  ASSERT_EQ(seen->tokens.size(), sent->tokens.size());
  ASSERT_GT(seen->tokens.size(), 5u);
  for (size_t i = 0; i < seen->tokens.size(); ++i) {
    EXPECT_EQ(seen->tokens[i].span, sent->tokens[i].span);
    EXPECT_EQ(seen->tokens[i].kind, sent->tokens[i].kind);
    EXPECT_EQ(seen->tokens[i].sentence, sent->tokens[i].sentence);
  }
}

TEST_F(WorkerServiceTest, AFailureKeepsCodeReasonMessageAndMetadataAndTheOthersStand) {
  Answering([](const AnalyzerInput& input) {
    AnalyzerOutput output;
    if (input.document->name == "bad") {
      output.status = WithMetadata(
          WithReason(absl::OutOfRangeError("too far"), "SOME_REASON"), "key", "value");
    } else {
      output.truncated = true;
    }
    return output;
  });
  Configure();
  const auto outputs = Analyze({{MakeDocument("good", kText), nullptr},
                                {MakeDocument("bad", kText), nullptr}});
  EXPECT_TRUE(outputs[0].status.ok());
  EXPECT_TRUE(outputs[0].truncated);
  EXPECT_EQ(outputs[1].status.code(), absl::StatusCode::kOutOfRange);
  EXPECT_EQ(outputs[1].status.message(), "too far");
  EXPECT_EQ(ReasonOf(outputs[1].status), "SOME_REASON");
  EXPECT_EQ(MetadataOf(outputs[1].status).at("key"), "value");
}

TEST_F(WorkerServiceTest, AFindingThatBreaksTheContractFailsItsDocument) {
  Answering([](const AnalyzerInput& input) {
    AnalyzerOutput output;
    auto warning = At<Warning>(0, input.document->name == "bad" ? 9999 : 6);
    warning.code = "SEEN";
    warning.message = "seen";
    output.findings.push_back(warning);
    return output;
  });
  Configure();
  const auto outputs = Analyze({{MakeDocument("good", kText), nullptr},
                                {MakeDocument("bad", kText), nullptr}});
  EXPECT_TRUE(outputs[0].status.ok());
  EXPECT_EQ(ReasonOf(outputs[1].status), "SPAN_INVALID");
  EXPECT_THAT(std::string(outputs[1].status.message()),
              HasSubstr("analyzer fake failed on document \"bad\": finding 0: base.span"));
  EXPECT_TRUE(outputs[1].findings.empty());
}

TEST_F(WorkerServiceTest, ManyFindingsComeInSeveralMessages) {
  Answering([](const AnalyzerInput&) {
    AnalyzerOutput output;
    for (int i = 0; i < 200; ++i) {
      auto custom = At<Custom>(0, 6);
      custom.type = "test.note";
      custom.payload = std::string(60'000, 'x');
      output.findings.push_back(custom);
    }
    return output;
  });
  Configure();
  const auto outputs = Analyze({{MakeDocument("d", kText), nullptr}});
  ASSERT_TRUE(outputs[0].status.ok()) << outputs[0].status;
  EXPECT_EQ(outputs[0].findings.size(), 200u);
}

TEST_F(WorkerServiceTest, PhasesGoThereAndBack) {
  fake_->Comparing(
      [](const AnalyzerInput& input) {
        std::vector<Record> records;
        for (uint32_t i = 0; i < input.findings->size(); ++i) {
          records.push_back({absl::StrCat("record-", i), i, {3, 7}});
        }
        return records;
      },
      [](absl::string_view a, absl::string_view b) {
        RelationFinding relation;
        if (a == b) return relation;
        relation.kind = RelationKind::kVaries;
        relation.score = 900;
        relation.joins = true;
        relation.left = {1, 2};
        relation.right = {3, 4};
        relation.reason = "number";
        relation.detail = absl::StrCat(a, " against ", b);
        return relation;
      });
  Configure();
  // The warning is not consumed: the claim is the worker's finding 0 and ours 1.
  info_.consumes = {"claims"};
  info_.produces = {"claims"};
  auto warning = At<Warning>(0, 6);
  Claim claim;
  claim.span = {0, 6};
  claim.predicate = "be";
  const auto findings =
      std::make_shared<const std::vector<Finding>>(std::vector<Finding>{warning, claim});
  const auto extracted = client_->Extract(
      info_, std::vector<AnalyzerInput>{{MakeDocument("d", kText), findings}}, "{}", CallContext());
  ASSERT_TRUE(extracted.ok()) << extracted.status();
  ASSERT_TRUE((*extracted)[0].ok()) << (*extracted)[0].status();
  ASSERT_EQ((*extracted)[0]->size(), 1u);
  EXPECT_EQ((*extracted)[0]->front().claim, 1u);
  EXPECT_THAT((*extracted)[0]->front().keys, ElementsAre(3, 7));

  const std::vector<std::pair<absl::string_view, absl::string_view>> pairs = {{"a", "a"},
                                                                              {"a", "b"}};
  const auto relations = client_->Compare(info_, pairs, CallContext());
  ASSERT_TRUE(relations.ok()) << relations.status();
  EXPECT_EQ((*relations)[0].kind, RelationKind::kUnrelated);
  EXPECT_EQ((*relations)[1].kind, RelationKind::kVaries);
  EXPECT_EQ((*relations)[1].right, (text::Span{3, 4}));
  EXPECT_EQ((*relations)[1].detail, "a against b");

  Cluster cluster;
  cluster.records = {"one", "two"};
  cluster.relations = {{0, 1, RelationKind::kContradicts, 800}};
  const auto comparison = client_->Summarise(info_, cluster, CallContext());
  ASSERT_TRUE(comparison.ok()) << comparison.status();
  EXPECT_EQ(comparison->verdict, Verdict::kContested);
  EXPECT_EQ(comparison->proposition, "one");
}

TEST_F(WorkerServiceTest, IsConfiguredOnce) {
  const auto before = client_->Analyze(info_, std::vector<AnalyzerInput>{}, "{}", CallContext());
  EXPECT_EQ(before.status().code(), absl::StatusCode::kFailedPrecondition);
  const absl::Status wrong = client_->Configure("wrong", 1, CallContext());
  EXPECT_EQ(wrong.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ReasonOf(wrong), "CONFIG_INVALID");
  EXPECT_TRUE(client_->Configure("{}", 1, CallContext()).ok());
  EXPECT_TRUE(client_->Configure("{}", 1, CallContext()).ok());
  EXPECT_EQ(client_->Configure("{\"a\":1}", 1, CallContext()).code(),
            absl::StatusCode::kFailedPrecondition);
}

TEST_F(WorkerServiceTest, DeadlineAndCancellationReachTheAnalyzer) {
  Answering([](const AnalyzerInput& input) {
    absl::SleepFor(absl::Milliseconds(input.document->name == "slow" ? 400 : 0));
    return AnalyzerOutput();
  });
  Configure();
  const std::vector<AnalyzerInput> slow = {{MakeDocument("slow", kText), nullptr}};
  const auto late = client_->Analyze(info_, slow, "{}",
                                     CallContext(absl::Now() + absl::Milliseconds(30)));
  EXPECT_EQ(late.status().code(), absl::StatusCode::kDeadlineExceeded) << late.status();
  const CallContext call;
  std::thread caller([&call] {
    absl::SleepFor(absl::Milliseconds(30));
    call.Cancel();
  });
  const auto gone = client_->Analyze(info_, slow, "{}", call);
  caller.join();
  EXPECT_EQ(gone.status().code(), absl::StatusCode::kCancelled) << gone.status();
}

TEST_F(WorkerServiceTest, AConnectionThatBreaksIsLost) {
  Configure();
  server_->Shutdown(absl::ToChronoTime(absl::Now()));
  const auto lost = client_->Analyze(
      info_, std::vector<AnalyzerInput>{{MakeDocument("d", kText), nullptr}}, "{}", CallContext());
  EXPECT_EQ(ReasonOf(lost.status()), "WORKER_LOST") << lost.status();
}

}  // namespace
}  // namespace parallax::worker
