#include "server/engine/names/explained_names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "server/engine/engine.h"
#include "tests/fakes/fake_analyzer.h"
#include "tests/fakes/fake_mentions.h"

namespace parallax {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// "entity: name name @ document document" for each.
std::vector<std::string> Lines(const std::vector<ExplainedName>& names) {
  std::vector<std::string> lines;
  for (const ExplainedName& n : names) {
    lines.push_back(absl::StrCat(n.entity, ": ", absl::StrJoin(n.names, "|"), " @ ", absl::StrJoin(n.documents, " ")));
  }
  return lines;
}

const char kGloss[] = "Pallas Cat Motors (兔狲汽车) will close a plant.";
const std::vector<Found> kGlossFound = {{"Pallas Cat Motors", "org:pallas-cat-motors"}, {"兔狲汽车", "org:pallas-cat-motors"}};

TEST(ExplainedNamesTest, NamesAreReadWhereAnotherDocumentHasThemUnseenOrAsAnother) {
  const std::vector<DocumentAnalysis> analyses = {
      Analysis("工会反对兔狲汽车的决定。", {}), Analysis(kGloss, kGlossFound),
      Analysis("Pallas Cat Motors denied it.", {{"Pallas Cat Motors", "name:pallas-cat-motors", "NAME"}}),
      Analysis("Pallas Cat Motors cut jobs.", {{"Pallas Cat Motors", "org:pallas-cat-motors"}})};
  EXPECT_THAT(Lines(ExplainedNames(analyses)), ElementsAre("org:pallas-cat-motors: Pallas Cat Motors|兔狲汽车 @ 0 2"));
}

TEST(ExplainedNamesTest, DoesNotDependOnTheOrderOfTheDocuments) {
  std::vector<DocumentAnalysis> analyses = {
      Analysis("兔狲汽车（Pallas Cat Motors）裁员。", {{"Pallas Cat Motors", "name:兔狲汽车", "NAME"}, {"兔狲汽车", "name:兔狲汽车", "NAME"}}),
      Analysis(kGloss, kGlossFound)};
  EXPECT_THAT(Lines(ExplainedNames(analyses)), ElementsAre("org:pallas-cat-motors: Pallas Cat Motors|兔狲汽车 @ 0"));
  std::swap(analyses[0], analyses[1]);
  EXPECT_THAT(Lines(ExplainedNames(analyses)), ElementsAre("org:pallas-cat-motors: Pallas Cat Motors|兔狲汽车 @ 1"));
}

TEST(ExplainedNamesTest, ANameThatTwoDocumentsExplainDifferentlyJoinsNothing) {
  const std::vector<DocumentAnalysis> analyses = {
      Analysis(kGloss, kGlossFound),
      Analysis("Pallas Cat Motors (帕拉斯汽车) makes vans.", {{"Pallas Cat Motors", "org:pallas-cat-motors"}, {"帕拉斯汽车", "org:pallas-cat-motors"}}),
      Analysis("兔狲汽车和帕拉斯汽车是两家公司。", {})};
  EXPECT_THAT(Lines(ExplainedNames(analyses)), IsEmpty());
}

TEST(ExplainedNamesTest, ALongerFormOfOneNameIsNoOtherExplanation) {
  const std::vector<DocumentAnalysis> analyses = {
      Analysis(kGloss, kGlossFound),
      Analysis("Pallas Cat Motors (兔狲汽车公司) makes vans.", {{"Pallas Cat Motors", "org:pallas-cat-motors"}, {"兔狲汽车公司", "org:pallas-cat-motors"}}),
      Analysis("兔狲汽车裁员。", {})};
  EXPECT_THAT(Lines(ExplainedNames(analyses)), ElementsAre("org:pallas-cat-motors: Pallas Cat Motors|兔狲汽车|兔狲汽车公司 @ 1 2"));
}

TEST(ExplainedNamesTest, ShortNamesOfOneDocumentAreNoNamesInOthers) {
  const std::vector<DocumentAnalysis> analyses = {
      Analysis("Maria Sokolova said so. Sokolova left.", {{"Maria Sokolova", "person:maria-sokolova", "PERSON"}, {"Sokolova", "person:maria-sokolova", "PERSON"}}),
      Analysis("赤狐制药公司，下称赤狐，", {{"赤狐制药公司", "org:赤狐制药公司"}, {"赤狐", "org:赤狐制药公司"}}),
      Analysis("Sokolova bought 赤狐 and Jade.", {{"Sokolova", "person:sokolova", "PERSON"}})};
  EXPECT_THAT(Lines(ExplainedNames(analyses)), IsEmpty());
}

TEST(ExplainedNamesTest, WhatTablesKnowNeedsNoExplanation) {
  const std::vector<DocumentAnalysis> analyses = {
      Analysis("World Health Organization (WHO)", {{"World Health Organization", "org:who", "ORGANIZATION", 950}, {"WHO", "org:who", "ORGANIZATION", 950}}),
      Analysis("WHO knows?", {{"WHO", "name:who", "NAME"}})};
  EXPECT_THAT(Lines(ExplainedNames(analyses)), IsEmpty());
}

TEST(ExplainedNamesTest, CapitalsAreFoundAsMentions) {
  const std::vector<DocumentAnalysis> analyses = {
      Analysis("Falcon Sea Holdings (FSH) lost money.", {{"Falcon Sea Holdings", "org:falcon-sea-holdings"}, {"FSH", "org:falcon-sea-holdings"}}),
      Analysis("FSH lost money.", {{"FSH", "name:fsh", "NAME"}})};
  EXPECT_THAT(Lines(ExplainedNames(analyses)), ElementsAre("org:falcon-sea-holdings: FSH|Falcon Sea Holdings @ 1"));
}

// Finds the names of its options alone, and 兔狲汽车 beside its other name.
class NamesAnalyzer final : public Analyzer {
 public:
  NamesAnalyzer() {
    info_.id = "names";
    info_.version = "1.0.0";
    info_.produces = {"mentions"};
    info_.languages = {"*"};
  }
  const AnalyzerInfo& info() const override { return info_; }
  const std::string& config() const override { return config_; }
  absl::StatusOr<std::string> CheckOptions(absl::string_view options) const override {
    return std::string(options.empty() ? "{}" : options);
  }
  std::vector<AnalyzerOutput> Analyze(absl::Span<const AnalyzerInput> inputs, absl::string_view options, const CallContext&) override {
    std::vector<AnalyzerOutput> outputs;
    for (const AnalyzerInput& input : inputs) {
      AnalyzerOutput output;
      const std::string text(input.document->text());
      const bool explains = text.find("(兔狲汽车)") != std::string::npos;
      for (const char* name : {"Pallas Cat Motors", "兔狲汽车"}) {
        if (text.find(name) == std::string::npos) continue;
        if (!explains && options.find(name) == options.npos) continue;
        DocumentAnalysis found = Analysis(text, {{name, "org:pallas-cat-motors"}});
        output.findings.push_back(std::move(found.findings.front()));
      }
      outputs.push_back(std::move(output));
    }
    return outputs;
  }
  std::optional<std::vector<AnalyzerOutput>> AnalyzeHere(absl::Span<const AnalyzerInput> inputs, absl::string_view options,
                                                         const CallContext& call, const Overrun&) override {
    return Analyze(inputs, options, call);
  }
  Phases* phases() override { return nullptr; }

 private:
  AnalyzerInfo info_;
  std::string config_;
};

TEST(AnalyzeTogetherTest, ADocumentIsReadAgainWithTheNamesThatAnotherExplains) {
  Engine engine({.threads = 1});
  AnalysisPlan plan;
  plan.stages.push_back({std::make_shared<NamesAnalyzer>(), "{}", true, {}});
  const std::vector<DocumentPtr> documents = {MakeDocument("a", "工会反对兔狲汽车的决定。"), MakeDocument("b", kGloss), MakeDocument("c", "Nothing.")};
  EXPECT_THAT(engine.Analyze(plan, documents, CallContext())[0].findings, IsEmpty());
  const std::vector<DocumentAnalysis> together = engine.AnalyzeTogether(plan, documents, CallContext());
  ASSERT_EQ(together[0].findings.size(), 1);
  EXPECT_EQ(std::get<Mention>(together[0].findings[0]).entity, "org:pallas-cat-motors");
  EXPECT_EQ(together[1].findings.size(), 2);
  EXPECT_THAT(together[2].findings, IsEmpty());
}

}  // namespace
}  // namespace parallax
