#include "server/evaluation/evaluations.h"

#include <gtest/gtest.h>

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "server/base/error_reason.h"
#include "tests/fakes/fake_analyzer.h"
#include "tests/fakes/fake_documents.h"

namespace parallax::evaluation {
namespace {

Mention FoundAt(text::Span span, std::string type) {
  Mention mention;
  mention.span = span;
  mention.type = std::move(type);
  return mention;
}

// Finds the first byte of a text, of type FIRST; fails where the text begins with '!'.
AnalyzerOutput FirstByte(const AnalyzerInput& input) {
  AnalyzerOutput output;
  if (input.document->text()[0] == '!') {
    output.status = absl::InternalError("no exclamations");
  } else {
    output.findings.emplace_back(FoundAt({0, 1}, "FIRST"));
  }
  return output;
}

class EvaluationsTest : public ::testing::Test {
 protected:
  EvaluationsTest() : engine_({.threads = 2, .max_queued = 100, .pipeline = {}}), evaluations_(engine_) { Load(FirstByte); }

  void Load(FakeAnalyzer::AnalyzeOne analyze, std::vector<std::string> languages = {"*"}) {
    auto analyzer = std::make_shared<FakeAnalyzer>("first", std::vector<std::string>(),
                                                   std::vector<std::string>{"mentions"});
    analyzer->Answering(std::move(analyze)).Speaking(std::move(languages));
    engine_.registry().Replace({std::move(analyzer)});
  }

  // Gold: the first byte of each text is FIRST.
  EvaluationRequest RequestFor(std::vector<std::string> texts) {
    EvaluationRequest request;
    request.analyzer = "first";
    const AnalyzerRequest analyzer{"first", "", ""};
    request.plan = engine_.Plan({analyzer}).value();
    for (std::string& text : texts) {
      const std::string name = absl::StrCat("d", request.documents.size());
      request.documents.push_back(MakeDocument(name, std::move(text)));
      request.gold.push_back({FoundAt({0, 1}, "FIRST")});
    }
    return request;
  }

  EvaluationState Finish(absl::StatusOr<EvaluationState> state) {
    EXPECT_TRUE(state.ok()) << state.status();
    return *evaluations_.Wait(state->name, absl::Now() + absl::Seconds(30));
  }

  Engine engine_;
  Evaluations evaluations_;
};

TEST_F(EvaluationsTest, CountsWhatFailedAsNotFound) {
  const EvaluationState state = Finish(evaluations_.Start(RequestFor({"abc", "!bc", "def"})));
  ASSERT_TRUE(state.done);
  ASSERT_TRUE(state.result.ok()) << state.result;
  EXPECT_EQ(state.documents_done, 3);
  EXPECT_EQ(state.failed_documents, 1);
  ASSERT_EQ(state.scores.size(), 3u);
  EXPECT_EQ(state.scores[0].counts, (Counts{2, 0, 1}));
  ASSERT_EQ(state.builds.size(), 1u);
  EXPECT_EQ(state.builds[0].info.id, "first");
}

TEST_F(EvaluationsTest, AnotherLanguageIsSkipped) {
  Load(FirstByte, {"sw"});
  const EvaluationState state = Finish(evaluations_.Start(RequestFor({"The ships are in the port."})));
  EXPECT_EQ(state.skipped_documents, 1);
  EXPECT_EQ(state.failed_documents, 0);
  EXPECT_EQ(state.scores[0].counts, (Counts{0, 0, 1}));
}

TEST_F(EvaluationsTest, GoesOnFromOneThatIsDone) {
  const EvaluationState first = Finish(evaluations_.Start(RequestFor({"abc", "!bc"})));
  EvaluationRequest more = RequestFor({"def"});
  more.continue_from = first.name;
  const EvaluationState both = Finish(evaluations_.Start(std::move(more)));
  EXPECT_EQ(both.documents, 1);
  EXPECT_EQ(both.all_documents, 3);
  EXPECT_EQ(both.failed_documents, 1);
  EXPECT_EQ(both.scores[0].counts, (Counts{2, 0, 1}));
  const EvaluationState whole = Finish(evaluations_.Start(RequestFor({"abc", "!bc", "def"})));
  EXPECT_EQ(whole.scores[0].intervals->low.f1, both.scores[0].intervals->low.f1);
}

TEST_F(EvaluationsTest, GoesOnOnlyFromTheSame) {
  const EvaluationState first = Finish(evaluations_.Start(RequestFor({"abc"})));
  EvaluationRequest other = RequestFor({"def"});
  other.continue_from = first.name;
  other.selected.labels = {"FIRST"};
  EXPECT_EQ(ReasonOf(evaluations_.Start(other).status()), "EVALUATION_DIFFERS");
  other.selected = {};
  other.plan.stages[0].options = R"({"more":1})";
  EXPECT_EQ(ReasonOf(evaluations_.Start(other).status()), "EVALUATION_DIFFERS");
  other.continue_from = "operations/evaluation-99";
  EXPECT_EQ(ReasonOf(evaluations_.Start(other).status()), "OPERATION_NOT_FOUND");
}

TEST_F(EvaluationsTest, IsCancelledAndForgotten) {
  absl::Notification running, go_on;
  Load([&](const AnalyzerInput& input) {
    if (!running.HasBeenNotified()) running.Notify();
    go_on.WaitForNotification();
    return FirstByte(input);
  });
  const EvaluationState started = evaluations_.Start(RequestFor({"abc"})).value();
  EXPECT_FALSE(started.done);
  running.WaitForNotification();
  EXPECT_EQ(ReasonOf(evaluations_.Forget(started.name)), "OPERATION_NOT_DONE");
  EvaluationRequest more = RequestFor({"def"});
  more.continue_from = started.name;
  EXPECT_EQ(ReasonOf(evaluations_.Start(std::move(more)).status()), "OPERATION_NOT_DONE");
  EXPECT_TRUE(evaluations_.Cancel(started.name).ok());
  go_on.Notify();
  const EvaluationState state = Finish(evaluations_.Get(started.name));
  ASSERT_TRUE(state.done);
  EXPECT_EQ(state.result.code(), absl::StatusCode::kCancelled);
  EXPECT_EQ(ReasonOf(state.result), "OPERATION_CANCELLED");
  EXPECT_TRUE(state.scores.empty());
  EXPECT_EQ(evaluations_.List().size(), 1u);
  EXPECT_TRUE(evaluations_.Forget(started.name).ok());
  EXPECT_EQ(ReasonOf(evaluations_.Get(started.name).status()), "OPERATION_NOT_FOUND");
}

TEST_F(EvaluationsTest, RefusesMoreThanRunAtOnceAndAfterStop) {
  absl::Notification go_on;
  Load([&](const AnalyzerInput& input) {
    go_on.WaitForNotification();
    return FirstByte(input);
  });
  absl::Status status;
  int started = 0;
  for (; status.ok() && started < 100; ++started) {
    status = evaluations_.Start(RequestFor({"abc"})).status();
  }
  EXPECT_EQ(ReasonOf(status), "TOO_MANY_OPERATIONS");
  go_on.Notify();
  evaluations_.Stop();
  EXPECT_TRUE(absl::IsUnavailable(evaluations_.Start(RequestFor({"abc"})).status()));
}

}  // namespace
}  // namespace parallax::evaluation
