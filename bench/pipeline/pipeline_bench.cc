// What the analyzers cost on one core, without server and client:
//
//   pipeline_bench [--rounds=N] PLUGIN... FILE.jsonl
//
// FILE holds one document a line: text and, optionally, title, source, published. Prints megabytes of text
// per second of CPU time: of the text pass, of each analyzer's own calls, and of all together with what the
// engine does between them; and a digest of all findings, which two builds that find the same share. CPU time
// is counted over all threads, so that other work on the machine disturbs it little; pin it to one core
// ("taskset -c 0") all the same. The smallest of the rounds (3) counts.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "server/analyzer/finding_line.h"
#include "server/analyzer/text_pass.h"
#include "server/base/status_macros.h"
#include "server/engine/engine.h"
#include "server/plugin/plugin_directory.h"
#include "server/text/digest.h"

namespace parallax {
namespace {

constexpr size_t kBatch = 16;

double CpuSeconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

absl::StatusOr<std::vector<DocumentContent>> ReadContents(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return absl::NotFoundError(absl::StrCat("cannot read ", path));
  std::vector<DocumentContent> contents;
  for (std::string line; std::getline(in, line);) {
    const nlohmann::json json = nlohmann::json::parse(line, nullptr, /*allow_exceptions=*/false);
    if (!json.is_object() || !json.contains("text")) {
      return absl::InvalidArgumentError(
          absl::StrCat(path, ":", contents.size() + 1, " is not a JSON object with \"text\""));
    }
    DocumentContent content;
    content.text = json["text"].get<std::string>();
    content.title = json.value("title", "");
    content.source_name = json.value("source", "");
    content.published.iso = json.value("published", "");
    if (!content.published.iso.empty()) content.published.precision = TimePrecision::kDay;
    contents.push_back(std::move(content));
  }
  return contents;
}

// Seconds of CPU time of one round.
struct Round {
  double text_pass = 0;
  double all = 0;                 // without the text pass
  std::vector<double> analyzers;  // by stage
};

class Bench {
 public:
  Bench(Engine& engine, AnalysisPlan plan, std::vector<DocumentContent> contents)
      : engine_(engine), plan_(std::move(plan)), contents_(std::move(contents)) {
    for (const DocumentContent& content : contents_) bytes_ += content.text.size();
  }

  absl::Status Run(int rounds) {
    Round best;
    for (int i = 0; i < rounds; ++i) {
      ASSIGN_OR_RETURN(const Round round, Measure(/*with_digest=*/i == 0));
      if (i == 0) best = round;
      best.text_pass = std::min(best.text_pass, round.text_pass);
      best.all = std::min(best.all, round.all);
      for (size_t s = 0; s < best.analyzers.size(); ++s) {
        best.analyzers[s] = std::min(best.analyzers[s], round.analyzers[s]);
      }
    }
    std::printf("%zu documents, %.2f MB, MB per second of CPU time:\n", contents_.size(),
                static_cast<double>(bytes_) / 1e6);
    Print("text pass", best.text_pass);
    for (size_t s = 0; s < plan_.stages.size(); ++s) {
      Print(plan_.stages[s].analyzer->info().id.c_str(), best.analyzers[s]);
    }
    Print("text pass + pipeline", best.text_pass + best.all);
    std::printf("%zu findings, digest %.16s\n", findings_, digest_.c_str());
    return absl::OkStatus();
  }

 private:
  void Print(const char* what, double seconds) const {
    std::printf("  %-22s %8.2f   %8.0f ms\n", what, static_cast<double>(bytes_) / 1e6 / seconds,
                seconds * 1e3);
  }

  absl::StatusOr<Round> Measure(bool with_digest) {
    Round round;
    const std::vector<double> before = AnalyzerSeconds();
    for (size_t begin = 0; begin < contents_.size(); begin += kBatch) {
      const double start = CpuSeconds();
      std::vector<DocumentPtr> documents;
      for (size_t i = begin; i < std::min(begin + kBatch, contents_.size()); ++i) {
        DocumentContent content = contents_[i];
        ASSIGN_OR_RETURN(DocumentPtr document,
                         BuildDocument(absl::StrCat("d", i), std::move(content)));
        documents.push_back(std::move(document));
      }
      const double built = CpuSeconds();
      const std::vector<DocumentAnalysis> analyses = engine_.Analyze(plan_, documents, CallContext());
      round.text_pass += built - start;
      round.all += CpuSeconds() - built;
      if (with_digest) RETURN_IF_ERROR(Digest(analyses));
    }
    round.analyzers = AnalyzerSeconds();
    for (size_t s = 0; s < before.size(); ++s) round.analyzers[s] -= before[s];
    return round;
  }

  std::vector<double> AnalyzerSeconds() const {
    std::vector<double> seconds;
    for (const Stage& stage : plan_.stages) {
      seconds.push_back(absl::ToDoubleSeconds(stage.analyzer->Vitals().cpu_time));
    }
    return seconds;
  }

  absl::Status Digest(const std::vector<DocumentAnalysis>& analyses) {
    std::string lines = digest_;
    for (const DocumentAnalysis& analysis : analyses) {
      for (const Outcome& outcome : analysis.outcomes) RETURN_IF_ERROR(outcome.error);
      for (const Finding& finding : analysis.findings) {
        absl::StrAppend(&lines, Describe(finding, analysis.document->content.text), "\n");
      }
      findings_ += analysis.findings.size();
    }
    digest_ = text::Sha256Hex(lines);
    return absl::OkStatus();
  }

  Engine& engine_;
  const AnalysisPlan plan_;
  const std::vector<DocumentContent> contents_;
  size_t bytes_ = 0;
  size_t findings_ = 0;
  std::string digest_;
};

absl::Status Run(const std::vector<std::string>& plugins, const std::string& file, int rounds) {
  plugin::LoadedPlugins loaded = plugin::LoadPluginFiles(plugins, {});
  if (!loaded.failures.empty()) return loaded.failures.front().status;
  EngineOptions options;
  options.threads = 1;
  Engine engine(options);
  engine.registry().Replace(std::move(loaded.analyzers));
  ASSIGN_OR_RETURN(AnalysisPlan plan, engine.Plan({}));
  ASSIGN_OR_RETURN(std::vector<DocumentContent> contents, ReadContents(file));
  return Bench(engine, std::move(plan), std::move(contents)).Run(rounds);
}

}  // namespace
}  // namespace parallax

int main(int argc, char** argv) {
  std::vector<std::string> plugins(argv + 1, argv + argc);
  int rounds = 3;
  if (!plugins.empty() && absl::StartsWith(plugins.front(), "--rounds=")) {
    rounds = std::max(1, std::atoi(plugins.front().c_str() + std::strlen("--rounds=")));
    plugins.erase(plugins.begin());
  }
  if (plugins.size() < 2 || absl::EndsWith(plugins.back(), ".so")) {
    std::cerr << "usage: pipeline_bench [--rounds=N] PLUGIN... FILE.jsonl\n";
    return 2;
  }
  const std::string file = plugins.back();
  plugins.pop_back();
  const absl::Status status = parallax::Run(plugins, file, rounds);
  if (!status.ok()) std::cerr << "pipeline_bench: " << status << "\n";
  return status.ok() ? 0 : 1;
}
