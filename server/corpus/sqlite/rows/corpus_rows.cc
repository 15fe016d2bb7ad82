#include "server/corpus/sqlite/rows/corpus_rows.h"

#include "absl/strings/str_cat.h"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"
#include "server/corpus/resource_name.h"
#include "server/corpus/sqlite/database/schema.h"
#include "server/corpus/sqlite/duplicates/signature_rows.h"
#include "server/corpus/sqlite/search/index_rows.h"
#include "server/text/utf8.h"

namespace parallax::corpus {
namespace {

constexpr size_t kMaxDisplayName = 256;  // bytes
constexpr size_t kMaxDescription = 4096;
constexpr char kColumns[] =
    "id, corpus_id, uid, display_name, description, create_time, update_time, version, document_count";

CorpusRow ReadRow(const Statement& row) {
  CorpusRow found;
  found.id = row.Int(0);
  found.corpus_id = row.String(1);
  Corpus& corpus = found.corpus;
  corpus.name = CorpusName(found.corpus_id);
  corpus.uid = row.String(2);
  corpus.display_name = row.String(3);
  corpus.description = row.String(4);
  corpus.create_time = absl::FromUnixMicros(row.Int(5));
  corpus.update_time = absl::FromUnixMicros(row.Int(6));
  corpus.etag = absl::StrCat(corpus.uid.substr(0, 8), "-", row.Int(7));
  corpus.document_count = row.Int(8);
  return found;
}

absl::Status CheckField(absl::string_view name, absl::string_view value, size_t max_bytes) {
  if (text::CheckUtf8(value).ok() && value.size() <= max_bytes) return absl::OkStatus();
  return WithReason(absl::InvalidArgumentError(absl::StrCat(name, " must be UTF-8 of at most ", max_bytes,
                                                            " bytes")),
                    "FIELD_INVALID");
}

absl::Status CheckEtag(absl::string_view etag, const Corpus& corpus) {
  if (etag.empty() || etag == corpus.etag) return absl::OkStatus();
  return WithReason(absl::AbortedError(absl::StrCat(corpus.name, " has changed since it was read; read "
                                                    "it again and repeat the change on that")),
                    "ETAG_MISMATCH");
}

}  // namespace

absl::StatusOr<CorpusRow> FindCorpus(Connection* connection, absl::string_view name) {
  ASSIGN_OR_RETURN(const std::string id, ParseCorpusName(name));
  Statement select =
      connection->Prepare(absl::StrCat("SELECT ", kColumns, " FROM corpus WHERE corpus_id = ?"));
  ASSIGN_OR_RETURN(const bool found, select.Bind(absl::string_view(id)).Step());
  if (found) return ReadRow(select);
  return WithReason(absl::NotFoundError(absl::StrCat("there is no corpus ", name, "; create it, or import into it")),
                    "CORPUS_NOT_FOUND");
}

absl::StatusOr<Corpus> InsertCorpus(Connection* connection, const NewCorpus& corpus, absl::Time now) {
  RETURN_IF_ERROR(CheckCorpusId(corpus.corpus_id));
  RETURN_IF_ERROR(CheckField("display_name", corpus.display_name, kMaxDisplayName));
  RETURN_IF_ERROR(CheckField("description", corpus.description, kMaxDescription));
  const std::string name = CorpusName(corpus.corpus_id);
  if (FindCorpus(connection, name).ok()) {
    return WithReason(absl::AlreadyExistsError(absl::StrCat("there is a corpus ", name, " already")),
                      "CORPUS_EXISTS");
  }
  const int64_t time = absl::ToUnixMicros(now);
  Statement insert = connection->Prepare(
      "INSERT INTO corpus(corpus_id, uid, display_name, description, create_time, update_time, version, "
      "document_count, last_sequence) VALUES(?, ?, ?, ?, ?, ?, 1, 0, 0)");
  insert.Bind(absl::string_view(corpus.corpus_id)).Bind(absl::string_view(RandomId()));
  insert.Bind(absl::string_view(corpus.display_name)).Bind(absl::string_view(corpus.description));
  RETURN_IF_ERROR(insert.Bind(time).Bind(time).Run());
  RETURN_IF_ERROR(CreateIndex(connection, connection->last_insert_rowid()));
  ASSIGN_OR_RETURN(const CorpusRow row, FindCorpus(connection, name));
  return row.corpus;
}

absl::StatusOr<Corpus> ChangeCorpus(Connection* connection, absl::string_view name,
                                    const CorpusChange& change, absl::Time now) {
  ASSIGN_OR_RETURN(CorpusRow row, FindCorpus(connection, name));
  RETURN_IF_ERROR(CheckEtag(change.etag, row.corpus));
  const std::string display_name = change.display_name.value_or(row.corpus.display_name);
  const std::string description = change.description.value_or(row.corpus.description);
  RETURN_IF_ERROR(CheckField("display_name", display_name, kMaxDisplayName));
  RETURN_IF_ERROR(CheckField("description", description, kMaxDescription));
  Statement update = connection->Prepare(
      "UPDATE corpus SET display_name = ?, description = ?, update_time = ?, version = version + 1 "
      "WHERE id = ?");
  update.Bind(absl::string_view(display_name)).Bind(absl::string_view(description));
  RETURN_IF_ERROR(update.Bind(absl::ToUnixMicros(now)).Bind(row.id).Run());
  ASSIGN_OR_RETURN(row, FindCorpus(connection, name));
  return row.corpus;
}

absl::Status RemoveCorpus(Connection* connection, TextKeys* keys, absl::string_view name,
                          absl::string_view etag, bool force) {
  ASSIGN_OR_RETURN(const CorpusRow row, FindCorpus(connection, name));
  RETURN_IF_ERROR(CheckEtag(etag, row.corpus));
  if (row.corpus.document_count > 0 && !force) {
    return WithReason(
        absl::FailedPreconditionError(absl::StrCat(name, " has ", row.corpus.document_count,
                                                   " documents; delete them first, or set force")),
        "CORPUS_NOT_EMPTY");
  }
  RETURN_IF_ERROR(DropIndex(connection, row.id));
  RETURN_IF_ERROR(keys->Begin(connection));
  RETURN_IF_ERROR(DeleteTextsOfCorpus(connection, keys, row.id));
  RETURN_IF_ERROR(keys->Finish(connection));
  for (const char* sql :
       {"DELETE FROM revision WHERE document IN (SELECT id FROM document WHERE corpus = ?)",
        "DELETE FROM document WHERE corpus = ?", "DELETE FROM change WHERE corpus = ?",
        "DELETE FROM import WHERE corpus = ?", "DELETE FROM import_item WHERE corpus = ?",
        "DELETE FROM corpus WHERE id = ?"}) {
    RETURN_IF_ERROR(connection->Prepare(sql).Bind(row.id).Run());
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<Corpus>> ListCorpusRows(Connection* connection, absl::string_view after,
                                                   int limit) {
  Statement select = connection->Prepare(
      absl::StrCat("SELECT ", kColumns, " FROM corpus WHERE corpus_id > ? ORDER BY corpus_id LIMIT ?"));
  select.Bind(after).Bind(int64_t{limit});
  std::vector<Corpus> corpora;
  while (true) {
    ASSIGN_OR_RETURN(const bool more, select.Step());
    if (!more) return corpora;
    corpora.push_back(ReadRow(select).corpus);
  }
}

}  // namespace parallax::corpus
