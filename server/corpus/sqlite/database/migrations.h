// The versions of the schema, and the SQL that brings a file from one to the next.
#ifndef PARALLAX_SERVER_CORPUS_SQLITE_DATABASE_MIGRATIONS_H_
#define PARALLAX_SERVER_CORPUS_SQLITE_DATABASE_MIGRATIONS_H_

#include <cstdint>

namespace parallax::corpus {

inline constexpr int64_t kSchemaVersion = 5;

// SQL from `version` (0: an empty file) to `version` + 1; `version` < kSchemaVersion.
const char* MigrationFrom(int64_t version);

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_SQLITE_DATABASE_MIGRATIONS_H_
