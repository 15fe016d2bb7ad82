// What an operator says about analyzers: where they come from and how far they are trusted.
#ifndef PARALLAX_SERVER_LIFECYCLE_LIFECYCLE_OPTIONS_H_
#define PARALLAX_SERVER_LIFECYCLE_LIFECYCLE_OPTIONS_H_

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "server/worker/process/confine.h"
#include "server/worker/remote/remote_address.h"

namespace parallax::lifecycle {

// Which process runs an analyzer's code.
enum class Tier {
  kInProcess,  // this one: fastest; a crash is the server's
  kWorker,     // one of its own, supervised
  kRemote,     // somebody else's, at an address
};

struct PluginFolder {
  std::string path;
  Tier tier = Tier::kWorker;  // of its files, unless `tiers` says otherwise
};

struct LifecycleOptions {
  std::vector<PluginFolder> folders;
  std::vector<worker::RemoteAddress> remotes;
  std::optional<worker::RemoteTls> remote_tls;  // of addresses that operations name
  std::string remote_memory;                   // folder for what remote analyzers say they are
  std::map<std::string, Tier> tiers;           // by analyzer id; not kRemote
  std::map<std::string, std::string> configs;  // JSON by analyzer id
  std::string store;                           // folder for copies of plugin files; see PluginStore
  std::string worker_program;                  // path of plx-worker
  worker::ProcessLimits worker_limits;
  absl::Duration start_timeout = absl::Seconds(60);
  size_t max_stuck = 4;  // calls of an in-process analyzer that may hang before it takes no more
  // Builds that may lie in this process, which never lets go of one. Past it a reload is refused:
  // restart, or use the worker tier.
  size_t max_in_process_builds = 64;
};

}  // namespace parallax::lifecycle

#endif  // PARALLAX_SERVER_LIFECYCLE_LIFECYCLE_OPTIONS_H_
