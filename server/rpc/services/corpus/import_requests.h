// Import over the wire: the unary batch and the stream.
#ifndef PARALLAX_SERVER_RPC_SERVICES_CORPUS_IMPORT_REQUESTS_H_
#define PARALLAX_SERVER_RPC_SERVICES_CORPUS_IMPORT_REQUESTS_H_

#include <grpcpp/server_context.h>
#include <grpcpp/support/server_callback.h>

#include "absl/status/statusor.h"
#include "parallax/corpus/v1/import.pb.h"
#include "server/corpus/corpus_store.h"
#include "server/corpus/importer.h"
#include "server/corpus/readers/reader.h"
#include "server/engine/executor.h"

namespace parallax::rpc {

// Creates the corpus if `config` says so, and gives the options of the import.
absl::StatusOr<corpus::ImportOptions> OpenImport(corpus::CorpusStore& store,
                                                 const corpus::v1::ImportConfig& config);

absl::Status AnswerBatchImport(corpus::CorpusStore& store, const corpus::ReaderRegistry& readers,
                               const corpus::v1::BatchImportDocumentsRequest& request,
                               corpus::v1::BatchImportDocumentsResponse* response);

// Reads items as fast as the session takes them, and acknowledges what is durable. The first
// message must carry the configuration: INVALID_ARGUMENT (CONFIG_MISSING, CONFIG_AFTER_START).
grpc::ServerBidiReactor<corpus::v1::ImportDocumentsRequest, corpus::v1::ImportDocumentsResponse>*
StartImport(grpc::CallbackServerContext* context, corpus::CorpusStore& store,
            const corpus::ReaderRegistry& readers, Executor& disk);

}  // namespace parallax::rpc

#endif  // PARALLAX_SERVER_RPC_SERVICES_CORPUS_IMPORT_REQUESTS_H_
