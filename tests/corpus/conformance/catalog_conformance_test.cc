// What every Catalog must do.
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
using testing::Pair;

class CatalogConformanceTest : public StoreConformanceTest {
 protected:
  PutResult PutFrom(const std::string& title, const std::string& source, const std::string& feed = "",
                    StatedTime published = {}) {
    NewDocument document = MakeDocument(title, absl::StrCat("Text of ", title, "."), source);
    document.content.feed = feed;
    document.content.published = std::move(published);
    return Put(document);
  }

  std::vector<std::string> Lines(OriginKind kind, int page_size = 0) {
    std::vector<std::string> lines;
    PageRequest page{page_size, ""};
    do {
      const auto origins = catalog().ListOrigins("corpora/news", kind, page, CallContext());
      EXPECT_TRUE(origins.ok()) << origins.status();
      if (!origins.ok()) break;
      for (const Origin& origin : origins->items) {
        lines.push_back(absl::StrCat(origin.name.substr(origin.name.rfind('/') + 1), " ",
                                     origin.display_name, " ", origin.document_count));
      }
      page.page_token = origins->next_page_token;
    } while (!page.page_token.empty());
    return lines;
  }
};

TEST_P(CatalogConformanceTest, SourcesAreCountedUnderTheNameMostUsed) {
  PutFrom("1", "搜狐财经");
  PutFrom("2", "搜狐财经");
  PutFrom("3", "Sou Hu Cai Jing");
  PutFrom("4", "Harbor Ledger");
  PutFrom("5", "");
  EXPECT_THAT(Lines(OriginKind::kSource), ElementsAre("harbor-ledger Harbor Ledger 1", "sou-hu-cai-jing 搜狐财经 3"));
  const auto source = catalog().GetOrigin("corpora/news/sources/sou-hu-cai-jing", OriginKind::kSource, CallContext());
  ASSERT_TRUE(source.ok()) << source.status();
  EXPECT_THAT(source->other_names, ElementsAre("Sou Hu Cai Jing"));
}

TEST_P(CatalogConformanceTest, FeedsAreNoSources) {
  PutFrom("1", "Harbor Ledger", "Reportify");
  PutFrom("2", "Harbor Ledger", "reportify");
  PutFrom("3", "The Quay Post", "Reportify");
  EXPECT_THAT(Lines(OriginKind::kFeed), ElementsAre("reportify Reportify 3"));
  EXPECT_EQ(Lines(OriginKind::kSource).size(), 2);
}

TEST_P(CatalogConformanceTest, PagesFollowOneAnother) {
  for (int i = 10; i < 35; ++i) PutFrom(absl::StrCat(i), absl::StrCat("Outlet ", i));
  const std::vector<std::string> all = Lines(OriginKind::kSource);
  EXPECT_EQ(all.size(), 25);
  EXPECT_EQ(Lines(OriginKind::kSource, 4), all);
  EXPECT_EQ(Lines(OriginKind::kSource, 5), all);
}

TEST_P(CatalogConformanceTest, ASourceGoesWithItsLastDocument) {
  const PutResult one = PutFrom("1", "Harbor Ledger");
  ASSERT_TRUE(store().DeleteDocument(one.name, "").ok());
  EXPECT_THAT(Lines(OriginKind::kSource), IsEmpty());
  EXPECT_EQ(ReasonOf(catalog()
                         .GetOrigin("corpora/news/sources/harbor-ledger", OriginKind::kSource, CallContext())
                         .status()),
            "SOURCE_NOT_FOUND");
}

TEST_P(CatalogConformanceTest, BadNamesAreRefused) {
  for (const char* name : {"", "news", "corpora/news", "corpora/news/feeds/x", "corpora/news/sources/x/y"}) {
    EXPECT_EQ(ReasonOf(catalog().GetOrigin(name, OriginKind::kSource, CallContext()).status()), "NAME_INVALID")
        << name;
  }
  EXPECT_EQ(ReasonOf(catalog().GetOrigin("corpora/none/sources/x", OriginKind::kSource, CallContext()).status()),
            "CORPUS_NOT_FOUND");
  EXPECT_EQ(ReasonOf(catalog().ListOrigins("corpora/none", OriginKind::kFeed, {}, CallContext()).status()),
            "CORPUS_NOT_FOUND");
}

TEST_P(CatalogConformanceTest, StatisticsCountLiveDocuments) {
  PutFrom("One", "Harbor Ledger", "", {"2026-01-15T11:48", TimePrecision::kMinute});
  PutFrom("Two", "Harbor Ledger", "", {"2026-01-15", TimePrecision::kDay});
  PutFrom("Three", "", "", {"2026-01", TimePrecision::kMonth});
  const PutResult gone = PutFrom("Four", "The Quay Post");
  ASSERT_TRUE(store().DeleteDocument(gone.name, "").ok());
  const auto counts = catalog().CountDocuments("corpora/news", "", CallContext());
  ASSERT_TRUE(counts.ok()) << counts.status();
  EXPECT_EQ(counts->documents, 3);
  EXPECT_EQ(counts->deleted_documents, 1);
  EXPECT_EQ(counts->revisions, 5);
  EXPECT_EQ(counts->text_bytes, 16 + 16 + 20);
  EXPECT_THAT(counts->by_source, ElementsAre(Pair("", 1), Pair("harbor-ledger", 2)));
  EXPECT_THAT(counts->by_language, ElementsAre(Pair(testing::_, 3)));
  EXPECT_THAT(counts->by_day, ElementsAre(Pair("", 1), Pair("2026-01-15", 2)));
}

TEST_P(CatalogConformanceTest, StatisticsAreFiltered) {
  PutFrom("One", "Harbor Ledger");
  PutFrom("Two", "The Quay Post");
  const auto counts = catalog().CountDocuments("corpora/news", "source = harbor-ledger", CallContext());
  ASSERT_TRUE(counts.ok()) << counts.status();
  EXPECT_EQ(counts->documents, 1);
  EXPECT_THAT(counts->by_source, ElementsAre(Pair("harbor-ledger", 1)));
  EXPECT_EQ(ReasonOf(catalog().CountDocuments("corpora/news", "x", CallContext()).status()), "FILTER_INVALID");
}

TEST_P(CatalogConformanceTest, AnEmptyCorpusCountsNothing) {
  const auto counts = catalog().CountDocuments("corpora/news", "", CallContext());
  ASSERT_TRUE(counts.ok()) << counts.status();
  EXPECT_EQ(counts->documents, 0);
  EXPECT_THAT(counts->by_day, IsEmpty());
  EXPECT_THAT(Lines(OriginKind::kSource), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Stores, CatalogConformanceTest, testing::ValuesIn(AllStores()), &NameOfStore);

}  // namespace
}  // namespace parallax::corpus
