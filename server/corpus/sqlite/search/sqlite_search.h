// Search by FTS5 with our tokenizer.
#ifndef PARALLAX_SERVER_CORPUS_SQLITE_SEARCH_SQLITE_SEARCH_H_
#define PARALLAX_SERVER_CORPUS_SQLITE_SEARCH_SQLITE_SEARCH_H_

#include "server/corpus/paging/page_token.h"
#include "server/corpus/search_index.h"
#include "server/corpus/sqlite/database/readers_pool.h"

namespace parallax::corpus {

// Thread-safe. What it is given must outlive it.
class SqliteSearch final : public SearchIndex {
 public:
  SqliteSearch(ReadersPool* readers, const PageTokens* tokens) : readers_(readers), tokens_(tokens) {}

  absl::StatusOr<SearchPage> Search(const SearchRequest& request, const CallContext& call) override;

 private:
  ReadersPool* const readers_;
  const PageTokens* const tokens_;
};

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_SQLITE_SEARCH_SQLITE_SEARCH_H_
