#include "server/corpus/sqlite/care/prune.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "server/base/status_macros.h"

namespace parallax::corpus {
namespace {

absl::StatusOr<std::vector<int64_t>> ReadIds(Statement select) {
  std::vector<int64_t> ids;
  while (true) {
    ASSIGN_OR_RETURN(const bool more, select.Step());
    if (!more) return ids;
    ids.push_back(select.Int(0));
  }
}

}  // namespace

absl::StatusOr<int64_t> PruneRevisions(Connection* connection, int keep, int64_t limit) {
  // A tombstone and the text before it are one thing to keep.
  Statement select = connection->Prepare(
      "SELECT r.rowid FROM revision AS r JOIN document AS d ON d.id = r.document "
      "WHERE r.revision <= d.revision - ? - d.deleted LIMIT ?");
  select.Bind(int64_t{keep}).Bind(limit);
  ASSIGN_OR_RETURN(const std::vector<int64_t> rows, ReadIds(std::move(select)));
  for (const int64_t row : rows) {
    RETURN_IF_ERROR(connection->Prepare("DELETE FROM revision WHERE rowid = ?").Bind(row).Run());
  }
  return static_cast<int64_t>(rows.size());
}

absl::StatusOr<int64_t> PruneChanges(Connection* connection, absl::Time time, int64_t limit) {
  ASSIGN_OR_RETURN(const std::vector<int64_t> corpora,
                   ReadIds(connection->Prepare("SELECT id FROM corpus")));
  int64_t removed = 0;
  for (const int64_t corpus : corpora) {
    // The feed is in time order: the first change that stays ends it, whatever the clock did.
    Statement first = connection->Prepare(
        "SELECT coalesce((SELECT min(sequence) FROM change WHERE corpus = ?1 AND time >= ?2), "
        "last_sequence + 1), first_sequence FROM corpus WHERE id = ?1");
    ASSIGN_OR_RETURN(const bool found, first.Bind(corpus).Bind(absl::ToUnixMicros(time)).Step());
    if (!found) continue;
    const int64_t end = std::min(first.Int(0), first.Int(1) + limit - removed);
    if (end <= first.Int(1)) continue;
    removed += end - first.Int(1);
    RETURN_IF_ERROR(connection->Prepare("DELETE FROM change WHERE corpus = ? AND sequence < ?")
                        .Bind(corpus)
                        .Bind(end)
                        .Run());
    RETURN_IF_ERROR(connection->Prepare("UPDATE corpus SET first_sequence = ? WHERE id = ?")
                        .Bind(end)
                        .Bind(corpus)
                        .Run());
    if (removed >= limit) break;
  }
  return removed;
}

absl::StatusOr<int64_t> PruneImports(Connection* connection, absl::Time time, int64_t limit) {
  Statement select =
      connection->Prepare("SELECT corpus, import_id FROM import WHERE time < ? LIMIT ?");
  select.Bind(absl::ToUnixMicros(time)).Bind(limit);
  std::vector<std::pair<int64_t, std::string>> imports;
  while (true) {
    ASSIGN_OR_RETURN(const bool more, select.Step());
    if (!more) break;
    imports.emplace_back(select.Int(0), select.String(1));
  }
  for (const auto& [corpus, id] : imports) {
    for (const char* sql : {"DELETE FROM import_item WHERE corpus = ? AND import_id = ?",
                            "DELETE FROM import WHERE corpus = ? AND import_id = ?"}) {
      RETURN_IF_ERROR(
          connection->Prepare(sql).Bind(corpus).Bind(absl::string_view(id)).Run());
    }
  }
  return static_cast<int64_t>(imports.size());
}

}  // namespace parallax::corpus
