// What every CorpusStore must do when documents are deleted, restored and removed for good.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "server/base/error_reason.h"
#include "tests/corpus/conformance/store_under_test.h"

namespace parallax::corpus {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class RemovalConformanceTest : public StoreConformanceTest {
 protected:
  std::string PutNamed(const std::string& id, const std::string& text = "Text.") {
    NewDocument document = MakeDocument(absl::StrCat("Title ", id), text);
    document.document_id = id;
    document.labels["desk"] = "trade";
    document.external_id = absl::StrCat("ext-", id);
    return Put(document).name;
  }

  PurgeResult Purge(const PurgeRequest& request) {
    const auto result = store().PurgeDocuments(request, CallContext());
    EXPECT_TRUE(result.ok()) << result.status();
    return result.ok() ? *result : PurgeResult{};
  }
};

TEST_P(RemovalConformanceTest, AnUndeleteRestoresEverything) {
  const std::string name = PutNamed("one");
  const auto before = store().GetDocument(name, 0, DocumentView::kFull);
  ASSERT_TRUE(before.ok());
  ASSERT_TRUE(store().DeleteDocument(name, "").ok());
  const auto restored = store().UndeleteDocument(name);
  ASSERT_TRUE(restored.ok()) << restored.status();
  EXPECT_EQ(restored->revision, 3);
  EXPECT_EQ(restored->uid, before->uid);
  EXPECT_EQ(restored->content.text, before->content.text);
  EXPECT_EQ(restored->content.title, before->content.title);
  EXPECT_EQ(restored->labels, before->labels);
  EXPECT_EQ(restored->external_id, "ext-one");
  EXPECT_EQ(restored->ingest_time, before->ingest_time);
  EXPECT_EQ(store().GetCorpus("corpora/news")->document_count, 1);
  EXPECT_EQ(PutNamed("one"), name) << "the same content again is known again";
  EXPECT_EQ(store().GetDocument(name, 0, DocumentView::kBasic)->revision, 3);
}

TEST_P(RemovalConformanceTest, OnlyDeletedDocumentsAreRestored) {
  const std::string name = PutNamed("one");
  EXPECT_EQ(ReasonOf(store().UndeleteDocument(name).status()), "DOCUMENT_NOT_DELETED");
  EXPECT_EQ(ReasonOf(store().UndeleteDocument("corpora/news/documents/none").status()), "DOCUMENT_NOT_FOUND");
  EXPECT_EQ(ReasonOf(store().UndeleteDocument("none").status()), "NAME_INVALID");
}

TEST_P(RemovalConformanceTest, AnEtagFromBeforeADeleteIsStaleAfterTheRestore) {
  const std::string name = PutNamed("one");
  const std::string etag = store().GetDocument(name, 0, DocumentView::kBasic)->etag;
  ASSERT_TRUE(store().DeleteDocument(name, etag).ok());
  ASSERT_TRUE(store().UndeleteDocument(name).ok());
  EXPECT_EQ(ReasonOf(store().DeleteDocument(name, etag).status()), "ETAG_MISMATCH");
}

TEST_P(RemovalConformanceTest, APurgeWithoutForceOnlyCounts) {
  for (int i = 0; i < 3; ++i) PutNamed(absl::StrCat("d", i));
  const PurgeResult result = Purge({.corpus = "corpora/news", .filter = "*"});
  EXPECT_EQ(result.count, 3);
  EXPECT_THAT(result.sample, ElementsAre("corpora/news/documents/d0", "corpora/news/documents/d1",
                                         "corpora/news/documents/d2"));
  EXPECT_EQ(store().GetCorpus("corpora/news")->document_count, 3);
}

TEST_P(RemovalConformanceTest, APurgeRemovesEveryRevision) {
  const std::string name = PutNamed("one");
  PutNamed("one", "Another text.");
  PutNamed("two");
  EXPECT_EQ(Purge({.corpus = "corpora/news", .filter = "title = \"Title one\"", .force = true}).count, 1);
  for (const int64_t revision : {0, 1, 2, 3}) {
    EXPECT_EQ(store().GetDocument(name, revision, DocumentView::kBasic).status().code(),
              absl::StatusCode::kNotFound);
  }
  EXPECT_EQ(ReasonOf(store().UndeleteDocument(name).status()), "DOCUMENT_NOT_FOUND");
  EXPECT_EQ(store().GetCorpus("corpora/news")->document_count, 1);
  const auto changes = store().ListChanges("corpora/news", 0, 100);
  ASSERT_TRUE(changes.ok());
  EXPECT_EQ(changes->back().kind, ChangeKind::kDeleted) << "watchers are told";
  EXPECT_EQ(changes->back().document, name);
}

TEST_P(RemovalConformanceTest, APurgeOfTombstonesLeavesLiveDocuments) {
  const std::string gone = PutNamed("gone");
  PutNamed("live");
  ASSERT_TRUE(store().DeleteDocument(gone, "").ok());
  const size_t before = store().ListChanges("corpora/news", 0, 100)->size();
  EXPECT_EQ(Purge({.corpus = "corpora/news", .filter = "*", .deleted = true, .force = true}).count, 1);
  EXPECT_EQ(store().ListRevisions(gone, {}).status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(store().GetCorpus("corpora/news")->document_count, 1);
  EXPECT_EQ(store().ListChanges("corpora/news", 0, 100)->size(), before) << "its deletion was told before";
}

TEST_P(RemovalConformanceTest, APurgedNameStartsAnew) {
  const std::string name = PutNamed("one");
  const std::string uid = store().GetDocument(name, 0, DocumentView::kBasic)->uid;
  Purge({.corpus = "corpora/news", .filter = "*", .force = true});
  EXPECT_EQ(PutNamed("one"), name);
  const auto anew = store().GetDocument(name, 0, DocumentView::kBasic);
  ASSERT_TRUE(anew.ok());
  EXPECT_EQ(anew->revision, 1);
  EXPECT_NE(anew->uid, uid);
}

TEST_P(RemovalConformanceTest, ManyDocumentsArePurgedInParts) {
  std::vector<NewDocument> documents;
  for (int i = 0; i < 700; ++i) documents.push_back(MakeDocument(absl::StrCat("T", i), absl::StrCat("Text ", i)));
  ASSERT_TRUE(store().PutDocuments(PutOf("corpora/news", std::move(documents))).ok());
  const PurgeResult result = Purge({.corpus = "corpora/news", .filter = "*", .force = true});
  EXPECT_EQ(result.count, 700);
  EXPECT_EQ(result.sample.size(), 100);
  EXPECT_EQ(store().GetCorpus("corpora/news")->document_count, 0);
  EXPECT_THAT(store().ListDocuments({.corpus = "corpora/news"}, CallContext())->items, IsEmpty());
}

TEST_P(RemovalConformanceTest, APurgeMustSayWhichDocuments) {
  EXPECT_EQ(ReasonOf(store().PurgeDocuments({.corpus = "corpora/news"}, CallContext()).status()), "FILTER_INVALID");
  EXPECT_EQ(ReasonOf(store().PurgeDocuments({.corpus = "corpora/none", .filter = "*"}, CallContext()).status()),
            "CORPUS_NOT_FOUND");
}

INSTANTIATE_TEST_SUITE_P(Stores, RemovalConformanceTest, testing::ValuesIn(AllStores()), &NameOfStore);

}  // namespace
}  // namespace parallax::corpus
