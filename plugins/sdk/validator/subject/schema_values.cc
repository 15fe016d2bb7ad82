#include "plugins/sdk/validator/subject/schema_values.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace parallax::validator {
namespace {

using nlohmann::json;

constexpr int kMaxDepth = 6;

json ValueOf(const json& schema, Random& random, int depth);

json ObjectOf(const json& schema, Random& random, int depth) {
  json object = json::object();
  const json required = schema.value("required", json::array());
  const json properties = schema.value("properties", json::object());
  for (const auto& [key, property] : properties.items()) {
    const bool needed = std::find(required.begin(), required.end(), key) != required.end();
    if (needed || random.Below(3) != 0) object[key] = ValueOf(property, random, depth + 1);
  }
  if (random.Below(16) == 0) object["plx-validate"] = true;
  return object;
}

json NumberOf(const json& schema, Random& random, bool integer) {
  const bool has_low = schema.contains("minimum") && schema["minimum"].is_number();
  const bool has_high = schema.contains("maximum") && schema["maximum"].is_number();
  switch (random.Below(4)) {
    case 0:
      if (has_low) return schema["minimum"];
      return integer ? json(INT64_MIN) : json(-1e308);
    case 1:
      if (has_high) return schema["maximum"];
      return integer ? json(INT64_MAX) : json(1e308);
    case 2:
      return 0;
    default: {
      const double low = has_low ? schema["minimum"].get<double>() : -1000;
      const double high = has_high ? schema["maximum"].get<double>() : 1000;
      const double at = low + (high - low) * static_cast<double>(random.Below(1001)) / 1000;
      return integer ? json(static_cast<int64_t>(at)) : json(at);
    }
  }
}

json StringOf(Random& random) {
  switch (random.Below(4)) {
    case 0:
      return "";
    case 1:
      return std::string(10000, 'x');
    case 2:
      return "稀土 \u202E\" \\ \n";
    default:
      return RandomText(random).substr(0, 1);
  }
}

json ValueOf(const json& schema, Random& random, int depth) {
  if (depth > kMaxDepth || !schema.is_object()) return nullptr;
  if (random.Below(16) == 0) return json::array({nullptr, -1, "wrong on purpose"});
  if (schema.contains("default") && random.Below(4) == 0) return schema["default"];
  if (schema.contains("enum") && schema["enum"].is_array() && !schema["enum"].empty()) {
    return schema["enum"][random.Below(schema["enum"].size())];
  }
  if (schema.contains("const")) return schema["const"];
  std::string type = "string";
  if (schema.contains("type")) {
    const json& said = schema["type"];
    if (said.is_string()) type = said;
    if (said.is_array() && !said.empty()) type = said[random.Below(said.size())];
  }
  if (type == "object") return ObjectOf(schema, random, depth);
  if (type == "boolean") return random.Below(2) == 0;
  if (type == "integer" || type == "number") return NumberOf(schema, random, type == "integer");
  if (type == "null") return nullptr;
  if (type == "array") {
    json array = json::array();
    const size_t size = random.Below(5) == 0 ? 500 : random.Below(4);
    for (size_t i = 0; i < size; ++i) {
      array.push_back(ValueOf(schema.value("items", json::object()), random, depth + 1));
    }
    return array;
  }
  return StringOf(random);
}

}  // namespace

std::string RandomValueOf(const std::string& schema, Random& random) {
  const json parsed = json::parse(schema, nullptr, /*allow_exceptions=*/false);
  if (!parsed.is_object()) return "{}";
  return ObjectOf(parsed, random, 0).dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace parallax::validator
