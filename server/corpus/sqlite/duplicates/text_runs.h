// The keys of all but the newest texts, on disk: runs of pairs (key, document), each in order, in blocks
// of a page. Runs are written once, and merged: eight of a size make one of the next.
#ifndef PARALLAX_SERVER_CORPUS_SQLITE_DUPLICATES_TEXT_RUNS_H_
#define PARALLAX_SERVER_CORPUS_SQLITE_DUPLICATES_TEXT_RUNS_H_

#include <cstdint>
#include <functional>
#include <map>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "server/corpus/sqlite/database/connection.h"
#include "server/corpus/sqlite/duplicates/key_block.h"
#include "server/corpus/sqlite/duplicates/key_filter.h"

namespace parallax::corpus {

// Has a filter for each run in memory, 1.25 to 2.5 bytes a key: most keys of a text are nobody else's,
// and asking each run for each of them would be most of the work.
class TextRuns {
 public:
  // Brings the filters in line with the table: after a beginning, and after work was undone.
  absl::Status Load(Connection* connection);

  // Writes a run of `pairs`, which are in order, each once.
  absl::Status Add(Connection* connection, absl::Span<const KeyPair> pairs);
  // Removes pairs that are there.
  absl::Status Erase(Connection* connection, int64_t key, int64_t document);
  // Removes all pairs whose document `gone` holds for.
  absl::Status EraseAll(Connection* connection, const std::function<bool(int64_t document)>& gone);

  // Calls `visit` for documents with `key`, at most `*limit`, which is lowered by their number, until it
  // returns false or an error. False: it did.
  using Visitor = std::function<absl::StatusOr<bool>(int64_t document)>;
  absl::StatusOr<bool> Visit(Connection* connection, int64_t key, int* limit,
                             const Visitor& visit) const;

 private:
  class Reader;
  class Writer;

  absl::StatusOr<std::vector<KeyPair>> BlockOf(Connection* connection, int64_t run, int64_t key,
                                               int64_t* block) const;
  absl::Status Merge(Connection* connection, int64_t level);

  // A number that no run has or had, also none that was undone: the filter of one number is always of
  // the same pairs, or of more.
  int64_t NewRun(int64_t level);

  std::map<int64_t, KeyFilter> runs_;  // by number: the level above bit 32
  int64_t last_ = 0;                   // the highest number below that bit
};

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_SQLITE_DUPLICATES_TEXT_RUNS_H_
