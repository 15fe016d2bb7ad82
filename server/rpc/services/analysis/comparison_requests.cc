#include "server/rpc/services/analysis/comparison_requests.h"

#include <algorithm>
#include <set>
#include <utility>

#include <nlohmann/json.hpp>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "server/base/status_macros.h"
#include "server/report/report.h"
#include "server/rpc/services/analysis/batch_analysis.h"
#include "server/rpc/services/invalid_argument.h"
#include "server/rpc/wire/analyzer_writer.h"
#include "server/rpc/wire/report_writer.h"
#include "server/rpc/wire/request_reader.h"

namespace parallax::rpc {
namespace {

bool Produces(const AnalyzerInfo& info, absl::string_view layer) {
  return std::find(info.produces.begin(), info.produces.end(), layer) != info.produces.end();
}

// What the caller asked for; where it left that open, every analyzer for which `serves` holds.
template <typename Predicate>
absl::StatusOr<std::vector<AnalyzerRequest>> RequestsOr(
    const Engine& engine, const analysis::v1::AnalysisOptions& options, Predicate serves) {
  ASSIGN_OR_RETURN(std::vector<AnalyzerRequest> requests, ReadAnalyzers(options));
  if (!requests.empty()) return requests;
  for (const AnalyzerHandle& analyzer : engine.registry().List()) {
    if (serves(*analyzer)) requests.push_back({analyzer->info().id, "", ""});
  }
  return requests;
}

// FAILED_PRECONDITION with `reason` if no analyzer of `requests` `serves`: an answer without findings would
// look as if there were none.
template <typename Predicate>
absl::Status NeedOne(const Engine& engine, const std::vector<AnalyzerRequest>& requests,
                     absl::string_view what, absl::string_view reason, Predicate serves) {
  for (const AnalyzerRequest& request : requests) {
    ASSIGN_OR_RETURN(const AnalyzerHandle analyzer, engine.registry().Find(request.analyzer));
    if (serves(*analyzer)) return absl::OkStatus();
  }
  return WithReason(absl::FailedPreconditionError(absl::StrCat("none of the chosen analyzers ", what)), reason);
}

absl::Status CheckKinds(absl::string_view field, const google::protobuf::RepeatedField<int>& kinds,
                        bool (*valid)(int)) {
  for (int i = 0; i < kinds.size(); ++i) {
    if (!valid(kinds[i])) return UnknownValue(absl::StrCat(field, "[", i, "]"), kinds[i]);
  }
  return absl::OkStatus();
}

std::string Folded(absl::string_view text) {
  return absl::AsciiStrToLower(absl::StripAsciiWhitespace(text));
}

// The targets of a stance request: as ids, as words, and as what those words name in the texts.
struct Targets {
  std::vector<std::string> asked;  // for the analyzer's own option
  std::set<std::string> ids;
  std::set<std::string> words;     // folded

