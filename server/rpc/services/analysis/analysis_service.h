// AnalysisService: decodes, asks the engine, encodes.
#ifndef PARALLAX_SERVER_RPC_SERVICES_ANALYSIS_ANALYSIS_SERVICE_H_
#define PARALLAX_SERVER_RPC_SERVICES_ANALYSIS_ANALYSIS_SERVICE_H_

#include "parallax/analysis/v1/analysis_service.grpc.pb.h"
#include "server/corpus/corpus_store.h"
#include "server/corpus/readers/reader.h"
#include "server/engine/engine.h"
#include "server/evaluation/evaluations.h"
#include "server/rpc/services/analysis/document_selection.h"
#include "server/rpc/services/unary_call.h"

namespace parallax::rpc {

// Thread-safe. Borrows engine, store, readers and evaluations. Runs, WatchFindings and DiffRuns answer
// UNIMPLEMENTED.
class AnalysisService final : public analysis::v1::AnalysisService::CallbackService {
 public:
  // Not inline: they would instantiate every method of the generated base class wherever they are used.
  AnalysisService(Engine& engine, corpus::CorpusStore& store,
                  const corpus::ReaderRegistry& readers, evaluation::Evaluations& evaluations);
  ~AnalysisService() override;

  grpc::ServerUnaryReactor* ListAnalyzers(grpc::CallbackServerContext*,
                                          const analysis::v1::ListAnalyzersRequest*,
                                          analysis::v1::ListAnalyzersResponse*) override;
  grpc::ServerUnaryReactor* GetAnalyzer(grpc::CallbackServerContext*,
                                        const analysis::v1::GetAnalyzerRequest*,
                                        analysis::v1::Analyzer*) override;
  grpc::ServerUnaryReactor* AnalyzeText(grpc::CallbackServerContext*,
                                        const analysis::v1::AnalyzeTextRequest*,
                                        analysis::v1::AnalyzeTextResponse*) override;
  grpc::ServerUnaryReactor* BatchAnalyze(grpc::CallbackServerContext*,
                                         const analysis::v1::BatchAnalyzeRequest*,
                                         analysis::v1::BatchAnalyzeResponse*) override;
  grpc::ServerWriteReactor<analysis::v1::AnalyzeDocumentsResponse>* AnalyzeDocuments(
      grpc::CallbackServerContext*, const analysis::v1::AnalyzeDocumentsRequest*) override;
  grpc::ServerBidiReactor<analysis::v1::StreamAnalyzeRequest, analysis::v1::StreamAnalyzeResponse>*
  StreamAnalyze(grpc::CallbackServerContext*) override;
  grpc::ServerUnaryReactor* CompareClaims(grpc::CallbackServerContext*,
                                          const analysis::v1::CompareClaimsRequest*,
                                          analysis::v1::CompareClaimsResponse*) override;
  grpc::ServerUnaryReactor* ScoreStance(grpc::CallbackServerContext*,
                                        const analysis::v1::ScoreStanceRequest*,
                                        analysis::v1::ScoreStanceResponse*) override;
  grpc::ServerUnaryReactor* GenerateReport(grpc::CallbackServerContext*,
                                           const analysis::v1::GenerateReportRequest*,
                                           analysis::v1::GenerateReportResponse*) override;
  grpc::ServerUnaryReactor* EvaluateAnalyzer(grpc::CallbackServerContext*,
                                             const analysis::v1::EvaluateAnalyzerRequest*,
                                             google::longrunning::Operation*) override;

 private:
  // Calls `end` when the analysis is over; else returns why it was not begun. The texts of `request`
  // are taken out of it.
  absl::Status StartText(analysis::v1::AnalyzeTextRequest& request, const CallContext& call,
                         const UnaryCall::End& end, analysis::v1::AnalyzeTextResponse* response);
  absl::Status StartBatch(analysis::v1::BatchAnalyzeRequest& request, const CallContext& call,
                          const UnaryCall::End& end, analysis::v1::BatchAnalyzeResponse* response);

  Engine& engine_;
  const DocumentSelector selector_;
  evaluation::Evaluations& evaluations_;
};

}  // namespace parallax::rpc

#endif  // PARALLAX_SERVER_RPC_SERVICES_ANALYSIS_ANALYSIS_SERVICE_H_
