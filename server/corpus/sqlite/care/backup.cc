#include "server/corpus/sqlite/care/backup.h"

#include <filesystem>
#include <memory>
#include <system_error>

#include "server/base/status_macros.h"
#include "server/corpus/sqlite/database/connection.h"

namespace parallax::corpus {
namespace {

constexpr int kPagesAtOnce = 256;  // 2 MiB between two looks at the call

class DatabaseCopy {
 public:
  DatabaseCopy(Connection* to, Connection* from)
      : backup_(sqlite3_backup_init(to->handle(), "main", from->handle(), "main")), to_(to) {}
  ~DatabaseCopy() { sqlite3_backup_finish(backup_); }
  DatabaseCopy(const DatabaseCopy&) = delete;
  DatabaseCopy& operator=(const DatabaseCopy&) = delete;

  absl::Status Run(const CallContext& call) {
    int code = backup_ == nullptr ? SQLITE_ERROR : SQLITE_OK;
    while (code == SQLITE_OK) {
      if (call.Done()) return absl::CancelledError("the call ended before the copy was made");
      code = sqlite3_backup_step(backup_, kPagesAtOnce);
    }
    return SqliteStatus(code, "copy the database", sqlite3_errmsg(to_->handle()));
  }

 private:
  sqlite3_backup* const backup_;
  Connection* const to_;
};

}  // namespace

absl::StatusOr<int64_t> CopyDatabase(const std::string& from, const std::string& to,
                                     const CallContext& call) {
  ASSIGN_OR_RETURN(const std::unique_ptr<Connection> source,
                   Connection::Open(from, Connection::Access::kReadOnly, 4));
  ASSIGN_OR_RETURN(const std::unique_ptr<Connection> target,
                   Connection::Open(to, Connection::Access::kReadWrite, 4));
  RETURN_IF_ERROR(target->Execute("PRAGMA synchronous = FULL"));
  // One snapshot for all steps: without it the copy starts again with every commit.
  RETURN_IF_ERROR(source->Execute("BEGIN"));
  Statement pin = source->Prepare("SELECT 1 FROM meta LIMIT 1");
  RETURN_IF_ERROR(pin.Run());
  RETURN_IF_ERROR(DatabaseCopy(target.get(), source.get()).Run(call));
  std::error_code error;
  const auto bytes = std::filesystem::file_size(to, error);
  return error ? 0 : static_cast<int64_t>(bytes);
}

}  // namespace parallax::corpus
