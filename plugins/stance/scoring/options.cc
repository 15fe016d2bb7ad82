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
    "back_off": {
      "description": "When the trained model behind the frames speaks: \"none\" never, \"confident\" where no frame fired and it is sure enough, \"always\" of every name whatever its confidence (for measuring).",
      "type": "string", "enum": ["none", "confident", "always"], "default": "confident"
    },
    "back_off_confidence": {
      "description": "Least confidence of the trained model for \"confident\", in thousandths.",
      "type": "integer", "minimum": 0, "maximum": 1000, "default": 750
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
    int* const number = key == "min_strength"          ? &options.min_strength
                        : key == "abstain_below"       ? &options.abstain_below
                        : key == "back_off_confidence" ? &options.back_off_confidence
                                                       : nullptr;
    if (number != nullptr && item.is_number_integer() && item.get<int64_t>() >= 0 &&
        item.get<int64_t>() <= 1000) {
      *number = item.get<int>();
    } else if (number != nullptr) {
      throw Error(PLX_INVALID_ARGUMENT, "options." + key + ": needs an integer from 0 to 1000");
    } else if (key == "back_off" && item.is_string()) {
      const std::string& use = item.get_ref<const std::string&>();
      if (use != "none" && use != "confident" && use != "always") {
        throw Error(PLX_INVALID_ARGUMENT, "options.back_off: is none, confident or always");
      }
      options.back_off = use == "none"     ? Options::kNone
                         : use == "always" ? Options::kAlways
                                           : Options::kConfident;
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
