#include "server/corpus/sqlite/document_store.h"

#include <algorithm>
#include <memory>
#include <optional>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"
#include "server/corpus/document_identity.h"
#include "server/corpus/filter/filter.h"
#include "server/corpus/filter/filter_sql.h"
#include "server/corpus/paging/page_size.h"
#include "server/corpus/resource_name.h"
#include "server/corpus/sqlite/care/purge.h"
#include "server/corpus/sqlite/feed/change_rows.h"
#include "server/corpus/sqlite/rows/corpus_rows.h"
#include "server/corpus/sqlite/rows/corpus_write.h"
#include "server/corpus/sqlite/rows/document_rows.h"
#include "server/corpus/sqlite/rows/listing.h"
#include "server/corpus/sqlite/rows/put.h"

namespace parallax::corpus {
namespace {

constexpr PageSizes kPageSizes = {50, 1000};
// A write that was undone on purpose: its results are the answer.
constexpr absl::string_view kUndone = "undone";

PreparedResult Prepared(const PutItem& item) {
  if (item.prepared != nullptr) return item.prepared;
  ASSIGN_OR_RETURN(PreparedDocument prepared, PrepareDocument(item.document));
  return std::make_shared<const PreparedDocument>(std::move(prepared));
}

absl::Status CheckImportId(absl::string_view id) {
  if (id.size() <= 128 && CheckDocumentId(id).ok()) return absl::OkStatus();
  return WithReason(absl::InvalidArgumentError(
                        "the import id has 1 to 128 letters, digits, '.', '_' and '-', and a letter or "
                        "digit first"),
                    "IMPORT_ID_INVALID");
}

}  // namespace

absl::Status DocumentStore::Read(const std::function<absl::Status(Connection*)>& work) {
  return readers_->Run(CallContext(), work);
}

absl::StatusOr<Corpus> DocumentStore::CreateCorpus(const NewCorpus& corpus) {
  Corpus created;
  RETURN_IF_ERROR(writer_->Run([&](Connection* connection) -> absl::Status {
    ASSIGN_OR_RETURN(created, InsertCorpus(connection, corpus, clock_()));
    return absl::OkStatus();
  }));
  return created;
}

absl::StatusOr<Corpus> DocumentStore::GetCorpus(absl::string_view name) {
  Corpus corpus;
  RETURN_IF_ERROR(Read([&](Connection* connection) -> absl::Status {
    ASSIGN_OR_RETURN(CorpusRow row, FindCorpus(connection, name));
    corpus = std::move(row.corpus);
    return absl::OkStatus();
  }));
  return corpus;
}

absl::StatusOr<Page<Corpus>> DocumentStore::ListCorpora(const PageRequest& page) {
  ASSIGN_OR_RETURN(const int size, CheckedPageSize(page.page_size, kPageSizes));
  ASSIGN_OR_RETURN(const std::vector<std::string> position, tokens_->Open("corpora", page.page_token));
  Page<Corpus> result;
  RETURN_IF_ERROR(Read([&](Connection* connection) -> absl::Status {
    const std::string after = position.empty() ? "" : position[0];
    ASSIGN_OR_RETURN(result.items, ListCorpusRows(connection, after, size + 1));
    return absl::OkStatus();
  }));
  if (static_cast<int>(result.items.size()) <= size) return result;
  result.items.pop_back();
  ASSIGN_OR_RETURN(std::string last, ParseCorpusName(result.items.back().name));
  result.next_page_token = tokens_->Seal("corpora", {std::move(last)});
  return result;
}

absl::StatusOr<Corpus> DocumentStore::UpdateCorpus(absl::string_view name, const CorpusChange& change) {
  Corpus changed;
  RETURN_IF_ERROR(writer_->Run([&](Connection* connection) -> absl::Status {
    ASSIGN_OR_RETURN(changed, ChangeCorpus(connection, name, change, clock_()));
    return absl::OkStatus();
  }));
  return changed;
}

absl::Status DocumentStore::DeleteCorpus(absl::string_view name, absl::string_view etag, bool force) {
  return writer_->Run([&](Connection* connection) {
    return RemoveCorpus(connection, keys_, name, etag, force);
  });
}

absl::StatusOr<std::vector<PutResult>> DocumentStore::PutDocuments(const PutRequest& request) {
  ASSIGN_OR_RETURN(const std::string corpus_id, ParseCorpusName(request.corpus));
  if (!request.import_id.empty()) RETURN_IF_ERROR(CheckImportId(request.import_id));
  int64_t committed = 0;  // items up to it are answered from the ledger: nothing to prepare
  if (!request.import_id.empty()) {
    ASSIGN_OR_RETURN(committed, ImportCommittedThrough(request.corpus, request.import_id));
  }
  // The text pass runs here, on the caller's thread: the writer has enough to do.
  std::vector<PreparedResult> prepared;
  for (const PutItem& item : request.items) {
    const bool wanted = item.unreadable.ok() && (request.import_id.empty() || item.sequence > committed);
    prepared.push_back(wanted ? Prepared(item) : absl::UnknownError("not prepared"));
  }
  std::vector<PutResult> results;
  const absl::Status status = writer_->Run([&](Connection* connection) -> absl::Status {
    if (request.validate_only && request.new_corpus) {
      const absl::Status created = InsertCorpus(connection, {corpus_id, "", ""}, clock_()).status();
      // Somebody may have created it since.
      if (!created.ok() && !absl::IsAlreadyExists(created)) return created;
    }
    ASSIGN_OR_RETURN(results, PutItems(connection, keys_, request, prepared, clock_()));
    return request.validate_only ? absl::AbortedError(kUndone) : absl::OkStatus();
  });
  if (!status.ok() && !(request.validate_only && status == absl::AbortedError(kUndone))) return status;
  return results;
}

absl::StatusOr<StoredDocument> DocumentStore::GetDocument(absl::string_view name, int64_t revision,
                                                          DocumentView view) {
  StoredDocument document;
  RETURN_IF_ERROR(Read([&](Connection* connection) -> absl::Status {
    ASSIGN_OR_RETURN(document, LoadDocument(connection, name, revision, view));
    return absl::OkStatus();
  }));
  return document;
}

std::vector<absl::StatusOr<StoredDocument>> DocumentStore::BatchGetDocuments(
    absl::Span<const std::string> names, DocumentView view) {
  std::vector<absl::StatusOr<StoredDocument>> documents;
  const absl::Status status = Read([&](Connection* connection) {
    for (const std::string& name : names) {
      documents.push_back(LoadDocument(connection, name, 0, view));
    }
    return absl::OkStatus();
  });
  while (documents.size() < names.size()) documents.push_back(status);
  return documents;
}

absl::StatusOr<Page<StoredDocument>> DocumentStore::ListDocuments(const ListDocumentsRequest& request,
                                                                  const CallContext& call) {
  ASSIGN_OR_RETURN(const Filter filter, ParseFilter(request.filter));
  ASSIGN_OR_RETURN(const int size, CheckedPageSize(request.page.page_size, kPageSizes));
  const std::string sealed =
      absl::StrCat("documents\n", request.corpus, "\n", static_cast<int>(request.order), "\n",
                   FilterToString(filter));
  ASSIGN_OR_RETURN(const std::vector<std::string> position,
                   tokens_->Open(sealed, request.page.page_token));
  Listing listing;
  RETURN_IF_ERROR(readers_->Run(call, [&](Connection* connection) -> absl::Status {
    ASSIGN_OR_RETURN(listing, ListDocumentRows(connection, request, filter, position, size));
    return absl::OkStatus();
  }));
  Page<StoredDocument> page;
  page.items = std::move(listing.documents);
  if (!listing.next.empty()) page.next_page_token = tokens_->Seal(sealed, listing.next);
  return page;
}

absl::StatusOr<Page<StoredDocument>> DocumentStore::ListRevisions(absl::string_view name,
                                                                  const PageRequest& page) {
  ASSIGN_OR_RETURN(const int size, CheckedPageSize(page.page_size, kPageSizes));
  const std::string sealed = absl::StrCat("revisions\n", name);
  ASSIGN_OR_RETURN(const std::vector<std::string> position, tokens_->Open(sealed, page.page_token));
  int64_t before = 0;
  if (!position.empty() && !absl::SimpleAtoi(position[0], &before)) before = 0;
  Page<StoredDocument> result;
  RETURN_IF_ERROR(Read([&](Connection* connection) -> absl::Status {
    ASSIGN_OR_RETURN(result.items, ListRevisionRows(connection, name, before, size + 1));
    return absl::OkStatus();
  }));
  if (static_cast<int>(result.items.size()) <= size) return result;
  result.items.pop_back();
  result.next_page_token = tokens_->Seal(sealed, {absl::StrCat(result.items.back().revision)});
  return result;
}

absl::StatusOr<StoredDocument> DocumentStore::DeleteDocument(absl::string_view name,
                                                             absl::string_view etag) {
  StoredDocument tombstone;
  RETURN_IF_ERROR(writer_->Run([&](Connection* connection) -> absl::Status {
    ASSIGN_OR_RETURN(const DocumentName id, ParseDocumentName(name));
    ASSIGN_OR_RETURN(const StoredDocument document,
                     LoadDocument(connection, name, 0, DocumentView::kBasic));
    if (!etag.empty() && etag != document.etag) {
      return WithReason(absl::AbortedError(absl::StrCat(name, " has changed since it was read; read it "
                                                        "again before it is deleted")),
                        "ETAG_MISMATCH");
    }
    ASSIGN_OR_RETURN(const CorpusRow corpus, FindCorpus(connection, CorpusName(id.corpus)));
    ASSIGN_OR_RETURN(const std::optional<DocumentState> state,
                     FindDocument(connection, corpus.id, DocumentKey::kId, id.document));
    ASSIGN_OR_RETURN(CorpusWrite write, CorpusWrite::Begin(connection, keys_, corpus, clock_()));
    RETURN_IF_ERROR(WriteTombstone(&write, *state));
    RETURN_IF_ERROR(write.Finish());
    ASSIGN_OR_RETURN(tombstone, LoadDocument(connection, name, state->revision + 1,
                                             DocumentView::kBasic));
    return absl::OkStatus();
  }));
  return tombstone;
}

absl::StatusOr<StoredDocument> DocumentStore::UndeleteDocument(absl::string_view name) {
  ASSIGN_OR_RETURN(const DocumentName id, ParseDocumentName(name));
  StoredDocument last;
  int64_t tombstone = 0;
  RETURN_IF_ERROR(Read([&](Connection* connection) -> absl::Status {
    ASSIGN_OR_RETURN(const std::vector<StoredDocument> newest,
                     ListRevisionRows(connection, name, 0, 2));
    if (!newest[0].deleted) {
      return WithReason(absl::FailedPreconditionError(absl::StrCat(name, " is not deleted")),
                        "DOCUMENT_NOT_DELETED");
    }
    if (newest.size() < 2) {
      return WithReason(absl::NotFoundError(absl::StrCat("the text of ", name, " is no longer kept")),
                        "REVISION_NOT_FOUND");
    }
    tombstone = newest[0].revision;
    ASSIGN_OR_RETURN(last, LoadDocument(connection, name, newest[1].revision, DocumentView::kFull));
    return absl::OkStatus();
  }));
  ASSIGN_OR_RETURN(const PreparedDocument prepared,
                   PrepareDocument({id.document, last.external_id, last.content, last.labels,
                                    last.warnings}));
  StoredDocument restored;
  RETURN_IF_ERROR(writer_->Run([&](Connection* connection) -> absl::Status {
    ASSIGN_OR_RETURN(const CorpusRow corpus, FindCorpus(connection, CorpusName(id.corpus)));
    ASSIGN_OR_RETURN(const std::optional<DocumentState> state,
                     FindDocument(connection, corpus.id, DocumentKey::kId, id.document));
    if (!state.has_value() || state->revision != tombstone) {
      return WithReason(absl::AbortedError(absl::StrCat(name, " changed meanwhile; try again")),
                        "ETAG_MISMATCH");
    }
    ASSIGN_OR_RETURN(CorpusWrite write, CorpusWrite::Begin(connection, keys_, corpus, clock_()));
    RETURN_IF_ERROR(WriteRestored(&write, *state, prepared).status());
    RETURN_IF_ERROR(write.Finish());
    ASSIGN_OR_RETURN(restored, LoadDocument(connection, name, 0, DocumentView::kFull));
    return absl::OkStatus();
  }));
  return restored;
}

absl::StatusOr<PurgeResult> DocumentStore::PurgeDocuments(const PurgeRequest& request,
                                                          const CallContext& call) {
  constexpr int kSample = 100;
  constexpr int kAtOnce = 256;
  if (request.filter.empty()) {
    return WithReason(absl::InvalidArgumentError("filter: say which documents; \"*\" is all of them"),
                      "FILTER_INVALID");
  }
  ASSIGN_OR_RETURN(const Filter filter, ParseFilter(request.filter == "*" ? "" : request.filter));
  const SqlCondition matches = FilterToSql(filter);
  PurgeResult result;
  RETURN_IF_ERROR(readers_->Run(call, [&](Connection* connection) -> absl::Status {
    ASSIGN_OR_RETURN(const CorpusRow corpus, FindCorpus(connection, request.corpus));
    std::vector<std::string> ids;
    ASSIGN_OR_RETURN(result.count,
                     CountPurge(connection, corpus, matches, request.deleted, kSample, &ids));
    for (const std::string& id : ids) result.sample.push_back(DocumentNameOf(corpus.corpus_id, id));
    return absl::OkStatus();
  }));
  if (!request.force) return result;
  result.count = 0;
  for (size_t removed = kAtOnce; removed == kAtOnce;) {
    if (call.Done()) return absl::CancelledError("the call ended before all documents were removed");
    RETURN_IF_ERROR(writer_->Run([&](Connection* connection) -> absl::Status {
      ASSIGN_OR_RETURN(const CorpusRow corpus, FindCorpus(connection, request.corpus));
      std::vector<std::string> ids;
      RETURN_IF_ERROR(
          CountPurge(connection, corpus, matches, request.deleted, kAtOnce, &ids).status());
      removed = ids.size();
      ASSIGN_OR_RETURN(CorpusWrite write, CorpusWrite::Begin(connection, keys_, corpus, clock_()));
      RETURN_IF_ERROR(PurgeDocumentRows(&write, ids));
      return write.Finish();
    }));
    result.count += static_cast<int64_t>(removed);
  }
  return result;
}

absl::StatusOr<std::vector<ManifestEntry>> DocumentStore::FreezeManifest(absl::string_view corpus,
                                                                         absl::string_view filter,
                                                                         int64_t limit,
                                                                         const CallContext& call) {
  ASSIGN_OR_RETURN(const Filter parsed, ParseFilter(filter));
  limit = std::clamp<int64_t>(limit, 0, int64_t{1} << 40);
  std::vector<ManifestEntry> entries;
  RETURN_IF_ERROR(readers_->Run(call, [&](Connection* connection) -> absl::Status {
    ASSIGN_OR_RETURN(entries, ListManifestRows(connection, corpus, parsed, limit + 1));
    return absl::OkStatus();
  }));
  if (static_cast<int64_t>(entries.size()) <= limit) return entries;
  return WithReason(absl::OutOfRangeError(absl::StrCat("more than ", limit, " documents of ", corpus,
                                                       " match; narrow the filter")),
                    "MANIFEST_TOO_LARGE");
}

absl::StatusOr<std::vector<Change>> DocumentStore::ListChanges(absl::string_view corpus,
                                                               int64_t sequence, int limit) {
  std::vector<Change> changes;
  RETURN_IF_ERROR(Read([&](Connection* connection) -> absl::Status {
    ASSIGN_OR_RETURN(const CorpusRow row, FindCorpus(connection, corpus));
    ASSIGN_OR_RETURN(changes, ListChangeRows(connection, row, sequence, std::max(limit, 0)));
    return absl::OkStatus();
  }));
  return changes;
}

absl::StatusOr<int64_t> DocumentStore::ImportCommittedThrough(absl::string_view corpus,
                                                              absl::string_view import_id) {
  RETURN_IF_ERROR(CheckImportId(import_id));
  int64_t committed = 0;
  RETURN_IF_ERROR(Read([&](Connection* connection) -> absl::Status {
    ASSIGN_OR_RETURN(const CorpusRow row, FindCorpus(connection, corpus));
    ASSIGN_OR_RETURN(committed, CommittedThrough(connection, row.id, import_id));
    return absl::OkStatus();
  }));
  return committed;
}

}  // namespace parallax::corpus
