// The folder a store lives in, and the lock that keeps it to one process.
#ifndef PARALLAX_SERVER_CORPUS_SQLITE_DATABASE_DATA_FOLDER_H_
#define PARALLAX_SERVER_CORPUS_SQLITE_DATABASE_DATA_FOLDER_H_

#include <memory>
#include <string>
#include <utility>

#include "absl/status/statusor.h"

namespace parallax::corpus {

// Two processes that write one database can damage it (SQLite 3.7.0 to 3.51.2, WAL reset), so the
// folder is locked while this lives. The lock goes with the process, however it ends.
class DataFolder {
 public:
  // Creates `path` (readable for its owner only) if it is not there. FAILED_PRECONDITION,
  // DATA_FOLDER_LOCKED: another process has it; the message has its id. PERMISSION_DENIED,
  // UNAVAILABLE: the message has the system's reason.
  static absl::StatusOr<std::unique_ptr<DataFolder>> Lock(const std::string& path);
  ~DataFolder();
  DataFolder(const DataFolder&) = delete;
  DataFolder& operator=(const DataFolder&) = delete;

  std::string DatabasePath() const { return path_ + "/corpora.db"; }

 private:
  DataFolder(std::string path, int lock) : path_(std::move(path)), lock_(lock) {}

  std::string path_;
  int lock_;
};

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_SQLITE_DATABASE_DATA_FOLDER_H_
