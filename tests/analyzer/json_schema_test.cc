#include "server/analyzer/json_schema.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/base/error_reason.h"

namespace parallax {
namespace {

using ::testing::HasSubstr;

constexpr char kSchema[] = R"({
  "$schema": "http://json-schema.org/draft-07/schema#",
  "type": "object",
  "required": ["name"],
  "properties": {
    "name": {"type": "string", "minLength": 1},
    "limit": {"type": "integer", "minimum": 1, "maximum": 9, "default": 5},
    "mode": {"enum": ["fast", "exact"], "default": "fast"},
    "nested": {
      "type": "object",
      "default": {},
      "properties": {"ratio": {"type": "number", "default": 0.5}, "deep": {"$ref": "#/definitions/deep"}}
    },
    "list": {"type": "array", "items": {"type": "object", "properties": {"on": {"type": "boolean", "default": true}}}},
    "free": {"type": "object", "additionalProperties": {"type": "integer"}},
    "wild": {"type": "object", "patternProperties": {"^x-": {"type": "string"}}},
    "either": {"anyOf": [
      {"type": "object", "properties": {"a": {"type": "integer"}}},
      {"type": "object", "properties": {"b": {"type": "integer"}}}]}
  },
  "definitions": {"deep": {"type": "object", "properties": {"x": {"type": "integer", "default": 7}}}}
})";

TEST(JsonSchemaTest, FillsDefaultsAndSortsKeys) {
  const JsonSchema schema = JsonSchema::Parse(kSchema).value();
  struct Case {
    const char* in;
    const char* out;
  };
  for (
      const Case& c : {
          Case{R"({"name": "n"})",
               R"({"limit":5,"mode":"fast","name":"n","nested":{"ratio":0.5}})"},
          Case{R"({"nested": {"ratio": 2}, "mode": "exact", "name": "稀土"})",
               R"({"limit":5,"mode":"exact","name":"稀土","nested":{"ratio":2}})"},
          Case{R"({"name": "n", "nested": {"deep": {}}})",
               R"({"limit":5,"mode":"fast","name":"n","nested":{"deep":{"x":7},"ratio":0.5}})"},
          Case{
              R"({"name": "n", "list": [{}, {"on": false}]})",
              R"({"limit":5,"list":[{"on":true},{"on":false}],"mode":"fast","name":"n","nested":{"ratio":0.5}})"},
          Case{
              R"({"name": "n", "free": {"any": 1}, "wild": {"x-a": "b"}, "either": {"b": 1}})",
              R"({"either":{"b":1},"free":{"any":1},"limit":5,"mode":"fast","name":"n","nested":{"ratio":0.5},"wild":{"x-a":"b"}})"},
      }) {
    const auto canonical = schema.Canonicalize(c.in);
    ASSERT_TRUE(canonical.ok()) << c.in << ": " << canonical.status();
    EXPECT_EQ(*canonical, c.out);
    EXPECT_EQ(schema.Canonicalize(*canonical).value(), c.out) << "canonical stays as it is";
  }
}

TEST(JsonSchemaTest, NamesWhatIsWrong) {
  const JsonSchema schema = JsonSchema::Parse(kSchema).value();
  struct Case {
    std::string in;
    const char* reason;
    const char* path;
    const char* message;
  };
  for (const Case& c : {
           Case{R"({"name": "n", "limt": 3})", "UNKNOWN_OPTION", "limt", "known: "},
           Case{R"({"name": "n", "nested": {"rato": 1}})", "UNKNOWN_OPTION", "nested.rato",
                "known: deep, ratio"},
           Case{R"({"name": "n", "nested": {"deep": {"y": 1}}})", "UNKNOWN_OPTION", "nested.deep.y",
                "known: x"},
           Case{R"({"name": "n", "list": [{"on": true}, {"off": 1}]})", "UNKNOWN_OPTION",
                "list[1].off", "known: on"},
           Case{R"({"name": "n", "wild": {"y-a": "b"}})", "UNKNOWN_OPTION", "wild.y-a", "unknown"},
           Case{R"({"name": "n", "limit": 0})", "OPTION_INVALID", "limit", "limit: "},
           Case{R"({"name": "n", "limit": "5"})", "OPTION_INVALID", "limit", "limit: "},
           Case{R"({"name": "n", "mode": "slow"})", "OPTION_INVALID", "mode", "mode: "},
           Case{R"({"name": "n", "free": {"any": "x"}})", "OPTION_INVALID", "free.any", ""},
           Case{R"({"name": "n", "list": [{"on": 3}]})", "OPTION_INVALID", "list[0].on", ""},
           Case{R"({})", "OPTION_INVALID", "(the whole object)", "name"},
           Case{R"([])", "OPTION_INVALID", "(the whole object)", "must be a JSON object"},
           Case{R"({"name")", "OPTION_INVALID", "(the whole object)", "not JSON"},
           Case{R"({"name": "a", "name": "b"})", "OPTION_INVALID", "(the whole object)",
                "\"name\" stands twice"},
           Case{"{\"name\": \"\xE4\xB8\"}", "OPTION_INVALID", "(the whole object)", "not JSON"},
           Case{std::string(100, '[') + std::string(100, ']'), "OPTION_INVALID",
                "(the whole object)", "nested deeper than 64"},
           Case{"{\"name\":\"" + std::string(2'000'000, 'x') + "\"}", "OPTION_INVALID",
                "(the whole object)", "longer than 1048576 bytes"},
       }) {
    const auto canonical = schema.Canonicalize(c.in);
    EXPECT_EQ(canonical.status().code(), absl::StatusCode::kInvalidArgument) << c.in;
    EXPECT_EQ(ReasonOf(canonical.status()), c.reason) << c.in;
    EXPECT_EQ(MetadataOf(canonical.status())["path"], c.path) << c.in;
    EXPECT_THAT(std::string(canonical.status().message()), HasSubstr(c.message)) << c.in;
  }
}

TEST(JsonSchemaTest, NoSchemaTakesNoKey) {
  const JsonSchema schema = JsonSchema::Parse("").value();
  EXPECT_EQ(schema.Canonicalize("").value(), "{}");
  EXPECT_EQ(schema.Canonicalize(" { } ").value(), "{}");
  const absl::Status status = schema.Canonicalize(R"({"a": 1})").status();
  EXPECT_EQ(ReasonOf(status), "UNKNOWN_OPTION");
  EXPECT_EQ(status.message(), "a: unknown key; there is none");
}

TEST(JsonSchemaTest, RefusesWhatIsNoSchema) {
  for (const char* text :
       {"{", "[]", "7", R"({"type": 7})", R"({"type": "objekt"})",
        R"({"properties": {"a": {"minimum": "x"}}})", R"({"patternProperties": {"(": {}}})"}) {
    const auto schema = JsonSchema::Parse(text);
    EXPECT_EQ(schema.status().code(), absl::StatusCode::kInvalidArgument) << text;
    EXPECT_THAT(std::string(schema.status().message()), HasSubstr("schema")) << text;
  }
}

TEST(JsonSchemaTest, ACircleOfReferencesEnds) {
  const auto schema = JsonSchema::Parse(R"({
    "type": "object", "properties": {"child": {"$ref": "#"}, "n": {"type": "integer", "default": 1}}
  })");
  ASSERT_TRUE(schema.ok()) << schema.status();
  EXPECT_EQ(schema->Canonicalize(R"({"child": {"child": {}}})").value(),
            R"({"child":{"child":{"n":1},"n":1},"n":1})");
}

}  // namespace
}  // namespace parallax
