// Checking the store, and making its indexes anew.
#ifndef PARALLAX_SERVER_CORPUS_SQLITE_SEARCH_INDEX_MAINTENANCE_H_
#define PARALLAX_SERVER_CORPUS_SQLITE_SEARCH_INDEX_MAINTENANCE_H_

#include "absl/status/status.h"
#include "server/corpus/sqlite/database/connection.h"

namespace parallax::corpus {

// Makes the search tables of all corpora from their documents. Inside a transaction of the caller's.
absl::Status RebuildIndexes(Connection* connection);

// SQLite's integrity check, FTS5's for each search table, and our own: every live document is in the
// index once, every current revision is there, and its text has the digest it was stored with.
// DATA_LOSS, STORE_DAMAGED: the first things that are wrong.
absl::Status VerifyStore(Connection* connection);

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_SQLITE_SEARCH_INDEX_MAINTENANCE_H_
