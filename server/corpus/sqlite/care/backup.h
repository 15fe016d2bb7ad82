// Copying a database while it is in use.
#ifndef PARALLAX_SERVER_CORPUS_SQLITE_CARE_BACKUP_H_
#define PARALLAX_SERVER_CORPUS_SQLITE_CARE_BACKUP_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "server/analyzer/call_context.h"

namespace parallax::corpus {

// Copies the database `from` to the new file `to`, as of one commit, through a connection of its own.
// The log grows by what is written meanwhile. Returns the bytes of the copy, which is on disk.
absl::StatusOr<int64_t> CopyDatabase(const std::string& from, const std::string& to,
                                     const CallContext& call);

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_SQLITE_CARE_BACKUP_H_
