// Which live texts have a key: the bands and the long sentences of each, to find copies by.
//
// A text has some thirty keys that fall evenly over all numbers: written one by one, each would dirty a
// page of its own. So the keys of the newest texts are kept in memory and, one row a text, in
// text_recent; they become a run (text_runs.h) some thousands of texts at a time.
#ifndef PARALLAX_SERVER_CORPUS_SQLITE_DUPLICATES_TEXT_KEYS_H_
#define PARALLAX_SERVER_CORPUS_SQLITE_DUPLICATES_TEXT_KEYS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "server/corpus/sqlite/database/connection.h"
#include "server/corpus/sqlite/duplicates/text_runs.h"

namespace parallax::corpus {

// Used by the writer's thread only, inside its transactions. A transaction may be undone at any time:
// the copy in memory has a version, and is read anew when the file's is another.
class TextKeys {
 public:
  // Past so many keys in memory they become a run: some 20,000 texts, 30 MiB.
  static constexpr size_t kMaxRecent = size_t{1} << 19;

  explicit TextKeys(size_t max_recent = kMaxRecent) : max_recent_(max_recent) {}

  // Before the others, in each piece of work that can be undone by itself.
  absl::Status Begin(Connection* connection);
  // After them.
  absl::Status Finish(Connection* connection);

  absl::Status Insert(Connection* connection, int64_t document, absl::Span<const uint64_t> keys);
  // `keys` are those it was inserted with.
  absl::Status Erase(Connection* connection, int64_t document, absl::Span<const uint64_t> keys);

  // Calls `visit` for documents that have `key`, at most `limit`, until it returns false or an error.
  using Visitor = TextRuns::Visitor;
  absl::Status Visit(Connection* connection, uint64_t key, int limit, const Visitor& visit) const;

  // Forgets all keys of all texts.
  absl::Status Clear(Connection* connection);
  // Forgets those of the documents of table text_signature in `corpus`.
  absl::Status ClearCorpus(Connection* connection, int64_t corpus);

 private:
  static constexpr int64_t kUnknown = -1;
  static constexpr uint32_t kNone = ~uint32_t{0};

  // One document of a key, and the one before it with the same.
  struct Link {
    int64_t document = 0;
    uint32_t before = kNone;
  };

  absl::Status Load(Connection* connection);
  absl::Status MoveToRun(Connection* connection);
  void Remember(int64_t document, absl::Span<const uint64_t> keys);
  void Forget(int64_t document, absl::Span<const uint64_t> keys);
  void Reset();

  const size_t max_recent_;
  absl::flat_hash_map<uint64_t, uint32_t> newest_;  // by key: index into links_
  std::vector<Link> links_;
  TextRuns runs_;
  int64_t version_ = kUnknown;  // of the file, that memory agrees with; kUnknown: changed since
};

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_SQLITE_DUPLICATES_TEXT_KEYS_H_
