#include "server/corpus/sqlite/rows/document_rows.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"
#include "server/corpus/resource_name.h"
#include "server/corpus/sqlite/rows/content_fields.h"
#include "server/corpus/sqlite/database/schema.h"
#include "server/corpus/sqlite/duplicates/text_groups.h"
#include "server/corpus/sqlite/feed/change_rows.h"
#include "server/corpus/sqlite/search/index_rows.h"

namespace parallax::corpus {
namespace {

absl::string_view ConditionOf(DocumentKey key) {
  switch (key) {
    case DocumentKey::kId: return "document_id = ?";
    case DocumentKey::kExternal: return "external_key = ? AND deleted = 0";
    case DocumentKey::kUrl: return "url_key = ? AND deleted = 0";
    case DocumentKey::kCopy: return "copy_key = ? AND deleted = 0";
  }
  return "0";
}

// Takes the current revision of `current` out of the index, and its text out of the text groups.
absl::Status Unindex(Connection* connection, const CorpusRow& corpus, const DocumentState& current) {
  ASSIGN_OR_RETURN(const StoredDocument old,
                   LoadDocument(connection, DocumentNameOf(corpus.corpus_id, current.document_id),
                                current.revision, DocumentView::kFull));
  RETURN_IF_ERROR(RemoveFromTextGroups(connection, corpus.id, current.id));
  return RemoveFromIndex(connection, corpus.id, current.id, IndexedTextOf(old.content, old.source));
}

absl::Status InsertDocument(Connection* connection, int64_t corpus, const DocumentState& state) {
  Statement insert = connection->Prepare(
      "INSERT INTO document(corpus, document_id, uid, revision, deleted, ingest_time, source, "
      "source_name, feed, title, url, language, published, labels, content_digest, external_key, "
      "url_key, copy_key) VALUES(?, ?, ?, 0, 1, 0, '', '', '', '', '', '', '', '{}', '', '', '', '')");
  insert.Bind(corpus).Bind(absl::string_view(state.document_id)).Bind(absl::string_view(state.uid));
  return insert.Run();
}

absl::Status UpdateDocument(Connection* connection, const DocumentState& state,
                            const PreparedDocument& prepared) {
  Statement update = connection->Prepare(
      "UPDATE document SET uid = ?, revision = ?, deleted = ?, ingest_time = ?, source = ?, "
      "source_name = ?, feed = ?, title = ?, url = ?, language = ?, published = ?, labels = ?, "
      "content_digest = ?, external_key = ?, url_key = ?, copy_key = ? WHERE id = ?");
  const DocumentContent& content = prepared.document.content;
  update.Bind(absl::string_view(state.uid)).Bind(state.revision).Bind(int64_t{state.deleted});
  update.Bind(state.ingest_time);
  for (const std::string& value :
       {prepared.source, content.source_name, content.feed, content.title, content.url,
        content.language, content.published.iso, LabelsToJson(prepared.document.labels),
        prepared.content_digest, prepared.external_key, prepared.url_key, prepared.copy_key}) {
    update.Bind(absl::string_view(value));
  }
  return update.Bind(state.id).Run();
}

absl::Status InsertRevision(Connection* connection, const DocumentState& state, int64_t time,
                            const PreparedDocument& prepared) {
  Statement insert = connection->Prepare(
      "INSERT INTO revision(document, revision, uid, time, ingest_time, deleted, source, source_name, "
      "feed, title, url, external_id, language, published, text_digest, labels, warnings, blocks, "
      "text, published_precision, text_bytes) "
      "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  const NewDocument& document = prepared.document;
  const DocumentContent& content = document.content;
  insert.Bind(state.id).Bind(state.revision).Bind(absl::string_view(state.uid));
  insert.Bind(time).Bind(state.ingest_time).Bind(int64_t{state.deleted});
  for (const std::string& value :
       {prepared.source, content.source_name, content.feed, content.title, content.url,
        document.external_id, content.language, content.published.iso, prepared.text_digest,
        LabelsToJson(document.labels), WarningsToJson(document.warnings),
        BlocksToText(content.blocks)}) {
    insert.Bind(absl::string_view(value));
  }
  insert.Bind(absl::string_view(content.text));
  insert.Bind(static_cast<int64_t>(content.published.precision));
  return insert.Bind(static_cast<int64_t>(content.text.size())).Run();
}

absl::Status CountDocuments(Connection* connection, int64_t corpus, int64_t change) {
  return connection->Prepare("UPDATE corpus SET document_count = document_count + ? WHERE id = ?")
      .Bind(change)
      .Bind(corpus)
      .Run();
}

// Writes `prepared` as the next revision of `state`, which has a row and is not in the index.
absl::StatusOr<PutResult> WriteLive(Connection* connection, const CorpusRow& corpus,
                                    DocumentState state, const PreparedDocument& prepared,
                                    ChangeKind kind, absl::Time now) {
  ++state.revision;
  state.deleted = false;
  RETURN_IF_ERROR(UpdateDocument(connection, state, prepared));
  RETURN_IF_ERROR(InsertRevision(connection, state, absl::ToUnixMicros(now), prepared));
  RETURN_IF_ERROR(AddToIndex(connection, corpus.id, state.id,
                             IndexedTextOf(prepared.document.content, prepared.source)));
  if (prepared.signature.has_value()) {
    RETURN_IF_ERROR(AddToTextGroups(connection, corpus.id, state.id, *prepared.signature));
  }
  RETURN_IF_ERROR(
      AppendChange(connection, corpus.id, state.document_id, state.revision, kind, now));
  PutResult result;
  result.outcome = kind == ChangeKind::kUpdated ? Outcome::kUpdated : Outcome::kCreated;
  result.name = DocumentNameOf(corpus.corpus_id, state.document_id);
  result.revision = state.revision;
  result.etag = DocumentEtag(state.uid, state.revision);
  return result;
}

}  // namespace

std::string DocumentEtag(absl::string_view uid, int64_t revision) {
  return absl::StrCat(uid.substr(0, 8), "-", revision);
}

absl::StatusOr<std::optional<DocumentState>> FindDocument(Connection* connection, int64_t corpus,
                                                          DocumentKey key, absl::string_view value) {
  std::optional<DocumentState> state;
  if (value.empty()) return state;
  Statement select = connection->Prepare(
      absl::StrCat("SELECT id, document_id, uid, revision, deleted, ingest_time, content_digest "
                   "FROM document WHERE corpus = ? AND ",
                   ConditionOf(key), " ORDER BY id LIMIT 1"));
  ASSIGN_OR_RETURN(const bool found, select.Bind(corpus).Bind(value).Step());
  if (!found) return state;
  state.emplace();
  state->id = select.Int(0);
  state->document_id = select.String(1);
  state->uid = select.String(2);
  state->revision = select.Int(3);
  state->deleted = select.Int(4) != 0;
  state->ingest_time = select.Int(5);
  state->content_digest = select.String(6);
  return state;
}

absl::StatusOr<PutResult> WriteRevision(Connection* connection, const CorpusRow& corpus,
                                        const std::optional<DocumentState>& current,
                                        const std::string& document_id,
                                        const PreparedDocument& prepared, absl::Time now) {
  const bool live = current.has_value() && !current->deleted;
  DocumentState state = current.value_or(DocumentState{});
  if (!live) {
    state.document_id = document_id;
    state.uid = RandomId();
    state.ingest_time = absl::ToUnixMicros(now);
    RETURN_IF_ERROR(CountDocuments(connection, corpus.id, 1));
  } else {
    RETURN_IF_ERROR(Unindex(connection, corpus, *current));
  }
  if (!current.has_value()) {
    RETURN_IF_ERROR(InsertDocument(connection, corpus.id, state));
    state.id = connection->last_insert_rowid();
  }
  return WriteLive(connection, corpus, std::move(state), prepared,
                   live ? ChangeKind::kUpdated : ChangeKind::kCreated, now);
}

absl::StatusOr<PutResult> WriteRestored(Connection* connection, const CorpusRow& corpus,
                                        const DocumentState& tombstone,
                                        const PreparedDocument& prepared, absl::Time now) {
  RETURN_IF_ERROR(CountDocuments(connection, corpus.id, 1));
  return WriteLive(connection, corpus, tombstone, prepared, ChangeKind::kCreated, now);
}

absl::Status WriteTombstone(Connection* connection, const CorpusRow& corpus,
                            const DocumentState& current, absl::Time now) {
  RETURN_IF_ERROR(Unindex(connection, corpus, current));
  DocumentState state = current;
  ++state.revision;
  state.deleted = true;
  const PreparedDocument nothing;
  RETURN_IF_ERROR(UpdateDocument(connection, state, nothing));
  RETURN_IF_ERROR(InsertRevision(connection, state, absl::ToUnixMicros(now), nothing));
  RETURN_IF_ERROR(CountDocuments(connection, corpus.id, -1));
  return AppendChange(connection, corpus.id, state.document_id, state.revision,
                      ChangeKind::kDeleted, now);
}

std::string DocumentColumns(DocumentView view) {
  return absl::StrCat(
      "d.document_id, d.uid, d.revision, r.revision, r.uid, r.time, r.ingest_time, r.deleted, "
      "r.source, r.source_name, r.feed, r.title, r.url, r.external_id, r.language, r.published, "
      "r.published_precision, r.text_digest, r.text_bytes, r.labels, r.warnings, d.deleted, ",
      // A group has two texts or more; it is named after its oldest.
      "(SELECT o.document_id FROM text_signature AS t JOIN document AS o ON o.id = t.text_group "
      "WHERE t.document = d.id AND r.revision = d.revision AND EXISTS(SELECT 1 FROM text_signature AS u "
      "WHERE u.text_group = t.text_group AND u.document <> d.id)), ",
      view == DocumentView::kFull ? "r.blocks, r.text" : "'', ''");
}

StoredDocument ReadDocument(const Statement& row, int first, absl::string_view corpus_id,
                            DocumentView view) {
  const auto at = [first](int column) { return first + column; };
  StoredDocument document;
  document.name = DocumentNameOf(corpus_id, row.Text(at(0)));
  document.etag = DocumentEtag(row.Text(at(1)), row.Int(at(2)));
  document.revision = row.Int(at(3));
  document.uid = row.String(at(4));
  document.revision_time = absl::FromUnixMicros(row.Int(at(5)));
  document.ingest_time = absl::FromUnixMicros(row.Int(at(6)));
  document.deleted = row.Int(at(7)) != 0;
  document.source = row.String(at(8));
  DocumentContent& content = document.content;
  content.source_name = row.String(at(9));
  content.feed = row.String(at(10));
  content.title = row.String(at(11));
  content.url = row.String(at(12));
  document.external_id = row.String(at(13));
  content.language = row.String(at(14));
  content.published.iso = row.String(at(15));
  content.published.precision = static_cast<TimePrecision>(row.Int(at(16)));
  document.text_digest = row.String(at(17));
  document.text_bytes = row.Int(at(18));
  document.labels = LabelsFromJson(row.Text(at(19)));
  document.warnings = WarningsFromJson(row.Text(at(20)));
  if (!row.Text(at(22)).empty()) {
    document.text_group = TextGroupNameOf(corpus_id, row.Text(at(22)));
  }
  if (view == DocumentView::kFull) {
    content.blocks = BlocksFromText(row.Text(at(23)));
    content.text = row.String(at(24));
  }
  return document;
}

absl::StatusOr<StoredDocument> LoadDocument(Connection* connection, absl::string_view name,
                                            int64_t revision, DocumentView view) {
  ASSIGN_OR_RETURN(const DocumentName id, ParseDocumentName(name));
  ASSIGN_OR_RETURN(const CorpusRow corpus, FindCorpus(connection, CorpusName(id.corpus)));
  Statement select = connection->Prepare(absl::StrCat(
      "SELECT ", DocumentColumns(view),
      " FROM document AS d LEFT JOIN revision AS r ON r.document = d.id AND r.revision = ",
      revision == 0 ? "d.revision" : "?", " WHERE d.corpus = ? AND d.document_id = ?"));
  if (revision != 0) select.Bind(revision);
  ASSIGN_OR_RETURN(const bool found,
                   select.Bind(corpus.id).Bind(absl::string_view(id.document)).Step());
  if (!found || (revision == 0 && select.Int(21) != 0)) {
    return WithReason(absl::NotFoundError(absl::StrCat("there is no document ", name,
                                                       found ? "; it was deleted" : "")),
                      "DOCUMENT_NOT_FOUND");
  }
  if (select.Int(3) == 0) {
    return WithReason(absl::NotFoundError(absl::StrCat(name, " has no revision ", revision,
                                                       "; it has 1 to ", select.Int(2))),
                      "REVISION_NOT_FOUND");
  }
  return ReadDocument(select, 0, id.corpus, view);
}

}  // namespace parallax::corpus
