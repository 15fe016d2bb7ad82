#include "server/corpus/sqlite/care/sqlite_care.h"

#include <filesystem>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"
#include "server/corpus/sqlite/care/backup.h"
#include "server/corpus/sqlite/care/prune.h"
#include "server/corpus/sqlite/database/data_folder.h"
#include "server/corpus/sqlite/duplicates/text_groups.h"
#include "server/corpus/sqlite/search/index_maintenance.h"

namespace parallax::corpus {
namespace {

constexpr int64_t kRowsAtOnce = 2000;

absl::Status CheckPolicy(const PrunePolicy& policy) {
  const auto invalid = [](absl::string_view what) {
    return WithReason(absl::InvalidArgumentError(what), "PRUNE_POLICY_INVALID");
  };
  if (policy.keep_revisions.value_or(1) < 1) {
    return invalid("keep_revisions: keep at least 1, the current one");
  }
  if (policy.keep_changes.value_or(absl::ZeroDuration()) < absl::ZeroDuration()) {
    return invalid("keep_changes: a time of 0 or more; 0 keeps none");
  }
  if (policy.keep_imports.value_or(absl::ZeroDuration()) < absl::ZeroDuration()) {
    return invalid("keep_imports: a time of 0 or more; 0 keeps none");
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<int64_t> SqliteCare::Backup(const std::string& path, const CallContext& call) {
  std::error_code error;
  if (std::filesystem::exists(path, error)) {
    return WithReason(
        absl::AlreadyExistsError(absl::StrCat(path, " is there already; give the copy another name")),
        "BACKUP_EXISTS");
  }
  // Under its name only when it is whole.
  const std::string partial = absl::StrCat(path, ".partial");
  std::filesystem::remove_all(partial, error);
  absl::StatusOr<int64_t> bytes = [&]() -> absl::StatusOr<int64_t> {
    ASSIGN_OR_RETURN(const std::unique_ptr<DataFolder> folder, DataFolder::Lock(partial));
    return CopyDatabase(database_, folder->DatabasePath(), call);
  }();
  if (bytes.ok()) std::filesystem::rename(partial, path, error);
  if (bytes.ok() && error) {
    bytes = WithReason(absl::UnavailableError(absl::StrCat("cannot name ", path, ": ", error.message())),
                       "STORE_UNAVAILABLE");
  }
  if (!bytes.ok()) std::filesystem::remove_all(partial, error);
  return bytes;
}

absl::Status SqliteCare::Verify() {
  // FTS5 checks an index by a statement that writes.
  return writer_->Run([](Connection* connection) { return VerifyStore(connection); });
}

absl::Status SqliteCare::RebuildIndex() {
  return writer_->Run([this](Connection* connection) -> absl::Status {
    RETURN_IF_ERROR(RebuildIndexes(connection));
    return RebuildTextGroups(connection, keys_);
  });
}

absl::StatusOr<int64_t> SqliteCare::InParts(const CallContext& call, const Part& part) {
  int64_t all = 0;
  for (int64_t removed = kRowsAtOnce; removed >= kRowsAtOnce;) {
    if (call.Done()) return absl::CancelledError("the call ended before everything was pruned");
    RETURN_IF_ERROR(writer_->Run([&](Connection* connection) -> absl::Status {
      ASSIGN_OR_RETURN(removed, part(connection, kRowsAtOnce));
      return absl::OkStatus();
    }));
    all += removed;
  }
  return all;
}

absl::StatusOr<PruneResult> SqliteCare::Prune(const PrunePolicy& policy, const CallContext& call) {
  RETURN_IF_ERROR(CheckPolicy(policy));
  PruneResult result;
  if (policy.keep_revisions.has_value()) {
    ASSIGN_OR_RETURN(result.revisions, InParts(call, [&](Connection* connection, int64_t limit) {
      return PruneRevisions(connection, *policy.keep_revisions, limit);
    }));
  }
  if (policy.keep_changes.has_value()) {
    const absl::Time before = clock_() - *policy.keep_changes;
    ASSIGN_OR_RETURN(result.changes, InParts(call, [&](Connection* connection, int64_t limit) {
      return PruneChanges(connection, before, limit);
    }));
  }
  if (policy.keep_imports.has_value()) {
    const absl::Time before = clock_() - *policy.keep_imports;
    ASSIGN_OR_RETURN(result.imports, InParts(call, [&](Connection* connection, int64_t limit) {
      return PruneImports(connection, before, limit);
    }));
  }
  return result;
}

}  // namespace parallax::corpus
