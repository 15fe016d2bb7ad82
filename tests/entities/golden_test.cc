// The entities analyzer on the cases of tests/golden/entities. A case is lines without a blank one:
//   d 2026-01-15            the day of publication (may be missing)
//   t The text.             the document
//   + region:US @ U.S.      a name found, in text order; none may be missing, none may be more
//   ~ group:quad @ the four countries | size 4 | members region:US ...    a reference to one
//   ! OFFICE_TERM @ quote   a warning
// What a group's words say of its size and members follows it. With PARALLAX_UPDATE_GOLDEN set, the
// test writes what it got into the files: read the difference before you commit it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <variant>
#include <vector>

#include "tests/fakes/plugin_driver.h"

namespace parallax {
namespace {

struct Case {
  std::string published;
  std::string text;
  std::string expected;
  int line = 0;
};

std::vector<Case> ReadCases(const std::string& file) {
  std::ifstream in(file);
  EXPECT_TRUE(in.is_open()) << file;
  std::vector<Case> cases;
  std::string published;
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.empty() || line[0] == '#') continue;
    if (line[0] == 'd') {
      published = line.substr(2);
    } else if (line[0] == 't') {
      cases.push_back({published, line.substr(2), "", number});
      published.clear();
    } else if (!cases.empty()) {
      cases.back().expected += line + "\n";
    }
  }
  return cases;
}

std::string Line(const Mention& mention, absl::string_view text) {
  std::string line = mention.coreferent ? "~ " : "+ ";
  line += mention.entity + " @ ";
  line += std::string(text.substr(mention.span.begin, mention.span.end - mention.span.begin));
  if (mention.rule.rfind("group.", 0) == 0) {
    if (mention.stated_size > 0) line += " | size " + std::to_string(mention.stated_size);
    if (!mention.members.empty()) line += " | members";
    for (const std::string& member : mention.members) line += " " + member;
  }
  return line + "\n";
}

std::string Lines(const DocumentAnalysis& analysis) {
  std::string mentions;
  std::string warnings;
  const absl::string_view text = analysis.document->text();
  for (const Finding& finding : analysis.findings) {
    if (const auto* mention = std::get_if<Mention>(&finding)) {
      mentions += Line(*mention, text);
    } else if (const auto* warning = std::get_if<Warning>(&finding)) {
      warnings += "! " + warning->code + " @ ";
      warnings += std::string(
          text.substr(warning->span.begin, warning->span.end - warning->span.begin));
      warnings += "\n";
    }
  }
  return mentions + warnings;
}

std::vector<std::string> GoldenFiles() {
  std::vector<std::string> files;
  for (const auto& entry :
       std::filesystem::directory_iterator(PARALLAX_TEST_DATA "/golden/entities")) {
    if (entry.path().extension() == ".txt") files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

// Puts `results` (one for each case, in order) behind the cases of `file`.
void Update(const std::string& file, const std::vector<std::string>& results) {
  std::ifstream in(file);
  std::string text;
  size_t next = 0;
  for (std::string line; std::getline(in, line);) {
    if (line[0] == '+' || line[0] == '~' || line[0] == '!') continue;
    text += line + "\n";
    if (line[0] == 't') text += results[next++];
  }
  in.close();
  std::ofstream(file) << text;
}

class GoldenTest : public ::testing::TestWithParam<std::string> {};

TEST_P(GoldenTest, FindsWhatTheFileSays) {
  static const auto* const driver =
      PluginDriver::Load({PARALLAX_BUILD_DIR "/plugins/entities.so"}).value().release();
  const std::vector<Case> cases = ReadCases(GetParam());
  ASSERT_FALSE(cases.empty());
  std::vector<std::string> results;
  for (const Case& c : cases) {
    DocumentContent content;
    content.text = c.text;
    content.published.iso = c.published;
    if (!c.published.empty()) content.published.precision = TimePrecision::kDay;
    const auto analysis = driver->Run(std::move(content));
    ASSERT_TRUE(analysis.ok()) << GetParam() << ":" << c.line << " " << analysis.status();
    results.push_back(Lines(*analysis));
    EXPECT_EQ(results.back(), c.expected) << GetParam() << ":" << c.line << "\nt " << c.text;
  }
  if (std::getenv("PARALLAX_UPDATE_GOLDEN") != nullptr) Update(GetParam(), results);
}

INSTANTIATE_TEST_SUITE_P(Files, GoldenTest, ::testing::ValuesIn(GoldenFiles()),
                         [](const auto& info) {
                           return std::filesystem::path(info.param).stem().string();
                         });

}  // namespace
}  // namespace parallax
