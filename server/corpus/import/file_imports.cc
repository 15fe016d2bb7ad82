#include "server/corpus/import/file_imports.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <thread>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"
#include "server/corpus/import/import_files.h"

namespace parallax::corpus {
namespace {

constexpr size_t kMaxRunning = 4;  // each reads and writes one disk
constexpr size_t kMaxRemembered = 100;
constexpr size_t kMaxProblems = 100;

// The file's bytes, or why it cannot be imported.
absl::StatusOr<std::string> ReadFile(const FoundFile& file, size_t max_bytes) {
  std::ifstream in(file.path, std::ios::binary);
  if (!in) {
    return WithReason(absl::UnavailableError("the server cannot read the file"), "FILE_UNREADABLE");
  }
  // What is larger is refused by the readers: they are given enough of it to do so.
  std::string bytes(std::min(static_cast<size_t>(file.bytes), max_bytes + 1), '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<size_t>(in.gcount()));
  return bytes;
}

}  // namespace

struct FileImports::Running {
  ImportOptions options;
  std::vector<FoundFile> files;
  std::unique_ptr<ImportSession> session;  // of the thread
  CallContext call;
  FileImportState state;   // under mutex_, as the next
  int64_t unreadable = 0;  // files that the session never saw
  std::thread thread;
};

FileImports::FileImports(CorpusStore* store, const ReaderRegistry* readers, std::string root)
    : store_(store), readers_(readers), root_(std::move(root)) {}

FileImports::~FileImports() { Stop(); }

void FileImports::Stop() {
  std::map<int64_t, std::unique_ptr<Running>> imports;
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
    imports.swap(imports_);
  }
  for (auto& [number, import] : imports) import->call.Cancel();
  for (auto& [number, import] : imports) import->thread.join();
}

absl::StatusOr<FileImportState> FileImports::Start(const ImportOptions& options,
                                                   const std::string& path) {
  auto running = std::make_unique<Running>();
  running->options = options;
  ASSIGN_OR_RETURN(running->files, FindImportFiles(root_, path));
  ASSIGN_OR_RETURN(running->session, ImportSession::Open(store_, readers_, options));
  FileImportState& state = running->state;
  state.corpus = options.corpus;
  state.path = path;
  state.files = static_cast<int64_t>(running->files.size());
  for (const FoundFile& file : running->files) state.bytes += file.bytes;
  state.create_time = absl::Now();
  absl::MutexLock lock(&mutex_);
  if (stopping_) return absl::UnavailableError("the server is stopping");
  const auto under_way = std::count_if(imports_.begin(), imports_.end(),
                                       [](const auto& import) { return !import.second->state.done; });
  if (static_cast<size_t>(under_way) >= kMaxRunning) {
    return WithReason(absl::ResourceExhaustedError(absl::StrCat(
                          under_way, " imports of files are under way; wait until one is done")),
                      "TOO_MANY_OPERATIONS");
  }
  ForgetOldest();
  state.name = absl::StrCat(kNamePrefix, ++last_);
  FileImportState answer = state;
  running->thread = std::thread([this, import = running.get()] { Run(import); });
  imports_.emplace(last_, std::move(running));
  return answer;
}

void FileImports::Run(Running* running) {
  std::thread sender([this, running] { Send(running, running->session.get()); });
  absl::Status status = Receive(running, running->session.get());
  if (!status.ok()) running->call.Cancel();  // the sender may wait for room
  sender.join();
  running->session.reset();
  absl::MutexLock lock(&mutex_);
  running->state.done = true;
  running->state.end_time = absl::Now();
  running->state.result = std::move(status);
}

void FileImports::Send(Running* running, ImportSession* session) {
  const int64_t first = session->resumed_from();
  for (size_t i = static_cast<size_t>(first); i < running->files.size(); ++i) {
    const FoundFile& file = running->files[i];
    absl::StatusOr<std::string> bytes = ReadFile(file, readers_->limits().max_file_bytes);
    if (!bytes.ok()) {
      absl::MutexLock lock(&mutex_);
      ++running->unreadable;
      if (running->state.problems.size() < kMaxProblems) {
        running->state.problems.push_back({file.relative, 0, bytes.status()});
      }
      continue;
    }
    ImportItem item;
    item.sequence = static_cast<int64_t>(i) + 1;
    RawFile raw;
    raw.bytes = *std::move(bytes);
    raw.hints.file_name = std::filesystem::path(file.path).filename().string();
    item.payload = std::move(raw);
    if (!session->Add(std::move(item), running->call).ok()) return;  // Next() says why
  }
  session->FinishAdding();
}

absl::Status FileImports::Receive(Running* running, ImportSession* session) {
  while (true) {
    ASSIGN_OR_RETURN(const ImportProgress progress, session->Next(running->call));
    absl::MutexLock lock(&mutex_);
    Note(running, progress, session->totals());
    if (progress.finished) return absl::OkStatus();
  }
}

void FileImports::Note(Running* running, const ImportProgress& progress, const ImportTotals& totals) {
  FileImportState& state = running->state;
  state.totals = totals;
  state.totals.items += running->unreadable;
  state.totals.rejected += running->unreadable;
  int64_t through = progress.committed_through;
  if (!progress.outcomes.empty()) through = std::max(through, progress.outcomes.back().sequence);
  if (progress.finished) through = state.files;
  for (; state.files_done < std::min(through, state.files); ++state.files_done) {
    state.bytes_done += running->files[static_cast<size_t>(state.files_done)].bytes;
  }
  for (const ItemOutcome& outcome : progress.outcomes) {
    if (outcome.result.status.ok() || state.problems.size() >= kMaxProblems) continue;
    const auto index = static_cast<size_t>(outcome.sequence) - 1;
    state.problems.push_back({running->files[index].relative, outcome.part, outcome.result.status});
  }
}

FileImports::Running* FileImports::Find(const std::string& name) const {
  absl::string_view number = name;
  int64_t id = 0;
  if (!absl::ConsumePrefix(&number, kNamePrefix) || !absl::SimpleAtoi(number, &id)) return nullptr;
  const auto found = imports_.find(id);
  return found == imports_.end() ? nullptr : found->second.get();
}

absl::StatusOr<FileImportState> FileImports::Get(const std::string& name) const {
  return Wait(name, absl::InfinitePast());
}

absl::StatusOr<FileImportState> FileImports::Wait(const std::string& name, absl::Time until) const {
  absl::MutexLock lock(&mutex_);
  const auto done = [&, this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    const Running* running = Find(name);  // may be forgotten meanwhile
    return running == nullptr || running->state.done;
  };
  mutex_.AwaitWithDeadline(absl::Condition(&done), until);
  const Running* running = Find(name);
  if (running != nullptr) return running->state;
  return WithReason(absl::NotFoundError(absl::StrCat("there is no operation ", name,
                                                     "; it was forgotten, or the server restarted")),
                    "OPERATION_NOT_FOUND");
}

std::vector<FileImportState> FileImports::List() const {
  absl::MutexLock lock(&mutex_);
  std::vector<FileImportState> states;
  for (auto import = imports_.rbegin(); import != imports_.rend(); ++import) {
    states.push_back(import->second->state);
  }
  return states;
}

absl::Status FileImports::Cancel(const std::string& name) {
  RETURN_IF_ERROR(Get(name).status());
  absl::MutexLock lock(&mutex_);
  if (Running* running = Find(name); running != nullptr) running->call.Cancel();
  return absl::OkStatus();
}

absl::Status FileImports::Forget(const std::string& name) {
  ASSIGN_OR_RETURN(const FileImportState state, Get(name));
  if (!state.done) {
    return WithReason(absl::FailedPreconditionError(absl::StrCat(name, " runs; cancel it first")),
                      "OPERATION_NOT_DONE");
  }
  absl::MutexLock lock(&mutex_);
  Running* running = Find(name);
  if (running == nullptr) return absl::OkStatus();
  running->thread.join();  // it has done all but end
  std::erase_if(imports_, [running](const auto& import) { return import.second.get() == running; });
  return absl::OkStatus();
}

void FileImports::ForgetOldest() {
  for (auto import = imports_.begin(); imports_.size() >= kMaxRemembered && import != imports_.end();) {
    if (!import->second->state.done) {
      ++import;
      continue;
    }
    import->second->thread.join();
    import = imports_.erase(import);
  }
}

}  // namespace parallax::corpus
