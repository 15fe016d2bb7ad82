// What every CorpusStore must do with revisions, tombstones, and the feed of changes.
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "server/base/error_reason.h"
#include "tests/corpus/conformance/store_under_test.h"

namespace parallax::corpus {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class RevisionConformanceTest : public StoreConformanceTest {};

TEST_P(RevisionConformanceTest, ADeleteLeavesATombstone) {
  const PutResult put = Put(MakeDocument("One", "Text."));
  EXPECT_EQ(ReasonOf(store().DeleteDocument(put.name, "stale").status()), "ETAG_MISMATCH");
  const auto tombstone = store().DeleteDocument(put.name, put.etag);
  ASSERT_TRUE(tombstone.ok()) << tombstone.status();
  EXPECT_TRUE(tombstone->deleted);
  EXPECT_EQ(tombstone->revision, 2);
  EXPECT_EQ(tombstone->content.title, "");
  EXPECT_EQ(ReasonOf(store().GetDocument(put.name, 0, DocumentView::kFull).status()),
            "DOCUMENT_NOT_FOUND");
  EXPECT_EQ(ReasonOf(store().DeleteDocument(put.name, "").status()), "DOCUMENT_NOT_FOUND");
  EXPECT_EQ(store().GetDocument(put.name, 1, DocumentView::kFull)->content.text, "One\nText.");
  EXPECT_TRUE(store().GetDocument(put.name, 2, DocumentView::kFull)->deleted);
  EXPECT_EQ(store().GetCorpus("corpora/news")->document_count, 0);
  EXPECT_THAT(Titles({.corpus = "corpora/news"}), IsEmpty());

  const auto before = store().GetDocument(put.name, 1, DocumentView::kBasic);
  const PutResult again = Put(MakeDocument("One", "Text."));
  EXPECT_EQ(again.outcome, Outcome::kCreated);
  EXPECT_EQ(again.name, put.name);
  EXPECT_EQ(again.revision, 3) << "revision numbers are never used again";
  EXPECT_NE(store().GetDocument(put.name, 0, DocumentView::kBasic)->uid, before->uid);
}

TEST_P(RevisionConformanceTest, RevisionsAreListedNewestFirst) {
  NewDocument document = MakeDocument("One", "Text.");
  document.document_id = "one";
  for (int i = 0; i < 5; ++i) {
    document.content.text += " More.";
    Put(document);
  }
  store().DeleteDocument("corpora/news/documents/one", "").IgnoreError();
  std::vector<int64_t> revisions;
  PageRequest page{4, ""};
  do {
    const auto listed = store().ListRevisions("corpora/news/documents/one", page);
    ASSERT_TRUE(listed.ok()) << listed.status();
    for (const StoredDocument& revision : listed->items) revisions.push_back(revision.revision);
    page.page_token = listed->next_page_token;
  } while (!page.page_token.empty());
  EXPECT_THAT(revisions, ElementsAre(6, 5, 4, 3, 2, 1));
  EXPECT_EQ(ReasonOf(store().ListRevisions("corpora/news/documents/none", {}).status()),
            "DOCUMENT_NOT_FOUND");
}

TEST_P(RevisionConformanceTest, BatchGetAnswersEachName) {
  const PutResult one = Put(MakeDocument("One", "Text."));
  const std::vector<std::string> names = {"corpora/news/documents/none", one.name, "nonsense"};
  const auto documents = store().BatchGetDocuments(names, DocumentView::kFull);
  ASSERT_EQ(documents.size(), 3);
  EXPECT_EQ(ReasonOf(documents[0].status()), "DOCUMENT_NOT_FOUND");
  EXPECT_EQ(documents[1]->content.title, "One");
  EXPECT_EQ(ReasonOf(documents[2].status()), "NAME_INVALID");
}

TEST_P(RevisionConformanceTest, TheChangeFeedHasNoGap) {
  NewDocument document = MakeDocument("One", "Text.");
  document.document_id = "one";
  Put(document);
  Put(document);  // unchanged: no entry
  document.content.text = "Changed.";
  Put(document);
  store().DeleteDocument("corpora/news/documents/one", "").IgnoreError();
  Put(MakeDocument("Two", "Text."));
  const auto changes = store().ListChanges("corpora/news", 0, 100);
  ASSERT_TRUE(changes.ok()) << changes.status();
  ASSERT_EQ(changes->size(), 4);
  for (size_t i = 0; i < changes->size(); ++i) EXPECT_EQ((*changes)[i].sequence, i + 1);
  EXPECT_EQ((*changes)[1].revision, 2);
  EXPECT_EQ((*changes)[2].kind, ChangeKind::kDeleted);
  EXPECT_EQ(store().ListChanges("corpora/news", 2, 1)->at(0).sequence, 3);
  EXPECT_THAT(*store().ListChanges("corpora/news", 4, 1), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Stores, RevisionConformanceTest, testing::ValuesIn(AllStores()), &NameOfStore);

}  // namespace
}  // namespace parallax::corpus
