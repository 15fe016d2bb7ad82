#include "bench/quality/stated_claim/claim_service.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "server/analyzer/text_pass.h"
#include "server/base/status_macros.h"
#include "server/plugin/plugin_directory.h"
#include "server/report/report.h"

namespace parallax::quality {
namespace {

using report::PositionKind;

Answer Worse(Answer answer, PositionKind kind) {
  switch (kind) {
    case PositionKind::kDenies:
    case PositionKind::kReportsDenial:
    case PositionKind::kOtherNumber:
      return Answer::kDenies;
    case PositionKind::kAsserts:
      return answer == Answer::kDenies ? answer : Answer::kAsserts;
    case PositionKind::kReports:
      return answer == Answer::kSilent ? Answer::kReports : answer;
    default:
      return answer;
  }
}

}  // namespace

absl::StatusOr<std::unique_ptr<ClaimService>> ClaimService::Load() {
  plugin::LoadedPlugins loaded = plugin::LoadPluginFiles(
      {PARALLAX_BUILD_DIR "/plugins/entities.so", PARALLAX_BUILD_DIR "/plugins/claims.so"}, {});
  if (!loaded.failures.empty()) return loaded.failures.front().status;
  auto engine = std::make_unique<Engine>(EngineOptions());
  engine->registry().Replace(std::move(loaded.analyzers));
  return std::unique_ptr<ClaimService>(new ClaimService(std::move(engine)));
}

absl::StatusOr<std::vector<Told>> ClaimService::Ask(const std::string& claim, const std::vector<ToldText>& texts) {
  ASSIGN_OR_RETURN(AnalysisPlan plan, engine_->Plan({}));
  std::vector<report::ReportInput> inputs;
  for (size_t i = 0; i < texts.size(); ++i) {
    DocumentContent content;
    content.text = texts[i].text;
    if (texts[i].headline) content.title = texts[i].text;
    content.source_name = absl::StrCat("Outlet ", i);
    ASSIGN_OR_RETURN(DocumentPtr document, BuildDocument(absl::StrCat("d", i), std::move(content)));
    inputs.push_back({std::move(document), {}});
  }
  ASSIGN_OR_RETURN(const report::Report report,
                   report::BuildStatedReport(*engine_, std::move(plan), claim, inputs, CallContext()));
  std::vector<Told> answers(texts.size());
  for (const report::Position& position : report.comparisons.at(0).positions) {
    Answer& answer = answers[position.document].answer;
    answer = Worse(answer, position.kind);
  }
  std::vector<int> strongest(texts.size(), 0);
  for (const ClaimRelation& relation : report.comparisons.at(0).relations) {
    const uint32_t document = relation.left.document < texts.size() ? relation.left.document : relation.right.document;
    if (relation.finding.score <= strongest[document]) continue;
    strongest[document] = relation.finding.score;
    answers[document].reason = std::string(relation.finding.reason);
  }
  return answers;
}

}  // namespace parallax::quality
