// The answers that look across documents: comparisons, stances, the report.
#ifndef PARALLAX_SERVER_RPC_SERVICES_ANALYSIS_COMPARISON_REQUESTS_H_
#define PARALLAX_SERVER_RPC_SERVICES_ANALYSIS_COMPARISON_REQUESTS_H_

#include "absl/status/status.h"
#include "parallax/analysis/v1/analysis_service.pb.h"
#include "server/engine/engine.h"
#include "server/rpc/services/analysis/document_selection.h"

namespace parallax::rpc {

// Longest stated claim, in bytes.
inline constexpr size_t kMaxStatedClaimBytes = 4096;

absl::Status AnswerCompareClaims(Engine& engine, const DocumentSelector& selector,
                                 const analysis::v1::CompareClaimsRequest& request,
                                 const CallContext& call,
                                 analysis::v1::CompareClaimsResponse* response);

absl::Status AnswerScoreStance(Engine& engine, const DocumentSelector& selector,
                               const analysis::v1::ScoreStanceRequest& request,
                               const CallContext& call,
                               analysis::v1::ScoreStanceResponse* response);

absl::Status AnswerGenerateReport(Engine& engine, const DocumentSelector& selector,
                                  const analysis::v1::GenerateReportRequest& request,
                                  const CallContext& call,
                                  analysis::v1::GenerateReportResponse* response);

}  // namespace parallax::rpc

#endif  // PARALLAX_SERVER_RPC_SERVICES_ANALYSIS_COMPARISON_REQUESTS_H_
