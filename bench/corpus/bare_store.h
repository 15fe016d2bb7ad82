// The floor: documents straight into SQLite and FTS5, with the same tokenizer and the same promise
// that what was committed is on disk, and nothing else.
#ifndef PARALLAX_BENCH_CORPUS_BARE_STORE_H_
#define PARALLAX_BENCH_CORPUS_BARE_STORE_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "server/corpus/records.h"
#include "server/corpus/sqlite/database/connection.h"

namespace parallax::bench {

class BareStore {
 public:
  static absl::StatusOr<std::unique_ptr<BareStore>> Open(const std::string& path);

  // In one commit.
  absl::Status Put(const std::vector<corpus::NewDocument>& documents);
  // The best 20 by BM25: their rows.
  absl::StatusOr<std::vector<int64_t>> Search(const std::string& fts_query);

 private:
  explicit BareStore(std::unique_ptr<corpus::Connection> connection)
      : connection_(std::move(connection)) {}

  const std::unique_ptr<corpus::Connection> connection_;
};

}  // namespace parallax::bench

#endif  // PARALLAX_BENCH_CORPUS_BARE_STORE_H_
