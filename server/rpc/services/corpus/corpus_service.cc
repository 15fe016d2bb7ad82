#include "server/rpc/services/corpus/corpus_service.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"
#include "server/rpc/services/corpus/import_requests.h"
#include "server/rpc/services/corpus/put_checks.h"
#include "server/rpc/services/invalid_argument.h"
#include "server/rpc/services/unary_call.h"
#include "server/rpc/wire/document_writer.h"
#include "server/rpc/wire/request_reader.h"

namespace parallax::rpc {
namespace {

template <typename Request>
corpus::PageRequest ReadPage(const Request& request) {
  return {request.page_size(), request.page_token()};
}

corpus::DocumentView ReadView(corpus::v1::DocumentView view, corpus::DocumentView unspecified) {
  switch (view) {
    case corpus::v1::DOCUMENT_VIEW_BASIC: return corpus::DocumentView::kBasic;
    case corpus::v1::DOCUMENT_VIEW_FULL: return corpus::DocumentView::kFull;
    default: return unspecified;
  }
}

absl::StatusOr<corpus::DocumentOrder> ReadOrder(absl::string_view order) {
  using corpus::DocumentOrder;
  if (order.empty() || order == "name") return DocumentOrder::kName;
  if (order == "published") return DocumentOrder::kPublished;
  if (order == "published desc") return DocumentOrder::kPublishedDescending;
  if (order == "ingested") return DocumentOrder::kIngested;
  if (order == "ingested desc") return DocumentOrder::kIngestedDescending;
  return WithReason(absl::InvalidArgumentError(absl::StrCat(
                        "order_by: \"", order, "\" is not known; use name, published or ingested, "
                        "the latter two also with \" desc\"")),
                    "ORDER_BY_INVALID");
}

// The revision number of a request: "" is the newest, else the digest of one of the revisions.
absl::StatusOr<int64_t> FindRevision(corpus::CorpusStore& store, const std::string& name,
                                     const std::string& revision_id) {
  if (revision_id.empty()) return 0;
  corpus::PageRequest page;
  do {
    ASSIGN_OR_RETURN(const corpus::Page<corpus::StoredDocument> revisions,
                     store.ListRevisions(name, page));
    for (const corpus::StoredDocument& revision : revisions.items) {
      if (revision.text_digest == revision_id) return revision.revision;
    }
    page.page_token = revisions.next_page_token;
  } while (!page.page_token.empty());
  return WithReason(absl::NotFoundError(absl::StrCat(name, " has no revision ", revision_id)),
                    "REVISION_NOT_FOUND");
}

}  // namespace

CorpusService::CorpusService(const CorpusPorts& ports)
    : ports_(ports), store_(ports.store), readers_(ports.readers), disk_(ports.disk) {}
CorpusService::~CorpusService() = default;

grpc::ServerUnaryReactor* CorpusService::CreateCorpus(grpc::CallbackServerContext* context,
                                                      const corpus::v1::CreateCorpusRequest* request,
                                                      corpus::v1::Corpus* response) {
  return UnaryCall::Start(context, disk_, [=, this](const CallContext&) -> absl::Status {
    if (!request->corpus().labels().empty()) {
      return InvalidArgument("corpus.labels: corpora have none in this version; leave them out",
                             "FIELD_INVALID");
    }
    ASSIGN_OR_RETURN(const corpus::Corpus corpus,
                     store_.CreateCorpus({request->corpus_id(), request->corpus().display_name(),
                                          request->corpus().description()}));
    WriteCorpus(corpus, response);
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* CorpusService::GetCorpus(grpc::CallbackServerContext* context,
                                                   const corpus::v1::GetCorpusRequest* request,
                                                   corpus::v1::Corpus* response) {
  return UnaryCall::Start(context, disk_, [=, this](const CallContext&) -> absl::Status {
    ASSIGN_OR_RETURN(const corpus::Corpus corpus, store_.GetCorpus(request->name()));
    WriteCorpus(corpus, response);
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* CorpusService::ListCorpora(grpc::CallbackServerContext* context,
                                                     const corpus::v1::ListCorporaRequest* request,
                                                     corpus::v1::ListCorporaResponse* response) {
  return UnaryCall::Start(context, disk_, [=, this](const CallContext&) -> absl::Status {
    ASSIGN_OR_RETURN(const corpus::Page<corpus::Corpus> page,
                     store_.ListCorpora(ReadPage(*request)));
    for (const corpus::Corpus& corpus : page.items) WriteCorpus(corpus, response->add_corpora());
    response->set_next_page_token(page.next_page_token);
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* CorpusService::UpdateCorpus(grpc::CallbackServerContext* context,
                                                      const corpus::v1::UpdateCorpusRequest* request,
                                                      corpus::v1::Corpus* response) {
  return UnaryCall::Start(context, disk_, [=, this](const CallContext&) -> absl::Status {
    corpus::CorpusChange change;
    change.etag = request->corpus().etag();
    if (request->update_mask().paths().empty()) {  // those that are set
      if (!request->corpus().display_name().empty()) change.display_name = request->corpus().display_name();
      if (!request->corpus().description().empty()) change.description = request->corpus().description();
    }
    for (const std::string& path : request->update_mask().paths()) {
      if (path == "display_name") {
        change.display_name = request->corpus().display_name();
      } else if (path == "description") {
        change.description = request->corpus().description();
      } else {
        return WithReason(absl::InvalidArgumentError(absl::StrCat(
                              "update_mask: \"", path,
                              "\" cannot be changed; display_name and description can")),
                          "UPDATE_MASK_INVALID");
      }
    }
    ASSIGN_OR_RETURN(const corpus::Corpus corpus,
                     store_.UpdateCorpus(request->corpus().name(), change));
    WriteCorpus(corpus, response);
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* CorpusService::DeleteCorpus(grpc::CallbackServerContext* context,
                                                      const corpus::v1::DeleteCorpusRequest* request,
                                                      google::protobuf::Empty*) {
  return UnaryCall::Start(context, disk_, [=, this](const CallContext&) {
    return store_.DeleteCorpus(request->name(), request->etag(), request->force());
  });
}

grpc::ServerUnaryReactor* CorpusService::CreateDocument(
    grpc::CallbackServerContext* context, const corpus::v1::CreateDocumentRequest* request,
    types::v1::Document* response) {
  return UnaryCall::Start(context, disk_, [=, this](const CallContext&) -> absl::Status {
    corpus::PutRequest put;
    put.corpus = request->parent();
    corpus::PutItem item;
    ASSIGN_OR_RETURN(item.document, ReadDocument(request->document()));
    RETURN_IF_ERROR(CheckSizes(item.document, readers_.limits()));
    item.document.document_id = request->document_id();
    item.precondition = corpus::Precondition::kAbsent;
    put.items.push_back(std::move(item));
    ASSIGN_OR_RETURN(const std::vector<corpus::PutResult> results, store_.PutDocuments(put));
    RETURN_IF_ERROR(CheckPut(results[0]));
    ASSIGN_OR_RETURN(
        const corpus::StoredDocument document,
        store_.GetDocument(results[0].name, results[0].revision, corpus::DocumentView::kFull));
    WriteDocument(document, response);
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* CorpusService::GetDocument(grpc::CallbackServerContext* context,
                                                     const corpus::v1::GetDocumentRequest* request,
                                                     types::v1::Document* response) {
  return UnaryCall::Start(context, disk_, [=, this](const CallContext&) -> absl::Status {
    ASSIGN_OR_RETURN(const int64_t revision,
                     FindRevision(store_, request->name(), request->revision_id()));
    ASSIGN_OR_RETURN(const corpus::StoredDocument document,
                     store_.GetDocument(request->name(), revision,
                                        ReadView(request->view(), corpus::DocumentView::kFull)));
    WriteDocument(document, response);
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* CorpusService::BatchGetDocuments(
    grpc::CallbackServerContext* context, const corpus::v1::BatchGetDocumentsRequest* request,
    corpus::v1::BatchGetDocumentsResponse* response) {
  return UnaryCall::Start(context, disk_, [=, this](const CallContext&) -> absl::Status {
    const std::vector<std::string> names(request->names().begin(), request->names().end());
    if (names.size() > 1000) {
      return WithReason(absl::InvalidArgumentError(absl::StrCat(
                            "names: ", names.size(), " given; at most 1000 in one call")),
                        "TOO_MANY_DOCUMENTS");
    }
    for (const std::string& name : names) {
      if (request->parent().empty() || absl::StartsWith(name, absl::StrCat(request->parent(), "/"))) continue;
      return InvalidArgument(absl::StrCat("names: \"", name, "\" is not of the parent ", request->parent()),
                             "NAME_INVALID");
    }
    const auto view = ReadView(request->view(), corpus::DocumentView::kFull);
    for (const absl::StatusOr<corpus::StoredDocument>& document :
         store_.BatchGetDocuments(names, view)) {
      RETURN_IF_ERROR(document.status());
      WriteDocument(*document, response->add_documents());
    }
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* CorpusService::ListDocuments(
    grpc::CallbackServerContext* context, const corpus::v1::ListDocumentsRequest* request,
    corpus::v1::ListDocumentsResponse* response) {
  return UnaryCall::Start(context, disk_, [=, this](const CallContext& call) -> absl::Status {
    corpus::ListDocumentsRequest list;
    list.corpus = request->parent();
    list.filter = request->filter();
    ASSIGN_OR_RETURN(list.order, ReadOrder(request->order_by()));
    list.view = ReadView(request->view(), corpus::DocumentView::kBasic);
    list.page = ReadPage(*request);
    ASSIGN_OR_RETURN(const corpus::Page<corpus::StoredDocument> page,
                     store_.ListDocuments(list, call));
    for (const auto& document : page.items) WriteDocument(document, response->add_documents());
    response->set_next_page_token(page.next_page_token);
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* CorpusService::DeleteDocument(
    grpc::CallbackServerContext* context, const corpus::v1::DeleteDocumentRequest* request,
    types::v1::Document* response) {
  return UnaryCall::Start(context, disk_, [=, this](const CallContext&) -> absl::Status {
    absl::StatusOr<corpus::StoredDocument> document =
        store_.DeleteDocument(request->name(), request->etag());
    if (absl::IsNotFound(document.status()) && request->allow_missing()) return absl::OkStatus();
    RETURN_IF_ERROR(document.status());
    WriteDocument(*document, response);
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* CorpusService::ListDocumentRevisions(
    grpc::CallbackServerContext* context, const corpus::v1::ListDocumentRevisionsRequest* request,
    corpus::v1::ListDocumentRevisionsResponse* response) {
  return UnaryCall::Start(context, disk_, [=, this](const CallContext&) -> absl::Status {
    ASSIGN_OR_RETURN(const corpus::Page<corpus::StoredDocument> page,
                     store_.ListRevisions(request->name(), ReadPage(*request)));
    for (const auto& revision : page.items) WriteDocument(revision, response->add_revisions());
    response->set_next_page_token(page.next_page_token);
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* CorpusService::BatchImportDocuments(
    grpc::CallbackServerContext* context, const corpus::v1::BatchImportDocumentsRequest* request,
    corpus::v1::BatchImportDocumentsResponse* response) {
  return UnaryCall::Start(context, disk_, [=, this](const CallContext&) {
    return AnswerBatchImport(store_, readers_, *request, response);
  });
}

grpc::ServerBidiReactor<corpus::v1::ImportDocumentsRequest, corpus::v1::ImportDocumentsResponse>*
CorpusService::ImportDocuments(grpc::CallbackServerContext* context) {
  return StartImport(context, store_, readers_, disk_);
}

grpc::ServerUnaryReactor* CorpusService::SearchDocuments(
    grpc::CallbackServerContext* context, const corpus::v1::SearchDocumentsRequest* request,
    corpus::v1::SearchDocumentsResponse* response) {
  return UnaryCall::Start(context, disk_, [=, this](const CallContext& call) -> absl::Status {
    corpus::SearchRequest search;
    search.corpus = request->parent();
    search.query = request->query();
    search.filter = request->filter();
    search.page = ReadPage(*request);
    search.facets = request->facets();
    ASSIGN_OR_RETURN(const corpus::SearchPage page, ports_.index.Search(search, call));
    std::vector<std::string> names;
    for (const corpus::SearchHit& hit : page.items) names.push_back(hit.document.name);
    // Snippets count in the whole text, which hits do not carry.
    const auto texts = store_.BatchGetDocuments(names, corpus::DocumentView::kFull);
    for (size_t i = 0; i < page.items.size(); ++i) {
      if (!texts[i].ok()) continue;  // deleted since
      WriteHit(page.items[i], texts[i]->content.text, request->utf16_offsets(),
               response->add_hits());
    }
    response->set_next_page_token(page.next_page_token);
    response->set_total_size(page.total);
    if (request->facets()) WriteFacets(page.facets, response->mutable_facets());
    return absl::OkStatus();
  });
}

}  // namespace parallax::rpc
