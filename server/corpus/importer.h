// Import: files and documents in, a durable outcome for each out. The unary batch and the stream
// do the same through it.
#ifndef PARALLAX_SERVER_CORPUS_IMPORTER_H_
#define PARALLAX_SERVER_CORPUS_IMPORTER_H_

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/analyzer/call_context.h"
#include "server/corpus/corpus_store.h"
#include "server/corpus/readers/reader.h"
#include "server/corpus/records.h"

namespace parallax::corpus {

struct RawFile {
  std::string bytes;
  ReadHints hints;
  std::string document_id;  // only for a file that holds one document
  Labels labels;            // added to those the reader found
  int64_t source_version = 0;  // of documents that do not say it; see NewDocument
};

struct ImportItem {
  int64_t sequence = 0;  // the client's; from 1, rising, gaps allowed
  std::variant<RawFile, NewDocument, absl::Status> payload;  // an error: what rejects the item
};

struct ImportOptions {
  std::string corpus;
  // The client's name for this import, for resuming it: items up to committed_through that are
  // sent again get the answer they got before. Empty: not resumable.
  std::string import_id;
  // Stop once more than so many documents are rejected; negative: never. What was under way with
  // the last of them is still committed.
  int64_t max_errors = -1;
  bool validate_only = false;
  bool new_corpus = false;  // with validate_only: `corpus` is not there; as if it had just been created
  ConflictPolicy conflict_policy = ConflictPolicy::kUpdate;
  int queue_items = 8192;           // Add() blocks while so many items are between Add() and Next()
  int64_t queue_bytes = 64 << 20;  // or so many bytes
};

// What became of one document; an item with several documents has one each, with rising `part`.
struct ItemOutcome {
  int64_t sequence = 0;
  uint32_t part = 0;
  PutResult result;
  std::string title;
  text::Span origin;  // in the file; see ReadItem
  std::vector<std::string> warnings;
};

struct ImportProgress {
  std::vector<ItemOutcome> outcomes;   // by sequence, then part
  // Every item up to this one is answered and durable; 0 while nothing is, and with validate_only.
  int64_t committed_through = 0;
  bool finished = false;               // nothing will follow
};

struct ImportTotals {
  int64_t items = 0;
  int64_t created = 0;
  int64_t updated = 0;
  int64_t unchanged = 0;
  int64_t duplicates = 0;
  int64_t rejected = 0;
  int64_t skipped = 0;
  int64_t stale = 0;
};

// Adds one outcome; an item counts with its first.
void Count(const ItemOutcome& outcome, ImportTotals* totals);

// One running import: Add() by one thread, Next() by another. A worker of its own reads files and
// commits in groups.
class ImportSession {
 public:
  // `store` and `readers` outlive the session. NOT_FOUND, CORPUS_NOT_FOUND. INVALID_ARGUMENT,
  // IMPORT_ID_INVALID.
  static absl::StatusOr<std::unique_ptr<ImportSession>> Open(CorpusStore* store,
                                                             const ReaderRegistry* readers,
                                                             const ImportOptions& options);
  virtual ~ImportSession() = default;  // stops; what is not committed yet is dropped

  // Blocks while the queue is full. INVALID_ARGUMENT, SEQUENCE_INVALID: not higher than the one
  // before (the item is not taken, the session goes on). FAILED_PRECONDITION, TOO_MANY_ERRORS:
  // max_errors was passed. CANCELLED / DEADLINE_EXCEEDED as `call` says. Else: why the session
  // ended.
  virtual absl::Status Add(ImportItem item, const CallContext& call) = 0;
  virtual void FinishAdding() = 0;

  // Blocks until there are outcomes or the session has ended. After everything added is answered
  // and FinishAdding() was called: `finished`. Not OK: the session failed; outcomes returned
  // before stand.
  virtual absl::StatusOr<ImportProgress> Next(const CallContext& call) = 0;

  virtual ImportTotals totals() const = 0;  // of the outcomes that Next() returned

  // committed_through of the import id when the session was opened; 0: a new import.
  virtual int64_t resumed_from() const = 0;
};

// All of `items` in one call: what a session would have answered. Past max_errors the items that are
// left are not taken, and `finished` is false.
absl::StatusOr<ImportProgress> ImportBatch(CorpusStore* store, const ReaderRegistry* readers,
                                           const ImportOptions& options,
                                           std::vector<ImportItem> items);

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_IMPORTER_H_
