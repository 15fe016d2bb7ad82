// Runs the fuzz target on every golden file and on changes of it: cuts, flips, splices.
#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "gtest/gtest.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

namespace {

void Feed(const std::string& input) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(input.data()), input.size());
}

std::vector<std::string> Seeds() {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(PARALLAX_TEST_DATA "/golden/readers")) {
    paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> seeds;
  for (const auto& path : paths) {
    std::ifstream file(path, std::ios::binary);
    std::stringstream content;
    content << file.rdbuf();
    seeds.push_back(content.str());
  }
  return seeds;
}

TEST(ReaderFuzzTest, SeedsHold) {
  for (const std::string& seed : Seeds()) Feed(seed);
  Feed("");
  Feed(std::string(1, '\0'));
}

TEST(ReaderFuzzTest, ChangedSeedsHold) {
  static const char* const kPieces[] = {"[1]", " - ", "Group 1: ", "第一组：", "\r", "\n\n", "<div>", "</p>",
                                        "{\"text\":", "·2025-02-30", "\xEF\xBB\xBF", "\xFF\xFE", "\xE4\xB8",
                                        "Core Viewpoint - ", "- Reportify", "\0", "来源："};
  const std::vector<std::string> seeds = Seeds();
  std::mt19937 random(11);
  for (int round = 0; round < 1500; ++round) {
    std::string input = seeds[random() % seeds.size()];
    const int changes = 1 + static_cast<int>(random() % 4);
    for (int i = 0; i < changes && !input.empty(); ++i) {
      const size_t at = random() % input.size();
      switch (random() % 5) {
        case 0: input.resize(at); break;
        case 1: input[at] = static_cast<char>(random()); break;
        case 2: input.insert(at, kPieces[random() % std::size(kPieces)]); break;
        case 3: input.erase(at, random() % 40); break;
        case 4: {
          const std::string& other = seeds[random() % seeds.size()];
          if (!other.empty()) input.insert(at, other.substr(random() % other.size(), 200));
          break;
        }
      }
    }
    Feed(input);
  }
}

TEST(ReaderFuzzTest, DeepPagesAndLongLinesHold) {
  std::string deep;
  for (int i = 0; i < 20000; ++i) deep += "<div>";
  Feed("<html><body>" + deep + "<p>The text at the bottom of a very deep page, long enough to count.</p>");
  Feed(std::string(100000, '['));
  Feed("Core Viewpoint - " + std::string(50000, '-'));
  std::string points = "Core Viewpoint - lead [1]";
  for (int i = 1; i < 2000; ++i) points += " - point " + std::to_string(i) + " [" + std::to_string(i) + "]";
  Feed(points);
  std::string json = std::string(20000, '[');
  Feed(json);
}

}  // namespace
