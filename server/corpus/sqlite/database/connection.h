// One SQLite connection and its statements. The types of SQLite stop in sqlite/.
#ifndef PARALLAX_SERVER_CORPUS_SQLITE_DATABASE_CONNECTION_H_
#define PARALLAX_SERVER_CORPUS_SQLITE_DATABASE_CONNECTION_H_

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <sqlite3.h>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/analyzer/call_context.h"
#include "server/corpus/filter/filter_sql.h"

namespace parallax::corpus {

// What SQLite's result `code` means to a caller: UNAVAILABLE (the disk, a lock), RESOURCE_EXHAUSTED
// with STORE_FULL, DATA_LOSS with STORE_DAMAGED, CANCELLED (interrupted), else INTERNAL.
absl::Status SqliteStatus(int code, absl::string_view doing, absl::string_view message);

// A prepared statement in use. Bind, then step; values are bound in order from the first. Reset when
// it goes, so that it can be used again.
class Statement {
 public:
  Statement(sqlite3_stmt* statement, absl::Status prepared)
      : statement_(statement), error_(std::move(prepared)) {}
  Statement(Statement&& other) noexcept;
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  ~Statement();

  Statement& Bind(int64_t value);
  Statement& Bind(absl::string_view value);  // as text; copied
  // As text, not copied: it stays as it is until the last step.
  Statement& BindInPlace(absl::string_view value);
  Statement& BindDouble(double value);
  Statement& Bind(const SqlValue& value);
  Statement& Bind(const std::vector<SqlValue>& values);

  // To the next row; false: there is none.
  absl::StatusOr<bool> Step();
  // Runs a statement that gives no rows.
  absl::Status Run();

  // Of the row, from column 0. The text is valid until the next step.
  int64_t Int(int column) const { return sqlite3_column_int64(statement_, column); }
  double Double(int column) const { return sqlite3_column_double(statement_, column); }
  absl::string_view Text(int column) const;
  std::string String(int column) const { return std::string(Text(column)); }

 private:
  Statement& BindText(absl::string_view value, sqlite3_destructor_type destructor);
  void Note(int code);

  sqlite3_stmt* statement_;
  absl::Status error_;
  int next_ = 1;
};

// Used by one thread at a time.
class Connection {
 public:
  enum class Access { kReadWrite, kReadOnly };

  // Opens the database with our functions and tokenizer.
  static absl::StatusOr<std::unique_ptr<Connection>> Open(const std::string& path, Access access,
                                                          int cache_mib);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // The statement for `sql`, from the cache if it was there. An error shows when it is run.
  Statement Prepare(absl::string_view sql);

  // Runs statements without values or rows.
  absl::Status Execute(const std::string& sql);

  int64_t last_insert_rowid() const { return sqlite3_last_insert_rowid(db_); }
  int64_t changes() const { return sqlite3_changes(db_); }
  sqlite3* handle() { return db_; }  // for what this class has no word for
  bool in_transaction() const { return sqlite3_get_autocommit(db_) == 0; }

  // A reader meets a busy database only while the writer recovers or begins the log anew: milliseconds.
  static constexpr int kBusyTimeoutMs = 10'000;
  void SetBusyTimeout(int milliseconds) { sqlite3_busy_timeout(db_, milliseconds); }

  // From now on each commit writes to `*log_pages` how many pages the log has, and moves none to the file
  // by itself.
  void ReportLog(int* log_pages);

  // Interrupts statements while `call` is done; null: never. The call must outlive them.
  void SetCall(const CallContext* call);

 private:
  explicit Connection(sqlite3* db) : db_(db) {}
  void DropIdleStatements();

  sqlite3* db_;
  absl::flat_hash_map<std::string, sqlite3_stmt*> statements_;
};

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_SQLITE_DATABASE_CONNECTION_H_
