// The tables of a plugin: what it says of itself, and what its functions do at the edges.
#include <algorithm>
#include <cctype>
#include <cstring>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "plugins/sdk/validator/checks/groups.h"
#include "plugins/sdk/validator/subject/lent_host.h"
#include "plugins/sdk/validator/subject/raw_instance.h"
#include "plugins/sdk/validator/subject/subject.h"
#include "server/plugin/abi/finding_sink.h"
#include "server/plugin/abi/lent_call.h"

namespace parallax::validator {
namespace {

constexpr absl::string_view kLayers[] = {"mentions", "quantities", "claims",   "stances",
                                         "warnings", "tokens",     "sentences"};

bool IsCustomLayer(absl::string_view layer) {
  return !layer.empty() && layer.size() <= 64 &&
         std::all_of(layer.begin(), layer.end(), [](unsigned char c) {
           return std::islower(c) || std::isdigit(c) || c == '.' || c == '-' || c == '_';
         });
}

// In outline (RFC 5646): a primary subtag of two or three letters, then subtags of up to eight.
bool IsLanguage(absl::string_view tag) {
  const size_t dash = tag.find('-');
  const absl::string_view primary = tag.substr(0, dash);
  if (tag == "*" || tag == "und") return true;
  if (primary.size() < 2 || primary.size() > 3) return false;
  return std::all_of(tag.begin(), tag.end(), [](unsigned char c) {
    return std::isalnum(c) || c == '-';
  });
}

// The strings and numbers of an info, one a line.
std::vector<std::string> Said(const plx_plugin_info_t& info) {
  std::vector<std::string> said;
  for (const auto& [field, value] :
       {std::pair{"id", info.id}, {"version", info.version}, {"display_name", info.display_name},
        {"description", info.description}, {"consumes", info.consumes},
        {"produces", info.produces}, {"languages", info.languages}, {"labels", info.labels},
        {"config_schema", info.config_schema}, {"options_schema", info.options_schema}}) {
    said.push_back(absl::StrCat(field, "=", value == nullptr ? "NULL" : value));
  }
  said.push_back(absl::StrCat("minors ", info.built_minor, " ", info.requires_minor, " batch ",
                              info.preferred_batch));
  return said;
}

}  // namespace

Outcome ContractCreate(const Settings& settings) {
  const auto subject = Subject::Open(settings);
  if (!subject.ok()) return CannotLoad(subject.status());
  const auto analyzer = (*subject)->NewAnalyzer();
  if (!analyzer.ok()) {
    return Fail(absl::StrCat("no model can be made: ", analyzer.status().message()),
                settings.config.empty()
                    ? "give each setting a default in config_schema, or pass --config"
                    : "correct --config");
  }
  const auto instance = RawInstance::Make(**subject);
  if (!instance.ok()) {
    return Fail(absl::StrCat("no instance can be made: ", instance.status().message()),
                "make create_instance work for every model that create_model returned");
  }
  return Pass();
}

Outcome ContractInfo(const Settings& settings) {
  const auto subject = Subject::Open(settings);
  if (!subject.ok()) return CannotLoad(subject.status());
  const AnalyzerInfo& info = (*subject)->info();
  for (const auto& [name, layers] : {std::pair{"consumes", &info.consumes}, {"produces", &info.produces}}) {
    for (const std::string& layer : *layers) {
      const bool known = std::find(std::begin(kLayers), std::end(kLayers), layer) != std::end(kLayers);
      if (known || IsCustomLayer(layer)) continue;
      return Fail(absl::StrCat("info.", name, " has \"", layer, "\", which is no layer"),
                  "name layers as plx/finding.h does; custom ones in lower case (\"vendor.type\")");
    }
  }
  for (const std::string& language : info.languages) {
    if (IsLanguage(language)) continue;
    return Fail(absl::StrCat("info.languages has \"", language, "\", which no document is in"),
                "use BCP-47 tags (\"en\", \"zh-Hant\"), or \"*\" for any language");
  }
  if (info.description.empty()) {
    return Fail("info.description is empty; people choose analyzers by it",
                "say in one sentence what it finds");
  }
  return Pass();
}

Outcome ContractDescribeTwice(const Settings& settings) {
  const plx_plugin_entry_fn entry = OpenEntry(settings.plugin);
  if (entry == nullptr) return Fail("it has no entry", "define it with PLX_PLUGIN");
  const LentHost host(PLX_ABI_MINOR, settings.plugin);
  std::vector<std::string> said[2];
  RoomyInfo rooms[2];
  for (int i = 0; i < 2; ++i) {
    entry(host.raw(), rooms[i].info());
    said[i] = Said(*rooms[i].info());
  }
  for (size_t line = 0; line < said[0].size(); ++line) {
    if (said[0][line] == said[1][line]) continue;
    return Fail(absl::StrCat("asked twice, it said first ", said[0][line], " and then ",
                             said[1][line]),
                "let the entry fill in constants only");
  }
  const plx_plugin_info_t& first = *rooms[0].info();
  const plx_plugin_info_t& second = *rooms[1].info();
  if (first.analyze == second.analyze && first.create_model == second.create_model) return Pass();
  return Fail("asked twice, it gave other functions", "let the entry fill in constants only");
}

Outcome ContractUnknownExtension(const Settings& settings) {
  const auto subject = Subject::Open(settings);
  if (!subject.ok()) return CannotLoad(subject.status());
  const auto get = (*subject)->library().raw().get_extension;
  if (get == nullptr) return Pass("it has no extensions");
  for (const char* id : {"plx.no-such-extension/1", "plx.phases/999", "plx.phases/", "plx.phases",
                         "", "org.example.other/1"}) {
    if (get(id) == nullptr) continue;
    return Fail(absl::StrCat("get_extension(\"", id, "\") is not NULL: a host of a later minor would "
                             "call into something else"),
                "compare the whole id, and return NULL for all others");
  }
  return Pass();
}

Outcome ContractEmptyBatch(const Settings& settings) {
  const auto subject = Subject::Open(settings);
  if (!subject.ok()) return CannotLoad(subject.status());
  if ((*subject)->library().raw().analyze == nullptr) return Skip("it has no analyze");
  const auto instance = RawInstance::Make(**subject);
  if (!instance.ok()) return CannotLoad(instance.status());
  const CallContext context;
  const plugin::LentCall call(context, (*instance)->options());
  const plugin::FindingSink sink((*subject)->info(), {}, {});
  const plx_status_t code = (*instance)->Analyze(nullptr, 0, call.raw(), sink.raw());
  if (code == PLX_OK) return Pass();
  return Fail(absl::StrCat("analyze of no documents returned ", code),
              "return PLX_OK: there was nothing to do, and it is done");
}

Outcome ContractTwoModels(const Settings& settings) {
  const auto subject = Subject::Open(settings);
  if (!subject.ok()) return CannotLoad(subject.status());
  const std::vector<Case> cases = (*subject)->OrdinaryCases();
  auto first = (*subject)->NewAnalyzer();
  if (!first.ok()) return CannotLoad(first.status());
  const std::vector<Answer> alone = Run(**first, cases);
  auto second = (*subject)->NewAnalyzer();
  if (!second.ok()) {
    return Fail(absl::StrCat("no second model can be made: ", second.status().message()),
                "keep what a model needs in the model; a reload makes a second one beside the first");
  }
  constexpr absl::string_view kRemedy =
      "keep state in the model or the instance, not in variables of the library";
  std::string difference = Difference(alone, "with one model", Run(**second, cases),
                                      "with a second one");
  if (!difference.empty()) return Fail(difference, std::string(kRemedy));
  first->reset();
  difference = Difference(alone, "before", Run(**second, cases), "after another model was destroyed");
  return difference.empty() ? Pass() : Fail(difference, std::string(kRemedy));
}

}  // namespace parallax::validator
