// Data files of every older schema version open as if this version had written them.
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "server/corpus/sqlite/database/connection.h"
#include "server/corpus/sqlite/database/migrations.h"
#include "server/corpus/sqlite/sqlite_store.h"
#include "tests/corpus/store_fixture.h"

namespace parallax::corpus {
namespace {

using testing::ElementsAre;

class SchemaTest : public testing::TestWithParam<int64_t> {
 protected:
  // Writes the file as the old version left it, then opens the store on it.
  void SetUp() override {
    const std::string path =
        absl::StrCat(PARALLAX_TEST_DATA, "/corpus/schema/schema_v", GetParam(), ".sql");
    std::ifstream file(path);
    ASSERT_TRUE(file) << path;
    const std::string sql(std::istreambuf_iterator<char>(file), {});
    {
      auto connection = Connection::Open(folder_.path() + "/corpora.db",
                                         Connection::Access::kReadWrite, 4);
      ASSERT_TRUE(connection.ok()) << connection.status();
      const absl::Status written = (*connection)->Execute(sql);
      ASSERT_TRUE(written.ok()) << written;
    }
    Open();
  }

  void Open() {
    corpora_.reset();
    SqliteOptions options;
    options.folder = folder_.path();
    auto opened = SqliteCorpora::Open(options);
    ASSERT_TRUE(opened.ok()) << opened.status();
    corpora_ = *std::move(opened);
  }

  TempFolder folder_;
  std::unique_ptr<SqliteCorpora> corpora_;
};

TEST_P(SchemaTest, IsWhole) { EXPECT_TRUE(corpora_->care().Verify().ok()) << corpora_->care().Verify(); }

TEST_P(SchemaTest, KeepsDocumentsAndTheirHistory) {
  CorpusStore& store = corpora_->store();
  const auto one = store.GetDocument("corpora/news/documents/one", 0, DocumentView::kFull);
  ASSERT_TRUE(one.ok()) << one.status();
  EXPECT_EQ(one->content.text, "One\nThe quota was kept.");
  EXPECT_EQ(one->revision, 2);
  EXPECT_EQ(store.GetDocument("corpora/news/documents/one", 1, DocumentView::kFull)->content.text,
            "One\nThe quota was cut.");
  EXPECT_EQ(store.GetCorpus("corpora/news")->document_count, 3);
  EXPECT_EQ(*store.ImportCommittedThrough("corpora/news", "monday"), 2);
}

TEST_P(SchemaTest, TellsWhatItsChangesWere) {
  const auto page = corpora_->feed().ReadChanges({.corpus = "corpora/news", .from_start = true}, CallContext());
  ASSERT_TRUE(page.ok()) << page.status();
  std::vector<ChangeKind> kinds;
  for (const Change& change : page->changes) kinds.push_back(change.kind);
  EXPECT_THAT(kinds, ElementsAre(ChangeKind::kCreated, ChangeKind::kCreated, ChangeKind::kCreated,
                                 ChangeKind::kUpdated, ChangeKind::kDeleted, ChangeKind::kCreated));
  EXPECT_EQ(page->changes[4].time - page->changes[0].time, absl::Seconds(70));
}

TEST_P(SchemaTest, IsSearchedAndCounted) {
  const auto hits = corpora_->search().Search({.corpus = "corpora/news", .query = "配额"}, CallContext());
  ASSERT_TRUE(hits.ok()) << hits.status();
  EXPECT_EQ(hits->items.size(), 1);
  const auto sources = corpora_->catalog().ListOrigins("corpora/news", OriginKind::kSource, {}, CallContext());
  ASSERT_TRUE(sources.ok()) << sources.status();
  ASSERT_EQ(sources->items.size(), 2);
  EXPECT_EQ(sources->items[0].document_count, 2);
}

TEST_P(SchemaTest, IsWrittenOn) {
  NewDocument document = MakeDocument("One", "Anew.");
  document.document_id = "one";
  const auto results = corpora_->store().PutDocuments(PutOf("corpora/news", {document}));
  ASSERT_TRUE(results.ok()) << results.status();
  EXPECT_EQ(results->at(0).revision, 3);
  ASSERT_TRUE(corpora_->store().DeleteDocument("corpora/news/documents/two", "").ok());
  EXPECT_TRUE(corpora_->care().Verify().ok()) << corpora_->care().Verify();
  Open();
  EXPECT_TRUE(corpora_->care().Verify().ok()) << corpora_->care().Verify();
}

INSTANTIATE_TEST_SUITE_P(Versions, SchemaTest, testing::Range(int64_t{1}, kSchemaVersion),
                         [](const auto& info) { return absl::StrCat("V", info.param); });

}  // namespace
}  // namespace parallax::corpus
