// The tables of the store, and how older files become newer ones.
#ifndef PARALLAX_SERVER_CORPUS_SQLITE_DATABASE_SCHEMA_H_
#define PARALLAX_SERVER_CORPUS_SQLITE_DATABASE_SCHEMA_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "server/corpus/sqlite/database/connection.h"

namespace parallax::corpus {

// Sets the connection up for writing (WAL, every commit on disk before it returns), then makes the
// tables or brings them up to date, in one transaction. FAILED_PRECONDITION, SCHEMA_TOO_NEW: the
// file was written by a newer version. DATA_LOSS, STORE_DAMAGED: it is no database.
absl::Status PrepareDatabase(Connection* connection);

// A fact about the file ("page_token_key", "tokenizer_version"); empty if it is not set.
absl::StatusOr<std::string> GetMeta(Connection* connection, absl::string_view key);
absl::Status SetMeta(Connection* connection, absl::string_view key, absl::string_view value);

// 128 random bits in lower-case hex.
std::string RandomId();

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_SQLITE_DATABASE_SCHEMA_H_
