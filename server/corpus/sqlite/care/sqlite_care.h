// Care of the SQLite store.
#ifndef PARALLAX_SERVER_CORPUS_SQLITE_CARE_SQLITE_CARE_H_
#define PARALLAX_SERVER_CORPUS_SQLITE_CARE_SQLITE_CARE_H_

#include <functional>
#include <string>
#include <utility>

#include "absl/time/time.h"
#include "server/corpus/sqlite/database/writer.h"
#include "server/corpus/sqlite/duplicates/text_keys.h"
#include "server/corpus/store_care.h"

namespace parallax::corpus {

// Thread-safe. What it is given must outlive it.
class SqliteCare final : public StoreCare {
 public:
  SqliteCare(Writer* writer, TextKeys* keys, std::string database,
             std::function<absl::Time()> clock)
      : writer_(writer), keys_(keys), database_(std::move(database)), clock_(std::move(clock)) {}

  absl::StatusOr<int64_t> Backup(const std::string& path, const CallContext& call) override;
  absl::Status Verify() override;
  absl::Status RebuildIndex() override;
  absl::StatusOr<PruneResult> Prune(const PrunePolicy& policy, const CallContext& call) override;

 private:
  using Part = std::function<absl::StatusOr<int64_t>(Connection*, int64_t limit)>;
  absl::StatusOr<int64_t> InParts(const CallContext& call, const Part& part);

  Writer* const writer_;
  TextKeys* const keys_;
  const std::string database_;
  const std::function<absl::Time()> clock_;
};

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_SQLITE_CARE_SQLITE_CARE_H_
