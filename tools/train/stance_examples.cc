#include "tools/train/stance_examples.h"

#include <fstream>
#include <nlohmann/json.hpp>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "plugins/linguistics/text/hash64.h"

namespace parallax {
namespace {

// Byte offset of the `index`-th code point.
uint32_t ByteOf(const std::string& text, int index) {
  uint32_t at = 0;
  for (int n = 0; at < text.size() && n < index; ++n) {
    do ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80);
  }
  return at;
}

Mention NameAt(uint32_t begin, uint32_t end, int i, bool coreferent) {
  Mention mention;
  mention.span = {begin, end};
  mention.entity = NameId(i);
  mention.type = "PERSON";
  mention.canonical = mention.entity;
  mention.coreferent = coreferent;
  return mention;
}

// "[A] blames [B].\tA\tB\tlabel"; a cut plural ("[the United State]s") is completed.
bool ReadBracketed(const std::string& marked, StanceExample* example) {
  int i = 0;
  for (size_t at = 0; at < marked.size(); ++at) {
    if (marked[at] != '[') {
      example->text += marked[at];
      continue;
    }
    const size_t close = marked.find(']', at);
    if (close == std::string::npos) return false;
    const auto begin = static_cast<uint32_t>(example->text.size());
    example->text += marked.substr(at + 1, close - at - 1);
    at = close;
    while (at + 1 < marked.size() && absl::ascii_isalpha(static_cast<unsigned char>(marked[at + 1]))) {
      example->text += marked[++at];
    }
    example->names.push_back(NameAt(begin, static_cast<uint32_t>(example->text.size()), i++, false));
  }
  return i == 2;
}

StanceExample ReadTargets(const nlohmann::json& json) {
  StanceExample example;
  example.text = json.at("sentence_normalized");
  // "allsides_1000_401_25_...": the article is the first three parts.
  const std::string id = json.at("primary_gid");
  std::vector<std::string> parts = absl::StrSplit(id, '_');
  parts.resize(std::min<size_t>(parts.size(), 3));
  example.group = absl::StrJoin(parts, "_");
  int i = 0;
  for (const auto& target : json.at("targets")) {
    const auto add = [&](const nlohmann::json& place, bool coreferent) {
      example.names.push_back(NameAt(ByteOf(example.text, place.at("from")),
                                     ByteOf(example.text, place.at("to")), i, coreferent));
    };
    add(target, false);
    if (target.contains("further_mentions")) {
      for (const auto& more : target["further_mentions"]) add(more, true);
    }
    const double polarity = target.at("polarity");
    example.questions.push_back({-1, i, polarity < 4 ? -1 : polarity > 4 ? 1 : 0});
    ++i;
  }
  return example;
}

}  // namespace

std::string NameId(int i) { return absl::StrCat("person:", i); }

absl::StatusOr<std::vector<StanceExample>> ReadNewsMtsc(const std::string& root) {
  const std::string path = root + "/newsmtsc/train.jsonl";
  std::ifstream in(path);
  if (!in) return absl::NotFoundError(absl::StrCat("cannot read ", path));
  std::vector<StanceExample> examples;
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    try {
      examples.push_back(ReadTargets(nlohmann::json::parse(line)));
    } catch (const nlohmann::json::exception& e) {
      return absl::InvalidArgumentError(absl::StrCat(path, ":", number, ": ", e.what()));
    }
  }
  return examples;
}

absl::StatusOr<std::vector<StanceExample>> ReadDirectedSentiment(const std::string& root) {
  std::vector<StanceExample> examples;
  for (const char* split : {"train", "valid"}) {
    const std::string path = absl::StrCat(root, "/directed_sentiment/", split, ".txt");
    std::ifstream in(path);
    if (!in) return absl::NotFoundError(absl::StrCat("cannot read ", path));
    for (std::string line; std::getline(in, line);) {
      const std::vector<std::string> columns = absl::StrSplit(line, '\t');
      if (columns.size() != 4 || columns[3].empty()) continue;
      StanceExample example;
      if (!ReadBracketed(columns[0], &example)) continue;
      example.group = absl::AsciiStrToLower(example.text);
      const int label = columns[3][0] - '0';
      example.questions.push_back({0, 1, label == 1 ? 1 : label == 3 ? -1 : 0});
      example.questions.push_back({1, 0, label == 2 ? 1 : label == 4 ? -1 : 0});
      examples.push_back(std::move(example));
    }
  }
  return examples;
}

bool IsDevelopment(const StanceExample& example) {
  return plx::linguistics::Hash64(example.group) % 5 == 0;
}

}  // namespace parallax
