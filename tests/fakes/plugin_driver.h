// Runs plugin files over texts as the server does, in a few lines of a test:
//
//   auto driver = PluginDriver::Load({PARALLAX_BUILD_DIR "/plugins/entities.so"}).value();
//   DocumentAnalysis result = driver->Run("Japan and Australia agreed.").value();
//   EXPECT_EQ(Describe(result), "mentions 0-5 \"Japan\" entity=region:JP ...\n");
#ifndef PARALLAX_TESTS_FAKES_PLUGIN_DRIVER_H_
#define PARALLAX_TESTS_FAKES_PLUGIN_DRIVER_H_

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "server/analyzer/document.h"
#include "server/analyzer/finding_line.h"
#include "server/engine/engine.h"

namespace parallax {

// Thread-safe after Load.
class PluginDriver {
 public:
  // JSON objects by analyzer id.
  using Settings = std::map<std::string, std::string>;

  // Loads every file; the first that fails is the error. `configs`: for create_model.
  static absl::StatusOr<std::unique_ptr<PluginDriver>> Load(const std::vector<std::string>& files,
                                                            const Settings& configs = {});

  // Makes the text pass and runs all plugins in the order of their layers. The error of the first
  // plugin that failed; a plugin that does not speak the language is skipped. `options`: of the
  // call, by analyzer id. `name`: of the document.
  absl::StatusOr<DocumentAnalysis> Run(DocumentContent content, const Settings& options = {},
                                       std::string name = "document") const;
  // As Run, of bare text: blocks are its lines, the language is detected.
  absl::StatusOr<DocumentAnalysis> Run(absl::string_view text, const Settings& options = {}) const;

  // Runs the phases of the plugin that has them over what Run returned.
  absl::StatusOr<PhasesResult> Compare(absl::Span<const DocumentAnalysis> analyses,
                                       const PhasesOptions& options = {}) const;

  Engine& engine() const { return *engine_; }

 private:
  explicit PluginDriver(std::unique_ptr<Engine> engine) : engine_(std::move(engine)) {}
  std::unique_ptr<Engine> engine_;
};

// One line per finding: layer, bytes, quote, then the fields that are set.
std::string Describe(const DocumentAnalysis& analysis);

// One line per relation, with both quotes, and per cluster its proposition and verdict.
std::string Describe(const PhasesResult& result, absl::Span<const DocumentAnalysis> analyses);

}  // namespace parallax

#endif  // PARALLAX_TESTS_FAKES_PLUGIN_DRIVER_H_
