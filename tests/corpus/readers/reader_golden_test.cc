// Every file of tests/golden/readers/ is read as it is and compared with NAME.expected beside it.
// A new case is a new file. PARALLAX_UPDATE_GOLDEN=1 writes what is missing or different.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "gtest/gtest.h"
#include "server/base/error_reason.h"
#include "server/corpus/readers/lines.h"
#include "server/corpus/readers/reader.h"
#include "server/text/utf8.h"

namespace parallax::corpus {
namespace {

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream content;
  content << file.rdbuf();
  return content.str();
}

absl::string_view NameOf(BlockKind kind) {
  switch (kind) {
    case BlockKind::kParagraph: return "paragraph";
    case BlockKind::kTitle: return "title";
    case BlockKind::kLead: return "lead";
    case BlockKind::kHeading: return "heading";
    case BlockKind::kKeyPoint: return "point";
    case BlockKind::kByline: return "byline";
  }
  return "?";
}

void Describe(const ReadItem& item, std::string* out) {
  absl::StrAppend(out, "== item at ", item.origin.begin, "..", item.origin.end, "\n");
  if (!item.status.ok()) {
    absl::StrAppend(out, "error: ", ReasonOf(item.status), ": ", item.status.message(), "\n");
    return;
  }
  const DocumentContent& content = item.content;
  absl::StrAppend(out, "title: ", content.title, "\nsource: ", content.source_name,
                  "\nfeed: ", content.feed, "\nurl: ", content.url,
                  "\npublished: ", content.published.iso, "\nlanguage: ", content.language, "\n");
  if (!item.external_id.empty()) absl::StrAppend(out, "id: ", item.external_id, "\n");
  for (const auto& [key, value] : item.labels) absl::StrAppend(out, "label ", key, ": ", value, "\n");
  for (const std::string& warning : item.warnings) absl::StrAppend(out, "warning: ", warning, "\n");
  for (const Block& block : content.blocks) {
    absl::StrAppend(out, NameOf(block.kind), ": ", block.span.In(content.text), "\n");
  }
}

std::string Describe(const absl::StatusOr<std::vector<ReadItem>>& items) {
  if (!items.ok()) {
    return absl::StrCat("error: ", ReasonOf(items.status()), ": ", items.status().message(), "\n");
  }
  std::string out;
  for (const ReadItem& item : *items) Describe(item, &out);
  return out;
}

std::vector<std::filesystem::path> Cases() {
  std::vector<std::filesystem::path> cases;
  for (const auto& entry : std::filesystem::directory_iterator(PARALLAX_TEST_DATA "/golden/readers")) {
    if (entry.path().extension() != ".expected") cases.push_back(entry.path());
  }
  std::sort(cases.begin(), cases.end());
  return cases;
}

// What holds for every document, whatever the reader.
void CheckInvariants(const std::string& raw, const ReadItem& item) {
  if (!item.status.ok()) return;
  const DocumentContent& content = item.content;
  uint32_t end = 0;
  for (const Block& block : content.blocks) {
    EXPECT_TRUE(text::CheckSpan(content.text, block.span).ok());
    EXPECT_GE(block.span.begin, end) << "blocks overlap or are out of order";
    EXPECT_EQ(Trimmed(content.text, block.span), block.span) << "white space at the end of a block";
    end = block.span.end;
  }
  const bool utf8 = text::CheckUtf8(raw).ok();
  if (utf8) {
    EXPECT_LE(item.origin.end, raw.size());
  }
}

class ReaderGoldenTest : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(ReaderGoldenTest, IsAsExpected) {
  const std::string raw = ReadFile(GetParam());
  const ReaderRegistry registry = ReaderRegistry::Bundled();
  ReadHints hints;
  hints.file_name = GetParam().filename().string();
  const auto items = registry.Read(raw, hints);
  if (items.ok()) {
    for (const ReadItem& item : *items) CheckInvariants(raw, item);
  }
  const std::filesystem::path expected = GetParam().string() + ".expected";
  const std::string actual = Describe(items);
  if (std::getenv("PARALLAX_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(expected, std::ios::binary) << actual;
    return;
  }
  EXPECT_EQ(actual, ReadFile(expected)) << "in " << expected;
}

INSTANTIATE_TEST_SUITE_P(Files, ReaderGoldenTest, testing::ValuesIn(Cases()), [](const auto& info) {
  std::string name = info.param.filename().string();
  for (char& c : name) {
    if (!isalnum(static_cast<unsigned char>(c))) c = '_';
  }
  return name;
});

// A digest's documents are slices of their file, byte for byte, one after the other.
TEST(DigestReaderTest, TextIsASliceOfTheFile) {
  for (const std::filesystem::path& path : Cases()) {
    if (!absl::StartsWith(path.filename().string(), "digest_")) continue;
    const std::string raw = ReadFile(path);
    ReadHints hints;
    hints.media_type = "text/vnd.parallax.research-digest";
    const auto items = ReaderRegistry::Bundled().Read(raw, hints);
    ASSERT_TRUE(items.ok()) << path << items.status();
    uint32_t end = 0;
    for (const ReadItem& item : *items) {
      EXPECT_EQ(item.origin.In(raw), item.content.text) << path;
      EXPECT_GE(item.origin.begin, end) << path << ": articles overlap";
      end = item.origin.end;
    }
  }
}

// The real digests are not part of the repository: their texts are not ours to pass on.
TEST(DigestReaderTest, ReadsARealFolder) {
  const char* folder = std::getenv("PARALLAX_CORPORA");
  if (folder == nullptr) {
    GTEST_SKIP() << "PARALLAX_CORPORA is not set: NO real digest was read by this run";
  }
  const std::filesystem::path digests = std::filesystem::path(folder) / "rare-earth";
  int documents = 0, points = 0;
  std::vector<std::string> titles;
  for (const auto& entry : std::filesystem::directory_iterator(digests)) {
    const std::string raw = ReadFile(entry.path());
    const auto items = ReaderRegistry::Bundled().Read(raw, {});
    ASSERT_TRUE(items.ok()) << items.status();
    if (std::getenv("PARALLAX_PRINT") != nullptr) std::cout << entry.path() << "\n" << Describe(items);
    for (const ReadItem& item : *items) {
      ++documents;
      CheckInvariants(raw, item);
      EXPECT_EQ(item.origin.In(raw), item.content.text);
      EXPECT_FALSE(item.content.title.empty());
      titles.push_back(item.content.title);
      for (const Block& block : item.content.blocks) {
        points += block.kind == BlockKind::kKeyPoint;
        const absl::string_view text = block.span.In(item.content.text);
        EXPECT_FALSE(absl::StrContains(text, "Reportify")) << text;
        EXPECT_FALSE(absl::StrContains(text, "] - ")) << text;
      }
    }
  }
  EXPECT_EQ(documents, 6);
  EXPECT_EQ(points, 60) << absl::StrJoin(titles, "\n");
}

}  // namespace
}  // namespace parallax::corpus
