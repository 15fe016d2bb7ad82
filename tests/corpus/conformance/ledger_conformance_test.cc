// What every CorpusStore must remember of an import.
#include "gtest/gtest.h"
#include "server/base/error_reason.h"
#include "tests/corpus/conformance/store_under_test.h"

namespace parallax::corpus {
namespace {

class LedgerConformanceTest : public StoreConformanceTest {};

TEST_P(LedgerConformanceTest, AnImportAnswersTheSameTwice) {
  NewDocument a = MakeDocument("A", "First.");
  a.document_id = "doc";
  NewDocument b = MakeDocument("B", "Second.");
  b.document_id = "doc";
  PutRequest request = PutOf("corpora/news", {a, b, MakeDocument("Bad", "\xff")});
  request.import_id = "import-1";
  const auto first = store().PutDocuments(request);
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_EQ((*first)[0].outcome, Outcome::kCreated);
  EXPECT_EQ((*first)[1].outcome, Outcome::kUpdated);
  under_test_.reopen();
  EXPECT_EQ(*store().ImportCommittedThrough("corpora/news", "import-1"), 3);
  const auto second = store().PutDocuments(request);
  ASSERT_TRUE(second.ok()) << second.status();
  for (size_t i = 0; i < first->size(); ++i) {
    EXPECT_EQ((*second)[i].outcome, (*first)[i].outcome);
    EXPECT_EQ((*second)[i].name, (*first)[i].name);
    EXPECT_EQ((*second)[i].revision, (*first)[i].revision);
    EXPECT_EQ(ReasonOf((*second)[i].status), ReasonOf((*first)[i].status));
  }
  EXPECT_EQ(store().GetDocument("corpora/news/documents/doc", 0, DocumentView::kBasic)->revision, 2)
      << "the first version was not written over the second";
  request.items[1].part = 9;
  EXPECT_EQ(ReasonOf(store().PutDocuments(request)->at(1).status), "IMPORT_ITEM_UNKNOWN");
  EXPECT_EQ(ReasonOf(store().ImportCommittedThrough("corpora/news", "no good").status()),
            "IMPORT_ID_INVALID");
}

INSTANTIATE_TEST_SUITE_P(Stores, LedgerConformanceTest, testing::ValuesIn(AllStores()), &NameOfStore);

}  // namespace
}  // namespace parallax::corpus
