// Readers, searchers and writers at once: nobody fails, and everybody sees whole commits.
#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "tests/corpus/store_fixture.h"

namespace parallax::corpus {
namespace {

constexpr int kWriters = 3;
constexpr int kReaders = 3;
constexpr int kRounds = 25;

TEST(ConcurrencyTest, ReadersSeeWholeCommitsWhileWritersWrite) {
  SqliteFixture fixture;
  ASSERT_TRUE(fixture.store().CreateCorpus({"news", "", ""}).ok());
  std::atomic<int> writing{kWriters};
  std::vector<std::thread> threads;
  for (int writer = 0; writer < kWriters; ++writer) {
    threads.emplace_back([&, writer] {
      for (int round = 0; round < kRounds; ++round) {
        // Two documents in one put: always both or neither.
        NewDocument left = MakeDocument("left", absl::StrCat("pair ", writer, " ", round));
        NewDocument right = MakeDocument("right", absl::StrCat("pair ", writer, " ", round));
        left.document_id = absl::StrCat("left-", writer);
        right.document_id = absl::StrCat("right-", writer);
        const auto results = fixture.store().PutDocuments(PutOf("corpora/news", {left, right}));
        EXPECT_TRUE(results.ok()) << results.status();
      }
      --writing;
    });
  }
  for (int reader = 0; reader < kReaders; ++reader) {
    threads.emplace_back([&] {
      while (writing > 0) {
        const auto manifest = fixture.store().FreezeManifest("corpora/news", "", 100, CallContext());
        EXPECT_TRUE(manifest.ok()) << manifest.status();
        EXPECT_EQ(manifest->size() % 2, 0) << "half of a put was seen";
        const auto page = fixture.search().Search({.corpus = "corpora/news", .query = "pair"}, CallContext());
        EXPECT_TRUE(page.ok()) << page.status();
        EXPECT_EQ(page->items.size() % 2, 0);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  const auto changes = fixture.store().ListChanges("corpora/news", 0, 1000);
  ASSERT_TRUE(changes.ok());
  EXPECT_EQ(changes->size(), 2 * kWriters * kRounds);
  EXPECT_TRUE(fixture.corpora().care().Verify().ok());
}

TEST(ConcurrencyTest, AFailedWriteDoesNotHurtItsGroup) {
  SqliteFixture fixture;
  ASSERT_TRUE(fixture.store().CreateCorpus({"news", "", ""}).ok());
  std::vector<std::thread> threads;
  for (int i = 0; i < 6; ++i) {
    threads.emplace_back([&, i] {
      for (int round = 0; round < 20; ++round) {
        const std::string corpus = i % 2 == 0 ? "corpora/news" : "corpora/none";
        const auto results = fixture.store().PutDocuments(
            PutOf(corpus, {MakeDocument(absl::StrCat("T", i, "-", round), "Text.")}));
        EXPECT_EQ(results.ok(), i % 2 == 0);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(fixture.store().GetCorpus("corpora/news")->document_count, 60);
  EXPECT_TRUE(fixture.corpora().care().Verify().ok());
}

}  // namespace
}  // namespace parallax::corpus
