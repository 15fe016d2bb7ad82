#include "server/corpus/sqlite/rows/content_fields.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "nlohmann/json.hpp"

namespace parallax::corpus {
namespace {

using Json = nlohmann::json;

// Reader's warnings quote what they complain about, which need not be UTF-8.
std::string Dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::string LabelsToJson(const Labels& labels) { return labels.empty() ? "{}" : Dump(Json(labels)); }

Labels LabelsFromJson(absl::string_view json) {
  Labels labels;
  if (json == "{}") return labels;
  const Json object = Json::parse(json.begin(), json.end(), nullptr, false);
  if (!object.is_object()) return labels;
  for (const auto& [key, value] : object.items()) {
    if (value.is_string()) labels[key] = value.get<std::string>();
  }
  return labels;
}

std::string WarningsToJson(const std::vector<std::string>& warnings) {
  return warnings.empty() ? "[]" : Dump(Json(warnings));
}

std::vector<std::string> WarningsFromJson(absl::string_view json) {
  std::vector<std::string> warnings;
  if (json == "[]") return warnings;
  const Json array = Json::parse(json.begin(), json.end(), nullptr, false);
  for (const Json& value : array) {
    if (value.is_string()) warnings.push_back(value.get<std::string>());
  }
  return warnings;
}

std::string BlocksToText(const std::vector<Block>& blocks) {
  std::string text;
  for (const Block& block : blocks) {
    absl::StrAppend(&text, static_cast<uint32_t>(block.kind), " ", block.span.begin, " ",
                    block.span.end, " ", block.language, "\n");
  }
  return text;
}

std::vector<Block> BlocksFromText(absl::string_view text) {
  std::vector<Block> blocks;
  for (const absl::string_view line : absl::StrSplit(text, '\n', absl::SkipEmpty())) {
    const std::vector<absl::string_view> parts = absl::StrSplit(line, absl::MaxSplits(' ', 3));
    Block block;
    uint32_t kind = 0;
    if (parts.size() != 4 || !absl::SimpleAtoi(parts[0], &kind) ||
        !absl::SimpleAtoi(parts[1], &block.span.begin) ||
        !absl::SimpleAtoi(parts[2], &block.span.end)) {
      continue;
    }
    block.kind = static_cast<BlockKind>(kind);
    block.language = std::string(parts[3]);
    blocks.push_back(std::move(block));
  }
  return blocks;
}

}  // namespace parallax::corpus
