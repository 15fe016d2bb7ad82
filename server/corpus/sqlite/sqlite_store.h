// Corpora in one SQLite file, with their search index in the same file and the same transactions.
#ifndef PARALLAX_SERVER_CORPUS_SQLITE_SQLITE_STORE_H_
#define PARALLAX_SERVER_CORPUS_SQLITE_SQLITE_STORE_H_

#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "server/corpus/catalog.h"
#include "server/corpus/corpus_store.h"
#include "server/corpus/document_feed.h"
#include "server/corpus/search_index.h"
#include "server/corpus/store_care.h"

namespace parallax::corpus {

struct SqliteOptions {
  std::string folder;        // created if it is not there; on a local disk (WAL needs one)
  int reader_connections = 4;  // reads beyond so many at once wait
  int cache_mib = 64;          // page cache of the writer; readers have an eighth each
  int queued_writes = 64;      // writes beyond so many wait before they are queued
  // The store's clock. Default: absl::Now.
  std::function<absl::Time()> clock;
};

// Owns the data folder while it lives: a lock file in it keeps a second process out.
class SqliteCorpora {
 public:
  // FAILED_PRECONDITION: DATA_FOLDER_LOCKED (another server has it; the message says which process)
  // or SCHEMA_TOO_NEW (written by a newer version). DATA_LOSS, STORE_DAMAGED: no readable database.
  // PERMISSION_DENIED, UNAVAILABLE: the folder cannot be used; the message says why. Brings an
  // older schema up to date, and rebuilds the index if the tokenizer has changed since.
  static absl::StatusOr<std::unique_ptr<SqliteCorpora>> Open(const SqliteOptions& options);
  virtual ~SqliteCorpora() = default;  // waits for writes under way

  virtual CorpusStore& store() = 0;
  virtual SearchIndex& search() = 0;
  virtual DocumentFeed& feed() = 0;
  virtual Catalog& catalog() = 0;
  virtual StoreCare& care() = 0;
};

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_SQLITE_SQLITE_STORE_H_
