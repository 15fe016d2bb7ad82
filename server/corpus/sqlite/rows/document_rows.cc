#include "server/corpus/sqlite/rows/document_rows.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/strings/str_cat.h"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"
#include "server/corpus/resource_name.h"
#include "server/corpus/sqlite/rows/content_fields.h"
#include "server/corpus/sqlite/database/schema.h"

namespace parallax::corpus {
namespace {

std::string SelectState(absl::string_view condition) {
  return absl::StrCat("SELECT id, document_id, uid, revision, deleted, ingest_time, content_digest, "
                      "source_version FROM document WHERE corpus = ? AND ",
                      condition, " ORDER BY id LIMIT 1");
}

const std::string& SelectBy(DocumentKey key) {
  static const auto* const selects = new std::array<std::string, 4>{
      SelectState("document_id = ?"), SelectState("external_key = ? AND deleted = 0"),
      SelectState("url_key = ? AND deleted = 0"), SelectState("copy_key = ? AND deleted = 0")};
  return (*selects)[static_cast<size_t>(key)];
}

// Takes the current revision of `current` out of the index, and its text out of the text groups.
absl::Status Unindex(CorpusWrite* write, const DocumentState& current) {
  const std::string& corpus = write->corpus().corpus_id;
  ASSIGN_OR_RETURN(const StoredDocument old,
                   LoadDocument(write->connection(), DocumentNameOf(corpus, current.document_id),
                                current.revision, DocumentView::kFull));
  return write->RemoveText(current.id, IndexedTextOf(old.content, old.source));
}

// Writes the row of `state`, a new one if it has no id, with the fields of `prepared` beside it.
absl::Status WriteDocument(Connection* connection, int64_t corpus, const PreparedDocument& prepared,
                           DocumentState* state) {
  const bool added = state->id == 0;
  Statement statement = connection->Prepare(
      added ? "INSERT INTO document(uid, revision, deleted, ingest_time, source, source_name, feed, "
              "title, url, language, published, labels, content_digest, external_key, url_key, "
              "copy_key, source_version, corpus, document_id) "
              "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            : "UPDATE document SET uid = ?, revision = ?, deleted = ?, ingest_time = ?, source = ?, "
              "source_name = ?, feed = ?, title = ?, url = ?, language = ?, published = ?, labels = ?, "
              "content_digest = ?, external_key = ?, url_key = ?, copy_key = ?, source_version = ? "
              "WHERE id = ?");
  const DocumentContent& content = prepared.document.content;
  statement.BindInPlace(state->uid).Bind(state->revision).Bind(int64_t{state->deleted});
  statement.Bind(state->ingest_time);
  const std::string labels = LabelsToJson(prepared.document.labels);
  for (const std::string* value :
       {&prepared.source, &content.source_name, &content.feed, &content.title, &content.url,
        &content.language, &content.published.iso, &labels, &prepared.content_digest,
        &prepared.external_key, &prepared.url_key, &prepared.copy_key}) {
    statement.BindInPlace(*value);
  }
  statement.Bind(std::max(state->source_version, prepared.document.source_version));
  if (!added) return statement.Bind(state->id).Run();
  RETURN_IF_ERROR(statement.Bind(corpus).BindInPlace(state->document_id).Run());
  state->id = connection->last_insert_rowid();
  return absl::OkStatus();
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
  insert.Bind(state.id).Bind(state.revision).BindInPlace(state.uid);
  insert.Bind(time).Bind(state.ingest_time).Bind(int64_t{state.deleted});
  const std::string labels = LabelsToJson(document.labels);
  const std::string warnings = WarningsToJson(document.warnings);
  const std::string blocks = BlocksToText(content.blocks);
  for (const std::string* value :
       {&prepared.source, &content.source_name, &content.feed, &content.title, &content.url,
        &document.external_id, &content.language, &content.published.iso, &prepared.text_digest,
        &labels, &warnings, &blocks}) {
    insert.BindInPlace(*value);
  }
  insert.BindInPlace(content.text);
  insert.Bind(static_cast<int64_t>(content.published.precision));
  return insert.Bind(static_cast<int64_t>(content.text.size())).Run();
}

// Writes `prepared` as the next revision of `state`, which is not in the index.
absl::StatusOr<PutResult> WriteLive(CorpusWrite* write, DocumentState state,
                                    const PreparedDocument& prepared, ChangeKind kind) {
  ++state.revision;
  state.deleted = false;
  RETURN_IF_ERROR(WriteDocument(write->connection(), write->corpus().id, prepared, &state));
  RETURN_IF_ERROR(
      InsertRevision(write->connection(), state, absl::ToUnixMicros(write->now()), prepared));
  RETURN_IF_ERROR(write->AddText(state.id, prepared.indexed, prepared.signature));
  RETURN_IF_ERROR(write->AppendChange(state.document_id, state.revision, kind));
  PutResult result;
  result.outcome = kind == ChangeKind::kUpdated ? Outcome::kUpdated : Outcome::kCreated;
  result.name = DocumentNameOf(write->corpus().corpus_id, state.document_id);
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
  Statement select = connection->Prepare(SelectBy(key));
  ASSIGN_OR_RETURN(const bool found, select.Bind(corpus).BindInPlace(value).Step());
  if (!found) return state;
  state.emplace();
  state->id = select.Int(0);
  state->document_id = select.String(1);
  state->uid = select.String(2);
  state->revision = select.Int(3);
  state->deleted = select.Int(4) != 0;
  state->ingest_time = select.Int(5);
  state->content_digest = select.String(6);
  state->source_version = select.Int(7);
  return state;
}

absl::StatusOr<PutResult> WriteRevision(CorpusWrite* write,
                                        const std::optional<DocumentState>& current,
                                        const std::string& document_id,
                                        const PreparedDocument& prepared) {
  const bool live = current.has_value() && !current->deleted;
  DocumentState state = current.value_or(DocumentState{});
  if (live) {
    RETURN_IF_ERROR(Unindex(write, *current));
  } else {
    state.document_id = document_id;
    state.uid = RandomId();
    state.ingest_time = absl::ToUnixMicros(write->now());
    write->CountDocuments(1);
  }
  return WriteLive(write, std::move(state), prepared,
                   live ? ChangeKind::kUpdated : ChangeKind::kCreated);
}

absl::Status WriteSourceVersion(CorpusWrite* write, const DocumentState& current, int64_t version) {
  return write->connection()
      ->Prepare("UPDATE document SET source_version = ? WHERE id = ?")
      .Bind(version)
      .Bind(current.id)
      .Run();
}

absl::StatusOr<PutResult> WriteRestored(CorpusWrite* write, const DocumentState& tombstone,
                                        const PreparedDocument& prepared) {
  write->CountDocuments(1);
  return WriteLive(write, tombstone, prepared, ChangeKind::kCreated);
}

absl::Status WriteTombstone(CorpusWrite* write, const DocumentState& current) {
  RETURN_IF_ERROR(Unindex(write, current));
  DocumentState state = current;
  ++state.revision;
  state.deleted = true;
  const PreparedDocument nothing{};
  RETURN_IF_ERROR(WriteDocument(write->connection(), write->corpus().id, nothing, &state));
  RETURN_IF_ERROR(
      InsertRevision(write->connection(), state, absl::ToUnixMicros(write->now()), nothing));
  write->CountDocuments(-1);
  return write->AppendChange(state.document_id, state.revision, ChangeKind::kDeleted);
}

std::string DocumentColumns(DocumentView view) {
  return absl::StrCat(
      "d.document_id, d.uid, d.revision, r.revision, r.uid, r.time, r.ingest_time, r.deleted, "
      "r.source, r.source_name, r.feed, r.title, r.url, r.external_id, r.language, r.published, "
      "r.published_precision, r.text_digest, r.text_bytes, r.labels, r.warnings, d.deleted, ",
      // A group has two texts or more; it is named after its oldest, so that another points at it.
      "(SELECT o.document_id FROM text_signature AS t JOIN document AS o ON o.id = t.text_group "
      "WHERE t.document = d.id AND r.revision = d.revision AND EXISTS(SELECT 1 FROM text_signature AS u "
      "WHERE u.text_group = t.text_group AND u.text_group <> u.document)), ",
      view == DocumentView::kFull ? "r.blocks, r.text" : "'', ''",
      ", d.source_version, (SELECT t.overlap FROM text_signature AS t WHERE t.document = d.id), "
      "(SELECT top.container <> 0 FROM text_signature AS t JOIN text_signature AS top "
      "ON top.document = t.component WHERE t.document = d.id)");
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
    document.text_overlap = row.Double(at(26));
    document.text_excerpt = row.Int(at(27)) != 0;
  }
  document.source_version = row.Int(at(25));
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
