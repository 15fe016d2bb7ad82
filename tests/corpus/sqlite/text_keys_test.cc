// TextKeys against a plain map, over moves to the table, work that is undone, and new beginnings.
#include "server/corpus/sqlite/duplicates/text_keys.h"

#include <algorithm>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <vector>

#include "gtest/gtest.h"
#include "server/corpus/sqlite/database/schema.h"
#include "server/corpus/sqlite/duplicates/key_filter.h"
#include "tests/corpus/store_fixture.h"

namespace parallax::corpus {
namespace {

using Texts = std::map<int64_t, std::vector<uint64_t>>;  // keys by document

class TextKeysTest : public testing::TestWithParam<size_t> {
 protected:
  void SetUp() override {
    auto opened = Connection::Open(folder_.path() + "/corpora.db", Connection::Access::kReadWrite, 4);
    ASSERT_TRUE(opened.ok()) << opened.status();
    connection_ = *std::move(opened);
    ASSERT_TRUE(PrepareDatabase(connection_.get()).ok());
  }

  void Do(const std::string& sql) { ASSERT_TRUE(connection_->Execute(sql).ok()) << sql; }

  std::vector<uint64_t> RandomKeys() {
    std::set<uint64_t> keys;
    // Few numbers, so that texts share them, and others far apart.
    while (keys.size() < 6) keys.insert((random_() % 40) * 0x9E3779B97F4A7C15u);
    return std::vector<uint64_t>(keys.begin(), keys.end());
  }

  void Change(TextKeys* keys, Texts* texts) {
    ASSERT_TRUE(keys->Begin(connection_.get()).ok());
    for (int i = 0; i < 5; ++i) {
      if (random_() % 3 == 0 && !texts->empty()) {
        const auto gone = std::next(texts->begin(), random_() % texts->size());
        ASSERT_TRUE(keys->Erase(connection_.get(), gone->first, gone->second).ok());
        texts->erase(gone);
      } else {
        int64_t document = static_cast<int64_t>(random_() % 500) + 1;
        if (texts->contains(document)) continue;
        const std::vector<uint64_t> own = RandomKeys();
        ASSERT_TRUE(keys->Insert(connection_.get(), document, own).ok());
        (*texts)[document] = own;
      }
    }
    ASSERT_TRUE(keys->Finish(connection_.get()).ok());
  }

  void Compare(TextKeys* keys, const Texts& texts) {
    ASSERT_TRUE(keys->Begin(connection_.get()).ok());
    for (uint64_t i = 0; i < 41; ++i) {
      const uint64_t key = i * 0x9E3779B97F4A7C15u;
      std::vector<int64_t> found, expected;
      ASSERT_TRUE(keys->Visit(connection_.get(), key, 1000, [&](int64_t document) -> absl::StatusOr<bool> {
        found.push_back(document);
        return true;
      }).ok());
      for (const auto& [document, own] : texts) {
        if (std::count(own.begin(), own.end(), key) > 0) expected.push_back(document);
      }
      std::sort(found.begin(), found.end());
      EXPECT_EQ(found, expected) << i;
    }
  }

