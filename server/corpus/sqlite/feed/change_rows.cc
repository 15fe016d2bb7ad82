#include "server/corpus/sqlite/feed/change_rows.h"

#include "server/base/status_macros.h"
#include "server/corpus/resource_name.h"

namespace parallax::corpus {

absl::StatusOr<FeedEnds> ReadFeedEnds(Connection* connection, int64_t corpus) {
  Statement select =
      connection->Prepare("SELECT first_sequence, last_sequence FROM corpus WHERE id = ?");
  FeedEnds ends;
  ASSIGN_OR_RETURN(const bool found, select.Bind(corpus).Step());
  if (found) ends = {select.Int(0), select.Int(1)};
  return ends;
}

absl::Status InsertChange(Connection* connection, int64_t corpus, const Change& change) {
  return connection
      ->Prepare("INSERT INTO change(corpus, sequence, document_id, revision, deleted, kind, time) "
                "VALUES(?, ?, ?, ?, ?, ?, ?)")
      .Bind(corpus)
      .Bind(change.sequence)
      .BindInPlace(change.document)
      .Bind(change.revision)
      .Bind(int64_t{change.kind == ChangeKind::kDeleted})
      .Bind(static_cast<int64_t>(change.kind))
      .Bind(absl::ToUnixMicros(change.time))
      .Run();
}

absl::StatusOr<std::vector<Change>> ListChangeRows(Connection* connection, const CorpusRow& corpus,
                                                   int64_t after, int limit) {
  Statement select = connection->Prepare(
      "SELECT sequence, document_id, revision, kind, time FROM change WHERE corpus = ? AND "
      "sequence > ? ORDER BY sequence LIMIT ?");
  select.Bind(corpus.id).Bind(after).Bind(int64_t{limit});
  std::vector<Change> changes;
  while (true) {
    ASSIGN_OR_RETURN(const bool more, select.Step());
    if (!more) return changes;
    Change change;
    change.sequence = select.Int(0);
    change.document = DocumentNameOf(corpus.corpus_id, select.Text(1));
    change.revision = select.Int(2);
    change.kind = static_cast<ChangeKind>(select.Int(3));
    change.time = absl::FromUnixMicros(select.Int(4));
    changes.push_back(std::move(change));
  }
}

}  // namespace parallax::corpus
