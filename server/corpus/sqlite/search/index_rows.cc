#include "server/corpus/sqlite/search/index_rows.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "server/base/status_macros.h"

namespace parallax::corpus {
namespace {

// Memory for a transaction's words before they are written out as a segment: fewer, larger segments
// make bulk import and later queries faster (measured best at 32 MiB).
constexpr int64_t kHashBytes = int64_t{32} << 20;
// So many segments of a size are merged into one: with FTS5's 4 a word is written once more for every
// four-fold of the index, and a query reads few less.
constexpr int64_t kAutomerge = 8;
// A page of the index is a row: this fills one of the file's.
constexpr int64_t kPageBytes = 8000;

}  // namespace

std::string IndexTable(int64_t corpus) { return absl::StrCat("search_", corpus); }

absl::Status CreateIndex(Connection* connection, int64_t corpus) {
  const std::string table = IndexTable(corpus);
  RETURN_IF_ERROR(connection->Execute(
      absl::StrCat("CREATE VIRTUAL TABLE ", table,
                   " USING fts5(title, body, source, language, content = '', tokenize = 'parallax')")));
  for (const auto& [option, value] : {std::pair("hashsize", kHashBytes), std::pair("automerge", kAutomerge),
                                      std::pair("pgsz", kPageBytes)}) {
    RETURN_IF_ERROR(connection->Execute(absl::StrCat("INSERT INTO ", table, "(", table,
                                                     ", rank) VALUES('", option, "', ", value, ")")));
  }
  return absl::OkStatus();
}

absl::Status DropIndex(Connection* connection, int64_t corpus) {
  return connection->Execute(absl::StrCat("DROP TABLE IF EXISTS ", IndexTable(corpus)));
}

absl::Status AddToIndex(Connection* connection, int64_t corpus, int64_t document,
                        const IndexedText& text) {
  Statement insert = connection->Prepare(
      absl::StrCat("INSERT INTO ", IndexTable(corpus),
                   "(rowid, title, body, source, language) VALUES(?, ?, ?, ?, ?)"));
  insert.Bind(document).BindInPlace(text.title).BindInPlace(text.body);
  return insert.BindInPlace(text.source).BindInPlace(text.language).Run();
}

absl::Status RemoveFromIndex(Connection* connection, int64_t corpus, int64_t document,
                             const IndexedText& text) {
  const std::string table = IndexTable(corpus);
  Statement remove = connection->Prepare(
      absl::StrCat("INSERT INTO ", table, "(", table,
                   ", rowid, title, body, source, language) VALUES('delete', ?, ?, ?, ?, ?)"));
  remove.Bind(document).BindInPlace(text.title).BindInPlace(text.body);
  return remove.BindInPlace(text.source).BindInPlace(text.language).Run();
}

}  // namespace parallax::corpus
