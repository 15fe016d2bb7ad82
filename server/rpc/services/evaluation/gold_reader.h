// From the gold findings of a request to the server's own, checked against the text.
#ifndef PARALLAX_SERVER_RPC_SERVICES_EVALUATION_GOLD_READER_H_
#define PARALLAX_SERVER_RPC_SERVICES_EVALUATION_GOLD_READER_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "parallax/analysis/v1/analysis_service.pb.h"
#include "server/analyzer/document.h"
#include "server/analyzer/findings.h"

namespace parallax::rpc {

// The findings of `gold`, of the text of `document`, with the fields that evaluation compares (see
// EvaluateAnalyzerRequest); others stay at their defaults. Errors are INVALID_ARGUMENT and begin with
// `path` and the field: SPAN_INVALID (missing, outside the text, inside a character, or not its quote),
// GOLD_INVALID (no type, predicate, sign, ...), REVISION_MISMATCH.
absl::StatusOr<std::vector<Finding>> ReadGold(const analysis::v1::DocumentAnalysis& gold,
                                              const Document& document, const std::string& path);

}  // namespace parallax::rpc

#endif  // PARALLAX_SERVER_RPC_SERVICES_EVALUATION_GOLD_READER_H_
