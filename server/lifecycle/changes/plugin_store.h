// Copies of plugin files under the names of their contents: what runs is what was looked at, however
// the file in the plugin folder changes.
#ifndef PARALLAX_SERVER_LIFECYCLE_CHANGES_PLUGIN_STORE_H_
#define PARALLAX_SERVER_LIFECYCLE_CHANGES_PLUGIN_STORE_H_

#include <string>

#include "absl/status/statusor.h"
#include "server/plugin/elf/elf_note.h"

namespace parallax::lifecycle {

// Thread-safe. One process at a time uses a folder.
class PluginStore {
 public:
  // `folder` is created, and emptied of what a server left that was killed.
  static absl::StatusOr<PluginStore> Open(const std::string& folder);

  // Copies `path` to "<content digest>.so" and its data folder to "<content digest>.data", unless they
  // are there, and reads its note. The result's path is the copy's. Errors of ReadPluginFile and
  // CheckLoadable (which name `path`); INTERNAL: the copy cannot be written; ABORTED
  // (PLUGIN_DATA_CHANGING): the data changed while it was copied.
  absl::StatusOr<plugin::PluginFile> Keep(const std::string& path) const;

 private:
  absl::Status KeepData(const std::string& from, const std::string& file_digest,
                        const std::string& content_digest) const;

  explicit PluginStore(std::string folder) : folder_(std::move(folder)) {}
  std::string folder_;
};

}  // namespace parallax::lifecycle

#endif  // PARALLAX_SERVER_LIFECYCLE_CHANGES_PLUGIN_STORE_H_
