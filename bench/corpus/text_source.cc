#include "bench/corpus/text_source.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "server/text/utf8.h"

namespace parallax::bench {
namespace {

constexpr size_t kTextBytes = 1000;
constexpr int64_t kCopyEvery = 50;
constexpr int kOutlets = 40;

// SplitMix64 (Steele et al., 2014).
uint64_t Mix(uint64_t x) {
  x += 0x9E3779B97F4A7C15u;
  x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9u;
  x = (x ^ x >> 27) * 0x94D049BB133111EBu;
  return x ^ x >> 31;
}

std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

void AddEnglish(const std::string& csv, std::vector<std::string>* sentences) {
  for (const absl::string_view line : absl::StrSplit(csv, '\n', absl::SkipWhitespace())) {
    for (const absl::string_view part : absl::StrSplit(line, ". ")) {
      if (part.size() < 50 || part.size() > 300 || !text::CheckUtf8(part).ok()) continue;
      sentences->push_back(absl::StrCat(absl::StrReplaceAll(part, {{"\"", ""}, {"\r", ""}}), "."));
    }
  }
}

// A character and its tag a line, an empty line after each sentence.
void AddChinese(const std::string& tagged, std::vector<std::string>* sentences) {
  std::string sentence;
  for (const absl::string_view line : absl::StrSplit(tagged, '\n')) {
    if (!line.empty() && line != "\r") {
      absl::StrAppend(&sentence, line.substr(0, line.find(' ')));
      continue;
    }
    if (sentence.size() >= 60 && sentence.size() <= 400 && text::CheckUtf8(sentence).ok()) {
      sentences->push_back(std::move(sentence));
    }
    sentence.clear();
  }
}

}  // namespace

TextSource::TextSource(const std::string& folder) {
  AddEnglish(ReadFile(folder + "/fnc1/train_bodies.csv"), &english_);
  AddChinese(ReadFile(folder + "/msra_ner/train.txt"), &chinese_);
}

std::string TextSource::Sentence(bool chinese, uint64_t seed) const {
  const std::vector<std::string>& all = chinese ? chinese_ : english_;
  std::string sentence = all[Mix(seed) % all.size()];
  const std::string& other = all[Mix(seed + 1) % all.size()];
  if (chinese) {
    const absl::string_view piece = text::CutAtBoundary(other, 6 + Mix(seed + 2) % 12);
    const size_t at = text::CutAtBoundary(sentence, Mix(seed + 3) % sentence.size()).size();
    sentence.insert(at, std::string(piece));
  } else {
    const std::vector<std::string> words = absl::StrSplit(other, ' ');
    const size_t at = sentence.find(' ', Mix(seed + 3) % (sentence.size() / 2));
    if (at != std::string::npos) sentence.insert(at, " " + words[Mix(seed + 2) % words.size()]);
  }
  return sentence;
}

corpus::NewDocument TextSource::Make(int64_t i) const {
  const bool chinese = i % 2 == 1;
  const bool copy = i > kCopyEvery && i % kCopyEvery == 0;
  // A copy is of one of the same language that came before.
  const int64_t of = copy ? i - 2 * static_cast<int64_t>(1 + Mix(i) % (kCopyEvery / 2 - 1)) : i;
  corpus::NewDocument document;
  document.external_id = absl::StrCat("bench-", i);
  DocumentContent& content = document.content;
  const uint64_t seed = Mix(static_cast<uint64_t>(of)) << 8;
  content.title = std::string(text::CutAtBoundary(Sentence(chinese, seed), 80));
  content.source_name = absl::StrCat(chinese ? "报纸 " : "Outlet ", Mix(i + 7) % kOutlets);
  content.published.iso = absl::StrCat("2026-", 1 + i % 12 < 10 ? "0" : "", 1 + i % 12, "-",
                                       1 + i % 28 < 10 ? "0" : "", 1 + i % 28);
  content.published.precision = TimePrecision::kDay;
  content.text = content.title;
  for (uint64_t n = 1; content.text.size() < kTextBytes; ++n) {
    absl::StrAppend(&content.text, "\n", Sentence(chinese, seed + n * 4));
  }
  return document;
}

}  // namespace parallax::bench
