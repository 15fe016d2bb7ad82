// `parallax plugin inspect`: what a plugin file says of itself, and who can load it. No byte of it
// runs.
#ifndef PARALLAX_CLIENTS_CLI_PLUGIN_INSPECT_H_
#define PARALLAX_CLIENTS_CLI_PLUGIN_INSPECT_H_

#include <cstdint>
#include <string>

#include "clients/cli/view/output.h"

namespace parallax::cli {

// The file cannot be loaded by the host it was compared with.
inline constexpr int kExitIncompatible = 3;

// Prints the file's identity, ABI range, needed libraries, exports and dangers, and whether it can be
// loaded: by a host of this program's version, or, with `against`, by the server at
// session.connection. Returns 0 if it can, kExitIncompatible if not, kExitLocal if it is no plugin
// file or cannot be read, and the exit code of the server's error.
int InspectPlugin(const Session& session, const std::string& file, bool against);

}  // namespace parallax::cli

#endif  // PARALLAX_CLIENTS_CLI_PLUGIN_INSPECT_H_
