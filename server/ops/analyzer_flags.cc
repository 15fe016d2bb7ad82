#include "server/ops/analyzer_flags.h"

#include <filesystem>
#include <optional>
#include <set>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "server/base/read_file.h"
#include "server/base/status_macros.h"

namespace parallax::ops {
namespace {

namespace fs = std::filesystem;
using lifecycle::Tier;

// Paths are the same if they lead to the same place.
std::string Canonical(const std::string& path) {
  std::error_code error;
  const fs::path canonical = fs::weakly_canonical(path, error);
  return error ? path : canonical.string();
}

absl::StatusOr<Tier> TierOf(const std::string& name, const std::string& tier) {
  if (tier == "in_process") return Tier::kInProcess;
  if (tier == "worker") return Tier::kWorker;
  return absl::InvalidArgumentError(absl::StrCat("--tier ", name, "=", tier,
                                                 ": the tiers are in_process and worker"));
}

absl::StatusOr<std::string> ReadConfig(const std::string& id, const std::string& path) {
  absl::StatusOr<std::string> config = ReadFile(path);
  if (config.ok()) return config;
  return absl::InvalidArgumentError(
      absl::StrCat("--analyzer-config ", id, "=", config.status().message()));
}

absl::StatusOr<std::string> ReadPem(absl::string_view flag, const std::string& path) {
  absl::StatusOr<std::string> pem = ReadFile(path);
  if (!pem.ok()) return absl::InvalidArgumentError(absl::StrCat(flag, " ", pem.status().message()));
  if (pem->empty()) return absl::InvalidArgumentError(absl::StrCat(flag, " ", path, ": is empty"));
  return pem;
}

absl::StatusOr<std::optional<worker::RemoteTls>> ReadRemoteTls(const ServerOptions& options) {
  if (options.remote_ca.empty()) return std::nullopt;
  worker::RemoteTls tls;
  ASSIGN_OR_RETURN(tls.ca, ReadPem("--remote-ca", options.remote_ca));
  if (!options.remote_certificate.empty()) {
    ASSIGN_OR_RETURN(tls.certificate, ReadPem("--remote-certificate", options.remote_certificate));
    ASSIGN_OR_RETURN(tls.key, ReadPem("--remote-key", options.remote_key));
  }
  return tls;
}

}  // namespace

absl::StatusOr<lifecycle::LifecycleOptions> ReadAnalyzerFlags(const ServerOptions& options) {
  lifecycle::LifecycleOptions read;
  std::set<std::string> folders;
  for (const std::string& folder : options.plugins) {
    if (!folders.insert(Canonical(folder)).second) continue;
    const bool bundled = Canonical(folder) == Canonical(options.bundled_plugins);
    read.folders.push_back({folder, bundled ? Tier::kInProcess : Tier::kWorker});
  }
  for (const auto& [name, tier_name] : options.tiers) {
    ASSIGN_OR_RETURN(const Tier tier, TierOf(name, tier_name));
    bool is_folder = false;
    for (lifecycle::PluginFolder& folder : read.folders) {
      if (Canonical(folder.path) != Canonical(name)) continue;
      folder.tier = tier;
      is_folder = true;
    }
    if (!is_folder) read.tiers[name] = tier;
  }
  for (const auto& [id, path] : options.configs) {
    ASSIGN_OR_RETURN(read.configs[id], ReadConfig(id, path));
  }
  ASSIGN_OR_RETURN(read.remote_tls, ReadRemoteTls(options));
  for (const std::string& remote : options.remotes) {
    const size_t equals = remote.find('=');
    const bool named = equals != std::string::npos;
    read.remotes.push_back({named ? remote.substr(0, equals) : "",
                            named ? remote.substr(equals + 1) : remote, read.remote_tls});
  }
  read.remote_memory = (fs::path(options.data) / "remotes").string();
  read.store = (fs::path(options.data) / "generations").string();
  read.worker_program = options.worker_program;
  read.worker_limits.memory_bytes = options.worker_memory_mib << 20;
  read.worker_limits.cpu_seconds = options.worker_cpu_seconds;
  read.start_timeout = absl::Seconds(options.worker_start_seconds);
  read.max_stuck = options.max_stuck;
  return read;
}

}  // namespace parallax::ops
