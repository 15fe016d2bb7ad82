#include "bench/corpus/bare_store.h"

#include "server/base/status_macros.h"
#include "server/text/fold.h"

namespace parallax::bench {

using corpus::Connection;
using corpus::Statement;

absl::StatusOr<std::unique_ptr<BareStore>> BareStore::Open(const std::string& path) {
  ASSIGN_OR_RETURN(std::unique_ptr<Connection> connection,
                   Connection::Open(path, Connection::Access::kReadWrite, 64));
  RETURN_IF_ERROR(connection->Execute(
      "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; "
      "CREATE TABLE document(id INTEGER PRIMARY KEY, source TEXT, title TEXT, published TEXT, text TEXT);"
      "CREATE VIRTUAL TABLE search USING fts5(title, body, content = '', tokenize = 'parallax');"
      "INSERT INTO search(search, rank) VALUES('hashsize', 33554432)"));
  return std::unique_ptr<BareStore>(new BareStore(std::move(connection)));
}

absl::Status BareStore::Put(const std::vector<corpus::NewDocument>& documents) {
  RETURN_IF_ERROR(connection_->Execute("BEGIN IMMEDIATE"));
  for (const corpus::NewDocument& document : documents) {
    const DocumentContent& content = document.content;
    Statement insert = connection_->Prepare(
        "INSERT INTO document(source, title, published, text) VALUES(?, ?, ?, ?)");
    for (const std::string* field :
         {&content.source_name, &content.title, &content.published.iso, &content.text}) {
      insert.Bind(absl::string_view(*field));
    }
    RETURN_IF_ERROR(insert.Run());
    const int64_t row = connection_->last_insert_rowid();
    RETURN_IF_ERROR(connection_->Prepare("INSERT INTO search(rowid, title, body) VALUES(?, ?, ?)")
                        .Bind(row)
                        .Bind(absl::string_view(text::Fold(content.title)))
                        .Bind(absl::string_view(text::Fold(content.text)))
                        .Run());
  }
  return connection_->Execute("COMMIT");
}

absl::StatusOr<std::vector<int64_t>> BareStore::Search(const std::string& fts_query) {
  Statement select = connection_->Prepare(
      "SELECT rowid FROM search WHERE search MATCH ? ORDER BY bm25(search, 3.0, 1.0) LIMIT 20");
  select.Bind(absl::string_view(fts_query));
  std::vector<int64_t> rows;
  while (true) {
    ASSIGN_OR_RETURN(const bool more, select.Step());
    if (!more) return rows;
    rows.push_back(select.Int(0));
  }
}

}  // namespace parallax::bench