  bool Match(const report::StanceCell& cell) const {
    return ids.count(cell.target) > 0 || words.count(Folded(cell.target_name)) > 0 ||
           words.count(cell.target) > 0;
  }
};

absl::StatusOr<Targets> ReadTargets(const analysis::v1::ScoreStanceRequest& request,
                                    absl::Span<const report::ReportInput> inputs) {
  Targets targets;
  for (int i = 0; i < request.targets_size(); ++i) {
    const analysis::v1::StanceTarget& target = request.targets(i);
    std::string words = target.text();
    if (target.has_span()) {
      const auto found = std::find_if(inputs.begin(), inputs.end(), [&](const auto& input) {
        return input.document->name == target.span().document();
      });
      if (found == inputs.end()) {
        return InvalidArgument(absl::StrCat("targets[", i, "].span.document: \"", target.span().document(),
                                            "\" is not one of the selected documents"),
                               "TARGET_INVALID");
      }
      const auto wrong = [i](absl::string_view what) {
        return InvalidArgument(absl::StrCat("targets[", i, "].span: ", what), "TARGET_INVALID");
      };
      if (target.span().start_byte() < 0 || target.span().end_byte() < 0) {
        return wrong("start_byte and end_byte must not be negative");
      }
      const text::Span span{static_cast<uint32_t>(target.span().start_byte()),
                            static_cast<uint32_t>(target.span().end_byte())};
      const absl::Status valid = text::CheckSpan(found->document->text(), span);
      if (!valid.ok()) return wrong(valid.message());
      words = std::string(span.In(found->document->text()));
    }
    if (!target.entity().empty()) {
      targets.ids.insert(target.entity());
      targets.asked.push_back(target.entity());
    } else if (!Folded(words).empty()) {
      targets.words.insert(Folded(words));
      targets.asked.push_back(words);
    } else {
      return InvalidArgument(absl::StrCat("targets[", i, "]: set entity, text or span; white space is no target"), "TARGET_INVALID");
    }
  }
  return targets;
}

// Words name entities: "China" asks for region:CN.
void AddNamedEntities(const report::Report& report, Targets& targets) {
  if (targets.words.empty()) return;
  for (const DocumentAnalysis& analysis : report.analyses) {
    for (const Finding& finding : analysis.findings) {
      const auto* mention = std::get_if<Mention>(&finding);
      if (mention == nullptr || mention->coreferent) continue;
      if (targets.words.count(Folded(mention->span.In(analysis.document->text()))) > 0 ||
          targets.words.count(Folded(mention->canonical)) > 0) {
        targets.ids.insert(mention->entity);
      }
    }
  }
}

// Hands the targets to the analyzers that can be told of them.
absl::Status AskForTargets(const Engine& engine, const std::vector<std::string>& targets,
                           std::vector<AnalyzerRequest>& requests) {
  for (AnalyzerRequest& request : requests) {
    ASSIGN_OR_RETURN(const AnalyzerHandle analyzer, engine.registry().Find(request.analyzer));
    const AnalyzerInfo& info = analyzer->info();
    if (targets.empty() || !Produces(info, "stances")) continue;
    const auto schema = nlohmann::json::parse(info.options_schema, nullptr, false);
    if (!schema.is_object() || !schema.contains("properties") ||
        !schema["properties"].contains("targets")) {
      continue;
    }
    auto options = nlohmann::json::parse(request.options.empty() ? "{}" : request.options, nullptr,
                                         false);
    if (!options.is_object()) return InvalidArgument("options: no JSON object", "OPTION_INVALID");
    if (!options.contains("targets")) options["targets"] = targets;
    request.options = options.dump();
  }
  return absl::OkStatus();
}

template <typename Response>
void WriteFrame(const ReportWriter& writer, const report::Report& report, Response* response) {
  writer.WriteDocuments(response->mutable_documents());
  writer.WriteIndependence(response->mutable_independence());
  WriteRuns(report.plan, response->mutable_runs());
}

absl::StatusOr<report::Report> StatedReport(Engine& engine, AnalysisPlan plan,
                                            const std::string& claim,
                                            absl::Span<const report::ReportInput> inputs,
                                            const CallContext& call) {
  if (Folded(claim).empty()) {
    return InvalidArgument("stated_claim: nothing but white space; state a claim, or leave it out",
                           "STATED_CLAIM_EMPTY");
  }
  if (claim.size() > kMaxStatedClaimBytes) {
    return InvalidArgument(absl::StrCat("stated_claim: ", claim.size(), " bytes; at most ",
                                        kMaxStatedClaimBytes, ": state one claim"),
                           "STATED_CLAIM_TOO_LONG");
  }
  return report::BuildStatedReport(engine, std::move(plan), claim, inputs, call);
}

}  // namespace

absl::Status AnswerCompareClaims(Engine& engine, const DocumentSelector& selector,
                                 const analysis::v1::CompareClaimsRequest& request,
                                 const CallContext& call,
                                 analysis::v1::CompareClaimsResponse* response) {
  ASSIGN_OR_RETURN(const std::vector<AnalyzerRequest> requests,
                   RequestsOr(engine, request.options(),
                              [](Analyzer& analyzer) { return analyzer.phases() != nullptr; }));
  RETURN_IF_ERROR(CheckKinds("kinds", request.kinds(), types::v1::Relation::Kind_IsValid));
  ASSIGN_OR_RETURN(AnalysisPlan plan, engine.Plan(requests));
  RETURN_IF_ERROR(NeedOne(engine, requests, "compares across documents; ask for one whose has_phases is set",
                          "NO_PHASES", [](Analyzer& analyzer) { return analyzer.phases() != nullptr; }));
  ASSIGN_OR_RETURN(const std::vector<report::ReportInput> inputs,
                   selector.Select(request.selection(), call));
  report::ReportOptions options;
  options.comparison.include_silent = request.include_silent();
  options.include_single_source = request.include_single_source();
  for (int kind : request.kinds()) {
    options.comparison.kinds.push_back(static_cast<RelationKind>(kind));
  }
  ASSIGN_OR_RETURN(
      const report::Report report,
      request.stated_claim().empty()
          ? report::BuildReport(engine, std::move(plan), inputs, options, call)
          : StatedReport(engine, std::move(plan), request.stated_claim(), inputs, call));
  const ReportWriter writer(report, inputs.size(), request.options().utf16_offsets());
  WriteFrame(writer, report, response);
  for (const auto& row : report.comparisons) writer.WriteComparison(row, response->add_comparisons());
  for (const auto& row : report.measures) writer.WriteMeasure(row, response->add_measures());
  return absl::OkStatus();
}

absl::Status AnswerScoreStance(Engine& engine, const DocumentSelector& selector,
                               const analysis::v1::ScoreStanceRequest& request,
                               const CallContext& call,
                               analysis::v1::ScoreStanceResponse* response) {
  ASSIGN_OR_RETURN(std::vector<AnalyzerRequest> requests,
                   RequestsOr(engine, request.options(), [](Analyzer& analyzer) {
                     return Produces(analyzer.info(), "stances");
                   }));
  RETURN_IF_ERROR(CheckKinds("holder_kinds", request.holder_kinds(), types::v1::Holder::Kind_IsValid));
  RETURN_IF_ERROR(NeedOne(engine, requests, "finds stances; ask for one that produces them", "NO_STANCES",
                          [](Analyzer& analyzer) { return Produces(analyzer.info(), "stances"); }));
  ASSIGN_OR_RETURN(const std::vector<report::ReportInput> inputs,
                   selector.Select(request.selection(), call));
  ASSIGN_OR_RETURN(Targets targets, ReadTargets(request, inputs));
  RETURN_IF_ERROR(AskForTargets(engine, targets.asked, requests));
  ASSIGN_OR_RETURN(AnalysisPlan plan, engine.Plan(requests));
  report::ReportOptions options;
  for (int kind : request.holder_kinds()) {
    options.holder_kinds.push_back(static_cast<HolderKind>(kind));
  }
  ASSIGN_OR_RETURN(const report::Report report,
                   report::BuildReport(engine, std::move(plan), inputs, options, call));
  AddNamedEntities(report, targets);
  const ReportWriter writer(report, inputs.size(), request.options().utf16_offsets());
  WriteFrame(writer, report, response);
  for (const report::StanceCell& cell : report.stances) {
    if (request.targets_size() == 0 || targets.Match(cell)) {
      writer.WriteStance(cell, response->add_cells());
    }
  }
  return absl::OkStatus();
}

absl::Status AnswerGenerateReport(Engine& engine, const DocumentSelector& selector,
                                  const analysis::v1::GenerateReportRequest& request,
                                  const CallContext& call,
                                  analysis::v1::GenerateReportResponse* response) {
  ASSIGN_OR_RETURN(const std::shared_ptr<const AnalysisPlan> plan,
                   PlanOf(engine, request.options()));
  ASSIGN_OR_RETURN(const std::vector<report::ReportInput> inputs,
                   selector.Select(request.selection(), call));
  report::ReportOptions options;
  options.comparison.include_silent = request.include_silent();
  options.include_single_source = request.include_single_source();
  ASSIGN_OR_RETURN(const report::Report report,
                   report::BuildReport(engine, *plan, inputs, options, call));
  ReportWriter(report, inputs.size(), request.options().utf16_offsets())
      .WriteReport(response->mutable_report());
  return absl::OkStatus();
}

}  // namespace parallax::rpc
