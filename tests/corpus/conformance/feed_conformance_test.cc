// What every DocumentFeed must do: exports that miss nothing, a change feed without gaps, tokens that
// outlive restarts.
#include <algorithm>
#include <map>
#include <set>
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

class FeedConformanceTest : public StoreConformanceTest {
 protected:
  void PutNumbered(int begin, int end) {
    std::vector<NewDocument> documents;
    for (int i = begin; i < end; ++i) {
      documents.push_back(MakeDocument(absl::StrCat("Title ", i), absl::StrCat("Text ", i, "."),
                                       i % 2 == 0 ? "Harbor Ledger" : "The Quay Post"));
      documents.back().document_id = absl::StrCat("d", i);
    }
    const auto results = store().PutDocuments(PutOf("corpora/news", std::move(documents)));
    ASSERT_TRUE(results.ok()) << results.status();
  }

  // All pages; the token to watch from goes to `token`.
  std::vector<std::string> ExportAll(ExportRequest request, std::string* token = nullptr) {
    std::vector<std::string> names;
    do {
      const auto page = feed().Export(request, CallContext());
      EXPECT_TRUE(page.ok()) << page.status();
      if (!page.ok()) break;
      for (const StoredDocument& document : page->documents) names.push_back(document.name);
      if (token != nullptr) *token = page->feed_token;
      request.resume_token = page->resume_token;
    } while (!request.resume_token.empty());
    return names;
  }

  std::vector<Change> Changes(const ChangesRequest& request) {
    const auto page = feed().ReadChanges(request, CallContext());
    EXPECT_TRUE(page.ok()) << page.status();
    return page.ok() ? page->changes : std::vector<Change>{};
  }
};

TEST_P(FeedConformanceTest, AnExportHasEachDocumentOnceByName) {
  PutNumbered(0, 600);  // several pages
  ASSERT_TRUE(store().DeleteDocument("corpora/news/documents/d7", "").ok());
  const std::vector<std::string> names = ExportAll({.corpus = "corpora/news"});
  EXPECT_EQ(names.size(), 599);
  EXPECT_TRUE(std::is_sorted(names.begin(), names.end()));
  EXPECT_EQ(std::set<std::string>(names.begin(), names.end()).size(), 599);
}

TEST_P(FeedConformanceTest, AnExportHasWholeDocuments) {
  PutNumbered(3, 4);
  const auto page = feed().Export({.corpus = "corpora/news"}, CallContext());
  ASSERT_TRUE(page.ok()) << page.status();
  ASSERT_EQ(page->documents.size(), 1);
  EXPECT_EQ(page->documents[0].content.text, "Title 3\nText 3.");
  EXPECT_FALSE(page->documents[0].content.blocks.empty());
  EXPECT_EQ(page->resume_token, "");
}

