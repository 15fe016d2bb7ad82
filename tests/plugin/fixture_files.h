// The fixture plugins of tests/fixtures/plugins, and documents to run them on.
#ifndef PARALLAX_TESTS_PLUGIN_FIXTURE_FILES_H_
#define PARALLAX_TESTS_PLUGIN_FIXTURE_FILES_H_

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/analyzer/text_pass.h"
#include "server/base/error_reason.h"
#include "server/plugin/plugin_analyzer.h"

namespace parallax::plugin {

// Path of tests/fixtures/plugins' fixture_NAME.
inline std::string FixturePath(absl::string_view name) {
  return absl::StrCat(PARALLAX_BUILD_DIR, "/tests/plugins/fixture_", name, ".so");
}

inline std::unique_ptr<PluginAnalyzer> LoadFixture(absl::string_view name,
                                                   absl::string_view config = "",
                                                   PluginOptions options = {}) {
  auto library = PluginLibrary::Open(FixturePath(name));
  EXPECT_TRUE(library.ok()) << library.status();
  if (!library.ok()) return nullptr;
  auto analyzer = PluginAnalyzer::Create(*std::move(library), config, options);
  EXPECT_TRUE(analyzer.ok()) << analyzer.status();
  return analyzer.ok() ? *std::move(analyzer) : nullptr;
}

inline std::shared_ptr<const Document> MakeDocument(std::string text, std::string name = "doc") {
  DocumentContent content;
  content.text = std::move(text);
  auto document = BuildDocument(std::move(name), std::move(content));
  EXPECT_TRUE(document.ok()) << document.status();
  return document.ok() ? *document : nullptr;
}

// Analyzes texts as one batch.
inline std::vector<AnalyzerOutput> AnalyzeTexts(Analyzer& analyzer,
                                                const std::vector<std::string>& texts,
                                                const CallContext& call = CallContext(),
                                                absl::string_view options = "") {
  std::vector<AnalyzerInput> inputs;
  for (size_t i = 0; i < texts.size(); ++i) {
    inputs.push_back({MakeDocument(texts[i], absl::StrCat("doc-", i)), nullptr});
  }
  return analyzer.Analyze(inputs, options, call);
}

}  // namespace parallax::plugin

#endif  // PARALLAX_TESTS_PLUGIN_FIXTURE_FILES_H_
