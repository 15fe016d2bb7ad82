#include "server/rpc/services/analysis/analysis_service.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"
#include "server/rpc/services/analysis/analyze_streams.h"
#include "server/rpc/services/analysis/batch_analysis.h"
#include "server/rpc/services/analysis/comparison_requests.h"
#include "server/rpc/services/evaluation/evaluation_operation.h"
#include "server/rpc/services/list_page.h"
#include "server/rpc/wire/analyzer_writer.h"
#include "server/rpc/wire/finding_writer.h"

namespace parallax::rpc {
namespace {

// Pages over the loaded analyzers by id. INVALID_ARGUMENT: PAGE_SIZE_INVALID, PAGE_TOKEN_INVALID.
absl::Status ListLoaded(const AnalyzerRegistry& registry,
                        const analysis::v1::ListAnalyzersRequest& request,
                        analysis::v1::ListAnalyzersResponse* response) {
  const std::vector<AnalyzerHandle> all = registry.List();
  std::vector<std::string> ids;
  for (const AnalyzerHandle& analyzer : all) ids.push_back(analyzer->info().id);
  ASSIGN_OR_RETURN(ListPage page,
                   PageOf(ids, request.page_size(), request.page_token(), "ListAnalyzers"));
  for (size_t i = page.begin; i < page.end; ++i) WriteAnalyzer(*all[i], response->add_analyzers());
  response->set_next_page_token(std::move(page.next_page_token));
  return absl::OkStatus();
}

}  // namespace

AnalysisService::AnalysisService(Engine& engine, corpus::CorpusStore& store, const corpus::ReaderRegistry& readers,
                                 evaluation::Evaluations& evaluations)
    : engine_(engine), selector_(store, readers), evaluations_(evaluations) {}
AnalysisService::~AnalysisService() = default;

grpc::ServerUnaryReactor* AnalysisService::ListAnalyzers(
    grpc::CallbackServerContext* context, const analysis::v1::ListAnalyzersRequest* request,
    analysis::v1::ListAnalyzersResponse* response) {
  return UnaryCall::Start(context, engine_.executor(), [=, this](const CallContext&) {
    return ListLoaded(engine_.registry(), *request, response);
  });
}

grpc::ServerUnaryReactor* AnalysisService::GetAnalyzer(
    grpc::CallbackServerContext* context, const analysis::v1::GetAnalyzerRequest* request,
    analysis::v1::Analyzer* response) {
  return UnaryCall::Start(context, engine_.executor(), [=, this](const CallContext&) {
    absl::StatusOr<AnalyzerHandle> analyzer =
        engine_.registry().Find(absl::StripPrefix(request->name(), "analyzers/"));
    RETURN_IF_ERROR(analyzer.status());
    WriteAnalyzer(**analyzer, response);
    return absl::OkStatus();
  });
}

absl::Status AnalysisService::StartText(analysis::v1::AnalyzeTextRequest& request,
                                        const CallContext& call, const UnaryCall::End& end,
                                        analysis::v1::AnalyzeTextResponse* response) {
  ASSIGN_OR_RETURN(const std::shared_ptr<const AnalysisPlan> plan,
                   PlanOf(engine_, request.options()));
  ASSIGN_OR_RETURN(report::ReportInput input,
                   selector_.ReadInline(std::move(*request.mutable_document()), 0,
                                        plan->NeedsSegmentation()));
  engine_.StartAnalysis(plan, {std::move(input.document)}, call,
                        [plan, end, response, utf16 = request.options().utf16_offsets()](
                            const std::vector<DocumentAnalysis>& analyses) {
                          WriteAnalysis(analyses[0], *plan, utf16, response->mutable_analysis());
                          WriteRuns(*plan, response->mutable_runs());
                          end(absl::OkStatus());
                        });
  return absl::OkStatus();
}

grpc::ServerUnaryReactor* AnalysisService::AnalyzeText(
    grpc::CallbackServerContext* context, const analysis::v1::AnalyzeTextRequest* request,
    analysis::v1::AnalyzeTextResponse* response) {
  return UnaryCall::StartOpen(
      context, engine_.executor(),
      [this, &request = OwnRequest(*context, request, response), response](
          const CallContext& call, const UnaryCall::End& end) {
        const absl::Status started = StartText(request, call, end, response);
        if (!started.ok()) end(started);
      });
}

absl::Status AnalysisService::StartBatch(analysis::v1::BatchAnalyzeRequest& request,
                                         const CallContext& call, const UnaryCall::End& end,
                                         analysis::v1::BatchAnalyzeResponse* response) {
  RETURN_IF_ERROR(CheckBatchSize(request.documents()));
  RETURN_IF_ERROR(CheckBatchIds(request.documents(), 0));
  ASSIGN_OR_RETURN(const std::shared_ptr<const AnalysisPlan> plan,
                   PlanOf(engine_, request.options()));
  StartInline(engine_, plan, selector_,
              {*request.mutable_documents(), 0, request.options().utf16_offsets(),
               response->mutable_results()},
              call, [plan, end, response] {
                WriteRuns(*plan, response->mutable_runs());
                end(absl::OkStatus());
              });
  return absl::OkStatus();
}

grpc::ServerUnaryReactor* AnalysisService::BatchAnalyze(
    grpc::CallbackServerContext* context, const analysis::v1::BatchAnalyzeRequest* request,
    analysis::v1::BatchAnalyzeResponse* response) {
  return UnaryCall::StartOpen(
      context, engine_.executor(),
      [this, &request = OwnRequest(*context, request, response), response](
          const CallContext& call, const UnaryCall::End& end) {
        const absl::Status started = StartBatch(request, call, end, response);
        if (!started.ok()) end(started);
      });
}

grpc::ServerWriteReactor<analysis::v1::AnalyzeDocumentsResponse>* AnalysisService::AnalyzeDocuments(
    grpc::CallbackServerContext* context, const analysis::v1::AnalyzeDocumentsRequest* request) {
  return StartAnalyzeDocuments(context, engine_, selector_, request);
}

grpc::ServerBidiReactor<analysis::v1::StreamAnalyzeRequest, analysis::v1::StreamAnalyzeResponse>*
AnalysisService::StreamAnalyze(grpc::CallbackServerContext* context) {
  return StartStreamAnalyze(context, engine_, selector_);
}

grpc::ServerUnaryReactor* AnalysisService::CompareClaims(
    grpc::CallbackServerContext* context, const analysis::v1::CompareClaimsRequest* request,
    analysis::v1::CompareClaimsResponse* response) {
  return UnaryCall::Start(context, engine_.executor(), [=, this](const CallContext& call) {
    return AnswerCompareClaims(engine_, selector_, *request, call, response);
  });
}

grpc::ServerUnaryReactor* AnalysisService::ScoreStance(
    grpc::CallbackServerContext* context, const analysis::v1::ScoreStanceRequest* request,
    analysis::v1::ScoreStanceResponse* response) {
  return UnaryCall::Start(context, engine_.executor(), [=, this](const CallContext& call) {
    return AnswerScoreStance(engine_, selector_, *request, call, response);
  });
}

grpc::ServerUnaryReactor* AnalysisService::GenerateReport(
    grpc::CallbackServerContext* context, const analysis::v1::GenerateReportRequest* request,
    analysis::v1::GenerateReportResponse* response) {
  return UnaryCall::Start(context, engine_.executor(), [=, this](const CallContext& call) {
    return AnswerGenerateReport(engine_, selector_, *request, call, response);
  });
}

grpc::ServerUnaryReactor* AnalysisService::EvaluateAnalyzer(
    grpc::CallbackServerContext* context, const analysis::v1::EvaluateAnalyzerRequest* request,
    google::longrunning::Operation* response) {
  return UnaryCall::Start(
      context, engine_.executor(), [=, this](const CallContext&) -> absl::Status {
        ASSIGN_OR_RETURN(evaluation::EvaluationRequest read,
                         ReadEvaluation(engine_, selector_, *request));
        ASSIGN_OR_RETURN(const evaluation::EvaluationState state,
                         evaluations_.Start(std::move(read)));
        WriteEvaluation(state, response);
        return absl::OkStatus();
      });
}

}  // namespace parallax::rpc
