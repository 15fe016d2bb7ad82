// Methods of CorpusService that look at a corpus from above, and its streams.
#include "server/base/status_macros.h"
#include "server/rpc/services/corpus/corpus_service.h"
#include "server/rpc/services/corpus/feed_streams.h"
#include "server/rpc/services/unary_call.h"
#include "server/rpc/wire/document_writer.h"

namespace parallax::rpc {

using corpus::OriginKind;

grpc::ServerWriteReactor<corpus::v1::ExportDocumentsResponse>* CorpusService::ExportDocuments(
    grpc::CallbackServerContext* context, const corpus::v1::ExportDocumentsRequest* request) {
  return StartExport(context, ports_, request);
}

grpc::ServerWriteReactor<corpus::v1::DocumentEvent>* CorpusService::WatchDocuments(
    grpc::CallbackServerContext* context, const corpus::v1::WatchDocumentsRequest* request) {
  return StartWatch(context, ports_, stopping_, request);
}

grpc::ServerUnaryReactor* CorpusService::GetSource(grpc::CallbackServerContext* context,
                                                   const corpus::v1::GetSourceRequest* request,
                                                   corpus::v1::Source* response) {
  return UnaryCall::Start(context, disk_, [=, this](const CallContext& call) -> absl::Status {
    ASSIGN_OR_RETURN(const corpus::Origin origin,
                     ports_.catalog.GetOrigin(request->name(), OriginKind::kSource, call));
    WriteOrigin(origin, response);
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* CorpusService::ListSources(grpc::CallbackServerContext* context,
                                                     const corpus::v1::ListSourcesRequest* request,
                                                     corpus::v1::ListSourcesResponse* response) {
  return UnaryCall::Start(context, disk_, [=, this](const CallContext& call) -> absl::Status {
    ASSIGN_OR_RETURN(const corpus::Page<corpus::Origin> page,
                     ports_.catalog.ListOrigins(request->parent(), OriginKind::kSource,
                                                {request->page_size(), request->page_token()}, call));
    for (const corpus::Origin& origin : page.items) WriteOrigin(origin, response->add_sources());
    response->set_next_page_token(page.next_page_token);
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* CorpusService::GetFeed(grpc::CallbackServerContext* context,
                                                 const corpus::v1::GetFeedRequest* request,
                                                 corpus::v1::Feed* response) {
  return UnaryCall::Start(context, disk_, [=, this](const CallContext& call) -> absl::Status {
    ASSIGN_OR_RETURN(const corpus::Origin origin,
                     ports_.catalog.GetOrigin(request->name(), OriginKind::kFeed, call));
    WriteOrigin(origin, response);
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* CorpusService::ListFeeds(grpc::CallbackServerContext* context,
                                                   const corpus::v1::ListFeedsRequest* request,
                                                   corpus::v1::ListFeedsResponse* response) {
  return UnaryCall::Start(context, disk_, [=, this](const CallContext& call) -> absl::Status {
    ASSIGN_OR_RETURN(const corpus::Page<corpus::Origin> page,
                     ports_.catalog.ListOrigins(request->parent(), OriginKind::kFeed,
                                                {request->page_size(), request->page_token()}, call));
    for (const corpus::Origin& origin : page.items) WriteOrigin(origin, response->add_feeds());
    response->set_next_page_token(page.next_page_token);
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* CorpusService::GetTextGroup(grpc::CallbackServerContext* context,
                                                      const corpus::v1::GetTextGroupRequest* request,
                                                      types::v1::TextGroup* response) {
  return UnaryCall::Start(context, disk_, [=, this](const CallContext& call) -> absl::Status {
    ASSIGN_OR_RETURN(const corpus::StoredTextGroup group,
                     ports_.catalog.GetTextGroup(request->name(), call));
    WriteTextGroup(group, response);
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* CorpusService::ListTextGroups(
    grpc::CallbackServerContext* context, const corpus::v1::ListTextGroupsRequest* request,
    corpus::v1::ListTextGroupsResponse* response) {
  return UnaryCall::Start(context, disk_, [=, this](const CallContext& call) -> absl::Status {
    ASSIGN_OR_RETURN(const corpus::Page<corpus::StoredTextGroup> page,
                     ports_.catalog.ListTextGroups(
                         request->parent(), {request->page_size(), request->page_token()}, call));
    for (const auto& group : page.items) WriteTextGroup(group, response->add_text_groups());
    response->set_next_page_token(page.next_page_token);
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* CorpusService::GetCorpusStatistics(
    grpc::CallbackServerContext* context, const corpus::v1::GetCorpusStatisticsRequest* request,
    corpus::v1::CorpusStatistics* response) {
  return UnaryCall::Start(context, disk_, [=, this](const CallContext& call) -> absl::Status {
    ASSIGN_OR_RETURN(const corpus::Statistics statistics,
                     ports_.catalog.CountDocuments(request->name(), request->filter(), call));
    WriteStatistics(statistics, response);
    return absl::OkStatus();
  });
}

}  // namespace parallax::rpc
