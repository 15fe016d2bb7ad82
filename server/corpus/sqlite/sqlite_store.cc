#include "server/corpus/sqlite/sqlite_store.h"

#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "server/base/logging.h"
#include "server/base/status_macros.h"
#include "server/corpus/paging/page_token.h"
#include "server/corpus/search/tokenizer.h"
#include "server/corpus/sqlite/care/sqlite_care.h"
#include "server/corpus/sqlite/catalog/sqlite_catalog.h"
#include "server/corpus/sqlite/database/data_folder.h"
#include "server/corpus/sqlite/document_store.h"
#include "server/corpus/sqlite/database/readers_pool.h"
#include "server/corpus/sqlite/database/schema.h"
#include "server/corpus/sqlite/duplicates/text_groups.h"
#include "server/corpus/sqlite/duplicates/text_keys.h"
#include "server/corpus/sqlite/feed/sqlite_feed.h"
#include "server/corpus/sqlite/search/index_maintenance.h"
#include "server/corpus/sqlite/search/sqlite_search.h"
#include "server/corpus/sqlite/database/writer.h"

namespace parallax::corpus {
namespace {

class OpenCorpora final : public SqliteCorpora {
 public:
  OpenCorpora(std::unique_ptr<DataFolder> folder, std::unique_ptr<Connection> writer,
              std::vector<std::unique_ptr<Connection>> readers, std::string token_key,
              const SqliteOptions& options)
      : folder_(std::move(folder)),
        readers_(std::move(readers)),
        tokens_(std::move(token_key)),
        writer_(std::move(writer), options.queued_writes),
        store_(&writer_, &keys_, &readers_, &tokens_, options.clock ? options.clock : &absl::Now),
        search_(&readers_, &tokens_),
        feed_(&writer_, &readers_, &tokens_),
        catalog_(&readers_, &tokens_),
        care_(&writer_, &keys_, folder_->DatabasePath(), options.clock ? options.clock : &absl::Now) {}

  CorpusStore& store() override { return store_; }
  SearchIndex& search() override { return search_; }
  DocumentFeed& feed() override { return feed_; }
  Catalog& catalog() override { return catalog_; }
  StoreCare& care() override { return care_; }

 private:
  const std::unique_ptr<DataFolder> folder_;  // first: unlocked last
  ReadersPool readers_;
  const PageTokens tokens_;
  TextKeys keys_;  // before the writer, whose thread uses them
  Writer writer_;
  DocumentStore store_;
  SqliteSearch search_;
  SqliteFeed feed_;
  SqliteCatalog catalog_;
  SqliteCare care_;
};

absl::StatusOr<bool> HasDocuments(Connection* connection) {
  return connection->Prepare("SELECT 1 FROM document LIMIT 1").Step();
}

// Rebuilds what is derived from the documents if `version` is not the one that `key` names.
absl::Status UpdateDerived(Connection* connection, const std::string& key, const std::string& version,
                           const std::function<absl::Status(Connection*)>& rebuild) {
  ASSIGN_OR_RETURN(const std::string built, GetMeta(connection, key));
  if (built == version) return absl::OkStatus();
  ASSIGN_OR_RETURN(const bool documents, HasDocuments(connection));
  if (documents) {
    Log(LogLevel::kInfo, "rebuilding what the store derives from documents",
        {{"what", key}, {"from", built}, {"to", version}});
  }
  RETURN_IF_ERROR(connection->Execute("BEGIN IMMEDIATE"));
  absl::Status status = documents ? rebuild(connection) : absl::OkStatus();
  if (status.ok()) status = SetMeta(connection, key, version);
  if (status.ok()) return connection->Execute("COMMIT");
  connection->Execute("ROLLBACK").IgnoreError();
  return status;
}

// Another tokenizer made the index, or another signature the text groups.
absl::Status UpdateAllDerived(Connection* connection) {
  RETURN_IF_ERROR(UpdateDerived(connection, "tokenizer_version", absl::StrCat(kTokenizerVersion),
                                &RebuildIndexes));
  return UpdateDerived(connection, "signature_version", absl::StrCat(text::kSignatureVersion),
                       [](Connection* of) {
    TextKeys keys;
    return RebuildTextGroups(of, &keys);
  });
}

}  // namespace

absl::StatusOr<std::unique_ptr<SqliteCorpora>> SqliteCorpora::Open(const SqliteOptions& options) {
  ASSIGN_OR_RETURN(std::unique_ptr<DataFolder> folder, DataFolder::Lock(options.folder));
  const std::string path = folder->DatabasePath();
  ASSIGN_OR_RETURN(std::unique_ptr<Connection> writer,
                   Connection::Open(path, Connection::Access::kReadWrite, options.cache_mib));
  RETURN_IF_ERROR(PrepareDatabase(writer.get()));
  RETURN_IF_ERROR(UpdateAllDerived(writer.get()));
  ASSIGN_OR_RETURN(std::string token_key, GetMeta(writer.get(), "page_token_key"));
  std::vector<std::unique_ptr<Connection>> readers;
  for (int i = 0; i < std::max(options.reader_connections, 1); ++i) {
    ASSIGN_OR_RETURN(std::unique_ptr<Connection> reader,
                     Connection::Open(path, Connection::Access::kReadOnly,
                                      std::max(options.cache_mib / 8, 1)));
    readers.push_back(std::move(reader));
  }
  Log(LogLevel::kInfo, "the store is open", {{"folder", options.folder}, {"sqlite", sqlite3_libversion()}});
  return std::unique_ptr<SqliteCorpora>(std::make_unique<OpenCorpora>(
      std::move(folder), std::move(writer), std::move(readers), std::move(token_key), options));
}

}  // namespace parallax::corpus
