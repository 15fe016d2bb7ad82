// How well copies of texts are found, at known similarity:
//   PARALLAX_DATA=../data build/release/bench/duplicates_bench
// Texts are made of real sentences, English (FNC-1) and Chinese (MSRA), and edited word by word or
// character by character. Prints the tables of docs/quality.md.
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "bench/corpus/text_source.h"
#include "server/analyzer/document_signature.h"
#include "server/analyzer/text_pass.h"
#include "server/text/near_duplicate.h"
#include "server/text/utf8.h"

namespace parallax::bench {
namespace {

using text::TextSignature;

TextSignature Sign(const std::string& text) {
  DocumentContent content;
  content.text = text;
  const auto document = BuildDocument("", std::move(content));
  if (!document.ok()) std::exit(1);
  return SignDocument(**document);
}

std::vector<std::string> Units(const std::string& text, bool chinese) {
  if (!chinese) return absl::StrSplit(text, ' ');
  std::vector<std::string> units;
  for (size_t at = 0; at < text.size();) {
    const size_t begin = at;
    text::NextCodePoint(text, &at);
    units.push_back(text.substr(begin, at - begin));
  }
  return units;
}

// Replaces about `share` of the words or characters by some of `other`.
std::string Edit(const std::string& text, const std::string& other, bool chinese, double share,
                 std::mt19937* random) {
  std::vector<std::string> units = Units(text, chinese);
  const std::vector<std::string> replacements = Units(other, chinese);
  std::uniform_real_distribution<double> chance(0, 1);
  for (std::string& unit : units) {
    if (chance(*random) < share && unit.find('\n') == std::string::npos) {
      const std::string& with = replacements[(*random)() % replacements.size()];
      if (with.find('\n') == std::string::npos) unit = with;
    }
  }
  return absl::StrJoin(units, chinese ? "" : " ");
}

bool ShareABand(const TextSignature& a, const TextSignature& b) {
  const auto left = text::BandKeys(a), right = text::BandKeys(b);
  for (size_t i = 0; i < left.size(); ++i) {
    if (left[i] == right[i]) return true;
  }
  return false;
}

struct Found {
  int pairs = 0, candidates = 0, grouped = 0;
};

void PrintRecall(const TextSource& source, bool chinese, int pairs) {
  std::mt19937 random(19);
  std::map<int, Found> by_tenth;
  for (int i = 0; i < pairs; ++i) {
    const int64_t number = 2 * int64_t{i} + chinese;
    const std::string text = source.Make(number % 50 == 0 ? number + 2 : number).content.text;
    const std::string other = source.Make(number + 100'002).content.text;
    const std::string copy = Edit(text, other, chinese, 0.0001 * (random() % 1200), &random);
    const TextSignature a = Sign(text), b = Sign(copy);
    Found& found = by_tenth[static_cast<int>(text::Jaccard(a, b) * 10)];
    const auto groups = text::GroupNearDuplicates({a, b});
    ++found.pairs;
    found.candidates += ShareABand(a, b);
    found.grouped += groups[0].group == groups[1].group;
  }
  std::printf("| %s", chinese ? "Chinese" : "English");
  for (const int tenth : {5, 6, 7, 8, 9}) {
    const Found& found = by_tenth[tenth];
    std::printf(" | %.2f / %.2f (%d)", 1.0 * found.candidates / std::max(found.pairs, 1),
                1.0 * found.grouped / std::max(found.pairs, 1), found.pairs);
  }
  std::printf(" |\n");
  std::fflush(stdout);
}

// Pairs of different texts that meet in a band, and what becomes of them.
void PrintFalsePairs(const TextSource& source, bool chinese, int64_t texts) {
  std::vector<TextSignature> signatures;
  absl::flat_hash_map<uint64_t, std::vector<uint32_t>> bands;
  for (int64_t i = 0; static_cast<int64_t>(signatures.size()) < texts; ++i) {
    const int64_t number = 2 * i + chinese;
    if (number % 50 == 0) continue;  // a copy of another
    signatures.push_back(Sign(source.Make(number).content.text));
    for (const uint64_t key : text::BandKeys(signatures.back())) {
      bands[key].push_back(static_cast<uint32_t>(signatures.size() - 1));
    }
  }
  std::set<std::pair<uint32_t, uint32_t>> met;
  for (const auto& [key, members] : bands) {
    for (size_t a = 0; a < members.size(); ++a) {
      for (size_t b = a + 1; b < members.size(); ++b) met.insert({members[a], members[b]});
    }
  }
  int similar = 0;
  for (const auto& [a, b] : met) similar += text::Jaccard(signatures[a], signatures[b]) >= 0.5;
  std::set<uint32_t> groups;
  for (const text::TextGroup& group : text::GroupNearDuplicates(signatures)) groups.insert(group.group);
  std::printf("| %s | %lld | %zu | %d | %zu |\n", chinese ? "Chinese" : "English",
              static_cast<long long>(texts), met.size(), similar,
              signatures.size() - groups.size());
  std::fflush(stdout);
}

// A text cut to its first sentences under a head of its own, and quoted inside a longer one.
void PrintExcerpts(const TextSource& source, bool chinese, int pairs) {
  std::mt19937 random(23);
  int cut = 0, extended = 0, apart = 0;
  for (int i = 0; i < pairs; ++i) {
    const int64_t number = 2 * int64_t{i} + chinese + (i % 25 == 0 ? 2 : 0);
    const std::string text = source.Make(number).content.text;
    const std::string other = source.Make(number + 200'002).content.text;
    const std::vector<std::string> lines = absl::StrSplit(text, '\n');
    const size_t kept = std::max<size_t>(2, lines.size() * (3 + random() % 4) / 10);
    const std::string part =
        absl::StrJoin(std::vector<std::string>(lines.begin(), lines.begin() + static_cast<int64_t>(kept)), "\n");
    const auto grouped = [](const std::string& a, const std::string& b) {
      const auto groups = text::GroupNearDuplicates({Sign(a), Sign(b)});
      return groups[0].group == groups[1].group;
    };
    cut += grouped(text, part);
    extended += grouped(text, absl::StrCat(text, "\n", other));
    // The same title over another text.
    apart += !grouped(text, absl::StrCat(lines[0], "\n", other.substr(other.find('\n') + 1)));
  }
  std::printf("| %s | %.3f | %.3f | %.3f |\n", chinese ? "Chinese" : "English", 1.0 * cut / pairs,
              1.0 * extended / pairs, 1.0 * apart / pairs);
}

int Main(int argc, char** argv) {
  int pairs = 6000;
  int64_t texts = 20'000;
  CLI::App app("How well copies of texts are found", "duplicates_bench");
  app.add_option("--pairs", pairs)->capture_default_str();
  app.add_option("--texts", texts)->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  const char* data = std::getenv("PARALLAX_DATA");
  const TextSource source(data == nullptr ? "" : data);
  if (!source.ok()) {
    std::fprintf(stderr, "duplicates_bench: NOT MEASURED: set PARALLAX_DATA to a folder that holds "
                         "fnc1/train_bodies.csv and msra_ner/train.txt\n");
    return 1;
  }
  std::printf("Meet in a band / are grouped (pairs), by Jaccard of their shingles:\n\n"
              "| edited copies | .5-.6 | .6-.7 | .7-.8 | .8-.9 | .9-1 |\n|---|---|---|---|---|---|\n");
  for (const bool chinese : {false, true}) PrintRecall(source, chinese, pairs);
  std::printf("\n| different texts | texts | pairs that meet in a band | of Jaccard .5 or more | texts grouped |\n"
              "|---|---|---|---|---|\n");
  for (const bool chinese : {false, true}) PrintFalsePairs(source, chinese, texts);
  std::printf("\n| found | cut to 30-60%% | inside a longer text | kept apart: same title, other text |\n"
              "|---|---|---|---|\n");
  for (const bool chinese : {false, true}) PrintExcerpts(source, chinese, pairs / 4);
  return 0;
}

}  // namespace
}  // namespace parallax::bench

int main(int argc, char** argv) { return parallax::bench::Main(argc, argv); }
