#include "server/analyzer/json_schema.h"

// Without it valijson ends the process where a schema is wrong.
#define VALIJSON_USE_EXCEPTIONS 1

#include <exception>
#include <nlohmann/json.hpp>
#include <optional>
#include <regex>
#include <utility>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"

namespace parallax {
namespace {

using Json = nlohmann::json;
using Adapter = valijson::adapters::NlohmannJsonAdapter;

constexpr size_t kMaxBytes = 1 << 20;
constexpr int kMaxDepth = 64;
constexpr int kMaxReferences = 32;  // a chain of $ref longer than this is a circle

// Parses without exceptions; refuses deep nesting and a key that stands twice.
absl::StatusOr<Json> ParseJson(absl::string_view text) {
  if (text.size() > kMaxBytes) {
    return absl::InvalidArgumentError(absl::StrCat("longer than ", kMaxBytes, " bytes"));
  }
  std::string problem;
  std::vector<std::vector<std::string>> keys;
  const auto watch = [&](int depth, Json::parse_event_t event, Json& parsed) {
    if (depth > kMaxDepth) problem = absl::StrCat("nested deeper than ", kMaxDepth, " levels");
    if (event == Json::parse_event_t::object_start) keys.emplace_back();
    if (event == Json::parse_event_t::object_end && !keys.empty()) keys.pop_back();
    if (event == Json::parse_event_t::key && !keys.empty()) {
      const auto& key = parsed.get_ref<const std::string&>();
      for (const std::string& seen : keys.back()) {
        if (seen == key) problem = absl::StrCat("the key \"", key, "\" stands twice");
      }
      keys.back().push_back(key);
    }
    return problem.empty();
  };
  try {
    Json json = Json::parse(text.begin(), text.end(), watch);
    if (!problem.empty()) return absl::InvalidArgumentError(problem);
    return json;
  } catch (const Json::exception& e) {
    if (!problem.empty()) return absl::InvalidArgumentError(problem);
    return absl::InvalidArgumentError(absl::StrCat("not JSON: ", e.what()));
  }
}

// Follows local references ("#/$defs/x"). Null if one leads nowhere.
const Json* Resolve(const Json& root, const Json* node) {
  for (int i = 0; i < kMaxReferences && node->is_object(); ++i) {
    const auto ref = node->find("$ref");
    if (ref == node->end() || !ref->is_string()) return node;
    absl::string_view target = ref->get_ref<const std::string&>();
    if (!absl::ConsumePrefix(&target, "#")) return nullptr;
    try {
      const Json::json_pointer pointer{std::string(target)};
      if (!root.contains(pointer)) return nullptr;
      node = &root.at(pointer);
    } catch (const Json::exception&) {
      return nullptr;
    }
  }
  return node->is_object() || node->is_boolean() ? node : nullptr;
}

// The walk over schema and value that fills defaults and finds unknown keys.
class Walk {
 public:
  explicit Walk(const Json& root) : root_(root) {}

  void FillDefaults(const Json& schema_node, Json& value, int depth = 0) const {
    const Json* schema = Resolve(root_, &schema_node);
    if (schema == nullptr || !schema->is_object() || depth > kMaxDepth) return;
    if (const auto all = schema->find("allOf"); all != schema->end()) {
      for (const Json& part : *all) FillDefaults(part, value, depth + 1);
    }
    if (value.is_object()) {
      const auto properties = schema->find("properties");
      if (properties != schema->end()) {
        for (const auto& [key, property] : properties->items()) {
          FillProperty(key, property, value, depth);
        }
      }
    }
    const auto items = schema->find("items");
    if (value.is_array() && items != schema->end() && items->is_object()) {
      for (Json& element : value) FillDefaults(*items, element, depth + 1);
    }
  }

  // Nothing if every key of `value` is known.
  struct Unknown {
    std::string path;
    std::vector<std::string> known;
  };
  std::optional<Unknown> FindUnknown(const Json& schema_node, const Json& value,
                                     const std::string& path) const {
    Known known;
    Collect(schema_node, known, 0);
    if (value.is_object()) {
      for (const auto& [key, element] : value.items()) {
        const std::string at = path.empty() ? key : absl::StrCat(path, ".", key);
        const std::vector<const Json*> schemas = known.For(key);
        if (schemas.empty() && !known.open) return Unknown{at, known.Names()};
        for (const Json* schema : schemas) {
          if (auto unknown = FindUnknown(*schema, element, at)) return unknown;
        }
      }
    }
    if (value.is_array() && known.items != nullptr) {
      for (size_t i = 0; i < value.size(); ++i) {
        if (auto u = FindUnknown(*known.items, value[i], absl::StrCat(path, "[", i, "]"))) return u;
      }
    }
    return std::nullopt;
  }