  TempFolder folder_;
  std::unique_ptr<Connection> connection_;
  std::mt19937 random_{11};
};

TEST_P(TextKeysTest, HasTheKeysOfTheTextsThatAreThere) {
  auto keys = std::make_unique<TextKeys>(GetParam());
  Texts texts;
  for (int step = 0; step < 240; ++step) {
    Texts changed = texts;
    Do("BEGIN IMMEDIATE");
    Do("SAVEPOINT task");
    Change(keys.get(), &changed);
    const int fate = step % 4;
    if (fate == 1) Do("ROLLBACK TO task");
    Do("RELEASE task");
    if (fate == 3) {  // other work of the same transaction, undone with it
      Change(keys.get(), &changed);
      Do("ROLLBACK");
    } else {
      Do("COMMIT");
    }
    if (fate == 0 || fate == 2) texts = changed;
    if (step % 7 == 0) keys = std::make_unique<TextKeys>(GetParam());  // as after a restart
    Compare(keys.get(), texts);
  }
  EXPECT_GT(texts.size(), 50);
}

TEST_P(TextKeysTest, StopsWhenToldTo) {
  TextKeys keys(GetParam());
  Do("BEGIN IMMEDIATE");
  ASSERT_TRUE(keys.Begin(connection_.get()).ok());
  for (int64_t document = 1; document <= 20; ++document) {
    ASSERT_TRUE(keys.Insert(connection_.get(), document, {7}).ok());
    ASSERT_TRUE(keys.Finish(connection_.get()).ok());
  }
  int seen = 0;
  const auto count = [&seen](int64_t) -> absl::StatusOr<bool> { return ++seen != 3; };
  ASSERT_TRUE(keys.Visit(connection_.get(), 7, 100, count).ok());
  EXPECT_EQ(seen, 3);
  seen = 10;
  ASSERT_TRUE(keys.Visit(connection_.get(), 7, 5, count).ok());
  EXPECT_EQ(seen, 15);
  Do("COMMIT");
}

// All in memory; some runs; a run with every few texts, so that runs are merged twice.
INSTANTIATE_TEST_SUITE_P(Sizes, TextKeysTest, testing::Values(size_t{1} << 20, size_t{60}, size_t{0}),
                         [](const auto& info) { return std::to_string(info.param); });

TEST_P(TextKeysTest, ForgetsACorpus) {
  Do("BEGIN IMMEDIATE");
  TextKeys keys(GetParam());
  for (int64_t document = 1; document <= 200; ++document) {
    ASSERT_TRUE(keys.Begin(connection_.get()).ok());
    ASSERT_TRUE(keys.Insert(connection_.get(), document, {7, static_cast<uint64_t>(document) << 40}).ok());
    ASSERT_TRUE(keys.Finish(connection_.get()).ok());
    Do("INSERT INTO text_signature(document, corpus, tokens, tokens_hash, component, text_group) VALUES(" +
       std::to_string(document) + ", " + std::to_string(document % 2) + ", 1, 1, 1, 1)");
  }
  ASSERT_TRUE(keys.ClearCorpus(connection_.get(), 1).ok());
  std::vector<int64_t> found;
  const auto note = [&found](int64_t document) -> absl::StatusOr<bool> {
    found.push_back(document);
    return true;
  };
  ASSERT_TRUE(keys.Visit(connection_.get(), 7, 1000, note).ok());
  EXPECT_EQ(found.size(), 100);
  for (const int64_t document : found) EXPECT_EQ(document % 2, 0);
  found.clear();
  ASSERT_TRUE(keys.Visit(connection_.get(), uint64_t{101} << 40, 1000, note).ok());
  ASSERT_TRUE(keys.Visit(connection_.get(), uint64_t{102} << 40, 1000, note).ok());
  EXPECT_EQ(found, std::vector<int64_t>{102});
  Do("COMMIT");
}

TEST(KeyBlockTest, GivesBackWhatWasPacked) {
  std::mt19937_64 random(4);
  std::set<KeyPair> pairs = {{INT64_MIN, 1}, {INT64_MIN, INT64_MAX}, {INT64_MAX, 5}, {-1, 0}, {0, 0}};
  for (int i = 0; i < 5000; ++i) {
    const auto key = static_cast<int64_t>(random());
    for (uint64_t n = 0; n <= random() % 3; ++n) pairs.insert({key, static_cast<int64_t>(random() % 1'000'000)});
  }
  std::vector<KeyPair> read;
  KeyBlockWriter writer;
  int blocks = 0;
  const auto take = [&] {
    const int64_t first = writer.first_key();
    const std::string bytes = writer.Take();
    EXPECT_LE(bytes.size(), 8100);
    for (const KeyPair& pair : ReadKeyBlock(first, bytes)) read.push_back(pair);
    ReadKeyBlock(first, absl::string_view(bytes).substr(0, bytes.size() / 2));
    ++blocks;
  };
  for (const KeyPair& pair : pairs) {
    if (!writer.empty() && writer.EndsBefore(pair)) take();
    writer.Add(pair);
  }
  take();
  EXPECT_GT(blocks, 5);
  EXPECT_EQ(read, std::vector<KeyPair>(pairs.begin(), pairs.end()));
}

TEST(KeyFilterTest, PassesWhatWasAddedAndLittleElse) {
  std::mt19937_64 random(3);
  KeyFilter filter(100'000);
  ASSERT_GE(filter.capacity(), 100'000);
  std::vector<uint64_t> added(filter.capacity());
  for (uint64_t& key : added) filter.Add(key = random());
  for (const uint64_t key : added) ASSERT_TRUE(filter.MayHave(key));
  int passed = 0;
  for (int i = 0; i < 100'000; ++i) passed += filter.MayHave(random());
  EXPECT_LT(passed, 2'500);
  EXPECT_EQ(KeyFilter(size_t{1} << 40).capacity(), ~size_t{0});
}

}  // namespace
}  // namespace parallax::corpus
