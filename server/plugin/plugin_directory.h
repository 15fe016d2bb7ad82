// Loads what lies in plugin folders.
#ifndef PARALLAX_SERVER_PLUGIN_PLUGIN_DIRECTORY_H_
#define PARALLAX_SERVER_PLUGIN_PLUGIN_DIRECTORY_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "server/analyzer/analyzer.h"
#include "server/plugin/plugin_analyzer.h"

namespace parallax::plugin {

// Configuration of create_model by analyzer id: JSON objects.
using PluginConfigs = std::map<std::string, std::string>;

struct PluginFailure {
  std::string path;  // the file, the folder, or the id of a configuration
  absl::Status status;
};

struct LoadedPlugins {
  std::vector<AnalyzerHandle> analyzers;  // by id
  std::vector<PluginFailure> failures;    // by path
};

// Loads every "*.so" of `directories` (not of folders inside them), in the order of their paths. A
// file that cannot be loaded is a failure and stops nothing. Failures of its own:
//   NOT_FOUND       PLUGIN_DIRECTORY_MISSING  a folder that does not exist or cannot be read
//   ALREADY_EXISTS  PLUGIN_ID_TWICE           an earlier file has the same id; that one serves
//   NOT_FOUND       CONFIG_WITHOUT_PLUGIN     a configuration whose analyzer was not found
LoadedPlugins LoadPlugins(absl::Span<const std::string> directories, const PluginConfigs& configs,
                          const PluginOptions& options = {});

// As LoadPlugins, of these files, which need not end in ".so".
LoadedPlugins LoadPluginFiles(absl::Span<const std::string> files, const PluginConfigs& configs,
                              const PluginOptions& options = {});

}  // namespace parallax::plugin

#endif  // PARALLAX_SERVER_PLUGIN_PLUGIN_DIRECTORY_H_
