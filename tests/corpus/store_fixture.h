// What the tests of stores share: a folder that goes away, a clock that is set, documents.
#ifndef PARALLAX_TESTS_CORPUS_STORE_FIXTURE_H_
#define PARALLAX_TESTS_CORPUS_STORE_FIXTURE_H_

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "gtest/gtest.h"
#include "server/corpus/corpus_store.h"
#include "server/corpus/sqlite/sqlite_store.h"

namespace parallax::corpus {

// In memory where the system has such a place: most tests are not about the disk.
class TempFolder {
 public:
  enum class Place { kMemory, kDisk };

  explicit TempFolder(Place place = Place::kMemory) {
    const bool memory = place == Place::kMemory && access("/dev/shm", W_OK) == 0;
    const std::filesystem::path parent =
        memory ? std::filesystem::path("/dev/shm") : std::filesystem::temp_directory_path();
    std::string pattern = (parent / "parallax-XXXXXX").string();
    path_ = mkdtemp(pattern.data());
  }
  ~TempFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

inline NewDocument MakeDocument(const std::string& title, const std::string& body,
                                const std::string& source = "Harbor Ledger") {
  NewDocument document;
  document.content.title = title;
  document.content.source_name = source;
  document.content.text = title + "\n" + body;
  return document;
}

inline PutRequest PutOf(const std::string& corpus, std::vector<NewDocument> documents) {
  PutRequest request;
  request.corpus = corpus;
  for (NewDocument& document : documents) {
    PutItem item;
    item.sequence = static_cast<int64_t>(request.items.size()) + 1;
    item.document = std::move(document);
    request.items.push_back(std::move(item));
  }
  return request;
}

// For stores that are opened often.
inline SqliteOptions SmallStore(const std::string& folder) {
  SqliteOptions options;
  options.folder = folder;
  options.reader_connections = 1;
  options.cache_mib = 4;
  return options;
}

// A store in a folder of its own, whose clock stands still until it is moved.
class SqliteFixture {
 public:
  SqliteFixture() { Reopen(); }

  void Reopen() { Restore(folder_.path()); }

  // Closes the store and opens the one in `path`.
  void Restore(const std::string& path) {
    corpora_.reset();
    SqliteOptions options;
    options.folder = path;
    options.reader_connections = 2;
    options.cache_mib = 8;
    options.clock = [this] { return now_; };
    auto corpora = SqliteCorpora::Open(options);
    ASSERT_TRUE(corpora.ok()) << corpora.status();
    corpora_ = *std::move(corpora);
  }

  SqliteCorpora& corpora() { return *corpora_; }
  CorpusStore& store() { return corpora_->store(); }
  SearchIndex& search() { return corpora_->search(); }
  const std::string& folder() const { return folder_.path(); }
  void Advance(absl::Duration time) { now_ += time; }

 private:
  TempFolder folder_;
  absl::Time now_ = absl::FromCivil(absl::CivilSecond(2026, 3, 1, 12, 0, 0), absl::UTCTimeZone());
  std::unique_ptr<SqliteCorpora> corpora_;
};

}  // namespace parallax::corpus

#endif  // PARALLAX_TESTS_CORPUS_STORE_FIXTURE_H_
