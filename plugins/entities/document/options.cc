#include "plugins/entities/document/options.h"

#include <nlohmann/json.hpp>

#include "plx/analyzer.hpp"

namespace plx::entities {
namespace {

nlohmann::json ParseObject(std::string_view text, const char* what) {
  if (text.empty()) return nlohmann::json::object();
  nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
  if (!json.is_object()) {
    throw plx::Error(PLX_INVALID_ARGUMENT,
                     std::string(what) + " must be a JSON object, got: " +
                         std::string(text.substr(0, 80)));
  }
  return json;
}

std::vector<DictionaryEntry> ParseEntries(const nlohmann::json& json, const std::string& key) {
  std::vector<DictionaryEntry> entries;
  const auto list = json.find(key);
  if (list == json.end() || !list->is_array()) return entries;
  for (const auto& item : *list) {
    DictionaryEntry entry;
    entry.id = item.value("id", "");
    entry.type = item.value("type", "");
    for (const auto& name : item.value("names", nlohmann::json::array())) {
      if (name.is_string()) entry.names.push_back(name.get<std::string>());
    }
    if (entry.id.empty() || entry.type.empty() || entry.names.empty()) {
      throw plx::Error(PLX_INVALID_ARGUMENT,
                       key + "[" + std::to_string(entries.size()) +
                           "]: give id, type and at least one name");
    }
    entries.push_back(std::move(entry));
  }
  return entries;
}

}  // namespace

const char kOptionsSchema[] = R"({
  "type": "object",
  "additionalProperties": false,
  "properties": {
    "types": {
      "type": "array",
      "items": {"type": "string", "minLength": 1},
      "default": [],
      "description": "Types to report (REGION, PERSON, ...); empty for all."
    },
    "min_score": {
      "type": "integer", "minimum": 0, "maximum": 1000, "default": 0,
      "description": "Mentions that score lower are left out."
    },
    "names": {
      "type": "array", "maxItems": 10000,
      "default": [],
      "description": "Names that these texts may have and do not explain. Built-in names win over them.",
      "items": {
        "type": "object",
        "additionalProperties": false,
        "required": ["id", "type", "names"],
        "properties": {
          "id": {"type": "string", "pattern": "^[^\\s]+$", "maxLength": 256},
          "type": {"type": "string", "pattern": "^[A-Z][A-Z_]*$", "maxLength": 64},
          "names": {
            "type": "array", "minItems": 1,
            "items": {"type": "string", "minLength": 1, "maxLength": 256},
            "description": "Whole names; the first is shown."
          }
        }
      }
    },
    "name_list": {
      "type": "boolean", "default": false,
      "description": "The text is a list of names in Chinese characters, a block each, and no text: those that are one of `names` in Latin letters, by sound and by the words for what it is, become mentions of it, and nothing else is looked for."
    }
  }
})";

const char kConfigSchema[] = R"({
  "type": "object",
  "additionalProperties": false,
  "properties": {
    "dictionaries": {
      "type": "array",
      "default": [],
      "description": "Entities of your own; they win over the built-in names.",
      "items": {
        "type": "object",
        "additionalProperties": false,
        "required": ["id", "type", "names"],
        "properties": {
          "id": {"type": "string", "pattern": "^[^\\s]+$", "maxLength": 256},
          "type": {"type": "string", "pattern": "^[A-Z][A-Z_]*$", "maxLength": 64},
          "names": {
            "type": "array", "minItems": 1,
            "items": {"type": "string", "minLength": 1, "maxLength": 256},
            "description": "As in text. A leading '~' ignores letter case, '=' wants it exactly."
          }
        }
      }
    }
  }
})";

Options ParseOptions(std::string_view text) {
  const nlohmann::json json = ParseObject(text, "options");
  Options options;
  if (const auto it = json.find("types"); it != json.end() && it->is_array()) {
    for (const auto& type : *it) {
      if (type.is_string()) options.types.push_back(type.get<std::string>());
    }
  }
  if (const auto it = json.find("min_score"); it != json.end() && it->is_number_integer()) {
    options.min_score = it->get<int>();
  }
  if (const auto it = json.find("name_list"); it != json.end() && it->is_boolean()) options.name_list = it->get<bool>();
  for (const DictionaryEntry& entry : ParseEntries(json, "names")) {
    for (const std::string& name : entry.names) options.names.push_back({name, entry.id, entry.type, entry.names.front()});
  }
  return options;
}

std::vector<DictionaryEntry> ParseDictionaries(std::string_view text) {
  return ParseEntries(ParseObject(text, "configuration"), "dictionaries");
}

}  // namespace plx::entities
