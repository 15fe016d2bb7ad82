// CorpusService: decodes, asks the store, encodes.
#ifndef PARALLAX_SERVER_RPC_SERVICES_CORPUS_SERVICE_H_
#define PARALLAX_SERVER_RPC_SERVICES_CORPUS_SERVICE_H_

#include "parallax/corpus/v1/corpus_service.grpc.pb.h"
#include "server/corpus/corpus_store.h"
#include "server/corpus/readers/reader.h"
#include "server/corpus/search_index.h"
#include "server/engine/executor.h"

namespace parallax::rpc {

// Thread-safe. Borrows everything. `disk`: threads for calls that block on the store. Methods that
// are not overridden answer UNIMPLEMENTED.
class CorpusService final : public corpus::v1::CorpusService::CallbackService {
 public:
  CorpusService(corpus::CorpusStore& store, corpus::SearchIndex& index,
                const corpus::ReaderRegistry& readers, Executor& disk)
      : store_(store), index_(index), readers_(readers), disk_(disk) {}

  grpc::ServerUnaryReactor* CreateCorpus(grpc::CallbackServerContext*,
                                         const corpus::v1::CreateCorpusRequest*,
                                         corpus::v1::Corpus*) override;
  grpc::ServerUnaryReactor* GetCorpus(grpc::CallbackServerContext*,
                                      const corpus::v1::GetCorpusRequest*,
                                      corpus::v1::Corpus*) override;
  grpc::ServerUnaryReactor* ListCorpora(grpc::CallbackServerContext*,
                                        const corpus::v1::ListCorporaRequest*,
                                        corpus::v1::ListCorporaResponse*) override;
  grpc::ServerUnaryReactor* UpdateCorpus(grpc::CallbackServerContext*,
                                         const corpus::v1::UpdateCorpusRequest*,
                                         corpus::v1::Corpus*) override;
  grpc::ServerUnaryReactor* DeleteCorpus(grpc::CallbackServerContext*,
                                         const corpus::v1::DeleteCorpusRequest*,
                                         google::protobuf::Empty*) override;
  grpc::ServerUnaryReactor* CreateDocument(grpc::CallbackServerContext*,
                                           const corpus::v1::CreateDocumentRequest*,
                                           types::v1::Document*) override;
  grpc::ServerUnaryReactor* GetDocument(grpc::CallbackServerContext*,
                                        const corpus::v1::GetDocumentRequest*,
                                        types::v1::Document*) override;
  grpc::ServerUnaryReactor* BatchGetDocuments(grpc::CallbackServerContext*,
                                              const corpus::v1::BatchGetDocumentsRequest*,
                                              corpus::v1::BatchGetDocumentsResponse*) override;
  grpc::ServerUnaryReactor* ListDocuments(grpc::CallbackServerContext*,
                                          const corpus::v1::ListDocumentsRequest*,
                                          corpus::v1::ListDocumentsResponse*) override;
  grpc::ServerUnaryReactor* DeleteDocument(grpc::CallbackServerContext*,
                                           const corpus::v1::DeleteDocumentRequest*,
                                           types::v1::Document*) override;
  grpc::ServerUnaryReactor* ListDocumentRevisions(
      grpc::CallbackServerContext*, const corpus::v1::ListDocumentRevisionsRequest*,
      corpus::v1::ListDocumentRevisionsResponse*) override;
  grpc::ServerUnaryReactor* BatchImportDocuments(
      grpc::CallbackServerContext*, const corpus::v1::BatchImportDocumentsRequest*,
      corpus::v1::BatchImportDocumentsResponse*) override;
  grpc::ServerBidiReactor<corpus::v1::ImportDocumentsRequest, corpus::v1::ImportDocumentsResponse>*
  ImportDocuments(grpc::CallbackServerContext*) override;
  grpc::ServerUnaryReactor* SearchDocuments(grpc::CallbackServerContext*,
                                            const corpus::v1::SearchDocumentsRequest*,
                                            corpus::v1::SearchDocumentsResponse*) override;

 private:
  corpus::CorpusStore& store_;
  corpus::SearchIndex& index_;
  const corpus::ReaderRegistry& readers_;
  Executor& disk_;
};

}  // namespace parallax::rpc

#endif  // PARALLAX_SERVER_RPC_SERVICES_CORPUS_SERVICE_H_
