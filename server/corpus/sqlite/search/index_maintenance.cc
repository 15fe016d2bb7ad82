#include "server/corpus/sqlite/search/index_maintenance.h"

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"
#include "server/corpus/sqlite/rows/content_fields.h"
#include "server/corpus/search/indexed_text.h"
#include "server/corpus/sqlite/search/index_rows.h"
#include "server/text/digest.h"

namespace parallax::corpus {
namespace {

absl::Status Damaged(absl::string_view what) {
  return WithReason(absl::DataLossError(absl::StrCat("the store is damaged: ", what)), "STORE_DAMAGED");
}

absl::StatusOr<std::vector<int64_t>> CorpusIds(Connection* connection) {
  Statement select = connection->Prepare("SELECT id FROM corpus ORDER BY id");
  std::vector<int64_t> ids;
  while (true) {
    ASSIGN_OR_RETURN(const bool more, select.Step());
    if (!more) return ids;
    ids.push_back(select.Int(0));
  }
}

absl::Status RebuildIndex(Connection* connection, int64_t corpus) {
  RETURN_IF_ERROR(DropIndex(connection, corpus));
  RETURN_IF_ERROR(CreateIndex(connection, corpus));
  Statement select = connection->Prepare(
      "SELECT d.id, r.source, r.source_name, r.title, r.language, r.blocks, r.text FROM document AS d "
      "JOIN revision AS r ON r.document = d.id AND r.revision = d.revision "
      "WHERE d.corpus = ? AND d.deleted = 0 ORDER BY d.id");
  select.Bind(corpus);
  while (true) {
    ASSIGN_OR_RETURN(const bool more, select.Step());
    if (!more) return absl::OkStatus();
    DocumentContent content;
    content.source_name = select.String(2);
    content.title = select.String(3);
    content.language = select.String(4);
    content.blocks = BlocksFromText(select.Text(5));
    content.text = select.String(6);
    RETURN_IF_ERROR(
        AddToIndex(connection, corpus, select.Int(0), IndexedTextOf(content, select.Text(1))));
  }
}

absl::Status VerifyDatabase(Connection* connection) {
  Statement check = connection->Prepare("PRAGMA integrity_check(10)");
  ASSIGN_OR_RETURN(const bool row, check.Step());
  if (!row || check.Text(0) != "ok") return Damaged(row ? check.Text(0) : "no answer");
  return absl::OkStatus();
}

absl::Status VerifyIndex(Connection* connection, int64_t corpus) {
  const std::string table = IndexTable(corpus);
  const absl::Status checked = connection->Execute(
      absl::StrCat("INSERT INTO ", table, "(", table, ") VALUES('integrity-check')"));
  if (!checked.ok()) return Damaged(absl::StrCat(table, ": ", checked.message()));
  // The index keeps the sizes of each document it has.
  Statement differ = connection->Prepare(absl::StrCat(
      "SELECT count(*) FROM (SELECT id FROM document WHERE corpus = ? AND deleted = 0) AS d "
      "FULL OUTER JOIN ", table, "_docsize AS s ON s.id = d.id WHERE s.id IS NULL OR d.id IS NULL"));
  ASSIGN_OR_RETURN(const bool row, differ.Bind(corpus).Step());
  if (row && differ.Int(0) != 0) {
    return Damaged(absl::StrCat(table, " and the documents differ by ", differ.Int(0)));
  }
  return absl::OkStatus();
}

absl::Status VerifyRevisions(Connection* connection) {
  Statement missing = connection->Prepare(
      "SELECT count(*) FROM document AS d LEFT JOIN revision AS r ON r.document = d.id AND "
      "r.revision = d.revision WHERE r.document IS NULL");
  ASSIGN_OR_RETURN(const bool row, missing.Step());
  if (row && missing.Int(0) != 0) {
    return Damaged(absl::StrCat(missing.Int(0), " documents have no current revision"));
  }
  Statement texts = connection->Prepare("SELECT text, text_digest FROM revision WHERE deleted = 0");
  while (true) {
    ASSIGN_OR_RETURN(const bool more, texts.Step());
    if (!more) return absl::OkStatus();
    if (text::Sha256Hex(texts.Text(0)) != texts.Text(1)) {
      return Damaged("a text does not have the digest it was stored with");
    }
  }
}

absl::Status VerifyTextGroups(Connection* connection) {
  Statement differ = connection->Prepare(
      "SELECT count(*) FROM (SELECT id FROM document WHERE deleted = 0) AS d "
      "FULL OUTER JOIN text_signature AS t ON t.document = d.id "
      "LEFT JOIN text_signature AS g ON g.document = t.text_group "
      "WHERE t.document IS NULL OR d.id IS NULL OR g.document IS NULL");
  ASSIGN_OR_RETURN(const bool row, differ.Step());
  if (row && differ.Int(0) != 0) {
    return Damaged(absl::StrCat("the text groups and the documents differ by ", differ.Int(0)));
  }
  Statement keys = connection->Prepare(
      "SELECT count(*) FROM text_recent AS k LEFT JOIN text_signature AS t ON t.document = k.document "
      "WHERE t.document IS NULL");
  ASSIGN_OR_RETURN(const bool counted, keys.Step());
  if (counted && keys.Int(0) != 0) {
    return Damaged(absl::StrCat(keys.Int(0), " texts have keys and no signature"));
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status RebuildIndexes(Connection* connection) {
  ASSIGN_OR_RETURN(const std::vector<int64_t> corpora, CorpusIds(connection));
  for (const int64_t corpus : corpora) RETURN_IF_ERROR(RebuildIndex(connection, corpus));
  return absl::OkStatus();
}

absl::Status VerifyStore(Connection* connection) {
  RETURN_IF_ERROR(VerifyDatabase(connection));
  RETURN_IF_ERROR(VerifyRevisions(connection));
  RETURN_IF_ERROR(VerifyTextGroups(connection));
  ASSIGN_OR_RETURN(const std::vector<int64_t> corpora, CorpusIds(connection));
  for (const int64_t corpus : corpora) RETURN_IF_ERROR(VerifyIndex(connection, corpus));
  return absl::OkStatus();
}

}  // namespace parallax::corpus
