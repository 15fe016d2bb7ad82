// Configuration and options of analyzers: checked against the JSON Schema that the plugin gives,
// completed with its defaults, and made canonical.
//
// The schema language is JSON Schema draft 7 as valijson checks it, without remote references. Two
// rules are ours. `default` of a property is filled in (through `properties`, `items`, `allOf` and
// local `$ref`; not out of anyOf/oneOf/if, where it would be ambiguous). And a key that no
// `properties` or `patternProperties` names is an error even where the schema forgets
// `additionalProperties: false`; to take any key, a schema says `additionalProperties: true` or
// gives a schema there.
#ifndef PARALLAX_SERVER_ANALYZER_JSON_SCHEMA_H_
#define PARALLAX_SERVER_ANALYZER_JSON_SCHEMA_H_

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace parallax {

// Constant and thread-safe.
class JsonSchema {
 public:
  // Empty text: the schema that takes no key at all. INVALID_ARGUMENT: not JSON, not an object, or
  // not a schema; the message says where.
  static absl::StatusOr<JsonSchema> Parse(absl::string_view schema);

  // Checks `json` (an object; empty text means {}) and returns it with defaults, keys sorted,
  // without white space: equal settings give equal bytes. INVALID_ARGUMENT with reason
  // UNKNOWN_OPTION (metadata "path" has the key) or OPTION_INVALID; the message names path,
  // expectation, and for an unknown key those that exist. At most 1 MiB and 64 levels.
  absl::StatusOr<std::string> Canonicalize(absl::string_view json) const;

 private:
  struct Compiled;
  explicit JsonSchema(std::shared_ptr<const Compiled> compiled) : compiled_(std::move(compiled)) {}
  std::shared_ptr<const Compiled> compiled_;
};

// The configuration of analyzer `id` against its config schema, canonical. INVALID_ARGUMENT with
// reason CONFIG_INVALID; the message names the key that is wrong.
absl::StatusOr<std::string> CheckAnalyzerConfig(const JsonSchema& schema, absl::string_view id,
                                                absl::string_view config);

// `options` of a call of analyzer `id` against its options schema; see Analyzer::CheckOptions.
absl::StatusOr<std::string> CheckAnalyzerOptions(const JsonSchema& schema, absl::string_view id,
                                                 absl::string_view options);

}  // namespace parallax

#endif  // PARALLAX_SERVER_ANALYZER_JSON_SCHEMA_H_
