// Which claims of different documents the comparison relates, for relations.py to score:
//
//   relation_pairs FILE.jsonl
//
// FILE holds one document a line, {"group": ..., "text": ...} and, optionally, "source" and "published"; the
// documents of one group stand together and are compared with one another, with the entities and claims analyzers
// of this build. Prints one JSON object a line: of each claim ("claim": document, and of its evidence "begin" and
// "end"; "predicate": the bytes of its verb), then of each comparison ("comparison": its claims) and of its relations ("kind", "reason", "score",
// "left" and "right": claims). Documents are counted over the file, from 0; bytes.
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/analyzer/text_pass.h"
#include "server/base/status_macros.h"
#include "server/engine/engine.h"
#include "server/plugin/plugin_directory.h"

namespace parallax {
namespace {

constexpr const char* kKinds[] = {"unrelated", "corroborates", "elaborates", "disputes", "contradicts", "varies",
                                  "same_label_different_referent"};

nlohmann::json Evidence(const DocumentAnalysis& analysis, uint32_t finding, size_t document) {
  const text::Span span = BaseOf(analysis.findings[finding]).span;
  return {{"document", document}, {"begin", span.begin}, {"end", span.end}};
}

class Groups {
 public:
  explicit Groups(Engine& engine) : engine_(engine) {}

  absl::Status Add(const nlohmann::json& line) {
    if (line.at("group") != group_) RETURN_IF_ERROR(Compare());
    group_ = line.at("group").get<std::string>();
    DocumentContent content;
    content.text = line.at("text").get<std::string>();
    content.source_name = line.value("source", absl::StrCat("Outlet ", documents_.size()));
    content.published.iso = line.value("published", "");
    if (!content.published.iso.empty()) content.published.precision = TimePrecision::kDay;
    ASSIGN_OR_RETURN(auto document, BuildDocument(absl::StrCat("d", first_ + documents_.size()), std::move(content)));
    documents_.push_back(std::move(document));
    return absl::OkStatus();
  }

  // Compares and prints the group that was read last.
  absl::Status Compare() {
    if (documents_.empty()) return absl::OkStatus();
    ASSIGN_OR_RETURN(const AnalysisPlan plan, engine_.Plan({}));
    const std::vector<DocumentAnalysis> analyses = engine_.AnalyzeTogether(plan, documents_, CallContext());
    for (size_t d = 0; d < analyses.size(); ++d) {
      for (uint32_t f = 0; f < analyses[d].findings.size(); ++f) {
        const auto* claim = std::get_if<Claim>(&analyses[d].findings[f]);
        if (claim == nullptr) continue;
        nlohmann::json line{{"claim", Evidence(analyses[d], f, first_ + d)}};
        line["predicate"] = {claim->predicate_span.begin, claim->predicate_span.end};
        std::cout << line.dump() << '\n';
      }
    }
    ASSIGN_OR_RETURN(const PhasesResult result, engine_.Compare(plan, analyses, PhasesOptions(), CallContext()));
    const auto side = [&](const ClaimRef& claim) {
      return Evidence(analyses[claim.document], claim.finding, first_ + claim.document);
    };
    for (const ClaimCluster& cluster : result.clusters) {
      nlohmann::json members = nlohmann::json::array();
      for (const ClaimRef& claim : cluster.claims) members.push_back(side(claim));
      std::cout << nlohmann::json{{"comparison", members}}.dump() << '\n';
      for (const ClaimRelation& r : cluster.relations) {
        std::cout << nlohmann::json{{"kind", kKinds[static_cast<size_t>(r.finding.kind)]},
                                    {"reason", r.finding.reason},
                                    {"score", r.finding.score},
                                    {"left", side(r.left)},
                                    {"right", side(r.right)}}
                         .dump()
                  << '\n';
      }
    }
    first_ += documents_.size();
    documents_.clear();
    return absl::OkStatus();
  }

 private:
  Engine& engine_;
  std::string group_;
  size_t first_ = 0;  // number of the group's first document
  std::vector<std::shared_ptr<const Document>> documents_;
};

absl::Status Run(const char* path) {
  std::ifstream in(path);
  if (!in) return absl::NotFoundError(absl::StrCat("cannot read ", path));
  plugin::LoadedPlugins loaded = plugin::LoadPluginFiles(
      {PARALLAX_BUILD_DIR "/plugins/entities.so", PARALLAX_BUILD_DIR "/plugins/claims.so"}, {});
  if (!loaded.failures.empty()) return loaded.failures.front().status;
  Engine engine{EngineOptions()};
  engine.registry().Replace(std::move(loaded.analyzers));
  Groups groups(engine);
  size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    const nlohmann::json json = nlohmann::json::parse(line, nullptr, /*allow_exceptions=*/false);
    if (!json.is_object() || !json.contains("group") || !json.contains("text")) {
      return absl::InvalidArgumentError(absl::StrCat(path, ":", number, " is not a JSON object with \"group\" and \"text\""));
    }
    RETURN_IF_ERROR(groups.Add(json));
  }
  return groups.Compare();
}

}  // namespace
}  // namespace parallax

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: relation_pairs FILE.jsonl\n";
    return 2;
  }
  const absl::Status status = parallax::Run(argv[1]);
  if (!status.ok()) std::cerr << "relation_pairs: " << status << "\n";
  return status.ok() ? 0 : 1;
}
