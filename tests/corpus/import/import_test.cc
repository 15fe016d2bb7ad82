#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "gtest/gtest.h"
#include "server/base/error_reason.h"
#include "server/corpus/importer.h"
#include "tests/corpus/store_fixture.h"

namespace parallax::corpus {
namespace {

ImportItem FileItem(int64_t sequence, std::string bytes, std::string media_type = "") {
  RawFile file;
  file.bytes = std::move(bytes);
  file.hints.media_type = std::move(media_type);
  file.hints.source_name = "Harbor Ledger";
  return {sequence, std::move(file)};
}

ImportItem TextItem(int64_t sequence) {
  return {sequence, MakeDocument(absl::StrCat("Title ", sequence), absl::StrCat("Text ", sequence))};
}

class ImportTest : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(fixture_.store().CreateCorpus({"news", "", ""}).ok());
    options_.corpus = "corpora/news";
  }

  absl::StatusOr<ImportProgress> Batch(std::vector<ImportItem> items) {
    return ImportBatch(&fixture_.store(), &readers_, options_, std::move(items));
  }

  std::unique_ptr<ImportSession> Open() {
    auto session = ImportSession::Open(&fixture_.store(), &readers_, options_);
    EXPECT_TRUE(session.ok()) << session.status();
    return session.ok() ? *std::move(session) : nullptr;
  }

  int64_t Count() { return fixture_.store().GetCorpus("corpora/news")->document_count; }

  // All that a session still answers.
  std::vector<ItemOutcome> Drain(ImportSession* session, absl::Status* status = nullptr) {
    std::vector<ItemOutcome> outcomes;
    while (true) {
      auto progress = session->Next(CallContext());
      if (!progress.ok()) {
        if (status != nullptr) *status = progress.status();
        return outcomes;
      }
      for (ItemOutcome& outcome : progress->outcomes) outcomes.push_back(std::move(outcome));
      if (progress->finished) return outcomes;
    }
  }

  SqliteFixture fixture_;
  ReaderRegistry readers_ = ReaderRegistry::Bundled({.max_file_bytes = 1 << 20, .max_document_bytes = 4096});
  ImportOptions options_;
};

TEST_F(ImportTest, AFileMayHoldSeveralDocuments) {
  const auto progress = Batch({FileItem(1, "{\"text\":\"one\"}\n{\"text\": 2}\n{\"text\":\"three\"}\n",
                                        "application/jsonl"),
                               FileItem(2, "A title\n\nAnd a text.")});
  ASSERT_TRUE(progress.ok()) << progress.status();
  ASSERT_EQ(progress->outcomes.size(), 4);
  EXPECT_TRUE(progress->finished);
  EXPECT_EQ(progress->committed_through, 2);
  EXPECT_EQ(progress->outcomes[0].result.outcome, Outcome::kCreated);
  EXPECT_EQ(progress->outcomes[1].part, 1);
  EXPECT_EQ(ReasonOf(progress->outcomes[1].result.status), "FIELD_INVALID");
  EXPECT_EQ(progress->outcomes[1].origin.begin, 15);
  EXPECT_EQ(progress->outcomes[2].result.outcome, Outcome::kCreated);
  EXPECT_EQ(progress->outcomes[3].title, "A title");
  EXPECT_EQ(Count(), 3);
  const auto stored = fixture_.store().GetDocument(progress->outcomes[3].result.name, 0, DocumentView::kFull);
  EXPECT_EQ(stored->content.source_name, "Harbor Ledger");
}

TEST_F(ImportTest, TheSameFileAgainIsUnchanged) {
  const std::vector<ImportItem> items = {FileItem(1, "A title\n\nAnd a text.")};
  const auto first = Batch(items);
  const auto second = Batch(items);
  ASSERT_TRUE(second.ok());
  EXPECT_EQ(second->outcomes[0].result.outcome, Outcome::kUnchanged);
  EXPECT_EQ(second->outcomes[0].result.name, first->outcomes[0].result.name);
}

