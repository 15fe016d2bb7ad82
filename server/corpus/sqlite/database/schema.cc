#include "server/corpus/sqlite/database/schema.h"

#include <random>

#include "absl/strings/str_cat.h"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"
#include "server/corpus/sqlite/database/migrations.h"

namespace parallax::corpus {
namespace {

absl::StatusOr<int64_t> VersionOf(Connection* connection) {
  Statement statement = connection->Prepare("PRAGMA user_version");
  ASSIGN_OR_RETURN(const bool row, statement.Step());
  return row ? statement.Int(0) : 0;
}

absl::Status Migrate(Connection* connection, int64_t from) {
  RETURN_IF_ERROR(connection->Execute("BEGIN IMMEDIATE"));
  for (int64_t version = from; version < kSchemaVersion; ++version) {
    absl::Status status = connection->Execute(MigrationFrom(version));
    if (status.ok()) status = connection->Execute(absl::StrCat("PRAGMA user_version = ", version + 1));
    if (!status.ok()) {
      connection->Execute("ROLLBACK").IgnoreError();
      return status;
    }
  }
  // Tokens stay valid over an upgrade.
  if (from == 0) RETURN_IF_ERROR(SetMeta(connection, "page_token_key", RandomId()));
  return connection->Execute("COMMIT");
}

}  // namespace

absl::Status PrepareDatabase(Connection* connection) {
  // Pages of 8 KiB: texts of a few kilobytes then need one or two (only a new file takes this). When the
  // log goes to the file is the writer's to say.
  RETURN_IF_ERROR(connection->Execute(
      "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; "
      "PRAGMA journal_size_limit = 67108864; PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = OFF"));
  ASSIGN_OR_RETURN(const int64_t version, VersionOf(connection));
  if (version > kSchemaVersion) {
    return WithReason(
        absl::FailedPreconditionError(absl::StrCat(
            "the data folder was written by a newer version of this server (schema ", version,
            ", this one knows ", kSchemaVersion, "); start that version, or use another folder")),
        "SCHEMA_TOO_NEW");
  }
  return version == kSchemaVersion ? absl::OkStatus() : Migrate(connection, version);
}

absl::StatusOr<std::string> GetMeta(Connection* connection, absl::string_view key) {
  Statement statement = connection->Prepare("SELECT value FROM meta WHERE key = ?");
  ASSIGN_OR_RETURN(const bool row, statement.Bind(key).Step());
  return row ? statement.String(0) : "";
}

absl::Status SetMeta(Connection* connection, absl::string_view key, absl::string_view value) {
  return connection->Prepare("INSERT OR REPLACE INTO meta VALUES(?, ?)").Bind(key).Bind(value).Run();
}

std::string RandomId() {
  thread_local std::random_device random;  // opening one costs more than a document
  std::string id;
  for (int i = 0; i < 4; ++i) absl::StrAppend(&id, absl::Hex(random(), absl::kZeroPad8));
  return id;
}

}  // namespace parallax::corpus
