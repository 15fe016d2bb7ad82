// What every CorpusStore must do with corpora.
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "server/base/error_reason.h"
#include "tests/corpus/conformance/store_under_test.h"

namespace parallax::corpus {
namespace {

using testing::ElementsAre;

class CorporaConformanceTest : public StoreConformanceTest {};

TEST_P(CorporaConformanceTest, CorporaLive) {
  const auto corpus = store().GetCorpus("corpora/news");
  ASSERT_TRUE(corpus.ok());
  EXPECT_EQ(corpus->display_name, "News");
  EXPECT_EQ(corpus->document_count, 0);
  EXPECT_EQ(ReasonOf(store().CreateCorpus({"news", "", ""}).status()), "CORPUS_EXISTS");
  EXPECT_EQ(ReasonOf(store().CreateCorpus({"No Good", "", ""}).status()), "NAME_INVALID");
  EXPECT_EQ(ReasonOf(store().GetCorpus("corpora/other").status()), "CORPUS_NOT_FOUND");
  EXPECT_EQ(ReasonOf(store().GetCorpus("news").status()), "NAME_INVALID");

  CorpusChange change;
  change.etag = corpus->etag;
  change.display_name = "Newer";
  const auto changed = store().UpdateCorpus("corpora/news", change);
  ASSERT_TRUE(changed.ok()) << changed.status();
  EXPECT_EQ(changed->display_name, "Newer");
  EXPECT_EQ(changed->description, "For tests");
  EXPECT_NE(changed->etag, corpus->etag);
  EXPECT_EQ(ReasonOf(store().UpdateCorpus("corpora/news", change).status()), "ETAG_MISMATCH");
}

TEST_P(CorporaConformanceTest, CorporaAreListedByName) {
  for (const char* id : {"b", "a", "c", "z9"}) ASSERT_TRUE(store().CreateCorpus({id, "", ""}).ok());
  std::vector<std::string> names;
  PageRequest page{2, ""};
  do {
    const auto corpora = store().ListCorpora(page);
    ASSERT_TRUE(corpora.ok()) << corpora.status();
    EXPECT_LE(corpora->items.size(), 2);
    for (const Corpus& corpus : corpora->items) names.push_back(corpus.name);
    page.page_token = corpora->next_page_token;
  } while (!page.page_token.empty());
  EXPECT_THAT(names, ElementsAre("corpora/a", "corpora/b", "corpora/c", "corpora/news", "corpora/z9"));
}

TEST_P(CorporaConformanceTest, ADeletedCorpusTakesItsDocumentsAlong) {
  const PutResult put = Put(MakeDocument("One", "Text."));
  EXPECT_EQ(ReasonOf(store().DeleteCorpus("corpora/news", "", false)), "CORPUS_NOT_EMPTY");
  EXPECT_EQ(ReasonOf(store().DeleteCorpus("corpora/news", "x", true)), "ETAG_MISMATCH");
  const auto before = store().GetCorpus("corpora/news");
  ASSERT_TRUE(store().DeleteCorpus("corpora/news", "", true).ok());
  EXPECT_EQ(ReasonOf(store().GetDocument(put.name, 0, DocumentView::kBasic).status()),
            "CORPUS_NOT_FOUND");
  const auto after = store().CreateCorpus({"news", "", ""});
  ASSERT_TRUE(after.ok());
  EXPECT_NE(after->uid, before->uid);
  EXPECT_EQ(after->document_count, 0);
  EXPECT_EQ(Put(MakeDocument("One", "Text.")).outcome, Outcome::kCreated);
}

INSTANTIATE_TEST_SUITE_P(Stores, CorporaConformanceTest, testing::ValuesIn(AllStores()), &NameOfStore);

}  // namespace
}  // namespace parallax::corpus
