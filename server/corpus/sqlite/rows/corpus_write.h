// What a piece of work changes in a corpus beside the rows of its documents: search index, text groups,
// change feed, counts.
#ifndef PARALLAX_SERVER_CORPUS_SQLITE_ROWS_CORPUS_WRITE_H_
#define PARALLAX_SERVER_CORPUS_SQLITE_ROWS_CORPUS_WRITE_H_

#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "server/corpus/records.h"
#include "server/corpus/search/indexed_text.h"
#include "server/corpus/sqlite/database/connection.h"
#include "server/corpus/sqlite/duplicates/text_keys.h"
#include "server/corpus/sqlite/rows/corpus_rows.h"
#include "server/text/near_duplicate.h"

namespace parallax::corpus {

// Lives within a transaction of the caller's. Documents are named by their row.
class CorpusWrite {
 public:
  // `connection` and `keys` outlive it.
  static absl::StatusOr<CorpusWrite> Begin(Connection* connection, TextKeys* keys, CorpusRow corpus,
                                           absl::Time now);

  Connection* connection() const { return connection_; }
  const CorpusRow& corpus() const { return corpus_; }
  absl::Time now() const { return now_; }

  // A live document more or less.
  void CountDocuments(int64_t change) { documents_ += change; }

  // The next entry of the change feed.
  absl::Status AppendChange(absl::string_view document_id, int64_t revision, ChangeKind kind);

  // Takes the text of a live document in; `text` outlives this.
  absl::Status AddText(int64_t document, const IndexedText& text,
                       const text::TextSignature& signature);
  // Takes it out; the document's row must still be at the revision that was taken in.
  absl::Status RemoveText(int64_t document, const IndexedText& text);

  // Writes what was put off. Without it nothing of the above counts: undo the transaction.
  absl::Status Finish();

 private:
  CorpusWrite(Connection* connection, TextKeys* keys, CorpusRow corpus, absl::Time now,
              int64_t last_sequence)
      : connection_(connection),
        keys_(keys),
        corpus_(std::move(corpus)),
        now_(now),
        sequence_(last_sequence) {}

  Connection* connection_;
  TextKeys* keys_;
  CorpusRow corpus_;
  absl::Time now_;
  int64_t sequence_;
  int64_t documents_ = 0;
  // The search index is written last and at one go: FTS5 writes its words out, as a segment of their
  // own, whenever a statement on another table begins that SQLite might have to undo.
  std::map<int64_t, const IndexedText*> to_index_;
};

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_SQLITE_ROWS_CORPUS_WRITE_H_
