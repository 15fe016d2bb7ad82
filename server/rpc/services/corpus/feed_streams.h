// The server streams of the corpus service: export and watch.
#ifndef PARALLAX_SERVER_RPC_SERVICES_CORPUS_FEED_STREAMS_H_
#define PARALLAX_SERVER_RPC_SERVICES_CORPUS_FEED_STREAMS_H_

#include <atomic>

#include "parallax/corpus/v1/corpus_service.grpc.pb.h"
#include "server/rpc/services/corpus/corpus_ports.h"

namespace parallax::rpc {

// Documents page by page; between pages nothing is held, however slowly the client reads.
grpc::ServerWriteReactor<corpus::v1::ExportDocumentsResponse>* StartExport(
    grpc::CallbackServerContext* context, const CorpusPorts& ports,
    const corpus::v1::ExportDocumentsRequest* request);

// Changes until the client goes, its max_age has passed or `stopping` is set (UNAVAILABLE,
// SERVER_STOPPING). Waiting costs no thread.
grpc::ServerWriteReactor<corpus::v1::DocumentEvent>* StartWatch(
    grpc::CallbackServerContext* context, const CorpusPorts& ports,
    const std::atomic<bool>& stopping, const corpus::v1::WatchDocumentsRequest* request);

}  // namespace parallax::rpc

#endif  // PARALLAX_SERVER_RPC_SERVICES_CORPUS_FEED_STREAMS_H_