TEST_F(ImportTest, UnreadableFilesAreRejectedAlone) {
  const auto progress = Batch({FileItem(1, "bad \xff byte"), FileItem(2, "text", "application/x-none"),
                               FileItem(3, ""), FileItem(4, std::string(2 << 20, 'x')),
                               FileItem(5, std::string(5000, 'x')), FileItem(6, "good text")});
  ASSERT_TRUE(progress.ok()) << progress.status();
  std::vector<std::string> reasons;
  for (const ItemOutcome& outcome : progress->outcomes) reasons.push_back(ReasonOf(outcome.result.status));
  EXPECT_EQ(reasons, (std::vector<std::string>{"INVALID_UTF8", "MEDIA_TYPE_UNKNOWN", "EMPTY_TEXT",
                                               "FILE_TOO_LARGE", "DOCUMENT_TOO_LARGE", ""}));
  EXPECT_EQ(Count(), 1);
}

TEST_F(ImportTest, ADocumentIdIsForOneDocument) {
  ImportItem two = FileItem(1, "{\"text\":\"one\"}\n{\"text\":\"two\"}\n");
  std::get<RawFile>(two.payload).document_id = "mine";
  ImportItem one = FileItem(2, "just one");
  std::get<RawFile>(one.payload).document_id = "mine";
  const auto progress = Batch({two, one});
  ASSERT_TRUE(progress.ok());
  EXPECT_EQ(ReasonOf(progress->outcomes[0].result.status), "DOCUMENT_ID_AMBIGUOUS");
  EXPECT_EQ(progress->outcomes[1].result.name, "corpora/news/documents/mine");
}

TEST_F(ImportTest, SequencesRise) {
  EXPECT_EQ(ReasonOf(Batch({TextItem(2), TextItem(2)}).status()), "SEQUENCE_INVALID");
  EXPECT_EQ(ReasonOf(Batch({TextItem(0)}).status()), "SEQUENCE_INVALID");
  EXPECT_EQ(Count(), 0);
  auto session = Open();
  EXPECT_TRUE(session->Add(TextItem(5), CallContext()).ok());
  EXPECT_EQ(ReasonOf(session->Add(TextItem(5), CallContext())), "SEQUENCE_INVALID");
  EXPECT_TRUE(session->Add(TextItem(6), CallContext()).ok()) << "the session goes on";
  session->FinishAdding();
  EXPECT_EQ(Drain(session.get()).size(), 2);
}

TEST_F(ImportTest, ASessionAnswersEveryItemInOrder) {
  options_.queue_items = 8;
  auto session = Open();
  std::thread sender([&] {
    for (int64_t i = 1; i <= 300; ++i) ASSERT_TRUE(session->Add(TextItem(i), CallContext()).ok());
    session->FinishAdding();
  });
  const std::vector<ItemOutcome> outcomes = Drain(session.get());
  sender.join();
  ASSERT_EQ(outcomes.size(), 300);
  for (size_t i = 0; i < outcomes.size(); ++i) EXPECT_EQ(outcomes[i].sequence, i + 1);
  EXPECT_EQ(session->totals().created, 300);
  EXPECT_EQ(session->totals().items, 300);
  EXPECT_EQ(Count(), 300);
}

TEST_F(ImportTest, AFullQueueHoldsTheSenderBack) {
  options_.queue_items = 2;
  auto session = Open();
  ASSERT_TRUE(session->Add(TextItem(1), CallContext()).ok());
  ASSERT_TRUE(session->Add(TextItem(2), CallContext()).ok());
  const CallContext soon(absl::Now() + absl::Milliseconds(60));
  EXPECT_EQ(session->Add(TextItem(3), soon).code(), absl::StatusCode::kDeadlineExceeded);
  ASSERT_TRUE(session->Next(CallContext()).ok());
  EXPECT_TRUE(session->Add(TextItem(3), CallContext()).ok());
}

TEST_F(ImportTest, AnItemLargerThanTheQueueStillPasses) {
  options_.queue_bytes = 4;
  auto session = Open();
  ASSERT_TRUE(session->Add(TextItem(1), CallContext()).ok());
  session->FinishAdding();
  EXPECT_EQ(Drain(session.get()).size(), 1);
}

