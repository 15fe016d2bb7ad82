#include "server/corpus/sqlite/database/connection.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"
#include "server/corpus/sqlite/search/fts_tokenizer.h"
#include "server/text/fold.h"

namespace parallax::corpus {
namespace {

// Statements kept prepared; past it all are dropped (each corpus has an index of its own name).
constexpr size_t kMaxStatements = 512;
constexpr int kProgressSteps = 20'000;  // of SQLite's machine, about a millisecond

void FoldFunction(sqlite3_context* context, int count, sqlite3_value** values) {
  if (count != 1 || sqlite3_value_type(values[0]) == SQLITE_NULL) return sqlite3_result_null(context);
  const char* text = reinterpret_cast<const char*>(sqlite3_value_text(values[0]));
  const std::string folded = text::Fold({text, static_cast<size_t>(sqlite3_value_bytes(values[0]))});
  sqlite3_result_text(context, folded.data(), static_cast<int>(folded.size()), SQLITE_TRANSIENT);
}

// FNV-1a without the sign bit: the same part of a corpus on every machine.
void HashFunction(sqlite3_context* context, int count, sqlite3_value** values) {
  if (count != 1) return sqlite3_result_null(context);
  const auto* bytes = static_cast<const unsigned char*>(sqlite3_value_blob(values[0]));
  const int size = sqlite3_value_bytes(values[0]);
  uint64_t hash = 0xCBF29CE484222325u;
  for (int i = 0; i < size; ++i) hash = (hash ^ bytes[i]) * 0x100000001B3u;
  sqlite3_result_int64(context, static_cast<int64_t>((hash ^ (hash >> 32)) >> 1));
}

int StopIfDone(void* call) { return static_cast<const CallContext*>(call)->Done() ? 1 : 0; }

}  // namespace

absl::Status SqliteStatus(int code, absl::string_view doing, absl::string_view message) {
  const std::string what = absl::StrCat("the store failed to ", doing, ": ", message);
  switch (code & 0xFF) {
    case SQLITE_OK:
    case SQLITE_ROW:
    case SQLITE_DONE: return absl::OkStatus();
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_PROTOCOL: return WithReason(absl::UnavailableError(what), "STORE_UNAVAILABLE");
    case SQLITE_FULL: return WithReason(absl::ResourceExhaustedError(what), "STORE_FULL");
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return WithReason(absl::DataLossError(what), "STORE_DAMAGED");
    case SQLITE_PERM:
    case SQLITE_READONLY: return WithReason(absl::PermissionDeniedError(what), "STORE_NOT_WRITABLE");
    case SQLITE_INTERRUPT: return absl::CancelledError("the call ended before the store answered");
    default: return absl::InternalError(what);
  }
}

Statement::Statement(Statement&& other) noexcept
    : statement_(std::exchange(other.statement_, nullptr)),
      error_(std::move(other.error_)),
      next_(other.next_) {}

Statement::~Statement() {
  if (statement_ == nullptr) return;
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

void Statement::Note(int code) {
  if (code == SQLITE_OK || !error_.ok()) return;
  error_ = SqliteStatus(code, "bind a value", sqlite3_errmsg(sqlite3_db_handle(statement_)));
}

Statement& Statement::Bind(int64_t value) {
  if (error_.ok()) Note(sqlite3_bind_int64(statement_, next_++, value));
  return *this;
}

Statement& Statement::Bind(absl::string_view value) { return BindText(value, SQLITE_TRANSIENT); }

Statement& Statement::BindInPlace(absl::string_view value) { return BindText(value, SQLITE_STATIC); }

Statement& Statement::BindText(absl::string_view value, sqlite3_destructor_type destructor) {
  const char* data = value.data() == nullptr ? "" : value.data();
  if (error_.ok()) {
    Note(sqlite3_bind_text64(statement_, next_++, data, value.size(), destructor, SQLITE_UTF8));
  }
  return *this;
}

Statement& Statement::BindDouble(double value) {
  if (error_.ok()) Note(sqlite3_bind_double(statement_, next_++, value));
  return *this;
}

Statement& Statement::Bind(const SqlValue& value) {
  if (const int64_t* number = std::get_if<int64_t>(&value)) return Bind(*number);
  return Bind(absl::string_view(std::get<std::string>(value)));
}

Statement& Statement::Bind(const std::vector<SqlValue>& values) {
  for (const SqlValue& value : values) Bind(value);
  return *this;
}

absl::StatusOr<bool> Statement::Step() {
  RETURN_IF_ERROR(error_);
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return SqliteStatus(code, "run a statement", sqlite3_errmsg(sqlite3_db_handle(statement_)));
}

absl::Status Statement::Run() {
  ASSIGN_OR_RETURN(const bool row, Step());
  static_cast<void>(row);
  return absl::OkStatus();
}

absl::string_view Statement::Text(int column) const {
  const void* data = sqlite3_column_blob(statement_, column);
  const size_t size = static_cast<size_t>(sqlite3_column_bytes(statement_, column));
  return data == nullptr ? absl::string_view() : absl::string_view(static_cast<const char*>(data), size);
}

absl::StatusOr<std::unique_ptr<Connection>> Connection::Open(const std::string& path, Access access,
                                                             int cache_mib) {
  sqlite3* db = nullptr;
  const int flags = (access == Access::kReadOnly ? SQLITE_OPEN_READONLY
                                                 : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) |
                    SQLITE_OPEN_NOMUTEX;
  const int code = sqlite3_open_v2(path.c_str(), &db, flags, nullptr);
  std::unique_ptr<Connection> connection(new Connection(db));
  if (code != SQLITE_OK) {
    return SqliteStatus(code, absl::StrCat("open ", path), db == nullptr ? "" : sqlite3_errmsg(db));
  }
  sqlite3_extended_result_codes(db, 1);
  connection->SetBusyTimeout(kBusyTimeoutMs);
  sqlite3_create_function_v2(db, "plx_fold", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nullptr,
                             &FoldFunction, nullptr, nullptr, nullptr);
  sqlite3_create_function_v2(db, "plx_hash", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nullptr,
                             &HashFunction, nullptr, nullptr, nullptr);
  RETURN_IF_ERROR(RegisterTokenizer(db));
  RETURN_IF_ERROR(connection->Execute(absl::StrCat("PRAGMA cache_size = -", cache_mib * 1024)));
  return connection;
}

Connection::~Connection() {
  for (const auto& [sql, statement] : statements_) sqlite3_finalize(statement);
  sqlite3_close_v2(db_);
}

void Connection::ReportLog(int* log_pages) {
  const auto report = [](void* to, sqlite3*, const char*, int pages) {
    *static_cast<int*>(to) = pages;
    return SQLITE_OK;
  };
  sqlite3_wal_hook(db_, report, log_pages);
}

void Connection::DropIdleStatements() {
  for (auto at = statements_.begin(); at != statements_.end();) {
    if (sqlite3_stmt_busy(at->second) != 0) {
      ++at;
    } else {
      sqlite3_finalize(at->second);
      statements_.erase(at++);
    }
  }
}

Statement Connection::Prepare(absl::string_view sql) {
  auto found = statements_.find(sql);
  std::string key;
  while (found != statements_.end() && sqlite3_stmt_busy(found->second) != 0) {
    if (key.empty()) key = std::string(sql);
    key.push_back(' ');  // in use by an outer loop: a second one of the same text
    found = statements_.find(key);
  }
  if (found != statements_.end()) return Statement(found->second, absl::OkStatus());
  if (statements_.size() >= kMaxStatements) DropIdleStatements();
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v3(db_, sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  if (code != SQLITE_OK) {
    return Statement(nullptr, SqliteStatus(code, "prepare a statement", sqlite3_errmsg(db_)));
  }
  statements_.emplace(key.empty() ? std::string(sql) : std::move(key), statement);
  return Statement(statement, absl::OkStatus());
}

absl::Status Connection::Execute(const std::string& sql) {
  const int code = sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr);
  return SqliteStatus(code, "run a statement", sqlite3_errmsg(db_));
}

void Connection::SetCall(const CallContext* call) {
  sqlite3_progress_handler(db_, call == nullptr ? 0 : kProgressSteps,
                           call == nullptr ? nullptr : &StopIfDone, const_cast<CallContext*>(call));
}

}  // namespace parallax::corpus
