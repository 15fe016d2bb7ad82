// Reads a plugin file's identity without running a byte of it: the note of plx/note.h, the
// libraries it needs and the symbols it exports.
#ifndef PARALLAX_SERVER_PLUGIN_ELF_ELF_NOTE_H_
#define PARALLAX_SERVER_PLUGIN_ELF_ELF_NOTE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "plx/plugin.h"

namespace parallax::plugin {

// What the note says; see plx/note.h for each key.
struct PluginIdentity {
  uint32_t abi_major = 0;
  uint32_t built_minor = 0;
  uint32_t requires_minor = 0;
  std::string id;
  std::string version;
  std::string vendor;
  std::string licence;
};

struct PluginFile {
  std::string path;
  std::string content_digest;  // lower-case hex SHA-256 of the whole file and its data; see WithData
  PluginIdentity identity;
  std::vector<std::string> needed;    // DT_NEEDED, in file order
  bool exports_known = false;         // false: the section table was stripped
  std::vector<std::string> exported;  // defined dynamic symbols, sorted
  std::vector<std::string> unique;    // those that are STB_GNU_UNIQUE: shared by all generations
  std::vector<std::string> run_paths;  // folders of DT_RPATH and DT_RUNPATH
  bool executable_stack = false;
};

// The minors of ABI major 1 that a host serves.
struct HostAbi {
  uint32_t minor;
  uint32_t min_minor;
};

// What hosts of this build serve.
inline constexpr HostAbi kHostAbi = {PLX_ABI_MINOR, 0};
inline constexpr uint32_t kHostAbiMajor = PLX_ABI_MAJOR;

// Reads the file; every offset is checked against its size, so any bytes are safe. NOT_FOUND: no
// such file. FAILED_PRECONDITION with reason PLUGIN_NOT_ELF (not a 64-bit shared object of this
// machine, or cut short), PLUGIN_NO_NOTE (absent or malformed) or PLUGIN_DATA_UNREADABLE.
absl::StatusOr<PluginFile> ReadPluginFile(const std::string& path);

// As ReadPluginFile, of bytes in memory, without data; `path` is only for messages.
absl::StatusOr<PluginFile> ParsePluginFile(const std::string& path, absl::string_view bytes);

// Parses the text of a note. FAILED_PRECONDITION with reason PLUGIN_NO_NOTE says which key is
// wrong.
absl::StatusOr<PluginIdentity> ParseIdentity(absl::string_view text);

// Whether a host of `abi` may load the file. FAILED_PRECONDITION with reason PLUGIN_ABI_TOO_NEW,
// PLUGIN_ABI_TOO_OLD, PLUGIN_LINKS_PROTOBUF or PLUGIN_NO_ENTRY; the message has what was expected,
// what was found, and the remedy. Only libraries that the file itself needs are looked at, not
// those that they need in turn.
absl::Status CheckLoadable(const PluginFile& file, HostAbi abi);

}  // namespace parallax::plugin

#endif  // PARALLAX_SERVER_PLUGIN_ELF_ELF_NOTE_H_
