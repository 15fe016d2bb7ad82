// Methods of CorpusService that change one document, or remove many.
#include <utility>

#include "absl/strings/str_cat.h"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"
#include "server/corpus/resource_name.h"
#include "server/rpc/services/corpus/corpus_service.h"
#include "server/rpc/services/corpus/put_checks.h"
#include "server/rpc/services/unary_call.h"
#include "server/rpc/wire/document_writer.h"
#include "server/rpc/wire/request_reader.h"

namespace parallax::rpc {
namespace {

// Without an etag in the request a change that meets another is made again on that.
constexpr int kAttempts = 4;

// The fields of an update: those of the mask, or all that are set.
std::vector<std::string> FieldsOf(const corpus::v1::UpdateDocumentRequest& request) {
  if (request.update_mask().paths_size() > 0) {
    return {request.update_mask().paths().begin(), request.update_mask().paths().end()};
  }
  const types::v1::Document& document = request.document();
  std::vector<std::string> fields;
  const auto add = [&](const char* field, bool set) {
    if (set) fields.emplace_back(field);
  };
  add("title", !document.title().empty());
  add("source_name", !document.source_name().empty());
  add("feed", !document.feed().empty());
  add("url", !document.url().empty());
  add("external_id", !document.external_id().empty());
  add("published", document.has_published());
  add("language_code", !document.language_code().empty());
  add("labels", document.labels_size() > 0);
  add("text", !document.text().empty());
  add("blocks", document.blocks_size() > 0);
  return fields;
}

absl::Status ApplyField(const std::string& field, const corpus::NewDocument& from,
                        corpus::NewDocument& to) {
  DocumentContent& content = to.content;
  if (field == "title") {
    content.title = from.content.title;
  } else if (field == "source_name") {
    content.source_name = from.content.source_name;
  } else if (field == "feed") {
    content.feed = from.content.feed;
  } else if (field == "url") {
    content.url = from.content.url;
  } else if (field == "external_id") {
    to.external_id = from.external_id;
  } else if (field == "published") {
    content.published = from.content.published;
  } else if (field == "language_code") {
    content.language = from.content.language;
  } else if (field == "labels") {
    to.labels = from.labels;
  } else if (field == "text") {
    content.text = from.content.text;
    // These were of the old text.
    content.blocks.clear();
    content.language.clear();
    to.warnings.clear();
  } else if (field == "blocks") {
    content.blocks = from.content.blocks;
  } else {
    return WithReason(
        absl::InvalidArgumentError(absl::StrCat(
            "update_mask: \"", field, "\" cannot be changed; title, source_name, feed, url, external_id, "
            "published, language_code, labels, text and blocks can")),
        "UPDATE_MASK_INVALID");
  }
  return absl::OkStatus();
}

// What to put: the stored document with the fields changed, or a new one.
absl::StatusOr<corpus::PutItem> MakeItem(corpus::CorpusStore& store,
                                         const corpus::ReadLimits& limits,
                                         const corpus::v1::UpdateDocumentRequest& request) {
  const std::string& name = request.document().name();
  ASSIGN_OR_RETURN(const corpus::DocumentName id, corpus::ParseDocumentName(name));
  corpus::PutItem item;
  absl::StatusOr<corpus::StoredDocument> stored =
      store.GetDocument(name, 0, corpus::DocumentView::kFull);
  ASSIGN_OR_RETURN(const corpus::NewDocument changed, ReadDocument(request.document()));
  RETURN_IF_ERROR(CheckSizes(changed, limits));
  if (absl::IsNotFound(stored.status()) && request.allow_missing()) {
    item.document = changed;
    item.precondition = corpus::Precondition::kAbsent;
  } else {
    RETURN_IF_ERROR(stored.status());
    item.etag = request.document().etag().empty() ? stored->etag : request.document().etag();
    item.document = {"", stored->external_id, std::move(stored->content), stored->labels,
                     stored->warnings};
    const std::vector<std::string> fields = FieldsOf(request);
    // "text" first: it drops what other fields of the mask may give anew.
    for (const bool text : {true, false}) {
      for (const std::string& field : fields) {
        if ((field == "text") == text) RETURN_IF_ERROR(ApplyField(field, changed, item.document));
      }
    }
  }
  item.document.document_id = id.document;
  return item;
}

absl::StatusOr<corpus::PutResult> Update(corpus::CorpusStore& store, const corpus::ReadLimits& limits,
                                         const corpus::v1::UpdateDocumentRequest& request) {
  const bool any = request.document().etag().empty();
  corpus::PutResult result;
  for (int attempt = 0; attempt < (any ? kAttempts : 1); ++attempt) {
    ASSIGN_OR_RETURN(corpus::PutItem item, MakeItem(store, limits, request));
    ASSIGN_OR_RETURN(const corpus::DocumentName id,
                     corpus::ParseDocumentName(request.document().name()));
    corpus::PutRequest put;
    put.corpus = corpus::CorpusName(id.corpus);
    put.items.push_back(std::move(item));
    ASSIGN_OR_RETURN(const std::vector<corpus::PutResult> results, store.PutDocuments(put));
    result = results[0];
    if (!absl::IsAborted(result.status) && !absl::IsAlreadyExists(result.status)) break;
  }
  RETURN_IF_ERROR(CheckPut(result));
  return result;
}

}  // namespace

grpc::ServerUnaryReactor* CorpusService::UpdateDocument(
    grpc::CallbackServerContext* context, const corpus::v1::UpdateDocumentRequest* request,
    types::v1::Document* response) {
  return UnaryCall::Start(context, disk_, [=, this](const CallContext&) -> absl::Status {
    ASSIGN_OR_RETURN(const corpus::PutResult result, Update(store_, readers_.limits(), *request));
    ASSIGN_OR_RETURN(
        const corpus::StoredDocument document,
        store_.GetDocument(result.name, result.revision, corpus::DocumentView::kFull));
    WriteDocument(document, response);
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* CorpusService::UndeleteDocument(
    grpc::CallbackServerContext* context, const corpus::v1::UndeleteDocumentRequest* request,
    types::v1::Document* response) {
  return UnaryCall::Start(context, disk_, [=, this](const CallContext&) -> absl::Status {
    ASSIGN_OR_RETURN(const corpus::StoredDocument document,
                     store_.UndeleteDocument(request->name()));
    WriteDocument(document, response);
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* CorpusService::PurgeDocuments(
    grpc::CallbackServerContext* context, const corpus::v1::PurgeDocumentsRequest* request,
    google::longrunning::Operation* response) {
  return UnaryCall::Start(context, disk_, [=, this](const CallContext& call) -> absl::Status {
    ASSIGN_OR_RETURN(const corpus::PurgeResult purged,
                     store_.PurgeDocuments({request->parent(), request->filter(),
                                            request->deleted(), request->force()},
                                           call));
    corpus::v1::PurgeDocumentsResponse answer;
    answer.set_purge_count(purged.count);
    for (const std::string& name : purged.sample) answer.add_purge_sample(name);
    response->set_done(true);
    response->mutable_response()->PackFrom(answer);
    return absl::OkStatus();
  });
}

}  // namespace parallax::rpc
