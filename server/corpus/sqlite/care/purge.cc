#include "server/corpus/sqlite/care/purge.h"

#include <optional>

#include "absl/strings/str_cat.h"
#include "server/base/status_macros.h"
#include "server/corpus/sqlite/rows/document_rows.h"

namespace parallax::corpus {

absl::StatusOr<int64_t> CountPurge(Connection* connection, const CorpusRow& corpus,
                                   const SqlCondition& matches, bool deleted, int limit,
                                   std::vector<std::string>* ids) {
  const std::string from = absl::StrCat(" FROM document AS d WHERE d.corpus = ? AND d.deleted = ",
                                        deleted ? 1 : 0, " AND ", matches.sql);
  Statement count = connection->Prepare(absl::StrCat("SELECT count(*)", from));
  ASSIGN_OR_RETURN(const bool row, count.Bind(corpus.id).Bind(matches.values).Step());
  Statement select =
      connection->Prepare(absl::StrCat("SELECT d.document_id", from, " ORDER BY 1 LIMIT ?"));
  select.Bind(corpus.id).Bind(matches.values).Bind(int64_t{limit});
  while (true) {
    ASSIGN_OR_RETURN(const bool more, select.Step());
    if (!more) return row ? count.Int(0) : 0;
    ids->push_back(select.String(0));
  }
}

absl::Status PurgeDocumentRows(CorpusWrite* write, const std::vector<std::string>& ids) {
  Connection* const connection = write->connection();
  for (const std::string& id : ids) {
    ASSIGN_OR_RETURN(const std::optional<DocumentState> state,
                     FindDocument(connection, write->corpus().id, DocumentKey::kId, id));
    if (!state.has_value()) continue;
    if (!state->deleted) RETURN_IF_ERROR(WriteTombstone(write, *state));
    RETURN_IF_ERROR(
        connection->Prepare("DELETE FROM revision WHERE document = ?").Bind(state->id).Run());
    RETURN_IF_ERROR(connection->Prepare("DELETE FROM document WHERE id = ?").Bind(state->id).Run());
  }
  return absl::OkStatus();
}

}  // namespace parallax::corpus
