// How the comparison of claims grows with the number of documents.
//
//   comparison_bench FILE [SMALL [LARGE [RELATIONS]]]
//
// FILE holds one document a line. Analyzes the first SMALL (1,000) and the first LARGE (10,000) documents
// with the entities and claims analyzers of this build, compares the claims of each set, and prints the CPU
// time of the comparison stage alone with the ratio; the aim is 14 for ten times the documents. The relations
// of the larger set are written to RELATIONS, if given, one a line: kind, score, reason and both clauses.
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/analyzer/text_pass.h"
#include "server/engine/engine.h"
#include "server/plugin/plugin_directory.h"

namespace parallax {
namespace {

struct Measured {
  double seconds = 0;
  uint64_t pairs = 0, dropped = 0;
  size_t clusters = 0, claims = 0;
};

absl::string_view TextOf(const DocumentAnalysis& analysis, uint32_t finding) {
  const text::Span span = BaseOf(analysis.findings[finding]).span;
  return absl::string_view(analysis.document->content.text).substr(span.begin, span.end - span.begin);
}

void Write(const PhasesResult& result, const std::vector<DocumentAnalysis>& analyses, const char* path) {
  std::ofstream out(path);
  for (const ClaimCluster& cluster : result.clusters) {
    for (const ClaimRelation& r : cluster.relations) {
      out << static_cast<int>(r.finding.kind) << '\t' << r.finding.score << '\t' << r.finding.reason << '\t'
          << TextOf(analyses[r.left.document], r.left.finding) << '\t'
          << TextOf(analyses[r.right.document], r.right.finding) << '\n';
    }
  }
}

absl::StatusOr<Measured> Measure(Engine& engine, const std::vector<std::string>& lines, size_t count,
                                 const char* relations) {
  const auto plan = engine.Plan({});
  if (!plan.ok()) return plan.status();
  std::vector<DocumentAnalysis> analyses;
  for (size_t i = 0; i < count; ++i) {
    DocumentContent content;
    content.text = lines[i];
    content.source_name = absl::StrCat("Outlet ", i % 97);
    content.published.iso = absl::StrCat("2020-0", 1 + i % 9, "-1", i % 10);
    content.published.precision = TimePrecision::kDay;
    auto document = BuildDocument(absl::StrCat("d", i), std::move(content));
    if (!document.ok()) return document.status();
    for (DocumentAnalysis& a : engine.Analyze(*plan, {*document}, CallContext())) analyses.push_back(std::move(a));
  }
  Measured measured;
  for (const DocumentAnalysis& a : analyses) {
    for (const Finding& finding : a.findings) measured.claims += std::holds_alternative<Claim>(finding);
  }
  const std::clock_t start = std::clock();
  const auto result = engine.Compare(*plan, analyses, PhasesOptions(), CallContext());
  if (!result.ok()) return result.status();
  measured.seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  if (relations != nullptr) Write(*result, analyses, relations);
  measured.pairs = result->pairs_compared;
  measured.dropped = result->pairs_dropped;
  measured.clusters = result->clusters.size();
  return measured;
}

int Run(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: comparison_bench FILE [SMALL [LARGE [RELATIONS]]]\n";
    return 2;
  }
  std::ifstream in(argv[1]);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) {
    if (!line.empty()) lines.push_back(line);
  }
  const size_t small = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 1000;
  const size_t large = argc > 3 ? std::strtoul(argv[3], nullptr, 10) : 10000;
  if (lines.size() < large) {
    std::cerr << "comparison_bench: " << argv[1] << " holds " << lines.size() << " documents, " << large << " are needed\n";
    return 2;
  }
  plugin::LoadedPlugins loaded = plugin::LoadPluginFiles(
      {PARALLAX_BUILD_DIR "/plugins/entities.so", PARALLAX_BUILD_DIR "/plugins/claims.so"}, {});
  if (!loaded.failures.empty()) {
    std::cerr << loaded.failures.front().status << "\n";
    return 1;
  }
  Engine engine{EngineOptions()};
  engine.registry().Replace(std::move(loaded.analyzers));
  double before = 0;
  for (const size_t count : {small, large}) {
    const auto measured = Measure(engine, lines, count, count == large && argc > 4 ? argv[4] : nullptr);
    if (!measured.ok()) {
      std::cerr << measured.status() << "\n";
      return 1;
    }
    std::cout << count << " documents, " << measured->claims << " claims: " << measured->seconds << " s of CPU, "
              << measured->pairs << " pairs compared, " << measured->dropped << " left out by the window, "
              << measured->clusters << " comparisons";
    if (before > 0) std::cout << "; " << measured->seconds / before << " times the time";
    std::cout << std::endl;
    before = measured->seconds;
  }
  return 0;
}

}  // namespace
}  // namespace parallax

int main(int argc, char** argv) { return parallax::Run(argc, argv); }
