#include "server/rpc/services/analysis/analysis_service.h"

#include <algorithm>
#include <iterator>
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
#include "server/rpc/wire/analyzer_writer.h"
#include "server/rpc/wire/finding_writer.h"

namespace parallax::rpc {
namespace {

// Pages over the loaded analyzers by id. INVALID_ARGUMENT: PAGE_SIZE_INVALID, PAGE_TOKEN_INVALID.
absl::Status ListLoaded(const AnalyzerRegistry& registry,
                        const analysis::v1::ListAnalyzersRequest& request,
                        analysis::v1::ListAnalyzersResponse* response) {
  if (request.page_size() < 0) {
    return WithReason(
        absl::InvalidArgumentError("page_size: negative; leave it out for the default of 50"),
        "PAGE_SIZE_INVALID");
  }
  const size_t size = request.page_size() == 0 ? 50 : std::min(request.page_size(), 1000);
  const std::vector<AnalyzerHandle> all = registry.List();
  // The token is the id to start after: a keyset, so that a reload between pages skips nothing.
  auto next = all.begin();
  if (!request.page_token().empty()) {
    next = std::find_if(all.begin(), all.end(), [&](const AnalyzerHandle& analyzer) {
      return absl::StrCat("after:", analyzer->info().id) == request.page_token();
    });
    if (next == all.end()) {
      return WithReason(absl::InvalidArgumentError(
                            "page_token: not one that ListAnalyzers gave; start without a token"),
                        "PAGE_TOKEN_INVALID");
    }
    ++next;
  }
  for (; next != all.end() && response->analyzers_size() < static_cast<int>(size); ++next) {
    WriteAnalyzer(**next, response->add_analyzers());
  }
  if (next != all.end()) {
    response->set_next_page_token(absl::StrCat("after:", (*std::prev(next))->info().id));
  }
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
  RETURN_IF_ERROR(CheckBatchSize(request.documents_size()));
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