TEST_F(ImportTest, ACancelledCallStopsWaiting) {
  auto session = Open();
  const CallContext call;
  std::thread canceller([&] { call.Cancel(); });
  EXPECT_EQ(session->Next(call).status().code(), absl::StatusCode::kCancelled);
  canceller.join();
  EXPECT_EQ(session->Add(TextItem(1), call).code(), absl::StatusCode::kCancelled)
      << "though there is room";
}

TEST_F(ImportTest, TooManyErrorsEndTheSession) {
  options_.max_errors = 1;
  options_.queue_items = 1;
  auto session = Open();
  std::vector<ItemOutcome> outcomes;
  absl::Status status;
  std::thread sender([&] {
    for (int64_t i = 1; i <= 50; ++i) {
      if (!session->Add(FileItem(i, "bad \xff"), CallContext()).ok()) return;
    }
    session->FinishAdding();
  });
  outcomes = Drain(session.get(), &status);
  sender.join();
  EXPECT_EQ(outcomes.size(), 2);
  EXPECT_EQ(ReasonOf(status), "TOO_MANY_ERRORS");
  EXPECT_EQ(ReasonOf(session->Add(TextItem(60), CallContext())), "TOO_MANY_ERRORS");

  options_.max_errors = 0;
  std::vector<ImportItem> items;
  for (int64_t i = 1; i <= 2500; ++i) items.push_back(FileItem(i, "\xff"));
  const auto batch = Batch(std::move(items));
  ASSERT_TRUE(batch.ok());
  EXPECT_FALSE(batch->finished);
  EXPECT_LT(batch->outcomes.size(), 2500);
}

TEST_F(ImportTest, ValidateOnlyWritesNothing) {
  options_.validate_only = true;
  const auto progress = Batch({TextItem(1), FileItem(2, "\xff")});
  ASSERT_TRUE(progress.ok());
  EXPECT_EQ(progress->outcomes[0].result.outcome, Outcome::kCreated);
  EXPECT_EQ(progress->outcomes[1].result.outcome, Outcome::kRejected);
  EXPECT_EQ(progress->committed_through, 0);
  EXPECT_EQ(Count(), 0);
}

TEST_F(ImportTest, AnImportIsResumed) {
  options_.import_id = "night-1";
  std::vector<ImportItem> items;
  for (int64_t i = 1; i <= 10; ++i) items.push_back(TextItem(i));
  const auto first = Batch({items.begin(), items.begin() + 6});
  ASSERT_TRUE(first.ok());
  fixture_.Reopen();
  auto session = Open();
  EXPECT_EQ(session->resumed_from(), 6);
  for (const ImportItem& item : items) ASSERT_TRUE(session->Add(item, CallContext()).ok());
  session->FinishAdding();
  const std::vector<ItemOutcome> outcomes = Drain(session.get());
  ASSERT_EQ(outcomes.size(), 10);
  for (size_t i = 0; i < outcomes.size(); ++i) {
    EXPECT_EQ(outcomes[i].result.outcome, Outcome::kCreated) << "the answer is the one of the first time";
  }
  EXPECT_EQ(Count(), 10);
  EXPECT_EQ(fixture_.store().ListChanges("corpora/news", 0, 100)->size(), 10);
}

TEST_F(ImportTest, ASessionNeedsItsCorpus) {
  options_.corpus = "corpora/none";
  EXPECT_EQ(ReasonOf(ImportSession::Open(&fixture_.store(), &readers_, options_).status()),
            "CORPUS_NOT_FOUND");
  options_.corpus = "corpora/news";
  options_.import_id = "no good";
  EXPECT_EQ(ReasonOf(ImportSession::Open(&fixture_.store(), &readers_, options_).status()),
            "IMPORT_ID_INVALID");
}

TEST_F(ImportTest, AnAbandonedSessionStops) {
  auto session = Open();
  for (int64_t i = 1; i <= 20; ++i) ASSERT_TRUE(session->Add(TextItem(i), CallContext()).ok());
  session.reset();
  EXPECT_LE(Count(), 20);
}

}  // namespace
}  // namespace parallax::corpus
