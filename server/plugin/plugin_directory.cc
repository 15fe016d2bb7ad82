#include "server/plugin/plugin_directory.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <set>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"
#include "server/plugin/plugin_library.h"

namespace parallax::plugin {
namespace {

namespace fs = std::filesystem;

absl::StatusOr<std::vector<std::string>> PluginFilesOf(const std::string& directory) {
  std::vector<std::string> files;
  std::error_code error;
  for (fs::directory_iterator entry(directory, error), end; !error && entry != end;
       entry.increment(error)) {
    std::error_code not_a_file;
    if (entry->path().extension() == ".so" && !entry->is_directory(not_a_file)) {
      files.push_back(entry->path().string());
    }
  }
  if (error) {
    return WithReason(
        absl::NotFoundError(absl::StrCat("plugin folder ", directory, ": ", error.message())),
        "PLUGIN_DIRECTORY_MISSING");
  }
  return files;
}

// Loads files one by one into one set.
class Loader {
 public:
  Loader(const PluginConfigs& configs, const PluginOptions& options)
      : configs_(configs), options_(options) {}

  void Load(const std::string& path) {
    const absl::Status status = TryLoad(path);
    if (!status.ok()) Fail(path, status);
  }

  void Fail(const std::string& path, absl::Status status) {
    loaded_.failures.push_back({path, std::move(status)});
  }

  LoadedPlugins Finish() {
    for (const auto& [id, config] : configs_) {
      if (known_.count(id) == 0) {
        Fail(id,
             WithReason(absl::NotFoundError(absl::StrCat("there is a configuration for analyzer \"",
                                                         id, "\", but no plugin file has that id")),
                        "CONFIG_WITHOUT_PLUGIN"));
      }
    }
    std::sort(loaded_.analyzers.begin(), loaded_.analyzers.end(),
              [](const AnalyzerHandle& a, const AnalyzerHandle& b) {
                return a->info().id < b->info().id;
              });
    std::stable_sort(
        loaded_.failures.begin(), loaded_.failures.end(),
        [](const PluginFailure& a, const PluginFailure& b) { return a.path < b.path; });
    return std::move(loaded_);
  }

 private:
  absl::Status TryLoad(const std::string& path) {
    ASSIGN_OR_RETURN(std::shared_ptr<const PluginLibrary> library, PluginLibrary::Open(path));
    const std::string id = library->id();
    known_.insert(id);
    for (const AnalyzerHandle& other : loaded_.analyzers) {
      if (other->info().id == id) {
        return WithReason(absl::AlreadyExistsError(absl::StrCat(
                              "plugin file ", path, " has the id \"", id, "\", which ",
                              other->info().path, " already serves: remove one of them")),
                          "PLUGIN_ID_TWICE");
      }
    }
    const auto config = configs_.find(id);
    ASSIGN_OR_RETURN(
        std::unique_ptr<PluginAnalyzer> analyzer,
        PluginAnalyzer::Create(std::move(library), config == configs_.end() ? "" : config->second,
                               options_));
    loaded_.analyzers.push_back(std::move(analyzer));
    return absl::OkStatus();
  }

  const PluginConfigs& configs_;
  const PluginOptions& options_;
  LoadedPlugins loaded_;
  std::set<std::string> known_;  // ids of files that could be opened
};

}  // namespace

LoadedPlugins LoadPluginFiles(absl::Span<const std::string> files, const PluginConfigs& configs,
                              const PluginOptions& options) {
  Loader loader(configs, options);
  for (const std::string& file : files) loader.Load(file);
  return loader.Finish();
}

LoadedPlugins LoadPlugins(absl::Span<const std::string> directories, const PluginConfigs& configs,
                          const PluginOptions& options) {
  Loader loader(configs, options);
  std::set<std::string> files;
  for (const std::string& directory : directories) {
    absl::StatusOr<std::vector<std::string>> found = PluginFilesOf(directory);
    if (found.ok()) {
      files.insert(found->begin(), found->end());
    } else {
      loader.Fail(directory, found.status());
    }
  }
  for (const std::string& file : files) loader.Load(file);
  return loader.Finish();
}

}  // namespace parallax::plugin
