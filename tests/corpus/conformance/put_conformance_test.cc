// What every CorpusStore must do with documents that are put, and what becomes of each.
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "server/base/error_reason.h"
#include "tests/corpus/conformance/store_under_test.h"

namespace parallax::corpus {
namespace {

using testing::IsEmpty;

class PutConformanceTest : public StoreConformanceTest {};

TEST_P(PutConformanceTest, KeepsWhatIsPut) {
  NewDocument document = MakeDocument("稀土 🐟", "第一段。\nSecond paragraph.");
  document.content.feed = "Briefly";
  document.content.url = "https://ledger.example/1";
  document.content.published = {"2025-07-04T04:50", TimePrecision::kMinute};
  document.external_id = "x-1";
  document.labels = {{"desk", "economy"}, {"引", "\"quoted\"\n"}};
  document.warnings = {"left unknown: \xff"};
  const PutResult put = Put(document);
  ASSERT_EQ(put.outcome, Outcome::kCreated);
  EXPECT_EQ(put.revision, 1);

  under_test_.reopen();
  const auto stored = store().GetDocument(put.name, 0, DocumentView::kFull);
  ASSERT_TRUE(stored.ok()) << stored.status();
  EXPECT_EQ(stored->name, put.name);
  EXPECT_EQ(stored->etag, put.etag);
  EXPECT_EQ(stored->source, "harbor-ledger");
  EXPECT_EQ(stored->content.text, document.content.text);
  EXPECT_EQ(stored->content.title, document.content.title);
  EXPECT_EQ(stored->content.feed, "Briefly");
  EXPECT_EQ(stored->content.url, document.content.url);
  EXPECT_EQ(stored->content.published.iso, "2025-07-04T04:50");
  EXPECT_EQ(stored->content.published.precision, TimePrecision::kMinute);
  EXPECT_EQ(stored->external_id, "x-1");
  EXPECT_EQ(stored->labels, document.labels);
  EXPECT_EQ(stored->warnings.size(), 1);
  EXPECT_EQ(stored->text_bytes, document.content.text.size());
  EXPECT_EQ(stored->text_digest.size(), 64);
  ASSERT_EQ(stored->content.blocks.size(), 3);
  EXPECT_EQ(stored->content.blocks[0].kind, BlockKind::kTitle);
  EXPECT_EQ(stored->content.blocks[1].language, "zh");
  EXPECT_EQ(stored->content.blocks[2].span.In(stored->content.text), "Second paragraph.");

  const auto basic = store().GetDocument(put.name, 0, DocumentView::kBasic);
  ASSERT_TRUE(basic.ok());
  EXPECT_EQ(basic->content.text, "");
  EXPECT_THAT(basic->content.blocks, IsEmpty());
  EXPECT_EQ(basic->text_bytes, stored->text_bytes);
}

TEST_P(PutConformanceTest, ATextWithNulBytesIsKeptWhole) {
  NewDocument document = MakeDocument("Nul", std::string("before\0after", 12));
  const PutResult put = Put(document);
  const auto stored = store().GetDocument(put.name, 0, DocumentView::kFull);
  ASSERT_TRUE(stored.ok()) << stored.status();
  EXPECT_EQ(stored->content.text, document.content.text);
}

TEST_P(PutConformanceTest, TheSameAgainIsUnchanged) {
  const PutResult first = Put(MakeDocument("One", "Text."));
  const PutResult again = Put(MakeDocument("One", "Text."));
  EXPECT_EQ(again.outcome, Outcome::kUnchanged);
  EXPECT_EQ(again.name, first.name);
  EXPECT_EQ(again.revision, 1);
  EXPECT_EQ(store().GetCorpus("corpora/news")->document_count, 1);
}

TEST_P(PutConformanceTest, NewTextUnderTheSendersIdIsARevision) {
  NewDocument document = MakeDocument("One", "Text.");
  document.external_id = "17";
  const PutResult first = Put(document);
  document.content.text += " More text.";
  const PutResult second = Put(document);
  EXPECT_EQ(second.outcome, Outcome::kUpdated);
  EXPECT_EQ(second.name, first.name);
  EXPECT_EQ(second.revision, 2);
  EXPECT_NE(second.etag, first.etag);
  EXPECT_EQ(Put(document).outcome, Outcome::kUnchanged);

  const auto old = store().GetDocument(first.name, 1, DocumentView::kFull);
  ASSERT_TRUE(old.ok()) << old.status();
  EXPECT_EQ(old->content.text, "One\nText.");
  EXPECT_EQ(old->etag, second.etag) << "the etag is of the current revision";
  EXPECT_EQ(store().GetDocument(first.name, 0, DocumentView::kFull)->content.text, "One\nText. More text.");
  EXPECT_EQ(ReasonOf(store().GetDocument(first.name, 3, DocumentView::kFull).status()),
            "REVISION_NOT_FOUND");

  document.content.source_name = "The Quay Post";
  const PutResult other = Put(document);
  EXPECT_EQ(other.outcome, Outcome::kCreated) << "the same id of another source is another document";
}

TEST_P(PutConformanceTest, NewTextAtTheSameAddressIsARevision) {
  NewDocument document = MakeDocument("One", "Text.");
  document.content.url = "https://ledger.example/1";
  const PutResult first = Put(document);
  document.content.title = "One, corrected";
  document.content.text = "Another text.";
  const PutResult second = Put(document);
  EXPECT_EQ(second.outcome, Outcome::kUpdated);
  EXPECT_EQ(second.name, first.name);
}

TEST_P(PutConformanceTest, ACopyUnderAnotherIdIsADuplicate) {
  NewDocument document = MakeDocument("One", "Text.");
  document.content.url = "https://ledger.example/1";
  const PutResult first = Put(document);
  document.content.url = "https://ledger.example/copy-of-1";
  const PutResult copy = Put(document);
  EXPECT_EQ(copy.outcome, Outcome::kDuplicateOf);
  EXPECT_EQ(copy.name, first.name);
  EXPECT_EQ(store().GetCorpus("corpora/news")->document_count, 1);

  document.content.source_name = "The Quay Post";
  EXPECT_EQ(Put(document).outcome, Outcome::kCreated) << "another outlet's copy is a document";
  EXPECT_EQ(Put(MakeDocument("One", "Other text.")).outcome, Outcome::kCreated)
      << "the same title over other text is no duplicate";
}

TEST_P(PutConformanceTest, BadDocumentsAreRejectedAloneAndWithReasons) {
  std::vector<NewDocument> documents = {MakeDocument("Good", "Text."), MakeDocument("", ""),
                                        MakeDocument("Bad", "\xff"), MakeDocument("Also good", "Text.")};
  documents[1].content.text = "  ";
  documents.push_back(MakeDocument("Id", "Text of id."));
  documents.back().document_id = "no good";
  const auto results = store().PutDocuments(PutOf("corpora/news", documents));
  ASSERT_TRUE(results.ok()) << results.status();
  ASSERT_EQ(results->size(), 5);
  EXPECT_EQ((*results)[0].outcome, Outcome::kCreated);
  EXPECT_EQ((*results)[1].outcome, Outcome::kRejected);
  EXPECT_EQ(ReasonOf((*results)[1].status), "EMPTY_TEXT");
  EXPECT_EQ(ReasonOf((*results)[2].status), "INVALID_UTF8");
  EXPECT_EQ((*results)[3].outcome, Outcome::kCreated);
  EXPECT_EQ(ReasonOf((*results)[4].status), "NAME_INVALID");
  EXPECT_EQ(store().GetCorpus("corpora/news")->document_count, 2);
  EXPECT_EQ(ReasonOf(store().PutDocuments(PutOf("corpora/none", documents)).status()),
            "CORPUS_NOT_FOUND");
}

TEST_P(PutConformanceTest, PreconditionsFailTheirItemOnly) {
  PutItem item;
  item.document = MakeDocument("One", "Text.");
  item.document.document_id = "one";
  item.precondition = Precondition::kPresent;
  EXPECT_EQ(ReasonOf(Put(item).status), "DOCUMENT_NOT_FOUND");
  item.precondition = Precondition::kAbsent;
  const PutResult created = Put(item);
  EXPECT_EQ(created.name, "corpora/news/documents/one");
  EXPECT_EQ(Put(item).status.code(), absl::StatusCode::kAlreadyExists);

  item.precondition = Precondition::kPresent;
  item.document.content.text = "Changed.";
  item.etag = "stale";
  EXPECT_EQ(ReasonOf(Put(item).status), "ETAG_MISMATCH");
  item.etag = created.etag;
  EXPECT_EQ(Put(item).outcome, Outcome::kUpdated);
  EXPECT_EQ(ReasonOf(Put(item).status), "ETAG_MISMATCH") << "an etag is good for one change";
}

TEST_P(PutConformanceTest, ValidateOnlyWritesNothing) {
  PutRequest request = PutOf("corpora/news", {MakeDocument("One", "Text."), MakeDocument("One", "Text."),
                                              MakeDocument("Bad", "\xff")});
  request.validate_only = true;
  request.import_id = "import-1";
  const auto results = store().PutDocuments(request);
  ASSERT_TRUE(results.ok()) << results.status();
  EXPECT_EQ((*results)[0].outcome, Outcome::kCreated);
  EXPECT_EQ((*results)[1].outcome, Outcome::kUnchanged);
  EXPECT_EQ((*results)[2].outcome, Outcome::kRejected);
  EXPECT_EQ(store().GetCorpus("corpora/news")->document_count, 0);
  EXPECT_THAT(*store().ListChanges("corpora/news", 0, 10), IsEmpty());
  EXPECT_EQ(*store().ImportCommittedThrough("corpora/news", "import-1"), 0);
}

INSTANTIATE_TEST_SUITE_P(Stores, PutConformanceTest, testing::ValuesIn(AllStores()), &NameOfStore);

}  // namespace
}  // namespace parallax::corpus
