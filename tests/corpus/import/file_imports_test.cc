// Imports of files of the server's own folder: which files, what becomes of them, and how long they are
// remembered.
#include "server/corpus/import/file_imports.h"

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "server/base/error_reason.h"
#include "tests/corpus/store_fixture.h"

namespace parallax::corpus {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// A clock by which puts can be held up: the store asks it in each of them.
class HeldClock {
 public:
  void Hold() {
    absl::MutexLock lock(&mutex_);
    held_ = true;
  }
  void Release() {
    absl::MutexLock lock(&mutex_);
    held_ = false;
  }
  absl::Time Now() {
    absl::MutexLock lock(&mutex_);
    const auto free = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return !held_; };
    mutex_.Await(absl::Condition(&free));
    return absl::Now();
  }

 private:
  absl::Mutex mutex_;
  bool held_ ABSL_GUARDED_BY(mutex_) = false;
};

class FileImportsTest : public testing::Test {
 protected:
  void SetUp() override {
    SqliteOptions options = SmallStore(data_.path());
    options.clock = [this] { return clock_.Now(); };
    auto opened = SqliteCorpora::Open(options);
    ASSERT_TRUE(opened.ok()) << opened.status();
    corpora_ = *std::move(opened);
    ASSERT_TRUE(store().CreateCorpus({"news", "", ""}).ok());
    imports_ = std::make_unique<FileImports>(&store(), &readers_, root_.path());
    options_.corpus = "corpora/news";
  }

  void Write(const std::string& path, const std::string& bytes) {
    const std::filesystem::path file = std::filesystem::path(root_.path()) / path;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << bytes;
  }

  FileImportState Started(const std::string& path) {
    const auto started = imports_->Start(options_, path);
    EXPECT_TRUE(started.ok()) << started.status();
    return started.ok() ? *started : FileImportState{};
  }
  // The end of the import that began as `started`.
  FileImportState Done(const FileImportState& started) {
    const auto done = imports_->Wait(started.name, absl::Now() + absl::Seconds(30));
    EXPECT_TRUE(done.ok()) << done.status();
    EXPECT_TRUE(done.ok() && done->done);
    return done.ok() ? *done : FileImportState{};
  }
  std::string ReasonToRefuse(const std::string& path) {
    return ReasonOf(imports_->Start(options_, path).status());
  }
  int64_t Count() { return store().GetCorpus("corpora/news")->document_count; }

  CorpusStore& store() { return corpora_->store(); }

  TempFolder root_, data_;
  HeldClock clock_;
  std::unique_ptr<SqliteCorpora> corpora_;
  ReaderRegistry readers_ = ReaderRegistry::Bundled({.max_file_bytes = 4096, .max_document_bytes = 4096});
  ImportOptions options_;
  std::unique_ptr<FileImports> imports_;
};

TEST_F(FileImportsTest, AFolderIsImportedWithAllBelowItInTheOrderOfPaths) {
  Write("b.txt", "Second\n\nThe second text.");
  Write("a/z.txt", "First\n\nThe first text.");
  Write("a/lines.jsonl", "{\"text\": \"a line\"}\n{\"text\": \"another\"}\n");
  const FileImportState started = Started("");
  EXPECT_EQ(started.files, 3);
  EXPECT_FALSE(started.done);
  const FileImportState done = Done(started);
  EXPECT_TRUE(done.result.ok()) << done.result;
  EXPECT_EQ(done.files_done, 3);
  EXPECT_EQ(done.bytes_done, done.bytes);
  EXPECT_GT(done.bytes, 0);
  EXPECT_EQ(done.totals.items, 3);
  EXPECT_EQ(done.totals.created, 4);
  EXPECT_THAT(done.problems, IsEmpty());
  EXPECT_GE(done.end_time, done.create_time);
  const auto changes = store().ListChanges("corpora/news", 0, 10);
  ASSERT_EQ(changes->size(), 4);
  EXPECT_EQ(store().GetDocument(changes->at(3).document, 0, DocumentView::kBasic)->content.title,
            "Second");
}

