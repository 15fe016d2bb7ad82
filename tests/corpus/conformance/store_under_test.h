// The stores that are held to the conformance suite, and what its tests share.
#ifndef PARALLAX_TESTS_CORPUS_CONFORMANCE_STORE_UNDER_TEST_H_
#define PARALLAX_TESTS_CORPUS_CONFORMANCE_STORE_UNDER_TEST_H_

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "server/corpus/catalog.h"
#include "server/corpus/corpus_store.h"
#include "server/corpus/document_feed.h"
#include "server/corpus/store_care.h"
#include "tests/corpus/store_fixture.h"

namespace parallax::corpus {

struct StoreUnderTest {
  std::shared_ptr<void> owner;
  CorpusStore* store = nullptr;
  DocumentFeed* feed = nullptr;
  Catalog* catalog = nullptr;
  StoreCare* care = nullptr;
  std::function<void()> reopen;  // as after a restart; changes the pointers
  std::string backup_path;       // where a backup can be made
  std::function<void(const std::string& path)> restore;  // goes on with the backup there
  std::function<void(absl::Duration)> advance;
};

struct StoreCase {
  std::string name;
  std::function<void(StoreUnderTest*)> make;
};

class StoreConformanceTest : public testing::TestWithParam<StoreCase> {
 protected:
  void SetUp() override {
    GetParam().make(&under_test_);
    ASSERT_TRUE(store().CreateCorpus({"news", "News", "For tests"}).ok());
  }

  CorpusStore& store() { return *under_test_.store; }
  DocumentFeed& feed() { return *under_test_.feed; }
  Catalog& catalog() { return *under_test_.catalog; }
  StoreCare& care() { return *under_test_.care; }

  PutResult Put(NewDocument document) {
    const auto results = store().PutDocuments(PutOf("corpora/news", {std::move(document)}));
    EXPECT_TRUE(results.ok()) << results.status();
    return results.ok() ? results->at(0) : PutResult{};
  }

  PutResult Put(PutItem item) {
    PutRequest request;
    request.corpus = "corpora/news";
    request.items.push_back(std::move(item));
    const auto results = store().PutDocuments(request);
    EXPECT_TRUE(results.ok()) << results.status();
    return results.ok() ? results->at(0) : PutResult{};
  }

  std::vector<std::string> Titles(const ListDocumentsRequest& request) {
    const auto page = store().ListDocuments(request, CallContext());
    EXPECT_TRUE(page.ok()) << page.status();
    std::vector<std::string> titles;
    if (page.ok()) {
      for (const StoredDocument& document : page->items) titles.push_back(document.content.title);
    }
    return titles;
  }

  StoreUnderTest under_test_;
};

inline void MakeSqlite(StoreUnderTest* under_test) {
  auto fixture = std::make_shared<SqliteFixture>();
  const auto point = [under_test, fixture = fixture.get()] {
    under_test->store = &fixture->store();
    under_test->feed = &fixture->corpora().feed();
    under_test->catalog = &fixture->corpora().catalog();
    under_test->care = &fixture->corpora().care();
  };
  under_test->owner = fixture;
  under_test->reopen = [point, fixture = fixture.get()] {
    fixture->Reopen();
    point();
  };
  under_test->backup_path = fixture->folder() + "/backup";
  under_test->restore = [point, fixture = fixture.get()](const std::string& path) {
    fixture->Restore(path);
    point();
  };
  under_test->advance = [fixture = fixture.get()](absl::Duration time) { fixture->Advance(time); };
  point();
}

// A new store is a new row here.
inline std::vector<StoreCase> AllStores() { return {{"Sqlite", &MakeSqlite}}; }

inline std::string NameOfStore(const testing::TestParamInfo<StoreCase>& info) {
  return info.param.name;
}

}  // namespace parallax::corpus

#endif  // PARALLAX_TESTS_CORPUS_CONFORMANCE_STORE_UNDER_TEST_H_
