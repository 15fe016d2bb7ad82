-- A data file as schema version 4 left it, brought from versions 1 to 3: four documents of one corpus, one changed, one deleted and
-- put again, and an import. Executed by schema_test.cc; never change it.
PRAGMA page_size = 8192;
BEGIN;
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
INSERT INTO meta VALUES('page_token_key', '00112233445566778899aabbccddeeff');
INSERT INTO meta VALUES('tokenizer_version', '1001');
CREATE VIRTUAL TABLE search_1 USING fts5(title, body, source, language, content = '', tokenize = 'parallax');
INSERT INTO corpus VALUES(1, 'news', 'c0ffee00c0ffee00c0ffee00c0ffee00', 'News', '', 1767225600000000, 1767225600000000, 1, 3, 6);
INSERT INTO document VALUES(1, 1, 'one', 'uid1', 2, 0, 1767225600000000, 'harbor-ledger', 'Harbor Ledger', 'Wire', 'One', '', 'en', '2026-01-01', '{}', 'digest1', '', '', 'copy1');
INSERT INTO revision VALUES(1, 1, 'uid1', 1767225600000000, 1767225600000000, 0, 'harbor-ledger', 'Harbor Ledger', 'Wire', 'One', '', '', 'en', '2026-01-01', 3, '0f1b927ccbfa2020328c291ba681a45363da4f9716a726ce9dcf9e7fc0561e57', 22, '{}', '[]', '2 0 3 en
1 4 22 en
', 'One
The quota was cut.');
INSERT INTO revision VALUES(1, 2, 'uid1', 1767225660000000, 1767225600000000, 0, 'harbor-ledger', 'Harbor Ledger', 'Wire', 'One', '', '', 'en', '2026-01-01', 3, '7ec49d1b4c223914ab183bc84478f2c5d22aa90f116b1576480b3fa611f9a650', 23, '{}', '[]', '2 0 3 en
1 4 23 en
', 'One
The quota was kept.');
INSERT INTO search_1(rowid, title, body, source, language) VALUES(1, 'One', 'The quota was kept.', 'Harbor Ledger' || char(30) || 'harbor-ledger', 'en');
INSERT INTO document VALUES(2, 1, 'two', 'uid2', 1, 0, 1767225601000000, 'sou-hu-cai-jing', '搜狐财经', 'Wire', '二', '', 'zh', '2026-01-02', '{}', 'digest2', '', '', 'copy2');
INSERT INTO revision VALUES(2, 1, 'uid2', 1767225601000000, 1767225601000000, 0, 'sou-hu-cai-jing', '搜狐财经', 'Wire', '二', '', '', 'zh', '2026-01-02', 3, 'e3d0f5bdf8d448187941030590c793ea86f969d2b4dde7f37896821dd4d7f7b7', 37, '{}', '[]', '2 0 3 zh
1 4 37 zh
', '二
中国削减稀土出口配额。');
INSERT INTO search_1(rowid, title, body, source, language) VALUES(2, '二', '中国削减稀土出口配额。', '搜狐财经' || char(30) || 'sou-hu-cai-jing', 'zh');
INSERT INTO document VALUES(3, 1, 'three', 'uid3', 3, 0, 1767225602000000, 'harbor-ledger', 'Harbor Ledger', 'Wire', 'Three', '', 'en', '2026-01-03', '{}', 'digest3', '', '', 'copy3');
INSERT INTO revision VALUES(3, 1, 'uid3', 1767225602000000, 1767225602000000, 0, 'harbor-ledger', 'Harbor Ledger', 'Wire', 'Three', '', '', 'en', '2026-01-03', 3, '7ce9c00d5cfa196c41591ebc71798a1ba73afd26cd522c53392d54a9373a632f', 24, '{}', '[]', '2 0 5 en
1 6 24 en
', 'Three
A tariff on steel.');
INSERT INTO revision VALUES(3, 2, 'uid3', 1767225670000000, 1767225602000000, 1, '', '', 'Wire', '', '', '', 'en', '2026-01-03', 3, '', 0, '{}', '[]', '', '');
INSERT INTO revision VALUES(3, 3, 'uid3', 1767225680000000, 1767225602000000, 0, 'harbor-ledger', 'Harbor Ledger', 'Wire', 'Three', '', '', 'en', '2026-01-03', 3, 'ab8be4373bb0aa307931c15b7b32d6450f59b0a3892520db97eda74072926d27', 22, '{}', '[]', '2 0 5 en
1 6 22 en
', 'Three
A tariff on tin.');
INSERT INTO search_1(rowid, title, body, source, language) VALUES(3, 'Three', 'A tariff on tin.', 'Harbor Ledger' || char(30) || 'harbor-ledger', 'en');
INSERT INTO change VALUES(1, 1, 'one', 1, 0);
INSERT INTO change VALUES(1, 2, 'two', 1, 0);
INSERT INTO change VALUES(1, 3, 'three', 1, 0);
INSERT INTO change VALUES(1, 4, 'one', 2, 0);
INSERT INTO change VALUES(1, 5, 'three', 2, 1);
INSERT INTO change VALUES(1, 6, 'three', 3, 0);
INSERT INTO import VALUES(1, 'monday', 2);
INSERT INTO import_item VALUES(1, 'monday', 1, 0, 1, 'one', 1, 'uid1-1', 0, '', '');
INSERT INTO import_item VALUES(1, 'monday', 2, 0, 1, 'two', 1, 'uid2-1', 0, '', '');
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
INSERT INTO meta VALUES('signature_version', '1');
INSERT INTO text_signature VALUES(1, 1, 4, -2599894093939633801, 1, 0, 0, 1, 1.0);
INSERT INTO text_signature VALUES(2, 1, 10, 8261208394792836780, 2, 0, 0, 2, 1.0);
INSERT INTO text_signature VALUES(3, 1, 4, 6545381120817662742, 3, 0, 0, 3, 1.0);
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
INSERT INTO meta VALUES('signature_version', '1');
INSERT INTO text_recent VALUES(1, x'0102030405060708');
PRAGMA user_version = 4;
COMMIT;
