#include "server/corpus/sqlite/database/schema.h"

#include <iterator>
#include <random>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"

namespace parallax::corpus {
namespace {

// kMigrations[n] brings a file of version n to n + 1. Never change one that was released: add one.
constexpr const char* kMigrations[] = {
    R"sql(
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE corpus(
  id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used again: names the search table search_<id>
  corpus_id TEXT NOT NULL UNIQUE,
  uid TEXT NOT NULL,
  display_name TEXT NOT NULL,
  description TEXT NOT NULL,
  create_time INTEGER NOT NULL,          -- microseconds since 1970 UTC, here and below
  update_time INTEGER NOT NULL,
  version INTEGER NOT NULL,              -- counts changes of the fields above
  document_count INTEGER NOT NULL,       -- live ones
  last_sequence INTEGER NOT NULL);       -- of the change feed

-- A document as it is now. Columns from source on are those of its current revision, here to be
-- filtered and sorted by.
CREATE TABLE document(
  id INTEGER PRIMARY KEY AUTOINCREMENT,  -- also the row of the search table
  corpus INTEGER NOT NULL,
  document_id TEXT NOT NULL,
  uid TEXT NOT NULL,
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL,
  ingest_time INTEGER NOT NULL,
  source TEXT NOT NULL,
  source_name TEXT NOT NULL,
  feed TEXT NOT NULL,
  title TEXT NOT NULL,
  url TEXT NOT NULL,
  language TEXT NOT NULL,
  published TEXT NOT NULL,
  labels TEXT NOT NULL,                  -- a JSON object
  content_digest TEXT NOT NULL,
  external_key TEXT NOT NULL,
  url_key TEXT NOT NULL,
  copy_key TEXT NOT NULL,
  UNIQUE(corpus, document_id));
CREATE INDEX document_published ON document(corpus, published, document_id) WHERE deleted = 0;
CREATE INDEX document_ingested ON document(corpus, ingest_time, document_id) WHERE deleted = 0;
CREATE INDEX document_external ON document(corpus, external_key) WHERE deleted = 0;
CREATE INDEX document_url ON document(corpus, url_key) WHERE deleted = 0;
CREATE INDEX document_copy ON document(corpus, copy_key) WHERE deleted = 0;

-- Written once. The text comes last, so that a row can be read without it.
CREATE TABLE revision(
  document INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  uid TEXT NOT NULL,
  time INTEGER NOT NULL,
  ingest_time INTEGER NOT NULL,
  deleted INTEGER NOT NULL,
  source TEXT NOT NULL,
  source_name TEXT NOT NULL,
  feed TEXT NOT NULL,
  title TEXT NOT NULL,
  url TEXT NOT NULL,
  external_id TEXT NOT NULL,
  language TEXT NOT NULL,
  published TEXT NOT NULL,
  published_precision INTEGER NOT NULL,
  text_digest TEXT NOT NULL,
  text_bytes INTEGER NOT NULL,
  labels TEXT NOT NULL,
  warnings TEXT NOT NULL,                -- a JSON array
  blocks TEXT NOT NULL,                  -- "kind begin end language" a line
  text TEXT NOT NULL,
  UNIQUE(document, revision));

CREATE TABLE change(
  corpus INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  document_id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY(corpus, sequence)) WITHOUT ROWID;

CREATE TABLE import(
  corpus INTEGER NOT NULL,
  import_id TEXT NOT NULL,
  committed_through INTEGER NOT NULL,
  PRIMARY KEY(corpus, import_id)) WITHOUT ROWID;

CREATE TABLE import_item(
  corpus INTEGER NOT NULL,
  import_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  part INTEGER NOT NULL,
  outcome INTEGER NOT NULL,
  document_id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  etag TEXT NOT NULL,
  code INTEGER NOT NULL,                 -- of a rejected one, with its reason and message
  reason TEXT NOT NULL,
  message TEXT NOT NULL,
  PRIMARY KEY(corpus, import_id, sequence, part)) WITHOUT ROWID;
)sql",
};
constexpr int64_t kVersion = std::size(kMigrations);

absl::StatusOr<int64_t> VersionOf(Connection* connection) {
  Statement statement = connection->Prepare("PRAGMA user_version");
  ASSIGN_OR_RETURN(const bool row, statement.Step());
  return row ? statement.Int(0) : 0;
}

absl::Status Migrate(Connection* connection, int64_t from) {
  RETURN_IF_ERROR(connection->Execute("BEGIN IMMEDIATE"));
  for (int64_t version = from; version < kVersion; ++version) {
    absl::Status status = connection->Execute(kMigrations[version]);
    if (status.ok()) status = connection->Execute(absl::StrCat("PRAGMA user_version = ", version + 1));
    if (!status.ok()) {
      connection->Execute("ROLLBACK").IgnoreError();
      return status;
    }
  }
  RETURN_IF_ERROR(SetMeta(connection, "page_token_key", RandomId()));
  return connection->Execute("COMMIT");
}

}  // namespace

absl::Status PrepareDatabase(Connection* connection) {
  // Pages of 8 KiB: texts of a few kilobytes then need one or two (only a new file takes this).
  RETURN_IF_ERROR(connection->Execute(
      "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; "
      "PRAGMA journal_size_limit = 67108864; PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = OFF"));
  ASSIGN_OR_RETURN(const int64_t version, VersionOf(connection));
  if (version > kVersion) {
    return WithReason(
        absl::FailedPreconditionError(absl::StrCat(
            "the data folder was written by a newer version of this server (schema ", version,
            ", this one knows ", kVersion, "); start that version, or use another folder")),
        "SCHEMA_TOO_NEW");
  }
  return version == kVersion ? absl::OkStatus() : Migrate(connection, version);
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
  std::random_device random;
  std::string id;
  for (int i = 0; i < 4; ++i) absl::StrAppendFormat(&id, "%08x", random());
  return id;
}

}  // namespace parallax::corpus
