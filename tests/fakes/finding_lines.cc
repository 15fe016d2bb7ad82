#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "tests/fakes/plugin_driver.h"

namespace parallax {
namespace {

std::string Quoted(absl::string_view s) {
  return absl::StrCat("\"", absl::StrReplaceAll(s, {{"\n", "\\n"}, {"\"", "\\\""}}), "\"");
}

absl::string_view NameOf(RelationKind kind) {
  static constexpr absl::string_view kNames[] = {"unrelated",
                                                 "corroborates",
                                                 "elaborates",
                                                 "disputes",
                                                 "contradicts",
                                                 "varies",
                                                 "same-label-different-referent"};
  return kNames[static_cast<uint32_t>(kind)];
}

absl::string_view NameOf(Verdict verdict) {
  static constexpr absl::string_view kNames[] = {
      "?", "single-source", "corroborated", "contested", "varies", "different-referents"};
  return kNames[static_cast<uint32_t>(verdict)];
}

std::string SideOf(ClaimRef ref, text::Span span, absl::Span<const DocumentAnalysis> analyses) {
  const Document& document = *analyses[ref.document].document;
  return absl::StrCat(document.name, "#", ref.finding, " ", span.begin, "-", span.end, " ",
                      Quoted(span.In(document.text())));
}

}  // namespace

std::string Describe(const DocumentAnalysis& analysis) {
  std::string lines;
  for (const Finding& finding : analysis.findings) {
    absl::StrAppend(&lines, Describe(finding, analysis.document->text()), "\n");
  }
  return lines;
}

std::string Describe(const PhasesResult& result, absl::Span<const DocumentAnalysis> analyses) {
  std::string lines;
  for (const ClaimCluster& cluster : result.clusters) {
    absl::StrAppend(&lines, "comparison ", NameOf(cluster.summary.verdict), " ",
                    Quoted(cluster.summary.proposition), " key=", cluster.summary.key,
                    " measure=", cluster.summary.measure, " claims=", cluster.claims.size(), "\n");
    for (const ClaimRelation& relation : cluster.relations) {
      const RelationFinding& f = relation.finding;
      absl::StrAppend(&lines, "  ", NameOf(f.kind), f.reversed ? " (reversed)" : "",
                      " score=", f.score, " reason=", f.reason, " ", Quoted(f.detail), "\n    ",
                      SideOf(relation.left, f.left, analyses), "\n    ",
                      SideOf(relation.right, f.right, analyses), "\n");
    }
  }
  return lines;
}

}  // namespace parallax
