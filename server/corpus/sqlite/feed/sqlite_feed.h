// The document feed of the SQLite store.
#ifndef PARALLAX_SERVER_CORPUS_SQLITE_FEED_SQLITE_FEED_H_
#define PARALLAX_SERVER_CORPUS_SQLITE_FEED_SQLITE_FEED_H_

#include "server/corpus/document_feed.h"
#include "server/corpus/paging/page_token.h"
#include "server/corpus/sqlite/database/readers_pool.h"
#include "server/corpus/sqlite/database/writer.h"

namespace parallax::corpus {

// Thread-safe. What it is given must outlive it.
class SqliteFeed final : public DocumentFeed {
 public:
  SqliteFeed(const Writer* writer, ReadersPool* readers, const PageTokens* tokens)
      : writer_(writer), readers_(readers), tokens_(tokens) {}

  absl::StatusOr<ExportPage> Export(const ExportRequest& request, const CallContext& call) override;
  absl::StatusOr<ChangePage> ReadChanges(const ChangesRequest& request,
                                         const CallContext& call) override;
  uint64_t commits() const override { return writer_->commits(); }

 private:
  const Writer* const writer_;
  ReadersPool* const readers_;
  const PageTokens* const tokens_;
};

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_SQLITE_FEED_SQLITE_FEED_H_
