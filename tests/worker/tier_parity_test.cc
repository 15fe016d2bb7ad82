// One plugin file, the same bytes: called in this process, in a worker, and by plx-validate in a run of
// its own. tests/e2e/tier_parity_test.py holds the same of whole servers.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "plugins/sdk/validator/subject/other_process.h"
#include "plugins/sdk/validator/subject/phased.h"
#include "plugins/sdk/validator/subject/subject.h"
#include "server/worker/worker_analyzer.h"

namespace parallax::worker {
namespace {

using validator::Answer;
using validator::Case;

std::string PluginPath(absl::string_view name) {
  return absl::StrCat(PARALLAX_BUILD_DIR, "/plugins/", name, ".so");
}

struct Bundled {
  const char* name;
  std::vector<std::string> providers;  // of the layers that it consumes
  size_t least_findings;               // over all documents: the comparison is of something
};

std::string Name(const testing::TestParamInfo<Bundled>& info) { return info.param.name; }

std::vector<AnalyzerInput> InputsOf(const std::vector<Case>& cases) {
  std::vector<AnalyzerInput> inputs;
  for (const Case& c : cases) inputs.push_back(validator::InputOf(c));
  return inputs;
}

std::vector<Answer> AnswersOf(Analyzer& analyzer, const std::vector<Case>& cases) {
  const std::vector<AnalyzerOutput> outputs =
      analyzer.Analyze(InputsOf(cases), "", CallContext(absl::Now() + absl::Minutes(1)));
  std::vector<Answer> answers;
  for (size_t i = 0; i < cases.size(); ++i) {
    answers.push_back(validator::AnswerOf(cases[i].document->name, cases[i].document->text(),
                                          outputs[i]));
  }
  return answers;
}

// What plx-validate answers by itself, confined as a worker.
std::vector<Answer> AnswersOfValidator(const validator::Settings& settings,
                                       const char* question) {
  std::string command =
      absl::StrCat(PARALLAX_BUILD_DIR, "/bin/plx-validate ", validator::kOtherProcessCommand, " ",
                   question, " worker ", settings.plugin, " --seed=", settings.seed,
                   " --level=", settings.level);
  for (const std::string& provider : settings.with) absl::StrAppend(&command, " --with=", provider);
  for (const std::string& text : settings.text_files) absl::StrAppend(&command, " --text=", text);
  FILE* const out = popen(command.c_str(), "r");
  std::string written;
  char buffer[65536];
  for (size_t n; (n = fread(buffer, 1, sizeof(buffer), out)) > 0;) written.append(buffer, n);
  EXPECT_EQ(pclose(out), 0) << written;
  std::vector<Answer> answers;
  for (const auto& answer : nlohmann::json::parse(written)) {
    answers.push_back({answer["document"].get<std::string>(),
                       absl::HexStringToBytes(answer["bytes"].get<std::string>()),
                       answer["lines"].get<std::vector<std::string>>()});
  }
  return answers;
}

class TierParityTest : public testing::TestWithParam<Bundled> {
 protected:
  TierParityTest() {
    settings_.plugin = PluginPath(GetParam().name);
    for (const std::string& provider : GetParam().providers) {
      settings_.with.push_back(PluginPath(provider));
    }
    // The validator's own texts hold little; the samples hold some of everything.
    for (const auto& file : std::filesystem::directory_iterator(
             PARALLAX_TEST_DATA "/../samples/andaman-link")) {
      if (file.path().extension() == ".txt") settings_.text_files.push_back(file.path().string());
    }
    std::sort(settings_.text_files.begin(), settings_.text_files.end());
    for (const std::string& path : settings_.text_files) {
      std::ifstream in(path, std::ios::binary);
      settings_.texts.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    }
    subject_ = validator::Subject::Open(settings_).value();
    WorkerOptions options;
    options.command.program = absl::StrCat(PARALLAX_BUILD_DIR, "/bin/plx-worker");
    options.command.plugin = settings_.plugin;
    options.command.analyzer = GetParam().name;
    worker_ = WorkerAnalyzer::Create(options, "").value();
  }

  validator::Settings settings_;
  std::unique_ptr<validator::Subject> subject_;
  std::unique_ptr<WorkerAnalyzer> worker_;
};

TEST_P(TierParityTest, FindingsAreTheSameBytes) {
  const std::vector<Case> cases = subject_->OrdinaryCases();
  const auto in_process = subject_->NewAnalyzer().value();
  const std::vector<Answer> here = AnswersOf(*in_process, cases);
  size_t findings = 0;
  for (const Answer& answer : here) findings += answer.lines.size();
  EXPECT_GE(findings, GetParam().least_findings);
  EXPECT_EQ(Difference(here, "in process", AnswersOf(*worker_, cases), "in a worker"), "");
  EXPECT_EQ(Difference(here, "in process", AnswersOfValidator(settings_, "findings"),
                       "in the validator's own run"),
            "");
  EXPECT_EQ(worker_->info().content_digest, in_process->info().content_digest);
}

TEST_P(TierParityTest, RecordsRelationsAndSummariesAreTheSameBytes) {
  if (!subject_->info().has_phases) {
    EXPECT_EQ(worker_->phases(), nullptr);
    return;
  }
  const auto phased = validator::Phased::Make(*subject_).value();
  EXPECT_GT(phased->record_count(), 10u);
  const CallContext call(absl::Now() + absl::Minutes(1));
  Phases& there = *worker_->phases();

  const auto extracted = there.Extract(InputsOf(phased->cases()), call);
  const std::vector<Answer> expected = phased->RecordAnswers();
  ASSERT_EQ(extracted.size(), expected.size());
  for (size_t i = 0; i < extracted.size(); ++i) {
    ASSERT_TRUE(extracted[i].ok()) << extracted[i].status();
    EXPECT_EQ(validator::BytesOf(*extracted[i]), expected[i].bytes) << expected[i].document;
  }
  EXPECT_EQ(Difference(expected, "in process", AnswersOfValidator(settings_, "records"),
                       "in the validator's own run"),
            "");

  const std::vector<validator::Phased::Pair> pairs = phased->Pairs();
  const auto relations_here = phased->Compare(pairs);
  const auto relations_there = there.Compare(pairs, call);
  ASSERT_TRUE(relations_here.ok() && relations_there.ok()) << relations_there.status();
  ASSERT_EQ(relations_here->size(), relations_there->size());
  size_t related = 0;
  for (size_t i = 0; i < pairs.size(); ++i) {
    related += (*relations_here)[i].kind != RelationKind::kUnrelated;
    EXPECT_EQ(validator::BytesOf((*relations_here)[i]), validator::BytesOf((*relations_there)[i]));
  }
  EXPECT_GT(related, 0u);

  const Cluster cluster = phased->MakeCluster().value();
  const auto summary_here = phased->phases().Summarise(cluster, call);
  const auto summary_there = there.Summarise(cluster, call);
  ASSERT_TRUE(summary_here.ok() && summary_there.ok()) << summary_there.status();
  EXPECT_EQ(validator::BytesOf(*summary_here), validator::BytesOf(*summary_there));
}

INSTANTIATE_TEST_SUITE_P(Bundled, TierParityTest,
                         testing::Values(Bundled{"entities", {}, 100},
                                         Bundled{"claims", {"entities"}, 30},
                                         Bundled{"stance", {"entities"}, 8}),
                         Name);

}  // namespace
}  // namespace parallax::worker
