// What survives: kill -9 of a process that writes, a second server on the folder, files from newer
// or broken stores, an index of another tokenizer.
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include <sqlite3.h>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "gtest/gtest.h"
#include "server/base/error_reason.h"
#include "server/corpus/importer.h"
#include "tests/corpus/store_fixture.h"

namespace parallax::corpus {
namespace {

SqliteOptions OptionsFor(const std::string& folder) {
  SqliteOptions options;
  options.folder = folder;
  options.reader_connections = 1;
  options.cache_mib = 4;
  return options;
}

// The child: imports documents without end and writes each acknowledged sequence to `acks`.
[[noreturn]] void WriteUntilKilled(const std::string& folder, int acks) {
  auto corpora = SqliteCorpora::Open(OptionsFor(folder));
  if (!corpora.ok()) _exit(3);
  (*corpora)->store().CreateCorpus({"news", "", ""}).IgnoreError();
  const ReaderRegistry readers = ReaderRegistry::Bundled();
  ImportOptions options;
  options.corpus = "corpora/news";
  options.import_id = "endless";
  auto session = ImportSession::Open(&(*corpora)->store(), &readers, options);
  if (!session.ok()) _exit(4);
  std::thread sender([&] {
    for (int64_t i = (*session)->resumed_from() + 1;; ++i) {
      // Every third item is a new text of the document before: a revision, with its index entry.
      NewDocument document = MakeDocument(absl::StrCat("Title ", i), absl::StrCat("Text 稀土 ", i));
      document.document_id = absl::StrCat("d", i - i % 3);
      if (!(*session)->Add({i, std::move(document)}, CallContext()).ok()) _exit(5);
    }
  });
  while (true) {
    const auto progress = (*session)->Next(CallContext());
    if (!progress.ok()) _exit(6);
    for (const ItemOutcome& outcome : progress->outcomes) {
      const std::string line = absl::StrCat(outcome.sequence, " ", outcome.result.name, " ",
                                            outcome.result.revision, "\n");
      if (write(acks, line.data(), line.size()) != static_cast<ssize_t>(line.size())) _exit(7);
    }
  }
}

std::string ReadAll(int file) {
  std::string all;
  char buffer[4096];
  for (ssize_t size; (size = read(file, buffer, sizeof buffer)) > 0;) all.append(buffer, size);
  return all;
}

// Runs the child for `time`, kills it, and returns what it acknowledged.
std::string RunAndKill(const std::string& folder, std::chrono::milliseconds time) {
  int pipe_ends[2];
  EXPECT_EQ(pipe(pipe_ends), 0);
  const pid_t child = fork();
  if (child == 0) {
    close(pipe_ends[0]);
    WriteUntilKilled(folder, pipe_ends[1]);
  }
  close(pipe_ends[1]);
  std::string acks;
  std::thread reader([&] { acks = ReadAll(pipe_ends[0]); });
  std::this_thread::sleep_for(time);
  EXPECT_EQ(kill(child, SIGKILL), 0);
  int status = 0;
  EXPECT_EQ(waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFSIGNALED(status)) << "the child ended by itself with " << WEXITSTATUS(status);
  reader.join();
  close(pipe_ends[0]);
  return acks;
}

TEST(DurabilityTest, WhatWasAcknowledgedSurvivesKill) {
  const TempFolder folder(TempFolder::Place::kDisk);
  std::mt19937 random(std::random_device{}());
  int64_t acknowledged = 0;
  for (int round = 0; round < 6; ++round) {
    const std::chrono::milliseconds time(100 + random() % 400);
    const std::string acks = RunAndKill(folder.path(), time);
    auto corpora = SqliteCorpora::Open(OptionsFor(folder.path()));
    ASSERT_TRUE(corpora.ok()) << corpora.status();
    ASSERT_TRUE((*corpora)->care().Verify().ok()) << (*corpora)->care().Verify();
    CorpusStore& store = (*corpora)->store();
    if (!store.GetCorpus("corpora/news").ok()) {
      EXPECT_EQ(acks, "");
      continue;
    }
    for (const absl::string_view line : absl::StrSplit(acks, '\n', absl::SkipEmpty())) {
      const std::vector<std::string> parts = absl::StrSplit(line, ' ');
      if (parts.size() != 3) continue;  // the last line may be cut
      int64_t sequence = 0, revision = 0;
      ASSERT_TRUE(absl::SimpleAtoi(parts[0], &sequence) && absl::SimpleAtoi(parts[2], &revision));
      acknowledged = std::max(acknowledged, sequence);
      const auto stored = store.GetDocument(parts[1], revision, DocumentView::kFull);
      ASSERT_TRUE(stored.ok()) << line << ": " << stored.status();
      EXPECT_EQ(stored->content.title, absl::StrCat("Title ", sequence));
    }
    const auto committed = store.ImportCommittedThrough("corpora/news", "endless");
    ASSERT_TRUE(committed.ok());
    EXPECT_GE(*committed, acknowledged);
    const auto changes = store.ListChanges("corpora/news", 0, 1 << 20);
    ASSERT_TRUE(changes.ok());
    ASSERT_EQ(static_cast<int64_t>(changes->size()), *committed) << "one change for each item, no more";
    for (size_t i = 0; i < changes->size(); ++i) ASSERT_EQ((*changes)[i].sequence, i + 1);
  }
  EXPECT_GT(acknowledged, 0) << "nothing was written in any round: the test proved nothing";
}

constexpr int64_t kItems = 8000;

// Item `i` of an import with everything in it: new documents, texts that change and change back under
// one id, copies, bad documents.
NewDocument ItemOf(int64_t i) {
  NewDocument document = MakeDocument(absl::StrCat("Title ", i), absl::StrCat("Text 稀土 ", i, "."));
  switch (i % 5) {
    case 0: document.document_id = absl::StrCat("d", i / 10); break;
    case 1:  // the text that item i - 1 has replaced, under the same id
      document = MakeDocument("Twice", absl::StrCat("The same text ", i % 7));
      document.document_id = absl::StrCat("d", i / 10);
      break;
    case 2: document.content.title = "Copy"; document.content.text = "Copy\nOne text for all."; break;
    case 3: document.labels[""] = "no such label"; break;  // rejected
    default: break;
  }
  return document;
}

// The child: sends all items from the first on, whatever is committed, and waits to be killed. A byte
// on `done` when all are answered.
[[noreturn]] void ImportAll(const std::string& folder, int done) {
  auto corpora = SqliteCorpora::Open(OptionsFor(folder));
  if (!corpora.ok()) _exit(3);
  (*corpora)->store().CreateCorpus({"news", "", ""}).IgnoreError();
  const ReaderRegistry readers = ReaderRegistry::Bundled();
  ImportOptions options;
  options.corpus = "corpora/news";
  options.import_id = "all";
  auto session = ImportSession::Open(&(*corpora)->store(), &readers, options);
  if (!session.ok()) _exit(4);
  std::thread sender([&] {
    for (int64_t i = 1; i <= kItems; ++i) {
      if (!(*session)->Add({i, ItemOf(i)}, CallContext()).ok()) _exit(5);
    }
    (*session)->FinishAdding();
  });
  while (true) {
    const auto progress = (*session)->Next(CallContext());
    if (!progress.ok()) _exit(6);
    if (progress->finished) break;
  }
  sender.join();
  if (write(done, "x", 1) != 1) _exit(7);
  while (true) pause();
}

// Whether the child had answered everything when it was killed after `time` (or when it had, if zero).
bool RunImport(const std::string& folder, std::chrono::milliseconds time) {
  int ends[2];
  EXPECT_EQ(pipe(ends), 0);
  const pid_t child = fork();
  if (child == 0) {
    close(ends[0]);
    ImportAll(folder, ends[1]);
  }
  close(ends[1]);
  pollfd wait = {ends[0], POLLIN, 0};
  EXPECT_GE(poll(&wait, 1, time.count() == 0 ? 300'000 : static_cast<int>(time.count())), 0);
  char byte = 0;
  const bool finished = (wait.revents & POLLIN) != 0 && read(ends[0], &byte, 1) == 1;
  EXPECT_EQ(kill(child, SIGKILL), 0);
  int status = 0;
  EXPECT_EQ(waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFSIGNALED(status)) << "the child ended by itself with " << WEXITSTATUS(status);
  close(ends[0]);
  return finished;
}

// Everything of a corpus that does not depend on the clock or on chance.
std::string Portrait(const std::string& folder) {
  auto corpora = SqliteCorpora::Open(OptionsFor(folder));
  EXPECT_TRUE(corpora.ok()) << corpora.status();
  EXPECT_TRUE((*corpora)->care().Verify().ok()) << (*corpora)->care().Verify();
  CorpusStore& store = (*corpora)->store();
  std::string portrait;
  const auto changes = store.ListChanges("corpora/news", 0, 1 << 20);
  EXPECT_TRUE(changes.ok());
  for (const Change& change : *changes) {
    const auto document = store.GetDocument(change.document, change.revision, DocumentView::kFull);
    EXPECT_TRUE(document.ok()) << document.status();
    absl::StrAppend(&portrait, change.sequence, " ", change.document, " ", change.revision, " ",
                    static_cast<int>(change.kind), " ", document->text_digest, " ",
                    document->content.title, "\n");
  }
  const auto groups = (*corpora)->catalog().ListTextGroups("corpora/news", {1000, ""}, CallContext());
  EXPECT_TRUE(groups.ok());
  for (const StoredTextGroup& group : groups->items) {
    absl::StrAppend(&portrait, group.name, " ", group.member_count, "\n");
  }
  return portrait;
}

TEST(DurabilityTest, AnImportKilledTwentyTimesIsTheOneThatWasNot) {
  const TempFolder undisturbed(TempFolder::Place::kDisk), killed(TempFolder::Place::kDisk);
  ASSERT_TRUE(RunImport(undisturbed.path(), std::chrono::milliseconds(0)));
  const std::string expected = Portrait(undisturbed.path());
  std::mt19937 random(std::random_device{}());
  int kills = 0;
  int64_t committed = 0;
  while (kills < 20) {
    const bool finished = RunImport(killed.path(), std::chrono::milliseconds(15 + random() % 100));
    ++kills;
    auto corpora = SqliteCorpora::Open(OptionsFor(killed.path()));
    ASSERT_TRUE(corpora.ok()) << corpora.status();
    ASSERT_TRUE((*corpora)->care().Verify().ok()) << (*corpora)->care().Verify();
    const auto now = (*corpora)->store().ImportCommittedThrough("corpora/news", "all");
    if (now.ok()) {
      ASSERT_GE(*now, committed) << "what was committed is lost";
      committed = *now;
    }
    if (finished) break;
  }
  RecordProperty("kills", kills);
  EXPECT_GE(kills, 5) << "the machine is too fast for this many items: the test proves too little";
  ASSERT_TRUE(RunImport(killed.path(), std::chrono::milliseconds(0)));
  EXPECT_EQ(Portrait(killed.path()), expected);
}

TEST(DurabilityTest, ASecondServerIsKeptOut) {
  const TempFolder folder;
  auto first = SqliteCorpora::Open(OptionsFor(folder.path()));
  ASSERT_TRUE(first.ok());
  const auto second = SqliteCorpora::Open(OptionsFor(folder.path()));
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ReasonOf(second.status()), "DATA_FOLDER_LOCKED");
  EXPECT_NE(std::string(second.status().message()).find(absl::StrCat(getpid())), std::string::npos);
  first->reset();
  EXPECT_TRUE(SqliteCorpora::Open(OptionsFor(folder.path())).ok());
}

TEST(DurabilityTest, AFolderThatCannotBeUsedIsNamed) {
  const TempFolder folder;
  std::ofstream(folder.path() + "/file") << "not a folder";
  const auto opened = SqliteCorpora::Open(OptionsFor(folder.path() + "/file"));
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(ReasonOf(opened.status()), "DATA_FOLDER_UNUSABLE");
}

TEST(DurabilityTest, AFileThatIsNoDatabaseIsDataLoss) {
  const TempFolder folder;
  std::ofstream(folder.path() + "/corpora.db") << std::string(10000, 'x');
  const auto opened = SqliteCorpora::Open(OptionsFor(folder.path()));
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.status().code(), absl::StatusCode::kDataLoss);
  EXPECT_EQ(ReasonOf(opened.status()), "STORE_DAMAGED");
}

void RunSql(const std::string& folder, const std::string& sql) {
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open((folder + "/corpora.db").c_str(), &db), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(db);
  sqlite3_close(db);
}

void PutOne(const std::string& folder) {
  auto corpora = SqliteCorpora::Open(OptionsFor(folder));
  ASSERT_TRUE(corpora.ok());
  ASSERT_TRUE((*corpora)->store().CreateCorpus({"news", "", ""}).ok());
  ASSERT_TRUE((*corpora)->store().PutDocuments(PutOf("corpora/news", {MakeDocument("One", "needle")})).ok());
}

TEST(DurabilityTest, ANewerSchemaIsLeftAlone) {
  const TempFolder folder;
  PutOne(folder.path());
  RunSql(folder.path(), "PRAGMA user_version = 1000");
  const auto opened = SqliteCorpora::Open(OptionsFor(folder.path()));
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(ReasonOf(opened.status()), "SCHEMA_TOO_NEW");
}

TEST(DurabilityTest, AnIndexOfAnotherTokenizerIsRebuilt) {
  const TempFolder folder;
  PutOne(folder.path());
  RunSql(folder.path(),
         "UPDATE meta SET value = 'old' WHERE key = 'tokenizer_version'; DELETE FROM search_1_docsize");
  auto corpora = SqliteCorpora::Open(OptionsFor(folder.path()));
  ASSERT_TRUE(corpora.ok()) << corpora.status();
  EXPECT_TRUE((*corpora)->care().Verify().ok()) << (*corpora)->care().Verify();
  const auto page = (*corpora)->search().Search({.corpus = "corpora/news", .query = "needle"}, CallContext());
  ASSERT_TRUE(page.ok()) << page.status();
  EXPECT_EQ(page->items.size(), 1);
}

struct Damage {
  const char* name;
  const char* sql;
};

class VerifyTest : public testing::TestWithParam<Damage> {};

TEST_P(VerifyTest, FindsDamage) {
  const TempFolder folder;
  PutOne(folder.path());
  RunSql(folder.path(), GetParam().sql);
  auto corpora = SqliteCorpora::Open(OptionsFor(folder.path()));
  ASSERT_TRUE(corpora.ok()) << corpora.status();
  const absl::Status status = (*corpora)->care().Verify();
  EXPECT_EQ(ReasonOf(status), "STORE_DAMAGED") << status;
}

INSTANTIATE_TEST_SUITE_P(Damages, VerifyTest,
                         testing::Values(Damage{"TextChanged", "UPDATE revision SET text = 'forged'"},
                                         Damage{"RevisionMissing", "DELETE FROM revision"},
                                         Damage{"IndexEntryMissing", "DELETE FROM search_1_docsize"},
                                         Damage{"IndexPagesMissing", "DELETE FROM search_1_data WHERE id > 10"}),
                         [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace parallax::corpus
