// The claims analyzer on the pairs of tests/golden/claims, loaded with the entities analyzer as the
// server loads both. The format of a case stands at the head of pairs.txt.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "tests/fakes/plugin_driver.h"

namespace parallax {
namespace {

struct PairCase {
  int line = 0;
  bool missed = false;        // right, but not found yet: silence is accepted, another kind is not
  std::string kind, reason;   // as in the file
  std::string sides[2];       // date | outlet | text
};

std::vector<PairCase> ReadCases(const std::string& path) {
  std::ifstream in(path);
  EXPECT_TRUE(in.is_open()) << path;
  std::vector<PairCase> cases;
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    absl::string_view rest = line;
    const bool missed = absl::ConsumePrefix(&rest, "missed: ");
    if (missed || absl::ConsumePrefix(&rest, "expect: ")) {
      PairCase c;
      c.line = number;
      c.missed = missed;
      if (absl::ConsumePrefix(&rest, "not ")) c.kind = "not ";
      const std::vector<std::string> words = absl::StrSplit(rest, ' ');
      c.kind += words[0];
      if (words.size() > 1) c.reason = words[1];
      cases.push_back(c);
    } else if (!cases.empty() && absl::ConsumePrefix(&rest, "a: ")) {
      cases.back().sides[0] = std::string(rest);
    } else if (!cases.empty() && absl::ConsumePrefix(&rest, "b: ")) {
      cases.back().sides[1] = std::string(rest);
    }
  }
  return cases;
}

DocumentContent ContentOf(const std::string& side) {
  const std::vector<std::string> parts = absl::StrSplit(side, absl::MaxSplits(" | ", 2));
  EXPECT_EQ(parts.size(), 3u) << side;
  DocumentContent content;
  content.published.iso = parts[0];
  content.published.precision = TimePrecision::kDay;
  content.source_name = parts[1];
  content.text = parts[2];
  return content;
}

absl::string_view NameOf(RelationKind kind) {
  static constexpr absl::string_view kNames[] = {"none",        "CORROBORATES", "ELABORATES", "DISPUTES",
                                                 "CONTRADICTS", "VARIES",       "SAME_LABEL"};
  return kNames[static_cast<uint32_t>(kind)];
}

bool IsConflict(absl::string_view kind) {
  return kind == "DISPUTES" || kind == "CONTRADICTS" || kind == "VARIES";
}

const PluginDriver& Driver() {
  static const auto* const driver =
      PluginDriver::Load({PARALLAX_BUILD_DIR "/plugins/entities.so", PARALLAX_BUILD_DIR "/plugins/claims.so"}).value().release();
  return *driver;
}

using PairsTest = ::testing::TestWithParam<std::string>;
using CountsTest = ::testing::Test;
using DenialsTest = ::testing::Test;

// The strongest relation of a comparison, kind "none" without one.
struct Strongest {
  std::string kind = "none";
  std::string reason;
  int32_t score = -1;
  std::string detail;
};

Strongest StrongestOf(const PhasesResult& result) {
  Strongest best;
  for (const ClaimCluster& cluster : result.clusters) {
    for (const ClaimRelation& relation : cluster.relations) {
      if (relation.finding.score <= best.score) continue;
      best = {std::string(NameOf(relation.finding.kind)), relation.finding.reason, relation.finding.score,
              relation.finding.detail};
    }
  }
  return best;
}

// What is wrong with the answer, empty if nothing is.
std::string Judge(const PairCase& c, const Strongest& found, const PhasesResult& result) {
  if (c.kind == "not CONFLICT") {
    for (const ClaimCluster& cluster : result.clusters) {
      for (const ClaimRelation& relation : cluster.relations) {
        if (IsConflict(NameOf(relation.finding.kind))) return "a conflict where none is";
      }
    }
    return "";
  }
  const bool right = found.kind == c.kind && (c.reason.empty() || found.reason == c.reason);
  if (c.missed) return right ? "found now: change 'missed' to 'expect'" : found.kind == "none" ? "" : "another relation";
  return right ? "" : "not what is expected";
}

TEST_P(PairsTest, RelateAsTheFileSays) {
  const std::vector<PairCase> cases = ReadCases(GetParam());
  ASSERT_GT(cases.size(), 10u);
  for (const PairCase& c : cases) {
    std::vector<DocumentAnalysis> analyses;
    for (const int side : {0, 1}) {
      auto analysis = Driver().Run(ContentOf(c.sides[side]), {}, side == 0 ? "a" : "b");
      ASSERT_TRUE(analysis.ok()) << GetParam() << ":" << c.line << " " << analysis.status();
      analyses.push_back(*std::move(analysis));
    }
    const auto result = Driver().Compare(analyses);
    ASSERT_TRUE(result.ok()) << GetParam() << ":" << c.line << " " << result.status();
    const Strongest found = StrongestOf(*result);
    const std::string wrong = Judge(c, found, *result);
    EXPECT_TRUE(wrong.empty()) << std::filesystem::path(GetParam()).filename().string() << ":" << c.line << ": " << wrong
                               << "; wanted " << c.kind << " " << c.reason << ", found " << found.kind << " " << found.reason
                               << "\n  a: " << c.sides[0] << "\n  b: " << c.sides[1] << "\n"
                               << Describe(*result, analyses);
  }
}

// "L against R" as "R against L"; what VARIES says of the measure, in brackets, stays behind.
std::string Exchanged(const Strongest& found) {
  const size_t note = found.kind == "VARIES" ? found.detail.rfind(" (") : std::string::npos;
  const std::vector<std::string> sides =
      absl::StrSplit(found.detail.substr(0, note), absl::MaxSplits(" against ", 1));
  if (sides.size() != 2) return found.detail;
  return absl::StrCat(sides[1], " against ", sides[0],
                      note == std::string::npos ? "" : found.detail.substr(note));
}

TEST_P(PairsTest, TellTheSidesInTheOrderOfTheDocuments) {
  for (const PairCase& c : ReadCases(GetParam())) {
    if (c.missed || (c.kind != "VARIES" && c.kind != "SAME_LABEL")) continue;
    Strongest found[2];
    for (const int first : {0, 1}) {
      std::vector<DocumentAnalysis> analyses;
      for (const int place : {0, 1}) {
        auto analysis = Driver().Run(ContentOf(c.sides[first ^ place]), {}, place == 0 ? "a" : "b");
        ASSERT_TRUE(analysis.ok()) << analysis.status();
        analyses.push_back(*std::move(analysis));
      }
      const auto result = Driver().Compare(analyses);
      ASSERT_TRUE(result.ok()) << result.status();
      found[first] = StrongestOf(*result);
    }
    EXPECT_EQ(Exchanged(found[0]), found[1].detail) << GetParam() << ":" << c.line;
  }
}

// 造成12人死亡、34人受伤 is one clause, and a comparison of the dead is none of the injured.
TEST_F(CountsTest, AreComparedOneByOne) {
  const char* const texts[] = {
      "2025-03-03 | 南方快讯 | 智利塔尔沃水坝溃坝。塔尔沃水坝溃坝造成12人死亡、34人受伤。塔尔沃水坝建于1974年。",
      "2025-03-03 | 晨报 | 智利塔尔沃水坝溃坝。塔尔沃水坝溃坝造成19人死亡、34人受伤。塔尔沃水坝建于1974年。"};
  std::vector<DocumentAnalysis> analyses;
  for (const char* text : texts) {
    auto analysis = Driver().Run(ContentOf(text), {}, analyses.empty() ? "a" : "b");
    ASSERT_TRUE(analysis.ok()) << analysis.status();
    analyses.push_back(*std::move(analysis));
  }
  const auto result = Driver().Compare(analyses);
  ASSERT_TRUE(result.ok()) << result.status();
  std::map<std::string, std::set<std::string>> kinds;  // of the relations, by measure
  for (const ClaimCluster& cluster : result->clusters) {
    for (const ClaimRelation& relation : cluster.relations) kinds[cluster.summary.measure].insert(std::string(NameOf(relation.finding.kind)));
  }
  EXPECT_EQ(kinds["death"], std::set<std::string>{"VARIES"}) << Describe(*result, analyses);
  EXPECT_EQ(kinds["injury"], std::set<std::string>{"CORROBORATES"}) << Describe(*result, analyses);
}

// "Tesla denied the accusation": of what the sentence before says.
TEST_F(DenialsTest, AreOfWhatWasSaidBefore) {
  const char* const denials[] = {
      "2025-05-13 | Harbour Post | The union accused Tesla of ignoring warnings. Tesla denied the accusation.",
      "2025-05-13 | 晨报 | 工会指责特斯拉无视警告。特斯拉否认了这一指责。",
      "2025-05-13 | 晨报 | 工会指责特斯拉无视警告。特斯拉对此予以否认。"};
  for (const char* denial : denials) {
    std::vector<DocumentAnalysis> analyses;
    for (const char* text : {"2025-05-12 | Daily Ledger | The union accused Tesla of ignoring warnings.", denial}) {
      auto analysis = Driver().Run(ContentOf(text), {}, analyses.empty() ? "a" : "b");
      ASSERT_TRUE(analysis.ok()) << analysis.status();
      analyses.push_back(*std::move(analysis));
    }
    const auto result = Driver().Compare(analyses);
    ASSERT_TRUE(result.ok()) << result.status();
    std::set<std::string> kinds;
    for (const ClaimCluster& cluster : result->clusters) {
      for (const ClaimRelation& relation : cluster.relations) kinds.insert(std::string(NameOf(relation.finding.kind)));
    }
    EXPECT_EQ(kinds, (std::set<std::string>{"CORROBORATES", "DISPUTES"})) << denial << "\n" << Describe(*result, analyses);
  }
}

std::vector<std::string> CaseFiles() {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(PARALLAX_TEST_DATA "/golden/claims")) {
    if (entry.path().extension() == ".txt") files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

INSTANTIATE_TEST_SUITE_P(Files, PairsTest, ::testing::ValuesIn(CaseFiles()), [](const auto& info) {
  return std::filesystem::path(info.param).stem().string();
});

}  // namespace
}  // namespace parallax
