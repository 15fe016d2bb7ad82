// The plugin under validation, loaded as a server loads it, and the documents it is given.
#ifndef PARALLAX_PLUGINS_SDK_VALIDATOR_SUBJECT_SUBJECT_H_
#define PARALLAX_PLUGINS_SDK_VALIDATOR_SUBJECT_SUBJECT_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "plugins/sdk/validator/check.h"
#include "plugins/sdk/validator/subject/answer.h"
#include "server/analyzer/document.h"
#include "server/plugin/plugin_analyzer.h"
#include "server/plugin/plugin_library.h"

namespace parallax::validator {

// A document with the findings of the layers that the plugin consumes.
struct Case {
  std::shared_ptr<const Document> document;
  std::vector<Finding> findings;
};

// The case as a plugin is given it. The case must outlive the call, which must have no deadline.
inline AnalyzerInput InputOf(const Case& c) {
  return {c.document,
          std::shared_ptr<const std::vector<Finding>>(std::shared_ptr<void>(), &c.findings)};
}

class Subject {
 public:
  // Opens the file. The errors of PluginLibrary::Open.
  static absl::StatusOr<std::unique_ptr<Subject>> Open(const Settings& settings);

  const plugin::PluginLibrary& library() const { return *library_; }
  const AnalyzerInfo& info() const { return library_->info(); }
  const Settings& settings() const { return settings_; }
  // Whether the plugin has said that it reads this layer ("tokens" included).
  bool Consumes(absl::string_view layer) const;

  // A new model with the configuration of the settings. Errors of PluginAnalyzer::Create.
  absl::StatusOr<std::unique_ptr<plugin::PluginAnalyzer>> NewAnalyzer(
      plugin::PluginOptions options = {}) const;
  absl::StatusOr<std::unique_ptr<plugin::PluginAnalyzer>> NewAnalyzer(
      absl::string_view config, plugin::PluginOptions options) const;

  // Makes the text pass of each text. A text in a language that the plugin does not speak is
  // declared to be in one it does: a host would not have asked.
  std::vector<Case> Cases(absl::Span<const std::string> texts, bool segment = true) const;
  // The ordinary texts: the built-in ones that are in its languages (all, if none is), and the
  // author's.
  std::vector<Case> OrdinaryCases() const;

 private:
  explicit Subject(const Settings& settings) : settings_(settings) {}
  absl::Status LoadProviders();
  void AddFindings(Case& made) const;

  Settings settings_;
  std::shared_ptr<const plugin::PluginLibrary> library_;
  std::vector<std::unique_ptr<plugin::PluginAnalyzer>> providers_;
};

// The plugin's answers, `batch` documents a call.
std::vector<Answer> Run(plugin::PluginAnalyzer& analyzer, absl::Span<const Case> cases,
                        size_t batch = 1, absl::string_view options = "");
// As Run, before it is made comparable.
std::vector<AnalyzerOutput> RunRaw(plugin::PluginAnalyzer& analyzer, absl::Span<const Case> cases,
                                   size_t batch = 1, absl::string_view options = "");

// The first output that is a defect of the plugin: a broken contract, an exception, a code that
// says nothing. OK if there is none; a document that it refuses with a good code is none.
absl::Status FirstDefect(absl::Span<const AnalyzerOutput> outputs);

// Failure of a check whose plugin cannot be loaded or made.
Outcome CannotLoad(const absl::Status& status);

}  // namespace parallax::validator

#endif  // PARALLAX_PLUGINS_SDK_VALIDATOR_SUBJECT_SUBJECT_H_