TEST_P(FeedConformanceTest, LargeDocumentsMakeShortPages) {
  std::vector<NewDocument> documents;
  for (int i = 0; i < 6; ++i) {
    documents.push_back(MakeDocument(absl::StrCat("T", i), std::string(700'000, 'x')));
  }
  ASSERT_TRUE(store().PutDocuments(PutOf("corpora/news", std::move(documents))).ok());
  const auto page = feed().Export({.corpus = "corpora/news"}, CallContext());
  ASSERT_TRUE(page.ok()) << page.status();
  EXPECT_LE(page->documents.size(), 2);
  EXPECT_EQ(ExportAll({.corpus = "corpora/news"}).size(), 6);
}

TEST_P(FeedConformanceTest, AnExportOfNothingEndsWithAToken) {
  const auto page = feed().Export({.corpus = "corpora/news"}, CallContext());
  ASSERT_TRUE(page.ok()) << page.status();
  EXPECT_THAT(page->documents, IsEmpty());
  EXPECT_EQ(page->resume_token, "");
  PutNumbered(0, 1);
  EXPECT_EQ(Changes({.corpus = "corpora/news", .resume_token = page->feed_token}).size(), 1);
}

TEST_P(FeedConformanceTest, SlicesAreDisjointAndTogetherAll) {
  PutNumbered(0, 300);
  std::set<std::string> all;
  for (int slice = 0; slice < 4; ++slice) {
    const std::vector<std::string> part =
        ExportAll({.corpus = "corpora/news", .slice_index = slice, .slice_count = 4});
    EXPECT_GT(part.size(), 30) << "slices are about equal";
    for (const std::string& name : part) EXPECT_TRUE(all.insert(name).second) << name;
  }
  EXPECT_EQ(all.size(), 300);
}

TEST_P(FeedConformanceTest, BadSlicesAreRefused) {
  for (const auto& [index, count] : std::vector<std::pair<int, int>>{{1, 0}, {2, 2}, {-1, 2}, {0, -1}, {0, 5000}}) {
    const ExportRequest request{.corpus = "corpora/news", .slice_index = index, .slice_count = count};
    EXPECT_EQ(ReasonOf(feed().Export(request, CallContext()).status()), "SLICE_INVALID")
        << index << "/" << count;
  }
}

TEST_P(FeedConformanceTest, AnExportIsFiltered) {
  PutNumbered(0, 20);
  EXPECT_EQ(ExportAll({.corpus = "corpora/news", .filter = "source = the-quay-post"}).size(), 10);
  EXPECT_EQ(ReasonOf(feed().Export({.corpus = "corpora/news", .filter = "nope = 1"}, CallContext()).status()),
            "FILTER_INVALID");
}

TEST_P(FeedConformanceTest, AnExportGoesOnAfterARestart) {
  PutNumbered(0, 600);
  ExportRequest request{.corpus = "corpora/news"};
  const auto first = feed().Export(request, CallContext());
  ASSERT_TRUE(first.ok());
  ASSERT_NE(first->resume_token, "");
  under_test_.reopen();
  request.resume_token = first->resume_token;
  EXPECT_EQ(first->documents.size() + ExportAll(request).size(), 600);
}

TEST_P(FeedConformanceTest, AnExportTokenBelongsToItsRequest) {
  PutNumbered(0, 600);
  ExportRequest request{.corpus = "corpora/news"};
  const auto first = feed().Export(request, CallContext());
  ASSERT_TRUE(first.ok());
  request.resume_token = first->resume_token;
  request.filter = "source = harbor-ledger";
  EXPECT_EQ(ReasonOf(feed().Export(request, CallContext()).status()), "RESUME_TOKEN_INVALID");
  request = {.corpus = "corpora/news", .resume_token = "x"};
  EXPECT_EQ(ReasonOf(feed().Export(request, CallContext()).status()), "RESUME_TOKEN_INVALID");
}

// The reason for the feed token: a copy made by pages, with changes between them, then brought up to
// date by the feed is equal to the corpus.
TEST_P(FeedConformanceTest, ExportThenChangesIsTheCorpus) {
  PutNumbered(0, 600);
  std::map<std::string, int64_t> copy;
  ExportRequest request{.corpus = "corpora/news"};
  std::string token;
  int round = 0;
  do {
    const auto page = feed().Export(request, CallContext());
    ASSERT_TRUE(page.ok()) << page.status();
    for (const StoredDocument& document : page->documents) copy[document.name] = document.revision;
    request.resume_token = page->resume_token;
    token = page->feed_token;
    // Documents behind and before the export's place are made, changed and deleted.
    PutNumbered(1000 + round, 1002 + round);
    NewDocument changed = MakeDocument("Changed", absl::StrCat("Anew ", round));
    changed.document_id = round % 2 == 0 ? "d0" : "d99";
    Put(changed);
    store().DeleteDocument(absl::StrCat("corpora/news/documents/d", 10 + round), "").IgnoreError();
    store().DeleteDocument(absl::StrCat("corpora/news/documents/d", 90 + round), "").IgnoreError();
    ++round;
  } while (!request.resume_token.empty());
  ASSERT_GE(round, 3);
  for (const Change& change : Changes({.corpus = "corpora/news", .resume_token = token})) {
    if (change.kind == ChangeKind::kDeleted) {
      copy.erase(change.document);
    } else {
      copy[change.document] = change.revision;
    }
  }
  std::map<std::string, int64_t> corpus;
  const auto manifest = store().FreezeManifest("corpora/news", "", 10'000, CallContext());
  ASSERT_TRUE(manifest.ok()) << manifest.status();
  for (const ManifestEntry& entry : *manifest) {
    corpus[entry.document] = entry.revision;
  }
  EXPECT_EQ(copy, corpus);
}

TEST_P(FeedConformanceTest, WithoutATokenChangesAreFromNowOn) {
  PutNumbered(0, 3);
  const auto now = feed().ReadChanges({.corpus = "corpora/news"}, CallContext());
  ASSERT_TRUE(now.ok()) << now.status();
  EXPECT_THAT(now->changes, IsEmpty());
  PutNumbered(3, 5);
  const std::vector<Change> after = Changes({.corpus = "corpora/news", .resume_token = now->resume_token});
  ASSERT_EQ(after.size(), 2);
  EXPECT_EQ(after[0].document, "corpora/news/documents/d3");
  EXPECT_EQ(Changes({.corpus = "corpora/news", .from_start = true}).size(), 5);
}

TEST_P(FeedConformanceTest, EachChangeSaysWhatHappenedAndWhen) {
  NewDocument document = MakeDocument("One", "Text.");
  document.document_id = "one";
  const PutResult created = Put(document);
  under_test_.advance(absl::Minutes(1));
  document.content.text = "Changed.";
  Put(document);
  ASSERT_TRUE(store().DeleteDocument(created.name, "").ok());
  Put(document);
  const std::vector<Change> changes = Changes({.corpus = "corpora/news", .from_start = true});
  std::vector<ChangeKind> kinds;
  for (const Change& change : changes) kinds.push_back(change.kind);
  EXPECT_THAT(kinds, ElementsAre(ChangeKind::kCreated, ChangeKind::kUpdated, ChangeKind::kDeleted,
                                 ChangeKind::kCreated));
  EXPECT_EQ(changes[1].time - changes[0].time, absl::Minutes(1));
}

TEST_P(FeedConformanceTest, EveryChangesTokenGoesOnAfterIt) {
  PutNumbered(0, 10);
  const std::vector<Change> all = Changes({.corpus = "corpora/news", .from_start = true});
  ASSERT_EQ(all.size(), 10);
  under_test_.reopen();
  for (size_t i = 0; i < all.size(); ++i) {
    const std::vector<Change> rest =
        Changes({.corpus = "corpora/news", .resume_token = all[i].resume_token});
    ASSERT_EQ(rest.size(), all.size() - i - 1);
    if (rest.empty()) continue;
    EXPECT_EQ(rest[0].sequence, all[i].sequence + 1);
  }
}

TEST_P(FeedConformanceTest, ChangesComeInPages) {
  PutNumbered(0, 25);
  ChangesRequest request{.corpus = "corpora/news", .from_start = true, .limit = 7};
  int64_t next = 1;
  while (true) {
    const auto page = feed().ReadChanges(request, CallContext());
    ASSERT_TRUE(page.ok()) << page.status();
    if (page->changes.empty()) break;
    for (const Change& change : page->changes) EXPECT_EQ(change.sequence, next++);
    request.resume_token = page->resume_token;
  }
  EXPECT_EQ(next, 26);
}

TEST_P(FeedConformanceTest, ATokenDiesWithItsCorpus) {
  PutNumbered(0, 2);
  const std::string token = Changes({.corpus = "corpora/news", .from_start = true})[0].resume_token;
  ASSERT_TRUE(store().DeleteCorpus("corpora/news", "", true).ok());
  EXPECT_EQ(ReasonOf(feed().ReadChanges({.corpus = "corpora/news", .resume_token = token}, CallContext()).status()),
            "CORPUS_NOT_FOUND");
  ASSERT_TRUE(store().CreateCorpus({"news", "", ""}).ok());
  EXPECT_EQ(ReasonOf(feed().ReadChanges({.corpus = "corpora/news", .resume_token = token}, CallContext()).status()),
            "RESUME_TOKEN_INVALID");
}

TEST_P(FeedConformanceTest, CommitsRiseWithChangesOnly) {
  const uint64_t before = feed().commits();
  EXPECT_THAT(Changes({.corpus = "corpora/news"}), IsEmpty());
  EXPECT_EQ(feed().commits(), before);
  PutNumbered(0, 1);
  EXPECT_GT(feed().commits(), before);
}

TEST_P(FeedConformanceTest, AnEndedCallIsNotAnswered) {
  const CallContext cancelled;
  cancelled.Cancel();
  EXPECT_EQ(feed().Export({.corpus = "corpora/news"}, cancelled).status().code(),
            absl::StatusCode::kCancelled);
  EXPECT_EQ(feed().ReadChanges({.corpus = "corpora/news"}, CallContext(absl::InfinitePast())).status().code(),
            absl::StatusCode::kDeadlineExceeded);
}

INSTANTIATE_TEST_SUITE_P(Stores, FeedConformanceTest, testing::ValuesIn(AllStores()), &NameOfStore);

}  // namespace
}  // namespace parallax::corpus
