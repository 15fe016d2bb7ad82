#include "server/corpus/sqlite/rows/listing.h"

#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"
#include "server/corpus/filter/filter_sql.h"
#include "server/corpus/resource_name.h"
#include "server/corpus/sqlite/rows/corpus_rows.h"
#include "server/corpus/sqlite/rows/document_rows.h"

namespace parallax::corpus {
namespace {

struct SortKey {
  absl::string_view column;  // empty: by document id alone
  bool descending = false;
  bool number = false;
};

SortKey SortKeyOf(DocumentOrder order) {
  switch (order) {
    case DocumentOrder::kName: return {"", false, false};
    case DocumentOrder::kPublished: return {"d.published", false, false};
    case DocumentOrder::kPublishedDescending: return {"d.published", true, false};
    case DocumentOrder::kIngested: return {"d.ingest_time", false, true};
    case DocumentOrder::kIngestedDescending: return {"d.ingest_time", true, true};
  }
  return {};
}

// Rows after `position`: {id} or {sort key, id}. Equal sort keys are by id in either direction.
SqlCondition After(const SortKey& key, const std::vector<std::string>& position) {
  if (position.empty()) return {"1", {}};
  if (key.column.empty() || position.size() < 2) return {"d.document_id > ?", {position.back()}};
  int64_t number = 0;
  SqlValue value = position[0];
  if (key.number) value = absl::SimpleAtoi(position[0], &number) ? number : int64_t{0};
  return {absl::StrCat("(", key.column, key.descending ? " < ?" : " > ?", " OR (", key.column,
                       " = ? AND d.document_id > ?))"),
          {value, value, position[1]}};
}

std::vector<std::string> PositionOf(const SortKey& key, const StoredDocument& document) {
  const std::string id = document.name.substr(document.name.rfind('/') + 1);
  if (key.column.empty()) return {id};
  if (key.number) return {absl::StrCat(absl::ToUnixMicros(document.ingest_time)), id};
  return {document.content.published.iso, id};
}

}  // namespace

absl::StatusOr<Listing> ListDocumentRows(Connection* connection, const ListDocumentsRequest& request,
                                         const Filter& filter,
                                         const std::vector<std::string>& position, int size) {
  ASSIGN_OR_RETURN(const CorpusRow corpus, FindCorpus(connection, request.corpus));
  const SortKey key = SortKeyOf(request.order);
  const SqlCondition matches = FilterToSql(filter);
  const SqlCondition after = After(key, position);
  Statement select = connection->Prepare(absl::StrCat(
      "SELECT ", DocumentColumns(request.view),
      " FROM document AS d JOIN revision AS r ON r.document = d.id AND r.revision = d.revision"
      " WHERE d.corpus = ? AND d.deleted = 0 AND ",
      matches.sql, " AND ", after.sql, " ORDER BY ", key.column,
      key.column.empty() ? "" : (key.descending ? " DESC, " : ", "), "d.document_id LIMIT ?"));
  select.Bind(corpus.id).Bind(matches.values).Bind(after.values).Bind(int64_t{size} + 1);
  Listing listing;
  while (true) {
    ASSIGN_OR_RETURN(const bool more, select.Step());
    if (!more) return listing;
    if (static_cast<int>(listing.documents.size()) == size) {
      listing.next = PositionOf(key, listing.documents.back());
      return listing;
    }
    listing.documents.push_back(ReadDocument(select, 0, corpus.corpus_id, request.view));
  }
}

absl::StatusOr<std::vector<StoredDocument>> ListRevisionRows(Connection* connection,
                                                             absl::string_view name, int64_t before,
                                                             int limit) {
  ASSIGN_OR_RETURN(const DocumentName id, ParseDocumentName(name));
  ASSIGN_OR_RETURN(const CorpusRow corpus, FindCorpus(connection, CorpusName(id.corpus)));
  Statement select = connection->Prepare(
      absl::StrCat("SELECT ", DocumentColumns(DocumentView::kBasic),
                   " FROM document AS d JOIN revision AS r ON r.document = d.id WHERE d.corpus = ? AND "
                   "d.document_id = ? AND (?3 = 0 OR r.revision < ?3) ORDER BY r.revision DESC LIMIT ?4"));
  select.Bind(corpus.id).Bind(absl::string_view(id.document)).Bind(before).Bind(int64_t{limit});
  std::vector<StoredDocument> revisions;
  while (true) {
    ASSIGN_OR_RETURN(const bool more, select.Step());
    if (!more) break;
    revisions.push_back(ReadDocument(select, 0, id.corpus, DocumentView::kBasic));
  }
  if (revisions.empty() && before == 0) {
    return WithReason(absl::NotFoundError(absl::StrCat("there is no document ", name)),
                      "DOCUMENT_NOT_FOUND");
  }
  return revisions;
}

absl::StatusOr<std::vector<ManifestEntry>> ListManifestRows(Connection* connection,
                                                            absl::string_view corpus,
                                                            const Filter& filter, int64_t limit) {
  ASSIGN_OR_RETURN(const CorpusRow row, FindCorpus(connection, corpus));
  const SqlCondition matches = FilterToSql(filter);
  Statement select = connection->Prepare(absl::StrCat(
      "SELECT d.document_id, d.revision, r.text_digest FROM document AS d JOIN revision AS r "
      "ON r.document = d.id AND r.revision = d.revision WHERE d.corpus = ? AND d.deleted = 0 AND ",
      matches.sql, " ORDER BY d.document_id LIMIT ?"));
  select.Bind(row.id).Bind(matches.values).Bind(limit);
  std::vector<ManifestEntry> entries;
  while (true) {
    ASSIGN_OR_RETURN(const bool more, select.Step());
    if (!more) return entries;
    entries.push_back(
        {DocumentNameOf(row.corpus_id, select.Text(0)), select.Int(1), select.String(2)});
  }
}

}  // namespace parallax::corpus
