#include "server/report/report.h"

#include <algorithm>
#include <utility>

#include "server/analyzer/text_pass.h"
#include "server/base/status_macros.h"
#include "server/report/united_names.h"

namespace parallax::report {
namespace {

Report Analyze(Engine& engine, AnalysisPlan plan, absl::Span<const ReportInput> inputs,
               const CallContext& call) {
  Report report;
  report.plan = std::move(plan);
  std::vector<DocumentPtr> documents;
  std::vector<StoredText> texts;
  for (const ReportInput& input : inputs) {
    documents.push_back(input.document);
    report.reader_warnings.push_back(input.reader_warnings);
    texts.push_back(input.text);
  }
  report.analyses = engine.AnalyzeTogether(report.plan, documents, call);
  UniteNames(&report.analyses);
  UniteScripts(engine.EntitiesOfBothScripts(report.plan, report.analyses, call), &report.analyses);
  report.independence = std::make_unique<Independence>(report.analyses, texts);
  return report;
}

bool HasPhases(const AnalysisPlan& plan) {
  return std::any_of(plan.stages.begin(), plan.stages.end(),
                     [](const Stage& stage) { return stage.analyzer->phases() != nullptr; });
}

}  // namespace

absl::StatusOr<Report> BuildReport(Engine& engine, AnalysisPlan plan,
                                   absl::Span<const ReportInput> inputs,
                                   const ReportOptions& options, const CallContext& call) {
  Report report = Analyze(engine, std::move(plan), inputs, call);
  PhasesResult phases;
  if (HasPhases(report.plan)) {
    PhasesOptions phases_options;
    phases_options.include_single = options.include_single_source;
    ASSIGN_OR_RETURN(phases, engine.Compare(report.plan, report.analyses, phases_options, call));
  }
  const Independence& independence = *report.independence;
  report.comparisons =
      BuildComparisons(report.analyses, phases, independence, options.comparison);
  report.entities = BuildEntityRows(report.analyses, independence);
  report.measures = BuildMeasureRows(report.analyses, phases, independence);
  report.stances = BuildStanceCells(report.analyses, independence, options.holder_kinds);
  return report;
}

absl::StatusOr<Report> BuildStatedReport(Engine& engine, AnalysisPlan plan, absl::string_view claim,
                                         absl::Span<const ReportInput> inputs,
                                         const CallContext& call) {
  DocumentContent content;
  content.text = std::string(claim);
  ASSIGN_OR_RETURN(DocumentPtr stated, BuildDocument(kStatedClaimName, std::move(content)));
  std::vector<ReportInput> all(inputs.begin(), inputs.end());
  all.push_back({std::move(stated), {}});
  Report report = Analyze(engine, std::move(plan), all, call);
  const uint32_t anchor = static_cast<uint32_t>(inputs.size());
  PhasesOptions phases_options;
  phases_options.anchor = anchor;
  ASSIGN_OR_RETURN(const PhasesResult phases,
                   engine.Compare(report.plan, report.analyses, phases_options, call));
  // Independence is that of the documents: the question is no source.
  std::vector<StoredText> texts;
  for (const ReportInput& input : inputs) texts.push_back(input.text);
  report.independence = std::make_unique<Independence>(
      absl::MakeConstSpan(report.analyses).first(inputs.size()), texts);
  report.comparisons.push_back(
      CompareWithStated(report.analyses, phases, *report.independence, anchor));
  return report;
}

}  // namespace parallax::report
