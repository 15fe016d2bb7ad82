// CorpusService: decodes, asks the store, encodes.
#ifndef PARALLAX_SERVER_RPC_SERVICES_CORPUS_CORPUS_SERVICE_H_
#define PARALLAX_SERVER_RPC_SERVICES_CORPUS_CORPUS_SERVICE_H_

#include <atomic>

#include "parallax/corpus/v1/corpus_service.grpc.pb.h"
#include "server/rpc/services/corpus/corpus_ports.h"

namespace parallax::rpc {

// Thread-safe. Methods that are not overridden answer UNIMPLEMENTED.
class CorpusService final : public corpus::v1::CorpusService::CallbackService {
 public:
  // Not inline: they would instantiate every method of the generated base class wherever they are used.
  explicit CorpusService(const CorpusPorts& ports);
  ~CorpusService() override;

  // Ends the streams that would not end by themselves. Once, before the server is shut down.
  void Stop() { stopping_.store(true); }

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
  grpc::ServerUnaryReactor* UpdateDocument(grpc::CallbackServerContext*,
                                           const corpus::v1::UpdateDocumentRequest*,
                                           types::v1::Document*) override;
  grpc::ServerUnaryReactor* DeleteDocument(grpc::CallbackServerContext*,
                                           const corpus::v1::DeleteDocumentRequest*,
                                           types::v1::Document*) override;
  grpc::ServerUnaryReactor* UndeleteDocument(grpc::CallbackServerContext*,
                                             const corpus::v1::UndeleteDocumentRequest*,
                                             types::v1::Document*) override;
  grpc::ServerUnaryReactor* PurgeDocuments(grpc::CallbackServerContext*,
                                           const corpus::v1::PurgeDocumentsRequest*,
                                           google::longrunning::Operation*) override;
  grpc::ServerUnaryReactor* ListDocumentRevisions(
      grpc::CallbackServerContext*, const corpus::v1::ListDocumentRevisionsRequest*,
      corpus::v1::ListDocumentRevisionsResponse*) override;
  grpc::ServerUnaryReactor* BatchImportDocuments(
      grpc::CallbackServerContext*, const corpus::v1::BatchImportDocumentsRequest*,
      corpus::v1::BatchImportDocumentsResponse*) override;
  grpc::ServerBidiReactor<corpus::v1::ImportDocumentsRequest, corpus::v1::ImportDocumentsResponse>*
  ImportDocuments(grpc::CallbackServerContext*) override;
  grpc::ServerUnaryReactor* ImportDocumentFiles(grpc::CallbackServerContext*,
                                                const corpus::v1::ImportDocumentFilesRequest*,
                                                google::longrunning::Operation*) override;
  grpc::ServerUnaryReactor* SearchDocuments(grpc::CallbackServerContext*,
                                            const corpus::v1::SearchDocumentsRequest*,
                                            corpus::v1::SearchDocumentsResponse*) override;

  grpc::ServerWriteReactor<corpus::v1::ExportDocumentsResponse>* ExportDocuments(
      grpc::CallbackServerContext*, const corpus::v1::ExportDocumentsRequest*) override;
  grpc::ServerWriteReactor<corpus::v1::DocumentEvent>* WatchDocuments(
      grpc::CallbackServerContext*, const corpus::v1::WatchDocumentsRequest*) override;

  grpc::ServerUnaryReactor* GetSource(grpc::CallbackServerContext*,
                                      const corpus::v1::GetSourceRequest*,
                                      corpus::v1::Source*) override;
  grpc::ServerUnaryReactor* ListSources(grpc::CallbackServerContext*,
                                        const corpus::v1::ListSourcesRequest*,
                                        corpus::v1::ListSourcesResponse*) override;
  grpc::ServerUnaryReactor* GetFeed(grpc::CallbackServerContext*, const corpus::v1::GetFeedRequest*,
                                    corpus::v1::Feed*) override;
  grpc::ServerUnaryReactor* ListFeeds(grpc::CallbackServerContext*,
                                      const corpus::v1::ListFeedsRequest*,
                                      corpus::v1::ListFeedsResponse*) override;
  grpc::ServerUnaryReactor* GetTextGroup(grpc::CallbackServerContext*,
                                         const corpus::v1::GetTextGroupRequest*,
                                         types::v1::TextGroup*) override;
  grpc::ServerUnaryReactor* ListTextGroups(grpc::CallbackServerContext*,
                                           const corpus::v1::ListTextGroupsRequest*,
                                           corpus::v1::ListTextGroupsResponse*) override;
  grpc::ServerUnaryReactor* GetCorpusStatistics(grpc::CallbackServerContext*,
                                                const corpus::v1::GetCorpusStatisticsRequest*,
                                                corpus::v1::CorpusStatistics*) override;

 private:
  const CorpusPorts ports_;
  corpus::CorpusStore& store_;
  const corpus::ReaderRegistry& readers_;
  Executor& disk_;
  std::atomic<bool> stopping_{false};
};

}  // namespace parallax::rpc

#endif  // PARALLAX_SERVER_RPC_SERVICES_CORPUS_CORPUS_SERVICE_H_
