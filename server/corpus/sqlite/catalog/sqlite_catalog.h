// The catalog of the SQLite store: counted from the documents' rows, so that it is never out of date.
#ifndef PARALLAX_SERVER_CORPUS_SQLITE_CATALOG_SQLITE_CATALOG_H_
#define PARALLAX_SERVER_CORPUS_SQLITE_CATALOG_SQLITE_CATALOG_H_

#include "server/corpus/catalog.h"
#include "server/corpus/paging/page_token.h"
#include "server/corpus/sqlite/database/readers_pool.h"

namespace parallax::corpus {

// Thread-safe. What it is given must outlive it.
class SqliteCatalog final : public Catalog {
 public:
  SqliteCatalog(ReadersPool* readers, const PageTokens* tokens)
      : readers_(readers), tokens_(tokens) {}

  absl::StatusOr<Page<Origin>> ListOrigins(absl::string_view corpus, OriginKind kind,
                                           const PageRequest& page, const CallContext& call) override;
  absl::StatusOr<Origin> GetOrigin(absl::string_view name, OriginKind kind,
                                   const CallContext& call) override;
  absl::StatusOr<Page<StoredTextGroup>> ListTextGroups(absl::string_view corpus,
                                                       const PageRequest& page,
                                                       const CallContext& call) override;
  absl::StatusOr<StoredTextGroup> GetTextGroup(absl::string_view name,
                                               const CallContext& call) override;
  absl::StatusOr<Statistics> CountDocuments(absl::string_view corpus, absl::string_view filter,
                                            const CallContext& call) override;

 private:
  ReadersPool* const readers_;
  const PageTokens* const tokens_;
};

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_SQLITE_CATALOG_SQLITE_CATALOG_H_
