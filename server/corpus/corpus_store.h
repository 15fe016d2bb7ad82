// The port behind which corpora and documents are kept.
#ifndef PARALLAX_SERVER_CORPUS_CORPUS_STORE_H_
#define PARALLAX_SERVER_CORPUS_CORPUS_STORE_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "server/analyzer/call_context.h"
#include "server/corpus/records.h"

namespace parallax::corpus {

struct PageRequest {
  int page_size = 0;       // 0: 50; at most 1000, more is cut to that; negative: INVALID_ARGUMENT
  std::string page_token;  // of the same request before; else PAGE_TOKEN_INVALID
};

template <typename Item>
struct Page {
  std::vector<Item> items;
  std::string next_page_token;  // empty: this was the last page
};

struct NewCorpus {
  std::string corpus_id;  // [a-z0-9][a-z0-9-]{0,62}
  std::string display_name;
  std::string description;
};

struct CorpusChange {
  std::string etag;  // empty: whatever it is now
  std::optional<std::string> display_name;
  std::optional<std::string> description;
};

enum class DocumentOrder { kName, kPublished, kPublishedDescending, kIngested, kIngestedDescending };

struct ListDocumentsRequest {
  std::string corpus;
  std::string filter;  // filter/filter.h; empty: all
  DocumentOrder order = DocumentOrder::kName;
  DocumentView view = DocumentView::kBasic;
  PageRequest page;
};

// What a put may find under the name.
enum class Precondition {
  kNone,
  kAbsent,   // something live there: ALREADY_EXISTS
  kPresent,  // nothing live there: NOT_FOUND
};

struct PreparedDocument;  // document_identity.h

struct PutItem {
  int64_t sequence = 0;      // of the import item it came from; used with an import_id only
  uint32_t part = 0;         // which document of that item
  absl::Status unreadable;   // not OK: nothing to put, but to be remembered in the import
  NewDocument document;
  // Not null: what PrepareDocument() made of the document, which is then not looked at. For callers
  // that prepare the next put while one is under way.
  std::shared_ptr<const PreparedDocument> prepared;
  Precondition precondition = Precondition::kNone;
  std::string etag;          // not empty: the current revision must have it, else ABORTED
};

struct PutRequest {
  std::string corpus;
  std::vector<PutItem> items;  // applied in order; one that fails does not fail the others
  ConflictPolicy conflict_policy = ConflictPolicy::kUpdate;
  bool validate_only = false;  // say what would happen, write nothing
  bool new_corpus = false;     // with validate_only: create the corpus for as long
  // Not empty: results are remembered under it, durably with the documents, and items whose
  // sequence it has already are answered from there and not applied again.
  std::string import_id;
};

struct PurgeRequest {
  std::string corpus;
  std::string filter;    // filter/filter.h; "*": all; empty: INVALID_ARGUMENT, FILTER_INVALID
  bool deleted = false;  // tombstones instead of live documents; they have no field but `ingested`
  bool force = false;    // false: count only
};

struct PurgeResult {
  int64_t count = 0;                // removed, or to be removed
  std::vector<std::string> sample;  // at most 100 names of them
};

// Thread-safe; calls block. Every method may give UNAVAILABLE (the disk failed; try again),
// DATA_LOSS (the store is damaged) and NOT_FOUND with reason CORPUS_NOT_FOUND or
// DOCUMENT_NOT_FOUND. Malformed names: INVALID_ARGUMENT, NAME_INVALID. An etag that is not the
// current one: ABORTED, ETAG_MISMATCH. What a method returned is on disk: it survives kill -9 and
// loss of power.
class CorpusStore {
 public:
  virtual ~CorpusStore() = default;

  // ALREADY_EXISTS, CORPUS_EXISTS.
  virtual absl::StatusOr<Corpus> CreateCorpus(const NewCorpus& corpus) = 0;
  virtual absl::StatusOr<Corpus> GetCorpus(absl::string_view name) = 0;
  virtual absl::StatusOr<Page<Corpus>> ListCorpora(const PageRequest& page) = 0;  // by name
  virtual absl::StatusOr<Corpus> UpdateCorpus(absl::string_view name, const CorpusChange& change) = 0;
  // Removes the corpus with all revisions of its documents. FAILED_PRECONDITION, CORPUS_NOT_EMPTY:
  // it has live documents and `force` is not set.
  virtual absl::Status DeleteCorpus(absl::string_view name, absl::string_view etag, bool force) = 0;

  // One result per item, in order, once they are durable. Not OK only if nothing was applied.
  virtual absl::StatusOr<std::vector<PutResult>> PutDocuments(const PutRequest& request) = 0;
  // `revision` 0: the current one; a deleted document is NOT_FOUND then, but its older revisions
  // and its tombstone are still there by number.
  virtual absl::StatusOr<StoredDocument> GetDocument(absl::string_view name, int64_t revision,
                                                     DocumentView view) = 0;
  // One answer per name, in order.
  virtual std::vector<absl::StatusOr<StoredDocument>> BatchGetDocuments(
      absl::Span<const std::string> names, DocumentView view) = 0;
  virtual absl::StatusOr<Page<StoredDocument>> ListDocuments(const ListDocumentsRequest& request,
                                                             const CallContext& call) = 0;
  // Newest first, in kBasic.
  virtual absl::StatusOr<Page<StoredDocument>> ListRevisions(absl::string_view name,
                                                             const PageRequest& page) = 0;
  // Leaves a tombstone, which is returned. `etag` empty: whatever it is now.
  virtual absl::StatusOr<StoredDocument> DeleteDocument(absl::string_view name,
                                                        absl::string_view etag) = 0;
  // Restores the last revision before the tombstone, as a new revision under the old uid.
  // FAILED_PRECONDITION, DOCUMENT_NOT_DELETED: it is live. ABORTED: it changed meanwhile.
  virtual absl::StatusOr<StoredDocument> UndeleteDocument(absl::string_view name) = 0;
  // Removes documents for good, with all revisions, some hundreds a transaction: CANCELLED and
  // DEADLINE_EXCEEDED as `call` says, with those before removed.
  virtual absl::StatusOr<PurgeResult> PurgeDocuments(const PurgeRequest& request,
                                                     const CallContext& call) = 0;

  // The current revisions that match, by name. OUT_OF_RANGE, MANIFEST_TOO_LARGE: more than `limit`.
  virtual absl::StatusOr<std::vector<ManifestEntry>> FreezeManifest(absl::string_view corpus,
                                                                    absl::string_view filter,
                                                                    int64_t limit,
                                                                    const CallContext& call) = 0;
  // At most `limit` changes after `sequence` (0: from the start), in order.
  virtual absl::StatusOr<std::vector<Change>> ListChanges(absl::string_view corpus, int64_t sequence,
                                                          int limit) = 0;
  // The highest sequence that is durable under this import id; 0 if it is unknown.
  virtual absl::StatusOr<int64_t> ImportCommittedThrough(absl::string_view corpus,
                                                         absl::string_view import_id) = 0;
};

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_CORPUS_STORE_H_
