// Puts: what becomes of each document that comes in, and the ledger of imports.
#ifndef PARALLAX_SERVER_CORPUS_SQLITE_ROWS_PUT_H_
#define PARALLAX_SERVER_CORPUS_SQLITE_ROWS_PUT_H_

#include <cstdint>
#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "server/corpus/corpus_store.h"
#include "server/corpus/document_identity.h"
#include "server/corpus/sqlite/database/connection.h"
#include "server/corpus/sqlite/duplicates/text_keys.h"

namespace parallax::corpus {

using PreparedResult = absl::StatusOr<std::shared_ptr<const PreparedDocument>>;

// Applies the items of `request`, whose documents are `prepared` (one each, in order), inside a
// transaction of the caller's. Not OK: the store failed, nothing of it counts.
absl::StatusOr<std::vector<PutResult>> PutItems(
    Connection* connection, TextKeys* keys, const PutRequest& request,
    const std::vector<PreparedResult>& prepared, absl::Time now);

// 0 if the import is unknown.
absl::StatusOr<int64_t> CommittedThrough(Connection* connection, int64_t corpus,
                                         absl::string_view import_id);

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_SQLITE_ROWS_PUT_H_
