// Rows of corpora. All functions run inside a transaction of the caller's.
#ifndef PARALLAX_SERVER_CORPUS_SQLITE_ROWS_CORPUS_ROWS_H_
#define PARALLAX_SERVER_CORPUS_SQLITE_ROWS_CORPUS_ROWS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "server/corpus/corpus_store.h"
#include "server/corpus/sqlite/database/connection.h"
#include "server/corpus/sqlite/duplicates/text_keys.h"

namespace parallax::corpus {

struct CorpusRow {
  int64_t id = 0;
  std::string corpus_id;
  Corpus corpus;
};

// NOT_FOUND, CORPUS_NOT_FOUND. Here and below `name` is a resource name: NAME_INVALID.
absl::StatusOr<CorpusRow> FindCorpus(Connection* connection, absl::string_view name);

absl::StatusOr<Corpus> InsertCorpus(Connection* connection, const NewCorpus& corpus, absl::Time now);
absl::StatusOr<Corpus> ChangeCorpus(Connection* connection, absl::string_view name,
                                    const CorpusChange& change, absl::Time now);
absl::Status RemoveCorpus(Connection* connection, TextKeys* keys, absl::string_view name,
                          absl::string_view etag, bool force);
// At most `limit` corpora with ids after `after`, by id.
absl::StatusOr<std::vector<Corpus>> ListCorpusRows(Connection* connection, absl::string_view after,
                                                   int limit);

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_SQLITE_ROWS_CORPUS_ROWS_H_
