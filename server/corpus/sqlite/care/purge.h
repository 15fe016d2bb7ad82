// Removing documents for good.
#ifndef PARALLAX_SERVER_CORPUS_SQLITE_CARE_PURGE_H_
#define PARALLAX_SERVER_CORPUS_SQLITE_CARE_PURGE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/corpus/filter/filter_sql.h"
#include "server/corpus/sqlite/database/connection.h"
#include "server/corpus/sqlite/rows/corpus_write.h"

namespace parallax::corpus {

// How many documents match, with tombstones only if `deleted`; the ids of the first `limit` by id.
absl::StatusOr<int64_t> CountPurge(Connection* connection, const CorpusRow& corpus,
                                   const SqlCondition& matches, bool deleted, int limit,
                                   std::vector<std::string>* ids);

// Removes documents with all their revisions. A live one is deleted first, so that the change feed
// tells of it.
absl::Status PurgeDocumentRows(CorpusWrite* write, const std::vector<std::string>& ids);

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_SQLITE_CARE_PURGE_H_
