// What a store refuses to open, and what it finds and mends: a second server on the folder, files from
// newer or broken stores, an index of another tokenizer.
#include <unistd.h>

#include <fstream>
#include <string>

#include <sqlite3.h>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "server/base/error_reason.h"
#include "tests/corpus/store_fixture.h"

namespace parallax::corpus {
namespace {

TEST(DurabilityTest, ASecondServerIsKeptOut) {
  const TempFolder folder;
  auto first = SqliteCorpora::Open(SmallStore(folder.path()));
  ASSERT_TRUE(first.ok());
  const auto second = SqliteCorpora::Open(SmallStore(folder.path()));
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ReasonOf(second.status()), "DATA_FOLDER_LOCKED");
  EXPECT_NE(std::string(second.status().message()).find(absl::StrCat(getpid())), std::string::npos);
  first->reset();
  EXPECT_TRUE(SqliteCorpora::Open(SmallStore(folder.path())).ok());
}

TEST(DurabilityTest, AFolderThatCannotBeUsedIsNamed) {
  const TempFolder folder;
  std::ofstream(folder.path() + "/file") << "not a folder";
  const auto opened = SqliteCorpora::Open(SmallStore(folder.path() + "/file"));
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(ReasonOf(opened.status()), "DATA_FOLDER_UNUSABLE");
}

TEST(DurabilityTest, AFileThatIsNoDatabaseIsDataLoss) {
  const TempFolder folder;
  std::ofstream(folder.path() + "/corpora.db") << std::string(10000, 'x');
  const auto opened = SqliteCorpora::Open(SmallStore(folder.path()));
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.status().code(), absl::StatusCode::kDataLoss);
  EXPECT_EQ(ReasonOf(opened.status()), "STORE_DAMAGED");
}

void RunSql(const std::string& folder, const std::string& sql) {
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open((folder + "/corpora.db").c_str(), &db), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(db);
  sqlite3_close(db);
}

void PutOne(const std::string& folder) {
  auto corpora = SqliteCorpora::Open(SmallStore(folder));
  ASSERT_TRUE(corpora.ok());
  ASSERT_TRUE((*corpora)->store().CreateCorpus({"news", "", ""}).ok());
  ASSERT_TRUE((*corpora)->store().PutDocuments(PutOf("corpora/news", {MakeDocument("One", "needle")})).ok());
}

TEST(DurabilityTest, ANewerSchemaIsLeftAlone) {
  const TempFolder folder;
  PutOne(folder.path());
  RunSql(folder.path(), "PRAGMA user_version = 1000");
  const auto opened = SqliteCorpora::Open(SmallStore(folder.path()));
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(ReasonOf(opened.status()), "SCHEMA_TOO_NEW");
}

TEST(DurabilityTest, AnIndexOfAnotherTokenizerIsRebuilt) {
  const TempFolder folder;
  PutOne(folder.path());
  RunSql(folder.path(),
         "UPDATE meta SET value = 'old' WHERE key = 'tokenizer_version'; DELETE FROM search_1_docsize");
  auto corpora = SqliteCorpora::Open(SmallStore(folder.path()));
  ASSERT_TRUE(corpora.ok()) << corpora.status();
  EXPECT_TRUE((*corpora)->care().Verify().ok()) << (*corpora)->care().Verify();
  const auto page = (*corpora)->search().Search({.corpus = "corpora/news", .query = "needle"}, CallContext());
  ASSERT_TRUE(page.ok()) << page.status();
  EXPECT_EQ(page->items.size(), 1);
}

struct Damage {
  const char* name;
  const char* sql;
};

class VerifyTest : public testing::TestWithParam<Damage> {};

TEST_P(VerifyTest, FindsDamage) {
  const TempFolder folder;
  PutOne(folder.path());
  RunSql(folder.path(), GetParam().sql);
  auto corpora = SqliteCorpora::Open(SmallStore(folder.path()));
  ASSERT_TRUE(corpora.ok()) << corpora.status();
  const absl::Status status = (*corpora)->care().Verify();
  EXPECT_EQ(ReasonOf(status), "STORE_DAMAGED") << status;
}

INSTANTIATE_TEST_SUITE_P(Damages, VerifyTest,
                         testing::Values(Damage{"TextChanged", "UPDATE revision SET text = 'forged'"},
                                         Damage{"RevisionMissing", "DELETE FROM revision"},
                                         Damage{"IndexEntryMissing", "DELETE FROM search_1_docsize"},
                                         Damage{"IndexPagesMissing", "DELETE FROM search_1_data WHERE id > 10"}),
                         [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace parallax::corpus
