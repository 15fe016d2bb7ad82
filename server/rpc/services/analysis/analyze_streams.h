// The streaming forms of analysis.
#ifndef PARALLAX_SERVER_RPC_SERVICES_ANALYSIS_ANALYZE_STREAMS_H_
#define PARALLAX_SERVER_RPC_SERVICES_ANALYSIS_ANALYZE_STREAMS_H_

#include <grpcpp/server_context.h>
#include <grpcpp/support/server_callback.h>

#include "parallax/analysis/v1/analysis_service.pb.h"
#include "server/engine/engine.h"
#include "server/rpc/services/analysis/document_selection.h"

namespace parallax::rpc {

// One message a document, in the order of the selection. Documents are analyzed some at a time,
// and the next only when these have been written: a slow reader costs no memory.
grpc::ServerWriteReactor<analysis::v1::AnalyzeDocumentsResponse>* StartAnalyzeDocuments(
    grpc::CallbackServerContext* context, Engine& engine, const DocumentSelector& selector,
    const analysis::v1::AnalyzeDocumentsRequest* request);

// Batches in, results out, in order. A few batches are in work at a time; reading stops while so
// many wait. INVALID_ARGUMENT (OPTIONS_AFTER_START): options in a later message.
grpc::ServerBidiReactor<analysis::v1::StreamAnalyzeRequest, analysis::v1::StreamAnalyzeResponse>*
StartStreamAnalyze(grpc::CallbackServerContext* context, Engine& engine,
                   const DocumentSelector& selector);

}  // namespace parallax::rpc

#endif  // PARALLAX_SERVER_RPC_SERVICES_ANALYSIS_ANALYZE_STREAMS_H_
