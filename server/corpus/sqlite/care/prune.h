// Removing what a policy no longer keeps, a part at a time.
#ifndef PARALLAX_SERVER_CORPUS_SQLITE_CARE_PRUNE_H_
#define PARALLAX_SERVER_CORPUS_SQLITE_CARE_PRUNE_H_

#include <cstdint>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "server/corpus/sqlite/database/connection.h"

namespace parallax::corpus {

// Each removes at most `limit` rows inside a transaction of the caller's and returns how many; fewer
// than `limit`: there are no more.

// Revisions older than the newest `keep` of their document, but those a tombstone restores.
absl::StatusOr<int64_t> PruneRevisions(Connection* connection, int keep, int64_t limit);
// Changes before `time`; feeds then begin after them.
absl::StatusOr<int64_t> PruneChanges(Connection* connection, absl::Time time, int64_t limit);
// Imports whose last commit was before `time`, with what their items were answered. Counts imports.
absl::StatusOr<int64_t> PruneImports(Connection* connection, absl::Time time, int64_t limit);

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_SQLITE_CARE_PRUNE_H_