 private:
  // What a schema and its branches say of an object's keys and an array's elements.
  struct Known {
    std::vector<std::pair<std::string, const Json*>> properties;
    std::vector<std::pair<std::regex, const Json*>> patterns;
    bool open = false;
    const Json* items = nullptr;

    std::vector<const Json*> For(const std::string& key) const {
      std::vector<const Json*> schemas;
      for (const auto& [name, schema] : properties) {
        if (name == key) schemas.push_back(schema);
      }
      for (const auto& [pattern, schema] : patterns) {
        if (std::regex_search(key, pattern)) schemas.push_back(schema);
      }
      return schemas;
    }
    std::vector<std::string> Names() const {
      std::vector<std::string> names;
      for (const auto& [name, schema] : properties) names.push_back(name);
      return names;
    }
  };

  void FillProperty(const std::string& key, const Json& property, Json& value, int depth) const {
    const auto present = value.find(key);
    if (present != value.end()) return FillDefaults(property, *present, depth + 1);
    const Json* schema = Resolve(root_, &property);
    if (schema == nullptr || !schema->is_object() || !schema->contains("default")) return;
    Json filled = schema->at("default");
    FillDefaults(*schema, filled, depth + 1);
    value[key] = std::move(filled);
  }

  void Collect(const Json& node, Known& known, int depth) const {
    const Json* schema = Resolve(root_, &node);
    if (schema == nullptr || !schema->is_object() || depth > kMaxDepth) return;
    for (const char* branches : {"allOf", "anyOf", "oneOf"}) {
      if (!schema->contains(branches)) continue;
      for (const Json& branch : schema->at(branches)) Collect(branch, known, depth + 1);
    }
    for (const char* branch : {"if", "then", "else"}) {
      if (schema->contains(branch)) Collect(schema->at(branch), known, depth + 1);
    }
    if (schema->contains("properties")) {
      for (const auto& [key, property] : schema->at("properties").items()) {
        known.properties.emplace_back(key, &property);
      }
    }
    if (schema->contains("patternProperties")) {
      for (const auto& [key, property] : schema->at("patternProperties").items()) {
        known.patterns.emplace_back(std::regex(key), &property);
      }
    }
    const auto more = schema->find("additionalProperties");
    if (more != schema->end() && (more->is_object() || *more == true)) known.open = true;
    const auto items = schema->find("items");
    if (items != schema->end() && items->is_object()) known.items = &*items;
  }