TEST_F(FileImportsTest, WhatIsThereAlreadyIsUnchanged) {
  Write("a.txt", "A title\n\nA text.");
  Done(Started("a.txt"));
  EXPECT_EQ(Done(Started("")).totals.unchanged, 1);
  EXPECT_EQ(Count(), 1);
}

TEST_F(FileImportsTest, ABadFileIsNamedAndTheOthersGoIn) {
  Write("bad.txt", "bad \xff byte");
  Write("empty.txt", "");
  Write("good.txt", "Good\n\nA text.");
  Write("large.txt", std::string(5000, 'x'));
  Write("lines.jsonl", "{\"text\": \"a line\"}\n{\"text\": 2}\n");
  const FileImportState done = Done(Started(""));
  EXPECT_TRUE(done.result.ok()) << done.result;
  std::vector<std::string> problems;
  for (const FileProblem& problem : done.problems) {
    problems.push_back(absl::StrCat(problem.file, ":", problem.part, " ", ReasonOf(problem.status)));
  }
  EXPECT_THAT(problems, ElementsAre("bad.txt:0 INVALID_UTF8", "empty.txt:0 EMPTY_TEXT",
                                    "large.txt:0 FILE_TOO_LARGE", "lines.jsonl:1 FIELD_INVALID"));
  EXPECT_EQ(done.totals.items, 5);
  EXPECT_EQ(done.totals.rejected, 4);
  EXPECT_EQ(done.files_done, 5);
  EXPECT_EQ(Count(), 2);
}

TEST_F(FileImportsTest, AFileThatGoesAwayIsAProblemAndNotTheEnd) {
  for (int i = 0; i < 3; ++i) Write(absl::StrCat(i, ".txt"), absl::StrCat("Title ", i, "\n\nText ", i, "."));
  options_.queue_items = 1;  // the second is not read before the first is answered
  clock_.Hold();
  const FileImportState started = Started("");
  std::filesystem::remove(root_.path() + "/2.txt");
  clock_.Release();
  const FileImportState done = Done(started);
  EXPECT_TRUE(done.result.ok()) << done.result;
  ASSERT_EQ(done.problems.size(), 1);
  EXPECT_EQ(done.problems[0].file, "2.txt");
  EXPECT_EQ(ReasonOf(done.problems[0].status), "FILE_UNREADABLE");
  EXPECT_EQ(done.totals.items, 3);
  EXPECT_EQ(done.totals.rejected, 1);
  EXPECT_EQ(Count(), 2);
}

TEST_F(FileImportsTest, NothingOutsideTheFolderIsReached) {
  const TempFolder outside;
  std::ofstream(outside.path() + "/secret.txt") << "Nobody may read this.";
  Write("a.txt", "A title\n\nA text.");
  std::filesystem::create_symlink(outside.path() + "/secret.txt", root_.path() + "/link.txt");
  std::filesystem::create_symlink(outside.path(), root_.path() + "/folder");
  std::filesystem::create_symlink("a.txt", root_.path() + "/same.txt");
  EXPECT_EQ(ReasonToRefuse(outside.path()), "PATH_INVALID");
  EXPECT_EQ(ReasonToRefuse("../" + outside.path().substr(outside.path().rfind('/') + 1)), "PATH_INVALID");
  EXPECT_EQ(ReasonToRefuse("a/../../x"), "PATH_INVALID");
  EXPECT_EQ(ReasonToRefuse("folder"), "PATH_INVALID");
  EXPECT_EQ(ReasonToRefuse("none"), "FILE_NOT_FOUND");
  const FileImportState done = Done(Started(""));
  EXPECT_EQ(done.files, 2) << "the file, and the link to it that stays inside";
  EXPECT_EQ(Count(), 1);
  EXPECT_EQ(ReasonToRefuse("link.txt"), "PATH_INVALID");
}

TEST_F(FileImportsTest, WithoutAFolderThereIsNothingToImport) {
  FileImports none(&store(), &readers_, "");
  EXPECT_EQ(ReasonOf(none.Start(options_, "a.txt").status()), "IMPORT_ROOT_MISSING");
  FileImports gone(&store(), &readers_, root_.path() + "/gone");
  EXPECT_EQ(ReasonOf(gone.Start(options_, "a.txt").status()), "IMPORT_ROOT_MISSING");
  options_.corpus = "corpora/none";
  EXPECT_EQ(ReasonToRefuse(""), "CORPUS_NOT_FOUND");
}

