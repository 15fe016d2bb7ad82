// The search table of a corpus: an FTS5 table without content of its own, search_<corpus>, with the
// columns title, body, source, language and the document's row number.
#ifndef PARALLAX_SERVER_CORPUS_SQLITE_SEARCH_INDEX_ROWS_H_
#define PARALLAX_SERVER_CORPUS_SQLITE_SEARCH_INDEX_ROWS_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "server/corpus/search/indexed_text.h"
#include "server/corpus/sqlite/database/connection.h"

namespace parallax::corpus {

std::string IndexTable(int64_t corpus);

absl::Status CreateIndex(Connection* connection, int64_t corpus);
absl::Status DropIndex(Connection* connection, int64_t corpus);

absl::Status AddToIndex(Connection* connection, int64_t corpus, int64_t document,
                        const IndexedText& text);
// `text` must be what was added: an index without content forgets only what it is told.
absl::Status RemoveFromIndex(Connection* connection, int64_t corpus, int64_t document,
                             const IndexedText& text);

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_SQLITE_SEARCH_INDEX_ROWS_H_
