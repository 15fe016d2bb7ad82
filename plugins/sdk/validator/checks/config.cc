// Configuration and options: the schema tells an operator everything, and the plugin takes all that
// it allows.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "plugins/sdk/validator/checks/groups.h"
#include "plugins/sdk/validator/subject/samples.h"
#include "plugins/sdk/validator/subject/schema_values.h"
#include "plugins/sdk/validator/subject/subject.h"
#include "server/base/error_reason.h"

namespace parallax::validator {
namespace {

constexpr int kValuesPerLevel = 20;

// Empty, or what the schema leaves out about a property.
std::string Undescribed(const std::string& name, const std::string& text) {
  if (text.empty()) return "";
  const nlohmann::json schema = nlohmann::json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!schema.is_object()) return absl::StrCat(name, " is not a JSON object");
  const nlohmann::json required = schema.value("required", nlohmann::json::array());
  const nlohmann::json properties = schema.value("properties", nlohmann::json::object());
  for (const auto& [key, property] : properties.items()) {
    const bool needed = std::find(required.begin(), required.end(), key) != required.end();
    if (!property.contains("description")) {
      return absl::StrCat(name, ": \"", key, "\" has no description");
    }
    if (!needed && !property.contains("default")) {
      return absl::StrCat(name, ": \"", key, "\" has no default, so nobody sees what holds without it");
    }
  }
  return "";
}

}  // namespace

Outcome ConfigSchema(const Settings& settings) {
  const auto subject = Subject::Open(settings);
  if (!subject.ok()) return CannotLoad(subject.status());
  const AnalyzerInfo& info = (*subject)->info();
  if (info.config_schema.empty() && info.options_schema.empty()) return Skip("it takes no settings");
  for (const auto& [name, text] : {std::pair{"config_schema", &info.config_schema},
                                   {"options_schema", &info.options_schema}}) {
    const std::string wrong = Undescribed(name, *text);
    if (wrong.empty()) continue;
    return Fail(wrong, "give each property a description and a default; people read them in "
                       "`parallax analyzers` and in the documentation made from them");
  }
  return Pass();
}

Outcome ConfigValues(const Settings& settings) {
  const auto subject = Subject::Open(settings);
  if (!subject.ok()) return CannotLoad(subject.status());
  const AnalyzerInfo& info = (*subject)->info();
  if (info.config_schema.empty()) return Skip("it takes no configuration");
  const std::vector<Case> cases = (*subject)->OrdinaryCases();
  Random random(settings.seed);
  int made = 0;
  for (int i = 0; i < kValuesPerLevel * settings.level; ++i) {
    const std::string config = RandomValueOf(info.config_schema, random);
    const auto analyzer = (*subject)->NewAnalyzer(config, {});
    // What the host refuses, the plugin never sees.
    if (ReasonOf(analyzer.status()) == "CONFIG_INVALID") continue;
    if (!analyzer.ok()) {
      // A resource that it names may be missing; that must be said.
      if (analyzer.status().code() != absl::StatusCode::kInternal) continue;
      return Fail(absl::StrCat("with the configuration ", config, ", which its schema allows, ",
                               analyzer.status().message()),
                  "narrow the schema, or call host->fail with a code and a sentence");
    }
    ++made;
    const absl::Status defect = FirstDefect(RunRaw(**analyzer, absl::MakeConstSpan(cases).subspan(0, 1)));
    if (defect.ok()) continue;
    return Fail(absl::StrCat("with the configuration ", config, ": ", defect.message()),
                "make it work for all that the schema allows, or narrow the schema");
  }
  return Pass(absl::StrCat(made, " configurations"));
}

Outcome ConfigOptions(const Settings& settings) {
  const auto subject = Subject::Open(settings);
  if (!subject.ok()) return CannotLoad(subject.status());
  const AnalyzerInfo& info = (*subject)->info();
  if (info.options_schema.empty()) return Skip("it takes no options");
  const auto analyzer = (*subject)->NewAnalyzer();
  if (!analyzer.ok()) return CannotLoad(analyzer.status());
  const std::vector<Case> cases = (*subject)->OrdinaryCases();
  Random random(settings.seed);
  int tried = 0;
  for (int i = 0; i < kValuesPerLevel * settings.level; ++i) {
    const auto options = (*analyzer)->CheckOptions(RandomValueOf(info.options_schema, random));
    if (!options.ok()) continue;
    ++tried;
    const absl::Status defect = FirstDefect(RunRaw(**analyzer, cases, cases.size(), *options));
    if (defect.ok()) continue;
    return Fail(absl::StrCat("with the options ", *options, ": ", defect.message()),
                "make it work for all that the schema allows, or narrow the schema");
  }
  return Pass(absl::StrCat(tried, " sets of options"));
}

}  // namespace parallax::validator
