// Imports of files that lie on the server's own disk, as work that outlives the call that asked for it.
#ifndef PARALLAX_SERVER_CORPUS_IMPORT_FILE_IMPORTS_H_
#define PARALLAX_SERVER_CORPUS_IMPORT_FILE_IMPORTS_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "server/analyzer/call_context.h"
#include "server/corpus/importer.h"

namespace parallax::corpus {

// Why a document of a file, or the file, is not in the corpus.
struct FileProblem {
  std::string file;   // relative to the import root
  uint32_t part = 0;  // which document of the file
  absl::Status status;
};

// Where an import of files is.
struct FileImportState {
  std::string name;    // "operations/import-3"
  std::string corpus;  // "corpora/news"
  std::string path;    // as asked for
  int64_t files = 0;   // found
  int64_t files_done = 0;  // durable, or rejected for good
  int64_t bytes = 0;       // of the files found
  int64_t bytes_done = 0;
  ImportTotals totals;
  std::vector<FileProblem> problems;  // the first 100
  absl::Time create_time;
  absl::Time end_time;  // of a done one
  bool done = false;
  absl::Status result;  // of a done one; CANCELLED: what was committed before stands
};

// Thread-safe. Remembers imports until they are forgotten, the newest 100 that are done, and none over
// a restart: asking again is cheap, since what is known is UNCHANGED.
class FileImports {
 public:
  static constexpr absl::string_view kNamePrefix = "operations/import-";

  // `root`: the folder that the operator allows; empty: none. The others outlive this.
  FileImports(CorpusStore* store, const ReaderRegistry* readers, std::string root);
  ~FileImports();  // as Stop()
  FileImports(const FileImports&) = delete;
  FileImports& operator=(const FileImports&) = delete;

  // Cancels what runs, waits for it, and begins nothing any more.
  void Stop() ABSL_LOCKS_EXCLUDED(mutex_);

  // Begins to import `path`, a file or a folder with all below it, in the order of their paths; items
  // are numbered by it. FAILED_PRECONDITION, IMPORT_ROOT_MISSING; INVALID_ARGUMENT, PATH_INVALID
  // (absolute, "..", or a link out of the root); NOT_FOUND, FILE_NOT_FOUND; RESOURCE_EXHAUSTED,
  // TOO_MANY_OPERATIONS; UNAVAILABLE after Stop(); as ImportSession::Open().
  absl::StatusOr<FileImportState> Start(const ImportOptions& options, const std::string& path)
      ABSL_LOCKS_EXCLUDED(mutex_);

  // NOT_FOUND, OPERATION_NOT_FOUND; so for the others.
  absl::StatusOr<FileImportState> Get(const std::string& name) const ABSL_LOCKS_EXCLUDED(mutex_);
  // As Get, once it is done or `until` has passed.
  absl::StatusOr<FileImportState> Wait(const std::string& name, absl::Time until) const
      ABSL_LOCKS_EXCLUDED(mutex_);
  std::vector<FileImportState> List() const ABSL_LOCKS_EXCLUDED(mutex_);  // newest first
  // Asks it to stop; it is done soon after.
  absl::Status Cancel(const std::string& name) ABSL_LOCKS_EXCLUDED(mutex_);
  // FAILED_PRECONDITION, OPERATION_NOT_DONE.
  absl::Status Forget(const std::string& name) ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  struct Running;

  void Run(Running* running) ABSL_LOCKS_EXCLUDED(mutex_);
  void Send(Running* running, ImportSession* session) ABSL_LOCKS_EXCLUDED(mutex_);
  absl::Status Receive(Running* running, ImportSession* session) ABSL_LOCKS_EXCLUDED(mutex_);
  void Note(Running* running, const ImportProgress& progress, const ImportTotals& totals)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  Running* Find(const std::string& name) const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void ForgetOldest() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  CorpusStore* const store_;
  const ReaderRegistry* const readers_;
  const std::string root_;

  mutable absl::Mutex mutex_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  int64_t last_ ABSL_GUARDED_BY(mutex_) = 0;
  std::map<int64_t, std::unique_ptr<Running>> imports_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_IMPORT_FILE_IMPORTS_H_