TEST_F(FileImportsTest, ACancelledImportKeepsWhatWasCommitted) {
  for (int i = 0; i < 5; ++i) Write(absl::StrCat(i, ".txt"), absl::StrCat("Title ", i, "\n\nText ", i, "."));
  options_.queue_items = 1;
  clock_.Hold();
  const FileImportState started = Started("");
  ASSERT_TRUE(imports_->Cancel(started.name).ok());
  clock_.Release();
  const FileImportState done = Done(started);
  EXPECT_EQ(done.result.code(), absl::StatusCode::kCancelled);
  EXPECT_LE(Count(), 1) << "the one that was being written";
  EXPECT_EQ(ReasonOf(imports_->Cancel("operations/import-99")), "OPERATION_NOT_FOUND");
  EXPECT_EQ(Done(Started("")).totals.rejected, 0) << "asking again is all there is to do";
  EXPECT_EQ(Count(), 5);
}

TEST_F(FileImportsTest, SoManyRunAtOnceAndNoMore) {
  Write("a.txt", "A title\n\nA text.");
  clock_.Hold();
  std::vector<FileImportState> running;
  for (int i = 0; i < 4; ++i) running.push_back(Started("a.txt"));
  EXPECT_EQ(ReasonToRefuse("a.txt"), "TOO_MANY_OPERATIONS");
  EXPECT_EQ(ReasonOf(imports_->Forget(running[0].name)), "OPERATION_NOT_DONE");
  EXPECT_FALSE(imports_->Wait(running[0].name, absl::Now() + absl::Milliseconds(10))->done);
  clock_.Release();
  for (const FileImportState& one : running) Done(one);
  Done(Started("a.txt"));
  EXPECT_EQ(Count(), 1);
}

TEST_F(FileImportsTest, TheyAreListedNewestFirstUntilTheyAreForgotten) {
  Write("a.txt", "A title\n\nA text.");
  const FileImportState first = Done(Started("a.txt")), second = Done(Started(""));
  const auto names = [this] {
    std::vector<std::string> names;
    for (const FileImportState& state : imports_->List()) names.push_back(state.name);
    return names;
  };
  EXPECT_THAT(names(), ElementsAre(second.name, first.name));
  ASSERT_TRUE(imports_->Forget(second.name).ok());
  EXPECT_THAT(names(), ElementsAre(first.name));
  EXPECT_EQ(ReasonOf(imports_->Get(second.name).status()), "OPERATION_NOT_FOUND");
  EXPECT_EQ(ReasonOf(imports_->Get("operations/7").status()), "OPERATION_NOT_FOUND");
  for (int i = 0; i < 105; ++i) Done(Started("a.txt"));
  EXPECT_EQ(imports_->List().size(), 100);
  EXPECT_EQ(ReasonOf(imports_->Get(first.name).status()), "OPERATION_NOT_FOUND") << "the oldest goes";
}

TEST_F(FileImportsTest, AnImportIdGoesOnWhereItStopped) {
  for (int i = 0; i < 4; ++i) Write(absl::StrCat(i, ".txt"), absl::StrCat("Title ", i, "\n\nText ", i, "."));
  options_.import_id = "night";
  Done(Started(""));
  const FileImportState again = Done(Started(""));
  EXPECT_TRUE(again.result.ok()) << again.result;
  EXPECT_EQ(again.files_done, 4);
  EXPECT_EQ(store().ListChanges("corpora/news", 0, 100)->size(), 4);
}

TEST_F(FileImportsTest, AfterStopNothingBegins) {
  Write("a.txt", "A title\n\nA text.");
  imports_->Stop();
  EXPECT_EQ(imports_->Start(options_, "a.txt").status().code(), absl::StatusCode::kUnavailable);
}

}  // namespace
}  // namespace parallax::corpus
