// What every CorpusStore must do when documents are listed, filtered, and frozen for a run.
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "server/base/error_reason.h"
#include "tests/corpus/conformance/store_under_test.h"

namespace parallax::corpus {
namespace {

class ListingConformanceTest : public StoreConformanceTest {};

TEST_P(ListingConformanceTest, PagesFollowOneAnotherInEveryOrder) {
  std::vector<std::string> expected;
  for (int i = 0; i < 25; ++i) {
    NewDocument document = MakeDocument(absl::StrCat("Title ", i), absl::StrCat("Text ", i));
    document.document_id = absl::StrCat("d", 100 + (i * 7) % 25);
    document.content.published = {absl::StrCat("2025-07-", 10 + i % 4), TimePrecision::kDay};
    Put(document);
    under_test_.advance(absl::Seconds(i % 3));
  }
  for (const DocumentOrder order :
       {DocumentOrder::kName, DocumentOrder::kPublished, DocumentOrder::kPublishedDescending,
        DocumentOrder::kIngested, DocumentOrder::kIngestedDescending}) {
    ListDocumentsRequest request{.corpus = "corpora/news", .order = order};
    request.page.page_size = 100;
    const std::vector<std::string> all = Titles(request);
    EXPECT_EQ(std::set<std::string>(all.begin(), all.end()).size(), 25);
    std::vector<std::string> paged;
    request.page.page_size = 4;
    do {
      const auto page = store().ListDocuments(request, CallContext());
      ASSERT_TRUE(page.ok()) << page.status();
      EXPECT_LE(page->items.size(), 4);
      for (const StoredDocument& document : page->items) paged.push_back(document.content.title);
      request.page.page_token = page->next_page_token;
    } while (!request.page.page_token.empty());
    EXPECT_EQ(paged, all) << "order " << static_cast<int>(order);
  }
}

TEST_P(ListingConformanceTest, APageTokenBelongsToItsRequest) {
  for (int i = 0; i < 3; ++i) Put(MakeDocument(absl::StrCat("T", i), "Text."));
  ListDocumentsRequest request{.corpus = "corpora/news", .page = {1, ""}};
  const auto first = store().ListDocuments(request, CallContext());
  ASSERT_TRUE(first.ok());
  ASSERT_NE(first->next_page_token, "");
  const auto reason = [&](const ListDocumentsRequest& other) {
    return ReasonOf(store().ListDocuments(other, CallContext()).status());
  };
  request.page.page_token = first->next_page_token;
  EXPECT_EQ(reason(request), "");
  ListDocumentsRequest filtered = request;
  filtered.filter = "source=a";
  EXPECT_EQ(reason(filtered), "PAGE_TOKEN_INVALID");
  ListDocumentsRequest reordered = request;
  reordered.order = DocumentOrder::kIngested;
  EXPECT_EQ(reason(reordered), "PAGE_TOKEN_INVALID");
  for (size_t i = 0; i < request.page.page_token.size(); i += 7) {
    ListDocumentsRequest tampered = request;
    tampered.page.page_token[i] = tampered.page.page_token[i] == 'A' ? 'B' : 'A';
    EXPECT_EQ(reason(tampered), "PAGE_TOKEN_INVALID") << i;
  }
  request.page.page_token = "nonsense!";
  EXPECT_EQ(reason(request), "PAGE_TOKEN_INVALID");
  request.page = {-1, ""};
  EXPECT_EQ(reason(request), "PAGE_SIZE_INVALID");
}

struct FilterRow {
  const char* filter;
  std::vector<std::string> titles;
};

TEST_P(ListingConformanceTest, FiltersSelect) {
  const auto add = [&](const char* title, const char* source, const char* published,
                       TimePrecision precision, const char* language) {
    NewDocument document = MakeDocument(title, "Words of the text.", source);
    document.document_id = title;
    document.content.published = {published, precision};
    document.content.language = language;
    if (std::string(title) == "b") document.labels["desk"] = "Fish & Ships";
    if (std::string(title) == "c") document.content.feed = "Briefly";
    Put(document);
    under_test_.advance(absl::Hours(24));
  };
  add("a", "搜狐财经", "2025-07-04T04:50", TimePrecision::kMinute, "zh");
  add("b", "Sou Hu Cai Jing", "2025-07", TimePrecision::kMonth, "zh-Hant");
  add("c", "Harbor Ledger", "2024-12-31", TimePrecision::kDay, "en");
  add("d", "", "", TimePrecision::kUnknown, "en");
  const std::vector<FilterRow> rows = {
      {"", {"a", "b", "c", "d"}},
      {"source = sou-hu-cai-jing", {"a", "b"}},
      {"source = 搜狐财经", {"a", "b"}},
      {"source : HARBOR", {"c"}},
      {"source = \"\"", {"d"}},
      {"source != harbor-ledger", {"a", "b", "d"}},
      {"source:*", {"a", "b", "c"}},
      {"language = zh", {"a", "b"}},
      {"language = zh-hant", {"b"}},
      {"published >= 2025", {"a", "b"}},
      {"published = 2025-07", {"a", "b"}},
      {"published = 2025-07-04", {"a"}},
      {"published > 2025-07-01", {"a"}},
      {"published > 2025-07", {}},
      {"published < 2025-07", {"c"}},
      {"published <= 2024-12", {"c"}},
      {"published <= 2024", {"c"}},
      {"NOT published:*", {"d"}},
      {"feed = Briefly", {"c"}},
      {"labels.desk : fish", {"b"}},
      {"labels.desk = \"Fish & Ships\"", {"b"}},
      {"labels.desk:*", {"b"}},
      {"-labels.desk:*", {"a", "c", "d"}},
      {"title = a OR title = c", {"a", "c"}},
      {"language = en AND -source:*", {"d"}},
      {"ingested >= 2026-03-02 AND ingested < 2026-03-03", {"b"}},
      {"ingested = 2026-03-01", {"a"}},
      {"ingested > 2026-03-03T11:59:59Z", {"c", "d"}},
      {"title = \"' OR 1=1 --\"", {}},
  };
  for (const FilterRow& row : rows) {
    EXPECT_EQ(Titles({.corpus = "corpora/news", .filter = row.filter}), row.titles) << row.filter;
  }
  EXPECT_EQ(ReasonOf(store().ListDocuments({.corpus = "corpora/news", .filter = "x"}, CallContext()).status()),
            "FILTER_INVALID");
}

TEST_P(ListingConformanceTest, AManifestFreezesRevisions) {
  const PutResult one = Put(MakeDocument("One", "Text."));
  Put(MakeDocument("Two", "Text.", "The Quay Post"));
  const auto manifest = store().FreezeManifest("corpora/news", "source = harbor-ledger", 10, CallContext());
  ASSERT_TRUE(manifest.ok()) << manifest.status();
  ASSERT_EQ(manifest->size(), 1);
  EXPECT_EQ(manifest->at(0).document, one.name);
  EXPECT_EQ(manifest->at(0).revision, 1);
  EXPECT_EQ(manifest->at(0).text_digest,
            store().GetDocument(one.name, 1, DocumentView::kBasic)->text_digest);
  EXPECT_EQ(ReasonOf(store().FreezeManifest("corpora/news", "", 1, CallContext()).status()),
            "MANIFEST_TOO_LARGE");
}

TEST_P(ListingConformanceTest, AnEndedCallIsNotAnswered) {
  const CallContext cancelled;
  cancelled.Cancel();
  EXPECT_EQ(store().ListDocuments({.corpus = "corpora/news"}, cancelled).status().code(),
            absl::StatusCode::kCancelled);
  const CallContext expired(absl::InfinitePast());
  EXPECT_EQ(store().FreezeManifest("corpora/news", "", 1, expired).status().code(),
            absl::StatusCode::kDeadlineExceeded);
}

INSTANTIATE_TEST_SUITE_P(Stores, ListingConformanceTest, testing::ValuesIn(AllStores()), &NameOfStore);

}  // namespace
}  // namespace parallax::corpus
