// What every CorpusStore must do.
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "server/base/error_reason.h"
#include "server/corpus/corpus_store.h"
#include "tests/corpus/store_under_test.h"

namespace parallax::corpus {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST_P(StoreConformanceTest, CorporaLive) {
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

TEST_P(StoreConformanceTest, CorporaAreListedByName) {
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

TEST_P(StoreConformanceTest, ADeletedCorpusTakesItsDocumentsAlong) {
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

TEST_P(StoreConformanceTest, KeepsWhatIsPut) {
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

TEST_P(StoreConformanceTest, ATextWithNulBytesIsKeptWhole) {
  NewDocument document = MakeDocument("Nul", std::string("before\0after", 12));
  const PutResult put = Put(document);
  const auto stored = store().GetDocument(put.name, 0, DocumentView::kFull);
  ASSERT_TRUE(stored.ok()) << stored.status();
  EXPECT_EQ(stored->content.text, document.content.text);
}

TEST_P(StoreConformanceTest, TheSameAgainIsUnchanged) {
  const PutResult first = Put(MakeDocument("One", "Text."));
  const PutResult again = Put(MakeDocument("One", "Text."));
  EXPECT_EQ(again.outcome, Outcome::kUnchanged);
  EXPECT_EQ(again.name, first.name);
  EXPECT_EQ(again.revision, 1);
  EXPECT_EQ(store().GetCorpus("corpora/news")->document_count, 1);
}

TEST_P(StoreConformanceTest, NewTextUnderTheSendersIdIsARevision) {
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

TEST_P(StoreConformanceTest, NewTextAtTheSameAddressIsARevision) {
  NewDocument document = MakeDocument("One", "Text.");
  document.content.url = "https://ledger.example/1";
  const PutResult first = Put(document);
  document.content.title = "One, corrected";
  document.content.text = "Another text.";
  const PutResult second = Put(document);
  EXPECT_EQ(second.outcome, Outcome::kUpdated);
  EXPECT_EQ(second.name, first.name);
}

TEST_P(StoreConformanceTest, ACopyUnderAnotherIdIsADuplicate) {
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

TEST_P(StoreConformanceTest, BadDocumentsAreRejectedAloneAndWithReasons) {
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

TEST_P(StoreConformanceTest, PreconditionsFailTheirItemOnly) {
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

TEST_P(StoreConformanceTest, ADeleteLeavesATombstone) {
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

TEST_P(StoreConformanceTest, RevisionsAreListedNewestFirst) {
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

TEST_P(StoreConformanceTest, BatchGetAnswersEachName) {
  const PutResult one = Put(MakeDocument("One", "Text."));
  const std::vector<std::string> names = {"corpora/news/documents/none", one.name, "nonsense"};
  const auto documents = store().BatchGetDocuments(names, DocumentView::kFull);
  ASSERT_EQ(documents.size(), 3);
  EXPECT_EQ(ReasonOf(documents[0].status()), "DOCUMENT_NOT_FOUND");
  EXPECT_EQ(documents[1]->content.title, "One");
  EXPECT_EQ(ReasonOf(documents[2].status()), "NAME_INVALID");
}

TEST_P(StoreConformanceTest, PagesFollowOneAnotherInEveryOrder) {
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

TEST_P(StoreConformanceTest, APageTokenBelongsToItsRequest) {
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

TEST_P(StoreConformanceTest, FiltersSelect) {
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

TEST_P(StoreConformanceTest, AManifestFreezesRevisions) {
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

TEST_P(StoreConformanceTest, TheChangeFeedHasNoGap) {
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

TEST_P(StoreConformanceTest, ValidateOnlyWritesNothing) {
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

TEST_P(StoreConformanceTest, AnImportAnswersTheSameTwice) {
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

TEST_P(StoreConformanceTest, AnEndedCallIsNotAnswered) {
  const CallContext cancelled;
  cancelled.Cancel();
  EXPECT_EQ(store().ListDocuments({.corpus = "corpora/news"}, cancelled).status().code(),
            absl::StatusCode::kCancelled);
  const CallContext expired(absl::InfinitePast());
  EXPECT_EQ(store().FreezeManifest("corpora/news", "", 1, expired).status().code(),
            absl::StatusCode::kDeadlineExceeded);
}

INSTANTIATE_TEST_SUITE_P(Stores, StoreConformanceTest,
                         testing::ValuesIn(AllStores()), &NameOfStore);

}  // namespace
}  // namespace parallax::corpus
