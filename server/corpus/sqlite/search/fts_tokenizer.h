// Our tokenizer as FTS5 knows it, under the name "parallax": TokenizeFolded(). What is given to FTS5 to
// be indexed or found is folded before: it would be folded on the writing thread else.
#ifndef PARALLAX_SERVER_CORPUS_SQLITE_SEARCH_FTS_TOKENIZER_H_
#define PARALLAX_SERVER_CORPUS_SQLITE_SEARCH_FTS_TOKENIZER_H_

#include <sqlite3.h>

#include "absl/status/status.h"

namespace parallax::corpus {

// Once per connection. INTERNAL: this SQLite has no FTS5.
absl::Status RegisterTokenizer(sqlite3* db);

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_SQLITE_SEARCH_FTS_TOKENIZER_H_
