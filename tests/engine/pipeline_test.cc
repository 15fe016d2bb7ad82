#include "server/engine/pipeline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "server/base/error_reason.h"
#include "tests/fakes/fake_analyzer.h"
#include "tests/fakes/fake_documents.h"

namespace parallax {
namespace {

using ::testing::HasSubstr;

Mention MentionAt(uint32_t begin, uint32_t end, std::string entity) {
  Mention mention;
  mention.span = {begin, end};
  mention.entity = std::move(entity);
  return mention;
}

// Finds one mention, emitted out of order on purpose; fails on texts that say so.
AnalyzerOutput Name(const AnalyzerInput& input) {
  AnalyzerOutput output;
  const absl::string_view text = input.document->text();
  if (absl::string_view(text).find("fail") != absl::string_view::npos) {
    output.status = absl::InternalError("cannot read this");
    return output;
  }
  output.findings.emplace_back(MentionAt(2, 3, "second"));
  output.findings.emplace_back(MentionAt(0, 1, "first"));
  return output;
}

// One claim that says how many mentions it was lent.
AnalyzerOutput Count(const AnalyzerInput& input) {
  AnalyzerOutput output;
  Claim claim;
  claim.span = {0, 1};
  claim.predicate = absl::StrCat(input.findings->size());
  output.findings.emplace_back(std::move(claim));
  return output;
}

// Both ways to run a pipeline, waiting for it and not.
class PipelineTest : public testing::TestWithParam<bool> {
 protected:
  PipelineTest() {
    auto names = std::make_shared<FakeAnalyzer>("names", std::vector<std::string>{},
                                                std::vector<std::string>{"mentions"});
    names->Answering(Name);
    names->Hanging([](const AnalyzerInput& input) {
      return absl::StrContains(input.document->text(), "hang");
    }, [release = release_] { release->WaitForNotification(); });
    auto claims = std::make_shared<FakeAnalyzer>("claims", std::vector<std::string>{"mentions"},
                                                 std::vector<std::string>{"claims"});
    claims->Answering(Count);
    auto chinese = std::make_shared<FakeAnalyzer>("chinese", std::vector<std::string>{},
                                                  std::vector<std::string>{"stances"});
    chinese->Speaking({"zh"});
    registry_.Replace({names, claims, chinese});
    plan_ = std::make_shared<const AnalysisPlan>(MakePlan(registry_, {}).value());
  }
  const Outcome& OutcomeOf(const DocumentAnalysis& analysis, absl::string_view id) const {
    for (size_t i = 0; i < plan_->stages.size(); ++i) {
      if (plan_->stages[i].analyzer->info().id == id) return analysis.outcomes[i];
    }
    ADD_FAILURE() << "no stage " << id;
    return analysis.outcomes[0];
  }
  std::vector<DocumentAnalysis> Run(std::vector<DocumentPtr> documents, size_t batch = 16,
                                    int threads = 2, CallContext call = CallContext()) {
    Executor executor(threads, 100);
    PipelineOptions options;
    options.batch_documents = batch;
    if (!GetParam()) return RunPipeline(*plan_, documents, options, executor, call);
    return RunStarted(std::move(documents), options, executor, call);
  }
  std::vector<DocumentAnalysis> RunStarted(std::vector<DocumentPtr> documents,
                                           const PipelineOptions& options, Executor& executor,
                                           const CallContext& call) {
    absl::Notification done;
    std::vector<DocumentAnalysis> answer;
    executor.Resume([&] {
      StartPipeline(plan_, std::move(documents), options, executor, call,
                    [&](std::vector<DocumentAnalysis> analyses) {
                      answer = std::move(analyses);
                      done.Notify();
                    });
    });
    EXPECT_TRUE(done.WaitForNotificationWithTimeout(absl::Seconds(30)));
    return answer;
  }
  AnalyzerRegistry registry_;
  std::shared_ptr<const AnalysisPlan> plan_;
  // The thread that hangs looks at it after the test has gone.
  const std::shared_ptr<absl::Notification> release_ = std::make_shared<absl::Notification>();
};

TEST_P(PipelineTest, LendsLayersAndSortsFindings) {
  const auto analyses = Run({MakeDocument("d", "An ordinary sentence.")});
  ASSERT_EQ(analyses[0].findings.size(), 3u);
  EXPECT_EQ(std::get<Mention>(analyses[0].findings[0]).entity, "first");
  EXPECT_EQ(std::get<Mention>(analyses[0].findings[1]).entity, "second");
  EXPECT_EQ(std::get<Claim>(analyses[0].findings[2]).predicate, "2");
}

TEST_P(PipelineTest, OneBadDocumentFailsAloneAndNamesTheDependency) {
  const auto analyses = Run({MakeDocument("good", "All is well."),
                             MakeDocument("bad", "This will fail."),
                             MakeDocument("also-good", "All is well again.")});
  EXPECT_EQ(OutcomeOf(analyses[0], "claims").state, OutcomeState::kCompleted);
  EXPECT_EQ(OutcomeOf(analyses[1], "names").state, OutcomeState::kFailed);
  EXPECT_EQ(OutcomeOf(analyses[1], "claims").state, OutcomeState::kSkippedDependency);
  EXPECT_THAT(std::string(OutcomeOf(analyses[1], "claims").error.message()),
              HasSubstr("cannot read this"));
  EXPECT_EQ(OutcomeOf(analyses[2], "claims").state, OutcomeState::kCompleted);
}

TEST_P(PipelineTest, FoundNothingIsNotDidNotRun) {
  const auto analyses = Run({MakeDocument("en", "The ministers met and they talked of this."),
                             MakeDocument("zh", "部长们会面并讨论了此事。")});
  EXPECT_EQ(OutcomeOf(analyses[0], "chinese").state, OutcomeState::kSkippedLanguage);
  EXPECT_EQ(OutcomeOf(analyses[1], "chinese").state, OutcomeState::kCompleted);
  EXPECT_EQ(OutcomeOf(analyses[1], "chinese").findings, 0u);
}

TEST_P(PipelineTest, ADeadlineIsSaidPerAnalyzer) {
  const auto analyses = Run({MakeDocument("d", "An ordinary sentence.")}, 16, 2,
                            CallContext(absl::Now() - absl::Seconds(1)));
  EXPECT_EQ(OutcomeOf(analyses[0], "names").state, OutcomeState::kTimedOut);
  EXPECT_EQ(OutcomeOf(analyses[0], "claims").state, OutcomeState::kSkippedDependency);
}

TEST_P(PipelineTest, ResultsDoNotDependOnBatchesOrThreads) {
  std::vector<DocumentPtr> documents;
  for (int i = 0; i < 37; ++i) {
    documents.push_back(MakeDocument(absl::StrCat("d", i), i % 5 == 0 ? "This will fail."
                                                                      : "An ordinary sentence."));
  }
  const auto expected = Run(documents, 1, 1);
  for (const auto& [batch, threads] : {std::pair<size_t, int>{4, 3}, {16, 2}, {100, 1}}) {
    const auto got = Run(documents, batch, threads);
    for (size_t d = 0; d < documents.size(); ++d) {
      ASSERT_EQ(got[d].findings.size(), expected[d].findings.size()) << d;
      for (size_t s = 0; s < plan_->stages.size(); ++s) {
        EXPECT_EQ(got[d].outcomes[s].state, expected[d].outcomes[s].state) << d;
      }
    }
  }
}

TEST_P(PipelineTest, NoDocumentsAreAnsweredToo) { EXPECT_TRUE(Run({}).empty()); }

INSTANTIATE_TEST_SUITE_P(, PipelineTest, testing::Bool(), [](const auto& info) {
  return info.param ? "Started" : "Awaited";
});

// One thread, which hangs with the first batch: the others' documents, and the other analyzers' parts
// of its own, are answered while it does.
using HangingTest = PipelineTest;
TEST_P(HangingTest, WhatHangsCostsItsOwnPart) {
  Executor executor(1, 100);
  PipelineOptions options;
  options.batch_documents = 2;
  const auto analyses = RunStarted(
      {MakeDocument("a", "This will hang."), MakeDocument("b", "All is well."),
       MakeDocument("c", "All is well."), MakeDocument("d", "部长们会面并讨论了此事。")},
      options, executor, CallContext());
  ASSERT_EQ(analyses.size(), 4u);
  for (int i : {0, 1}) {
    EXPECT_EQ(OutcomeOf(analyses[i], "names").state, OutcomeState::kTimedOut) << i;
    EXPECT_EQ(OutcomeOf(analyses[i], "claims").state, OutcomeState::kSkippedDependency) << i;
  }
  EXPECT_EQ(OutcomeOf(analyses[2], "claims").state, OutcomeState::kCompleted);
  EXPECT_EQ(OutcomeOf(analyses[3], "chinese").state, OutcomeState::kCompleted);
  EXPECT_FALSE(release_->HasBeenNotified());
  release_->Notify();
}

INSTANTIATE_TEST_SUITE_P(Started, HangingTest, testing::Values(true));

}  // namespace
}  // namespace parallax
