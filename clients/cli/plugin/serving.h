// `parallax plugin load`, `list`, `quarantine` and `release`: what a running server does with plugins.
#ifndef PARALLAX_CLIENTS_CLI_PLUGIN_SERVING_H_
#define PARALLAX_CLIENTS_CLI_PLUGIN_SERVING_H_

#include <string>

#include "clients/cli/view/output.h"

namespace parallax::cli {

struct LoadFlags {
  std::string file;      // on the server's machine; or an address with tier "remote"
  std::string tier;      // in_process, worker, remote; empty: as it is now, a new one in a worker
  bool check = false;    // say what would happen
};

// Each returns the program's exit code.

// Loads a build while requests go on, waits until it serves, and says which does.
int LoadPlugin(const Session& session, const LoadFlags& flags);
// Every analyzer as the operator sees it, and the files that could not be loaded.
int ListPlugins(const Session& session);
int QuarantinePlugin(const Session& session, const std::string& analyzer,
                     const std::string& reason);
int ReleasePlugin(const Session& session, const std::string& analyzer);

}  // namespace parallax::cli

#endif  // PARALLAX_CLIENTS_CLI_PLUGIN_SERVING_H_
