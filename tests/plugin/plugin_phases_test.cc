#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/plugin/fixture_files.h"

namespace parallax::plugin {
namespace {

using ::testing::HasSubstr;
using Pair = std::pair<absl::string_view, absl::string_view>;

class PluginPhasesTest : public testing::Test {
 protected:
  PluginPhasesTest() : analyzer_(LoadFixture("phased")) {}

  // Analyzes, then extracts.
  std::vector<absl::StatusOr<std::vector<Record>>> Extract(const std::vector<std::string>& texts) {
    std::vector<AnalyzerInput> inputs;
    for (const std::string& text : texts) {
      documents_.push_back(MakeDocument(text, absl::StrCat("doc-", documents_.size())));
      inputs.push_back({documents_.back(), nullptr});
    }
    std::vector<AnalyzerOutput> outputs = analyzer_->Analyze(inputs, "", CallContext());
    for (size_t i = 0; i < inputs.size(); ++i) {
      EXPECT_TRUE(outputs[i].status.ok()) << outputs[i].status;
      inputs[i].findings =
          std::make_shared<const std::vector<Finding>>(std::move(outputs[i].findings));
    }
    return analyzer_->phases()->Extract(inputs, CallContext());
  }

  std::unique_ptr<PluginAnalyzer> analyzer_;
  std::vector<std::shared_ptr<const Document>> documents_;
};

TEST_F(PluginPhasesTest, RecordsStandForClaimsAndHaveSortedKeys) {
  const auto extracted = Extract({"3 ships.\n4 guns.", "5 ships."});
  ASSERT_EQ(extracted.size(), 2u);
  ASSERT_TRUE(extracted[0].ok()) << extracted[0].status();
  ASSERT_EQ(extracted[0]->size(), 2u);
  const Record& first = (*extracted[0])[0];
  EXPECT_EQ(first.bytes, "0:3 ships.");
  EXPECT_EQ(first.claim, 0u) << "claim and warning of the first sentence come first";
  EXPECT_EQ((*extracted[0])[1].claim, 2u) << "an index into what was passed in, not into the view";
  ASSERT_EQ(first.keys.size(), 2u) << "duplicates are dropped";
  EXPECT_LT(first.keys[0], first.keys[1]);
  EXPECT_EQ((*extracted[1])[0].keys, first.keys);
}

TEST_F(PluginPhasesTest, ABadDocumentFailsAlone) {
  const auto extracted = Extract({"bad extract", "emit a warning", "3 many keys", "3 ships"});
  EXPECT_EQ(extracted[0].status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(extracted[0].status().message()),
              HasSubstr("failed on document \"doc-0\": cannot extract"));
  EXPECT_EQ(ReasonOf(extracted[1].status()), "ANALYZER_FAILED");
  EXPECT_THAT(std::string(extracted[1].status().message()), HasSubstr("which is no claim"));
  EXPECT_THAT(std::string(extracted[2].status().message()), HasSubstr("has 65 keys; at most 64"));
  EXPECT_TRUE(extracted[3].ok());
}

TEST_F(PluginPhasesTest, ComparesPairsInOrder) {
  const std::vector<Pair> pairs = {{"7:3 a", "0:3 a"}, {"7:3 a", "0:4 a"}, {"7:3 a", "0:3 b"}};
  const auto relations = analyzer_->phases()->Compare(pairs, CallContext());
  ASSERT_TRUE(relations.ok()) << relations.status();
  ASSERT_EQ(relations->size(), 3u);
  EXPECT_EQ((*relations)[0].kind, RelationKind::kCorroborates);
  EXPECT_EQ((*relations)[1].kind, RelationKind::kVaries);
  EXPECT_EQ((*relations)[1].score, 900);
  EXPECT_TRUE((*relations)[1].joins);
  EXPECT_EQ((*relations)[1].left, (text::Span{7, 10}));
  EXPECT_EQ((*relations)[1].right, (text::Span{0, 3}));
  EXPECT_EQ((*relations)[1].reason, "number");
  EXPECT_EQ((*relations)[1].detail, "3 a against 4 a");
  EXPECT_EQ((*relations)[2].kind, RelationKind::kUnrelated);
}

TEST_F(PluginPhasesTest, CompareThatBreaksTheContractIsInternal) {
  for (const auto& [bytes, message] :
       {std::pair{"throw", "compare failed with code 3: not my bytes"},
        {"score", "gave score 2000"},
        {"no evidence", "without evidence"}}) {
    const std::vector<Pair> pairs = {{bytes, bytes}};
    const auto relations = analyzer_->phases()->Compare(pairs, CallContext());
    EXPECT_EQ(relations.status().code(), absl::StatusCode::kInternal) << bytes;
    EXPECT_EQ(ReasonOf(relations.status()), "ANALYZER_FAILED") << bytes;
    EXPECT_THAT(std::string(relations.status().message()), HasSubstr(message));
  }
}

TEST_F(PluginPhasesTest, CompareObeysTheCall) {
  const std::vector<Pair> pairs = {{"3 a", "3 a"}};
  const CallContext cancelled;
  cancelled.Cancel();
  EXPECT_EQ(analyzer_->phases()->Compare(pairs, cancelled).status().code(),
            absl::StatusCode::kCancelled);
  const CallContext late(absl::Now() - absl::Seconds(1));
  EXPECT_EQ(analyzer_->phases()->Compare(pairs, late).status().code(),
            absl::StatusCode::kDeadlineExceeded);
}

TEST_F(PluginPhasesTest, SummariesAreCopied) {
  Cluster cluster;
  cluster.records = {"3 a", "4 a"};
  cluster.relations = {{0, 1, RelationKind::kVaries, 900}};
  const auto first = analyzer_->phases()->Summarise(cluster, CallContext());
  cluster.records = {"5 b"};
  cluster.relations.clear();
  const auto second = analyzer_->phases()->Summarise(cluster, CallContext());
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_EQ(first->proposition, "3 a (2 records, 1 relations)") << "outlives the next call";
  EXPECT_EQ(first->verdict, Verdict::kVaries);
  EXPECT_EQ(first->key, "count");
  EXPECT_EQ(second->proposition, "5 b (1 records, 0 relations)");
}

TEST_F(PluginPhasesTest, SummariseThatBreaksTheContractIsInternal) {
  Cluster cluster;
  EXPECT_THAT(
      std::string(analyzer_->phases()->Summarise(cluster, CallContext()).status().message()),
      HasSubstr("summarise failed with code 3"));
  cluster.records = {"9 x"};
  EXPECT_THAT(
      std::string(analyzer_->phases()->Summarise(cluster, CallContext()).status().message()),
      HasSubstr("gave representative 1 of 1 records"));
}

TEST(NoPhasesTest, IsNull) { EXPECT_EQ(LoadFixture("echo")->phases(), nullptr); }

}  // namespace
}  // namespace parallax::plugin