  const Json& root_;
};

// valijson's ["<root>", "[a]", "[0]"] as "a[0]". It writes keys and indices alike; a key that looks
// like a number is shown as an index.
std::string PathOf(const std::vector<std::string>& context) {
  std::string path;
  for (absl::string_view step : context) {
    if (!absl::ConsumePrefix(&step, "[") || !absl::ConsumeSuffix(&step, "]")) continue;  // <root>
    uint32_t index;
    if (absl::SimpleAtoi(step, &index)) {
      absl::StrAppend(&path, "[", index, "]");
    } else {
      absl::StrAppend(&path, path.empty() ? "" : ".", step);
    }
  }
  return path.empty() ? "(the whole object)" : path;
}

// What the schema asks of the value at `context` (valijson's, from "<root>" down), to be shown: its
// messages say that a type is wrong, not which is right. Empty if that cannot be told.
std::string ExpectedAt(const Json& root, const std::vector<std::string>& context) {
  constexpr size_t kMaxShown = 200;
  if (context.size() < 2) return "";  // the object as a whole
  const Json* node = Resolve(root, &root);
  for (size_t i = 1; i < context.size() && node != nullptr && node->is_object(); ++i) {
    absl::string_view key = context[i];
    uint32_t index;
    if (!absl::ConsumePrefix(&key, "[") || !absl::ConsumeSuffix(&key, "]")) return "";
    const bool named = !absl::SimpleAtoi(key, &index);
    const auto part = node->find(named ? "properties" : "items");
    if (part == node->end() || (named && !part->contains(std::string(key)))) return "";
    node = Resolve(root, named ? &part->at(std::string(key)) : &*part);
  }
  if (node == nullptr || !node->is_object()) return "";
  Json shown = *node;
  shown.erase("description");
  shown.erase("default");
  const std::string text = shown.dump();
  return text.size() > kMaxShown ? "" : absl::StrCat(" It must be ", text);
}

absl::Status Wrong(absl::string_view path, absl::string_view message) {
  return WithMetadata(
      WithReason(absl::InvalidArgumentError(absl::StrCat(path, ": ", message)), "OPTION_INVALID"),
      "path", path);
}

}  // namespace

struct JsonSchema::Compiled {
  Json json;
  valijson::Schema schema;
};

absl::StatusOr<JsonSchema> JsonSchema::Parse(absl::string_view text) {
  auto compiled = std::make_shared<Compiled>();
  absl::StatusOr<Json> json = ParseJson(text.empty() ? R"({"type": "object"})" : text);
  if (!json.ok()) {
    return absl::InvalidArgumentError(absl::StrCat("the schema is ", json.status().message()));
  }
  compiled->json = *std::move(json);
  if (!compiled->json.is_object()) {
    return absl::InvalidArgumentError("the schema is not a JSON object");
  }
  try {
    valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
    parser.populateSchema(Adapter(compiled->json), compiled->schema);
    Json defaults = Json::object();
    Walk(compiled->json).FillDefaults(compiled->json, defaults);
    Walk(compiled->json).FindUnknown(compiled->json, defaults, "");  // compiles the patterns
  } catch (const std::exception& e) {
    return absl::InvalidArgumentError(absl::StrCat("not a JSON schema: ", e.what()));
  }
  return JsonSchema(std::move(compiled));
}

absl::StatusOr<std::string> JsonSchema::Canonicalize(absl::string_view text) const {
  absl::StatusOr<Json> parsed = ParseJson(text.empty() ? "{}" : text);
  if (!parsed.ok()) return Wrong("(the whole object)", parsed.status().message());
  Json value = *std::move(parsed);
  if (!value.is_object()) return Wrong("(the whole object)", "must be a JSON object");
  const Walk walk(compiled_->json);
  if (const auto unknown = walk.FindUnknown(compiled_->json, value, "")) {
    const std::string known = unknown->known.empty()
                                  ? "there is none"
                                  : absl::StrCat("known: ", absl::StrJoin(unknown->known, ", "));
    return WithMetadata(WithReason(absl::InvalidArgumentError(
                                       absl::StrCat(unknown->path, ": unknown key; ", known)),
                                   "UNKNOWN_OPTION"),
                        "path", unknown->path);
  }
  walk.FillDefaults(compiled_->json, value);
  valijson::Validator validator;
  valijson::ValidationResults results;
  try {
    if (!validator.validate(compiled_->schema, Adapter(value), &results)) {
      valijson::ValidationResults::Error error, deepest;
      while (results.popError(error)) {  // the deepest context names the value itself
        if (error.context.size() > deepest.context.size()) deepest = error;
      }
      return Wrong(PathOf(deepest.context),
                   absl::StrCat(deepest.description, ExpectedAt(compiled_->json, deepest.context)));
    }
  } catch (const std::exception& e) {
    return Wrong("(the whole object)", e.what());
  }
  return value.dump();
}

absl::StatusOr<std::string> CheckAnalyzerConfig(const JsonSchema& schema, absl::string_view id,
                                                absl::string_view config) {
  absl::StatusOr<std::string> canonical = schema.Canonicalize(config);
  if (canonical.ok()) return canonical;
  return WithReason(absl::InvalidArgumentError(absl::StrCat("configuration of analyzer ", id, ": ",
                                                            canonical.status().message())),
                    "CONFIG_INVALID");
}

absl::StatusOr<std::string> CheckAnalyzerOptions(const JsonSchema& schema, absl::string_view id,
                                                 absl::string_view options) {
  absl::StatusOr<std::string> canonical = schema.Canonicalize(options);
  if (canonical.ok()) return canonical;
  const absl::Status& why = canonical.status();
  absl::Status status(why.code(), absl::StrCat("options of analyzer ", id, ": ", why.message()));
  status = WithReason(std::move(status), ReasonOf(why));
  for (const auto& [key, value] : MetadataOf(why)) {
    status = WithMetadata(std::move(status), key, value);
  }
  return status;
}

}  // namespace parallax
