#include "server/engine/phases_executor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "server/engine/engine.h"
#include "tests/fakes/fake_analyzer.h"
#include "tests/fakes/fake_documents.h"

namespace parallax {
namespace {

// One claim a document: the whole text. Records are the text; two texts meet if they begin with
// the same letter, agree if equal, contradict if one is the other with "not ".
std::shared_ptr<FakeAnalyzer> TextClaims() {
  auto analyzer = std::make_shared<FakeAnalyzer>("claims", std::vector<std::string>{},
                                                 std::vector<std::string>{"claims"});
  analyzer->Answering([](const AnalyzerInput& input) {
    AnalyzerOutput output;
    Claim claim;
    claim.span = {0, static_cast<uint32_t>(input.document->text().size())};
    output.findings.emplace_back(std::move(claim));
    return output;
  });
  analyzer->Comparing(
      [](const AnalyzerInput& input) {
        const std::string text(input.document->text());
        return std::vector<Record>{{text, 0, {static_cast<uint64_t>(text[0])}}};
      },
      [](absl::string_view a, absl::string_view b) {
        RelationFinding relation;
        relation.joins = true;
        relation.score = 900;
        relation.left = relation.right = {0, 1};
        if (a == b) {
          relation.kind = RelationKind::kCorroborates;
        } else if (a == absl::StrCat(b, " not") || b == absl::StrCat(a, " not")) {
          relation.kind = RelationKind::kContradicts;
        }
        return relation;
      });
  return analyzer;
}

class PhasesExecutorTest : public testing::Test {
 protected:
  PhasesExecutorTest() : engine_({.threads = 2, .max_queued = 100, .pipeline = {}}) {
    engine_.registry().Replace({TextClaims()});
    plan_ = engine_.Plan({}).value();
  }
  PhasesResult Compare(const std::vector<std::string>& texts, PhasesOptions options = {}) {
    std::vector<DocumentPtr> documents;
    for (size_t i = 0; i < texts.size(); ++i) {
      documents.push_back(MakeDocument(absl::StrCat("d", i), texts[i]));
    }
    const auto analyses = engine_.Analyze(plan_, documents, CallContext());
    return engine_.Compare(plan_, analyses, options, CallContext()).value();
  }
  Engine engine_;
  AnalysisPlan plan_;
};

TEST_F(PhasesExecutorTest, ClustersWhatRelatesAndLeavesTheRest) {
  const PhasesResult result = Compare({"alpha", "beta", "alpha", "alpha not", "beta"});
  ASSERT_EQ(result.clusters.size(), 2u);
  EXPECT_EQ(result.clusters[0].claims.size(), 3u);
  EXPECT_EQ(result.clusters[0].summary.verdict, Verdict::kContested);
  EXPECT_EQ(result.clusters[1].claims.size(), 2u);
  EXPECT_EQ(result.clusters[1].summary.verdict, Verdict::kCorroborated);
}

TEST_F(PhasesExecutorTest, SingleClaimsOnlyOnRequest) {
  EXPECT_TRUE(Compare({"alpha", "beta"}).clusters.empty());
  PhasesOptions options;
  options.include_single = true;
  EXPECT_EQ(Compare({"alpha", "beta"}, options).clusters.size(), 2u);
}

TEST_F(PhasesExecutorTest, AnAnchorIsHeldAgainstEachDocument) {
  PhasesOptions options;
  options.anchor = 3;
  const PhasesResult result = Compare({"alpha", "beta", "alpha not", "alpha"}, options);
  ASSERT_EQ(result.relations.size(), 2u);
  EXPECT_EQ(result.relations[0].finding.kind, RelationKind::kCorroborates);
  EXPECT_EQ(result.relations[1].finding.kind, RelationKind::kContradicts);
  EXPECT_TRUE(result.clusters.empty());
}

TEST_F(PhasesExecutorTest, ThreadsDoNotChangeTheResult) {
  std::vector<std::string> texts;
  for (int i = 0; i < 200; ++i) texts.push_back(absl::StrCat("t", i % 17, i % 3 == 0 ? " not" : ""));
  const PhasesResult two = Compare(texts);
  Engine one({.threads = 1, .max_queued = 100, .pipeline = {}});
  one.registry().Replace({TextClaims()});
  std::vector<DocumentPtr> documents;
  for (size_t i = 0; i < texts.size(); ++i) {
    documents.push_back(MakeDocument(absl::StrCat("d", i), texts[i]));
  }
  const AnalysisPlan plan = one.Plan({}).value();
  const auto analyses = one.Analyze(plan, documents, CallContext());
  const PhasesResult other = one.Compare(plan, analyses, {}, CallContext()).value();
  ASSERT_EQ(two.clusters.size(), other.clusters.size());
  for (size_t i = 0; i < two.clusters.size(); ++i) {
    EXPECT_EQ(two.clusters[i].claims, other.clusters[i].claims);
    EXPECT_EQ(two.clusters[i].summary.key, other.clusters[i].summary.key);
  }
}

TEST_F(PhasesExecutorTest, WithoutPhasesItSaysSo) {
  engine_.registry().Replace({std::make_shared<FakeAnalyzer>(
      "names", std::vector<std::string>{}, std::vector<std::string>{"mentions"})});
  const AnalysisPlan plan = engine_.Plan({}).value();
  EXPECT_TRUE(absl::IsFailedPrecondition(
      engine_.Compare(plan, {}, {}, CallContext()).status()));
}

}  // namespace
}  // namespace parallax
