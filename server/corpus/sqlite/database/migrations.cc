#include "server/corpus/sqlite/database/migrations.h"

#include <iterator>

namespace parallax::corpus {
namespace {

// kMigrations[n] brings a file of version n to n + 1. Never change one that was released: add one,
// and a file of the version before to the tests.
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
    // 1 -> 2: changes say what happened and when, also after their revisions are pruned; outlets,
    // feeds and imports can be listed.
    R"sql(
ALTER TABLE corpus ADD COLUMN first_sequence INTEGER NOT NULL DEFAULT 1;  -- the oldest change kept
ALTER TABLE change ADD COLUMN kind INTEGER NOT NULL DEFAULT 0;            -- ChangeKind
ALTER TABLE change ADD COLUMN time INTEGER NOT NULL DEFAULT 0;
UPDATE change SET
  kind = CASE
    WHEN deleted = 1 THEN 4
    WHEN revision = 1 THEN 2
    WHEN (SELECT r.deleted FROM document AS d JOIN revision AS r ON r.document = d.id
          WHERE d.corpus = change.corpus AND d.document_id = change.document_id
            AND r.revision = change.revision - 1) = 1 THEN 2
    ELSE 3 END,
  time = coalesce((SELECT r.time FROM document AS d JOIN revision AS r ON r.document = d.id
                   WHERE d.corpus = change.corpus AND d.document_id = change.document_id
                     AND r.revision = change.revision), 0);
ALTER TABLE import ADD COLUMN time INTEGER NOT NULL DEFAULT 0;            -- of its last commit
CREATE INDEX document_source ON document(corpus, source, source_name) WHERE deleted = 0;
CREATE INDEX document_feed ON document(corpus, feed) WHERE deleted = 0;
)sql",
    // 2 -> 3: near-copies and excerpts (duplicates/). Filled when the file is opened, as after a change
    // of the signature.
    R"sql(
CREATE TABLE text_signature(
  document INTEGER PRIMARY KEY,
  corpus INTEGER NOT NULL,
  tokens INTEGER NOT NULL,
  tokens_hash INTEGER NOT NULL,
  component INTEGER NOT NULL,            -- of near-copies: the document that stands for it
  container INTEGER NOT NULL DEFAULT 0,  -- the document that this is an excerpt of
  shared_tokens INTEGER NOT NULL DEFAULT 0,
  text_group INTEGER NOT NULL,           -- its oldest document
  overlap REAL NOT NULL DEFAULT 1);
CREATE INDEX text_signature_tokens ON text_signature(corpus, tokens_hash);
CREATE INDEX text_signature_component ON text_signature(component);
CREATE INDEX text_signature_container ON text_signature(container) WHERE container <> 0;
CREATE INDEX text_signature_group ON text_signature(text_group);
CREATE TABLE text_band(key INTEGER NOT NULL, document INTEGER NOT NULL,
  PRIMARY KEY(key, document)) WITHOUT ROWID;
CREATE TABLE text_sentence(key INTEGER NOT NULL, document INTEGER NOT NULL, tokens INTEGER NOT NULL,
  PRIMARY KEY(key, document)) WITHOUT ROWID;
)sql",
    // 3 -> 4: keys of texts go to one table, in its order (duplicates/text_keys.h); the groups are made
    // anew, as after a change of the signature. Digests that are looked up have 24 digits: with 64 the
    // indexes are twice as large.
    R"sql(
DROP TABLE text_band;
DROP TABLE text_sentence;
CREATE TABLE text_key(key INTEGER NOT NULL, document INTEGER NOT NULL,
  PRIMARY KEY(key, document)) WITHOUT ROWID;
CREATE TABLE text_recent(document INTEGER PRIMARY KEY, keys BLOB NOT NULL);
CREATE TABLE text_recent_version(version INTEGER NOT NULL);
INSERT INTO text_recent_version VALUES(1);
DROP INDEX text_signature_tokens;
DROP INDEX text_signature_component;
DROP INDEX text_signature_group;
CREATE INDEX text_signature_component ON text_signature(component) WHERE component <> document;
CREATE INDEX text_signature_group ON text_signature(text_group) WHERE text_group <> document;
UPDATE document SET external_key = substr(external_key, 1, 24), url_key = substr(url_key, 1, 24),
  copy_key = substr(copy_key, 1, 24);
DELETE FROM meta WHERE key = 'signature_version';
)sql",
    // 4 -> 5: keys of texts in runs (duplicates/text_runs.h), made anew with the groups; documents have the
    // version that their sender gave them.
    R"sql(
DROP TABLE text_key;
DELETE FROM text_recent;
CREATE TABLE text_run(id INTEGER PRIMARY KEY, run INTEGER NOT NULL, first_key INTEGER NOT NULL,
  pairs BLOB NOT NULL);
CREATE INDEX text_run_first ON text_run(run, first_key);
DELETE FROM meta WHERE key = 'signature_version';
ALTER TABLE document ADD COLUMN source_version INTEGER NOT NULL DEFAULT 0;
)sql",
};

static_assert(std::size(kMigrations) == kSchemaVersion);

}  // namespace

const char* MigrationFrom(int64_t version) { return kMigrations[version]; }

}  // namespace parallax::corpus
