// What keeps a store healthy: copies, checks, new indexes, pruning.
#ifndef PARALLAX_SERVER_CORPUS_STORE_CARE_H_
#define PARALLAX_SERVER_CORPUS_STORE_CARE_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "server/analyzer/call_context.h"

namespace parallax::corpus {

// What to keep; what is not set is kept for ever. INVALID_ARGUMENT, PRUNE_POLICY_INVALID: less than 1
// revision, or a negative time.
struct PrunePolicy {
  // Revisions of a document, the current one among them. Of a tombstone the text it restores stays.
  std::optional<int> keep_revisions;
  std::optional<absl::Duration> keep_changes;  // by age of the change
  std::optional<absl::Duration> keep_imports;  // by age of the import's last commit
};

struct PruneResult {
  int64_t revisions = 0;
  int64_t changes = 0;
  int64_t imports = 0;
};

// Thread-safe; calls block.
class StoreCare {
 public:
  virtual ~StoreCare() = default;

  // Copies the store, as of one commit, into the new folder `path`, while it is read and written.
  // Returns its bytes. Opening a store on that folder restores it. ALREADY_EXISTS, BACKUP_EXISTS.
  // RESOURCE_EXHAUSTED, STORE_FULL; CANCELLED and DEADLINE_EXCEEDED as `call` says: no folder is left.
  virtual absl::StatusOr<int64_t> Backup(const std::string& path, const CallContext& call) = 0;

  // Reads the whole store and the indexes and compares them; writes wait meanwhile. DATA_LOSS,
  // STORE_DAMAGED: what is wrong.
  virtual absl::Status Verify() = 0;

  // Makes the search index and the text groups anew from the documents, in one commit.
  virtual absl::Status RebuildIndex() = 0;

  // In many small commits; what an ended call removed stays removed.
  virtual absl::StatusOr<PruneResult> Prune(const PrunePolicy& policy, const CallContext& call) = 0;
};

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_STORE_CARE_H_
