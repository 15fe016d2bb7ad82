#include "plugins/stance/scoring/options.h"

#include <nlohmann/json.hpp>

#include "plx/analyzer.hpp"

namespace plx::stance {

const char kOptionsSchema[] = R"({
  "$schema": "http://json-schema.org/draft-07/schema#",
  "type": "object",
  "additionalProperties": false,
  "properties": {
    "targets": {
      "description": "Only stances towards these: entity ids (region:CN), topic keys (topic:export-control) or words of the text. Clauses that mention one and take no side give a neutral stance.",
      "type": "array",
      "maxItems": 64,
      "items": {"type": "string", "minLength": 1, "maxLength": 256},
      "default": []
    },
    "min_strength": {
      "description": "Leave out stances weaker than this, in thousandths.",
      "type": "integer", "minimum": 0, "maximum": 1000, "default": 200
    },
    "abstain_below": {
      "description": "Leave out stances with less confidence than this, in thousandths.",
      "type": "integer", "minimum": 0, "maximum": 1000, "default": 500
    }
  }
})";

Options Options::Parse(std::string_view json) {
  Options options;
  const nlohmann::json value = nlohmann::json::parse(json, nullptr, /*allow_exceptions=*/false);
  if (!value.is_object()) throw Error(PLX_INVALID_ARGUMENT, "options: not a JSON object");
  for (const auto& [key, item] : value.items()) {
    const bool number = key == "min_strength" || key == "abstain_below";
    if (number && item.is_number_integer() && item.get<int64_t>() >= 0 &&
        item.get<int64_t>() <= 1000) {
      (key == "min_strength" ? options.min_strength : options.abstain_below) = item.get<int>();
    } else if (number) {
      throw Error(PLX_INVALID_ARGUMENT, "options." + key + ": needs an integer from 0 to 1000");
    } else if (key == "targets" && item.is_array()) {
      for (const auto& target : item) {
        if (!target.is_string() || target.get_ref<const std::string&>().empty()) {
          throw Error(PLX_INVALID_ARGUMENT, "options.targets: needs strings that are not empty");
        }
        options.targets.push_back(target.get<std::string>());
      }
    } else {
      throw Error(PLX_INVALID_ARGUMENT, "options." + key + ": unknown, or of the wrong type");
    }
  }
  return options;
}

}  // namespace plx::stance
