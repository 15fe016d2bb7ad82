// What survives kill -9 of a process that writes.
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "gtest/gtest.h"
#include "server/corpus/importer.h"
#include "tests/corpus/store_fixture.h"

namespace parallax::corpus {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

// In a child: a store and an import of it. A child that cannot go on ends with a number of its own.
struct ChildImport {
  ChildImport(const std::string& folder, const std::string& import_id) {
    auto opened = SqliteCorpora::Open(SmallStore(folder));
    if (!opened.ok()) _exit(3);
    corpora = *std::move(opened);
    corpora->store().CreateCorpus({"news", "", ""}).IgnoreError();
    ImportOptions options;
    options.corpus = "corpora/news";
    options.import_id = import_id;
    auto started = ImportSession::Open(&corpora->store(), &readers, options);
    if (!started.ok()) _exit(4);
    session = *std::move(started);
  }

  void Add(int64_t sequence, NewDocument document) {
    if (!session->Add({sequence, std::move(document)}, CallContext()).ok()) _exit(5);
  }
  ImportProgress Next() {
    auto progress = session->Next(CallContext());
    if (!progress.ok()) _exit(6);
    return *std::move(progress);
  }

  std::unique_ptr<SqliteCorpora> corpora;
  const ReaderRegistry readers = ReaderRegistry::Bundled();
  std::unique_ptr<ImportSession> session;
};

void Say(int out, const std::string& words) {
  if (write(out, words.data(), words.size()) != static_cast<ssize_t>(words.size())) _exit(7);
}

// Imports documents, and says of each that is acknowledged its sequence, name and revision.
[[noreturn]] void ImportWithoutEnd(const std::string& folder, int out) {
  ChildImport import(folder, "endless");
  std::thread sender([&] {
    for (int64_t i = import.session->resumed_from() + 1;; ++i) {
      // Every third item is a new text of the document before: a revision, with its index entry.
      NewDocument document = MakeDocument(absl::StrCat("Title ", i), absl::StrCat("Text 稀土 ", i));
      document.document_id = absl::StrCat("d", i - i % 3);
      import.Add(i, std::move(document));
    }
  });
  while (true) {
    for (const ItemOutcome& outcome : import.Next().outcomes) {
      Say(out, absl::StrCat(outcome.sequence, " ", outcome.result.name, " ", outcome.result.revision,
                            "\n"));
    }
  }
}

// How long a child lives: as long as it is silent at most, and after its first word.
struct Life {
  milliseconds silent{0};
  milliseconds speaking{0};
};

// Runs `child` with the end of a pipe to speak into, kills it, and returns what it said.
std::string RunAndKill(const std::function<void(int out)>& child, const Life& life) {
  int ends[2];
  EXPECT_EQ(pipe(ends), 0);
  const pid_t process = fork();
  if (process == 0) {
    close(ends[0]);
    child(ends[1]);
    _exit(8);
  }
  close(ends[1]);
  std::string said;
  const auto listen = [&] {
    char buffer[4096];
    const ssize_t size = read(ends[0], buffer, sizeof buffer);
    if (size > 0) said.append(buffer, static_cast<size_t>(size));
    return size > 0;
  };
  auto end = steady_clock::now() + life.silent;
  while (true) {
    const auto left = std::chrono::duration_cast<milliseconds>(end - steady_clock::now());
    if (left.count() <= 0) break;
    pollfd wait = {ends[0], POLLIN, 0};
    if (poll(&wait, 1, static_cast<int>(left.count())) <= 0) continue;
    const bool first = said.empty();
    if (!listen()) break;
    if (first) end = steady_clock::now() + life.speaking;
  }
  EXPECT_EQ(kill(process, SIGKILL), 0);
  int status = 0;
  EXPECT_EQ(waitpid(process, &status, 0), process);
  EXPECT_TRUE(WIFSIGNALED(status)) << "the child ended by itself with " << WEXITSTATUS(status);
  while (listen()) {
  }
  close(ends[0]);
  return said;
}

TEST(KillTest, WhatWasAcknowledgedSurvivesKill) {
  const TempFolder folder(TempFolder::Place::kDisk);
  std::mt19937 random(std::random_device{}());
  int64_t acknowledged = 0;
  for (int round = 0; round < 6; ++round) {
    // Now at any time, now once something is acknowledged: a busy machine may take long to begin.
    const milliseconds silent(round % 2 == 0 ? 20'000 : random() % 300);
    const std::string acks = RunAndKill([&](int out) { ImportWithoutEnd(folder.path(), out); },
                                        {silent, milliseconds(random() % 300)});
    auto corpora = SqliteCorpora::Open(SmallStore(folder.path()));
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

// Sends all items from the first on, whatever is committed, speaks when all are answered, and waits to be
// killed.
[[noreturn]] void ImportAll(const std::string& folder, int out) {
  ChildImport import(folder, "all");
  std::thread sender([&] {
    for (int64_t i = 1; i <= kItems; ++i) import.Add(i, ItemOf(i));
    import.session->FinishAdding();
  });
  while (!import.Next().finished) {
  }
  sender.join();
  Say(out, "done");
  while (true) pause();
}

// Whether the child had answered everything when it was killed after `time`.
bool RunImport(const std::string& folder, milliseconds time) {
  return !RunAndKill([&](int out) { ImportAll(folder, out); }, {time, milliseconds(0)}).empty();
}

constexpr milliseconds kWithoutHaste{300'000};

// Everything of a corpus that does not depend on the clock or on chance.
std::string Portrait(const std::string& folder) {
  auto corpora = SqliteCorpora::Open(SmallStore(folder));
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

TEST(KillTest, AnImportKilledTwentyTimesIsTheOneThatWasNot) {
  const TempFolder undisturbed(TempFolder::Place::kDisk), killed(TempFolder::Place::kDisk);
  ASSERT_TRUE(RunImport(undisturbed.path(), kWithoutHaste));
  const std::string expected = Portrait(undisturbed.path());
  std::mt19937 random(std::random_device{}());
  int kills = 0;
  int64_t committed = 0;
  while (kills < 20) {
    const bool finished = RunImport(killed.path(), milliseconds(15 + random() % 100));
    ++kills;
    auto corpora = SqliteCorpora::Open(SmallStore(killed.path()));
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
  ASSERT_TRUE(RunImport(killed.path(), kWithoutHaste));
  EXPECT_EQ(Portrait(killed.path()), expected);
}

}  // namespace
}  // namespace parallax::corpus
