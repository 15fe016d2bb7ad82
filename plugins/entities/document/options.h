// The options of one call and the configuration of the plugin.
#ifndef PLUGINS_ENTITIES_DOCUMENT_OPTIONS_H_
#define PLUGINS_ENTITIES_DOCUMENT_OPTIONS_H_

#include <string>
#include <string_view>
#include <vector>

#include "plugins/entities/document/other_names.h"

namespace plx::entities {

struct Options {
  std::vector<std::string> types;  // empty: all
  int min_score = 0;               // 0..1000
  std::vector<OtherName> names;
  bool name_list = false;  // the text is a list of names to be held against `names`
};

// Reads options as the host passes them. Throws plx::Error, PLX_INVALID_ARGUMENT, if `json` is no object.
Options ParseOptions(std::string_view json);

// An entity of the operator's own.
struct DictionaryEntry {
  std::string id;
  std::string type;
  std::vector<std::string> names;  // with the marks of knowledge/name_index.h
};

// Reads the configuration. Throws as ParseOptions.
std::vector<DictionaryEntry> ParseDictionaries(std::string_view json);

// JSON Schemas of the two.
extern const char kOptionsSchema[];
extern const char kConfigSchema[];

}  // namespace plx::entities

#endif  // PLUGINS_ENTITIES_DOCUMENT_OPTIONS_H_
