// What a corpus store keeps: corpora, documents, revisions, and what became of each thing put in.
#ifndef PARALLAX_SERVER_CORPUS_RECORDS_H_
#define PARALLAX_SERVER_CORPUS_RECORDS_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "server/analyzer/document.h"

namespace parallax::corpus {

using Labels = std::map<std::string, std::string>;

struct Corpus {
  std::string name;  // "corpora/news"
  std::string uid;   // never given twice, also not after a delete
  std::string display_name;
  std::string description;
  absl::Time create_time;
  absl::Time update_time;  // of these fields, not of the documents
  std::string etag;        // changes with these fields
  int64_t document_count = 0;  // live ones
};

// One immutable revision of a document.
struct StoredDocument {
  std::string name;      // "corpora/news/documents/3f9c..."
  std::string uid;       // of the document; a document put again after a delete gets a new one
  int64_t revision = 0;  // 1, 2, 3, ... per name, never reused; a delete is a revision
  std::string etag;      // of the current revision of `name`
  std::string source;    // slug of content.source_name; empty if unknown
  std::string external_id;  // the sender's own id; empty if none
  DocumentContent content;  // text and blocks are empty in DocumentView::kBasic
  int64_t text_bytes = 0;
  std::string text_digest;  // lower-case hex SHA-256 of the text
  Labels labels;
  std::vector<std::string> warnings;  // of the reader: what it could not make sense of
  absl::Time ingest_time;             // of the first revision, by the store's clock
  absl::Time revision_time;           // of this revision
  bool deleted = false;               // a tombstone: content is empty
  int64_t source_version = 0;         // the highest that `name` was put with; 0: none
  // Near-copies and excerpts that the current revision belongs to: "corpora/news/textGroups/3f9c...";
  // empty if it stands alone.
  std::string text_group;
  double text_overlap = 1;    // part of the shorter text that stands in the other of its group, in [0, 1]
  bool text_excerpt = false;  // contained in a longer text of its group rather than a copy of it
};

enum class DocumentView { kBasic = 1, kFull = 2 };

// Values equal parallax.corpus.v1.ImportOutcome.
enum class Outcome : uint32_t {
  kCreated = 1,
  kUpdated = 2,      // a new revision of a document that was there
  kUnchanged = 3,    // the same content was there; nothing written
  kDuplicateOf = 4,  // the same source, title and text under another name; nothing written
  kRejected = 5,     // see the status
  kSkipped = 6,      // ConflictPolicy::kSkip
  kStale = 7,        // an older source_version than that of the document; nothing written
};

// What becomes of a document that is known and has another content now. Values equal
// parallax.corpus.v1.ImportConfig.ConflictPolicy.
enum class ConflictPolicy : uint32_t { kUpdate = 1, kSkip = 2, kReject = 3 };

// A document on its way in.
struct NewDocument {
  // The last part of the name to give it; empty: found by external_id or url, else derived from
  // (source, url or title, published, text), so that the same input gets the same name.
  std::string document_id;
  std::string external_id;
  DocumentContent content;
  Labels labels;
  std::vector<std::string> warnings;
  // The sender's own version, rising; 0: none. Not part of the content.
  int64_t source_version = 0;
};

struct PutResult {
  Outcome outcome = Outcome::kRejected;
  std::string name;       // of the document created, updated or found; kDuplicateOf: of that one
  int64_t revision = 0;   // its current revision
  std::string etag;
  absl::Status status;    // not OK only for kRejected
};

// One frozen (document, revision): the input of a run.
struct ManifestEntry {
  std::string document;
  int64_t revision = 0;
  std::string text_digest;
};

// Values equal parallax.corpus.v1.DocumentEvent.Kind.
enum class ChangeKind : uint32_t { kCreated = 2, kUpdated = 3, kDeleted = 4 };

// An entry of the change feed.
struct Change {
  int64_t sequence = 0;  // per corpus 1, 2, 3, ... without a gap, in commit order
  std::string document;
  int64_t revision = 0;
  ChangeKind kind = ChangeKind::kCreated;
  absl::Time time;           // of the commit, by the store's clock
  std::string resume_token;  // see document_feed.h; empty from CorpusStore
};

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_RECORDS_H_
