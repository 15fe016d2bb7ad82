// Lists of documents, revisions, manifests. All functions run inside a transaction of the caller's.
#ifndef PARALLAX_SERVER_CORPUS_SQLITE_ROWS_LISTING_H_
#define PARALLAX_SERVER_CORPUS_SQLITE_ROWS_LISTING_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/corpus/corpus_store.h"
#include "server/corpus/filter/filter.h"
#include "server/corpus/sqlite/database/connection.h"

namespace parallax::corpus {

struct Listing {
  std::vector<StoredDocument> documents;
  std::vector<std::string> next;  // sort keys of the last document, if there are more
};

// At most `size` live documents after `position` (a Listing::next; empty: from the start).
absl::StatusOr<Listing> ListDocumentRows(Connection* connection, const ListDocumentsRequest& request,
                                         const Filter& filter,
                                         const std::vector<std::string>& position, int size);

// At most `limit` revisions below `before` (0: all), newest first.
absl::StatusOr<std::vector<StoredDocument>> ListRevisionRows(Connection* connection,
                                                             absl::string_view name, int64_t before,
                                                             int limit);

absl::StatusOr<std::vector<ManifestEntry>> ListManifestRows(Connection* connection,
                                                            absl::string_view corpus,
                                                            const Filter& filter, int64_t limit);

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_SQLITE_ROWS_LISTING_H_
