// Rows of documents and their revisions. All functions run inside a transaction of the caller's.
#ifndef PARALLAX_SERVER_CORPUS_SQLITE_ROWS_DOCUMENT_ROWS_H_
#define PARALLAX_SERVER_CORPUS_SQLITE_ROWS_DOCUMENT_ROWS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/corpus/document_identity.h"
#include "server/corpus/records.h"
#include "server/corpus/sqlite/database/connection.h"
#include "server/corpus/sqlite/rows/corpus_write.h"

namespace parallax::corpus {

// What of a document decides about a put.
struct DocumentState {
  int64_t id = 0;
  std::string document_id;
  std::string uid;
  int64_t revision = 0;
  bool deleted = false;
  int64_t ingest_time = 0;
  std::string content_digest;
  int64_t source_version = 0;  // the highest so far
};

enum class DocumentKey { kId, kExternal, kUrl, kCopy };

// The document of `corpus` with this key; by kId also a deleted one.
absl::StatusOr<std::optional<DocumentState>> FindDocument(Connection* connection, int64_t corpus,
                                                          DocumentKey key, absl::string_view value);

std::string DocumentEtag(absl::string_view uid, int64_t revision);

// Writes a new revision of `current`, or the first of a new document `document_id`, with index and
// change feed. `prepared` outlives `write`. The result has name, revision and etag.
absl::StatusOr<PutResult> WriteRevision(CorpusWrite* write,
                                        const std::optional<DocumentState>& current,
                                        const std::string& document_id,
                                        const PreparedDocument& prepared);

// The content of `current` was sent again in a later version: remembers that, without a revision.
absl::Status WriteSourceVersion(CorpusWrite* write, const DocumentState& current, int64_t version);

// Writes `prepared` over a tombstone: the document lives again, under the uid it had.
absl::StatusOr<PutResult> WriteRestored(CorpusWrite* write, const DocumentState& tombstone,
                                        const PreparedDocument& prepared);

// Writes a tombstone over the live document `current`.
absl::Status WriteTombstone(CorpusWrite* write, const DocumentState& current);

// Columns for ReadDocument() from the tables `document AS d` and `revision AS r`.
std::string DocumentColumns(DocumentView view);
// The columns from `first` on as a document of `corpus_id`.
StoredDocument ReadDocument(const Statement& row, int first, absl::string_view corpus_id,
                            DocumentView view);
constexpr int kDocumentColumns = 28;  // in either view

// One document; `revision` 0: the current one. NOT_FOUND, DOCUMENT_NOT_FOUND or REVISION_NOT_FOUND.
absl::StatusOr<StoredDocument> LoadDocument(Connection* connection, absl::string_view name,
                                            int64_t revision, DocumentView view);

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_SQLITE_ROWS_DOCUMENT_ROWS_H_
