// Rows of the change feed. All functions run inside a transaction of the caller's.
#ifndef PARALLAX_SERVER_CORPUS_SQLITE_FEED_CHANGE_ROWS_H_
#define PARALLAX_SERVER_CORPUS_SQLITE_FEED_CHANGE_ROWS_H_

#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "server/corpus/records.h"
#include "server/corpus/sqlite/database/connection.h"
#include "server/corpus/sqlite/rows/corpus_rows.h"

namespace parallax::corpus {

// Sequences of the oldest change that is kept and of the newest; first = last + 1: none is.
struct FeedEnds {
  int64_t first = 1;
  int64_t last = 0;
};

absl::StatusOr<FeedEnds> ReadFeedEnds(Connection* connection, int64_t corpus);

// An entry of the feed of `corpus`; `change.document` is the document's id.
absl::Status InsertChange(Connection* connection, int64_t corpus, const Change& change);

// At most `limit` changes after sequence `after`, in order.
absl::StatusOr<std::vector<Change>> ListChangeRows(Connection* connection, const CorpusRow& corpus,
                                                   int64_t after, int limit);

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_SQLITE_FEED_CHANGE_ROWS_H_
