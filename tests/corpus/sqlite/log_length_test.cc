// The write-ahead log of a store that is read without a pause.
#include <algorithm>
#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "server/base/status_macros.h"
#include "server/corpus/sqlite/database/connection.h"
#include "server/corpus/sqlite/database/schema.h"
#include "server/corpus/sqlite/database/writer.h"
#include "tests/corpus/store_fixture.h"

namespace parallax::corpus {
namespace {

constexpr int kMiB = 1 << 20;

// Reads row after row while `*reading`, so that two threads with it leave no moment without a reader.
void ReadOn(const std::string& path, const std::atomic<bool>* reading) {
  const auto connection = Connection::Open(path, Connection::Access::kReadOnly, 1).value();
  while (*reading) {
    Statement rows = connection->Prepare("SELECT body FROM page ORDER BY id DESC LIMIT 6");
    absl::StatusOr<bool> row = rows.Step();
    for (; row.ok() && *row; row = rows.Step()) std::this_thread::yield();
    ASSERT_TRUE(row.ok()) << row.status();
  }
}

TEST(LogLengthTest, ReadersThatOverlapDoNotLetItGrow) {
  TempFolder folder;
  const std::string path = absl::StrCat(folder.path(), "/pages.db");
  auto connection = Connection::Open(path, Connection::Access::kReadWrite, 8).value();
  ASSERT_TRUE(PrepareDatabase(connection.get()).ok());
  ASSERT_TRUE(connection->Execute("CREATE TABLE page(id INTEGER PRIMARY KEY, body BLOB)").ok());
  auto writer = std::make_unique<Writer>(std::move(connection), 4);
  std::atomic<bool> reading{true};
  std::vector<std::thread> readers;
  for (int i = 0; i < 3; ++i) readers.emplace_back([&] { ReadOn(path, &reading); });
  uintmax_t longest = 0;
  for (int round = 0; round < 100; ++round) {  // of 4 MiB
    const absl::Status written = writer->Run([](Connection* to) {
      for (int i = 0; i < 4; ++i) {
        RETURN_IF_ERROR(to->Execute(absl::StrCat("INSERT INTO page(body) VALUES(zeroblob(", kMiB - 64, "))")));
      }
      return absl::OkStatus();
    });
    ASSERT_TRUE(written.ok()) << written;
    longest = std::max(longest, std::filesystem::file_size(path + "-wal"));
  }
  reading = false;
  for (std::thread& reader : readers) reader.join();
  writer.reset();
  EXPECT_LT(longest, 256u * kMiB);  // of 400 written
}

}  // namespace
}  // namespace parallax::corpus
