// A plugin file in this process: checked by its note, opened, asked who it is. Once opened it is
// never unmapped, so nothing that points into it can dangle.
#ifndef PARALLAX_SERVER_PLUGIN_PLUGIN_LIBRARY_H_
#define PARALLAX_SERVER_PLUGIN_PLUGIN_LIBRARY_H_

#include <memory>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "plx/phases.h"
#include "plx/plugin.h"
#include "server/analyzer/analyzer.h"
#include "server/plugin/elf/elf_note.h"

namespace parallax::plugin {

// Thread-safe after Open.
class PluginLibrary {
 public:
  // Reads the note and checks it (elf_note.h), then opens the file and calls its entry. Errors of
  // ReadPluginFile and CheckLoadable, and FAILED_PRECONDITION with reason
  //   PLUGIN_NOT_ELF            the dynamic linker refuses the file (its message is passed on)
  //   PLUGIN_NO_ENTRY           no plx_plugin_entry_v1
  //   PLUGIN_ABI_TOO_NEW        the entry itself says that this host is too old
  //   PLUGIN_IDENTITY_MISMATCH  the entry's id, version or minors are not the note's
  //   PLUGIN_INFO_INVALID       a required field is missing or ill-formed; the message names it
  //   ANALYZER_THREW            (INTERNAL) the entry threw
  // A path that was opened before and has other bytes now is refused (PLUGIN_IDENTITY_MISMATCH),
  // because the dynamic linker would silently return the old code: open a copy of another name.
  static absl::StatusOr<std::shared_ptr<const PluginLibrary>> Open(const std::string& path);

  PluginLibrary(const PluginLibrary&) = delete;
  PluginLibrary& operator=(const PluginLibrary&) = delete;

  const PluginFile& file() const { return file_; }
  const std::string& id() const { return file_.identity.id; }
  // The plugin's tables. Fields past what it was built with are zero.
  const plx_plugin_info_t& raw() const { return raw_; }
  const plx_host_t* host() const;
  // Null if the plugin has no phases.
  const plx_phases_t* phases() const { return phases_; }
  // Everything but config_digest.
  const AnalyzerInfo& info() const { return info_; }

  // Runs `body` (a call of the plugin) and gives what the plugin told host->fail on this thread
  // meanwhile, OK if nothing. What `body` throws becomes INTERNAL with reason ANALYZER_THREW.
  absl::Status Call(absl::string_view function, absl::FunctionRef<void()> body) const;

 private:
  struct Host;

  explicit PluginLibrary(PluginFile file);
  absl::Status Load();
  absl::Status CallEntry(plx_plugin_entry_fn entry);
  absl::Status CheckIdentity() const;
  absl::Status FillInfo();
  absl::Status FindPhases();
  absl::Status CheckTables() const;
  absl::Status Invalid(absl::string_view reason, absl::string_view message) const;

  PluginFile file_;
  Host* host_;  // lives as long as the process: plx/host.h promises it to the plugin
  plx_plugin_info_t raw_ = {};
  const plx_phases_t* phases_ = nullptr;
  AnalyzerInfo info_;
};

}  // namespace parallax::plugin

#endif  // PARALLAX_SERVER_PLUGIN_PLUGIN_LIBRARY_H_
