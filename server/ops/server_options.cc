#include "server/ops/server_options.h"

#include <cstdlib>
#include <filesystem>

#include <CLI/CLI.hpp>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace parallax::ops {
namespace {

// The folder of this program.
std::filesystem::path BinFolder(const char* program) {
  std::error_code ignored;
  const auto self = std::filesystem::read_symlink("/proc/self/exe", ignored);
  return (ignored ? std::filesystem::path(program) : self).parent_path();
}

// plugins/ beside the folder of this program, as the build and the installation lay them out.
std::string DefaultPlugins(const std::filesystem::path& bin) {
  std::error_code ignored;
  for (const char* relative : {"../plugins", "../lib/parallax/plugins"}) {
    const auto candidate = (bin / relative).lexically_normal();
    if (std::filesystem::is_directory(candidate, ignored)) return candidate.string();
  }
  return "";
}

std::string DefaultData() {
  if (const char* state = std::getenv("XDG_STATE_HOME"); state != nullptr && *state != '\0') {
    return absl::StrCat(state, "/parallax");
  }
  const char* home = std::getenv("HOME");
  return home == nullptr ? "parallax-data" : absl::StrCat(home, "/.local/state/parallax");
}

// gRPC takes a port modulo 65536, and a name without a port for one of its own.
std::string CheckListen(const std::string& address) {
  constexpr int kMaxPort = 65535;
  const size_t colon = address.rfind(':');
  int port = -1;
  if (absl::StartsWith(address, "unix:") ||
      (colon != std::string::npos && absl::SimpleAtoi(address.substr(colon + 1), &port) && port >= 0 &&
       port <= kMaxPort)) {
    return "";
  }
  return absl::StrCat("\"", address, "\": write HOST:PORT, with a port from 0 to ", kMaxPort, ", or unix:PATH");
}

}  // namespace

ServerOptions ParseServerOptions(int argc, char** argv, int* exit_code) {
  ServerOptions options;
  options.data = DefaultData();
  const std::filesystem::path bin = BinFolder(argv[0]);
  options.bundled_plugins = DefaultPlugins(bin);
  if (!options.bundled_plugins.empty()) options.plugins.push_back(options.bundled_plugins);
  options.worker_program = (bin / "plx-worker").string();

  CLI::App app("parallaxd - compares what different sources say about the same subject", "parallaxd");
  app.set_version_flag("--version", std::string("parallaxd ") + PARALLAX_VERSION);
  app.footer(
      "Examples:\n"
      "  parallaxd\n"
      "      serves on 127.0.0.1:7380 with the bundled analyzers\n"
      "  parallaxd --listen 127.0.0.1:0 --port-file port --data ./data\n"
      "      takes a free port and writes it to the file `port`\n"
      "  parallaxd --tier entities=worker\n"
      "      runs a bundled analyzer in a process of its own\n"
      "  parallaxd --listen 0.0.0.0:7380 --tls-certificate server.pem --tls-key server.key\n"
      "      serves other machines over TLS\n");
  app.add_option("--listen", options.listen,
                 "Address to serve on: HOST:PORT (port 0: any free one) or unix:PATH")
      ->check(CheckListen)
      ->capture_default_str();
  app.add_option("--port-file", options.port_file, "Write the chosen port to this file");
  app.add_option("--backup-folder", options.backup_folder,
                 "Folder inside which backups are made on request; default: none can be");
  app.add_option("--import-root", options.import_root,
                 "Folder whose files clients may import by path; default: none")
      ->check(CLI::ExistingDirectory);
  app.add_option("--data", options.data, "Folder of the corpora; created if it is not there")
      ->capture_default_str();
  app.add_option("--plugins", options.plugins,
                 "Folder of analyzer plugins; may be repeated. Default: the bundled ones")
      ->capture_default_str();
  app.add_option("--analyzer-config", options.configs,
                 "ID=FILE: JSON configuration of one analyzer; may be repeated")
      ->delimiter('=');
  app.add_option("--tier", options.tiers,
                 "NAME=TIER: where an analyzer, or all of a plugin folder, runs: in_process or "
                 "worker; may be repeated. Default: in_process for the bundled folder, else worker")
      ->delimiter('=');
  app.add_option("--remote-analyzer", options.remotes,
                 "[ID=]ADDRESS, HOST:PORT or unix:PATH, where somebody serves "
                 "parallax.worker.v1.AnalyzerWorker; with the ID requests are told when nobody is "
                 "there; may be repeated");
  app.add_option("--remote-ca", options.remote_ca,
                 "PEM file: speak TLS with remote analyzers, whose certificates it signed")
      ->check(CLI::ExistingFile);
  app.add_option("--remote-certificate", options.remote_certificate,
                 "PEM file: the certificate to show to remote analyzers that ask for one")
      ->check(CLI::ExistingFile);
  app.add_option("--remote-key", options.remote_key, "PEM file: its private key")
      ->check(CLI::ExistingFile);
  app.add_flag("!--no-watch-plugins", options.watch_plugins,
               "Do not load plugin files when they change");
  app.add_option("--worker-program", options.worker_program, "The program that runs workers")
      ->capture_default_str();
  app.add_option("--worker-memory-mib", options.worker_memory_mib,
                 "Memory of one worker process, in MiB; 0: no limit")
      ->capture_default_str();
  app.add_option("--worker-cpu-seconds", options.worker_cpu_seconds,
                 "CPU time of one worker process over its life; 0: no limit")
      ->capture_default_str();
  app.add_option("--worker-start-timeout", options.worker_start_seconds,
                 "Seconds that a worker may take to load its analyzer")
      ->check(CLI::Range(0.001, 86400.0))
      ->capture_default_str();
  app.add_option("--max-stuck", options.max_stuck,
                 "Calls of an in-process analyzer that may hang before it takes no more")
      ->check(CLI::Range(1, 1024))
      ->capture_default_str();
  app.add_option("--tls-certificate", options.tls_certificate, "PEM file: serve over TLS")
      ->check(CLI::ExistingFile);
  app.add_option("--tls-key", options.tls_key, "PEM file: the certificate's private key")
      ->check(CLI::ExistingFile);
  app.add_option("--tls-client-ca", options.tls_client_ca,
                 "PEM file: require client certificates signed by it")
      ->check(CLI::ExistingFile);
  app.add_option("--threads", options.threads, "Threads for analysis; 0: one per core")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  app.add_option("--analyzer-timeout", options.analyzer_timeout_seconds,
                 "Seconds that one analyzer may take for one batch")
      ->check(CLI::Range(0.001, 86400.0))
      ->capture_default_str();
  app.add_option("--drain-timeout", options.drain_seconds,
                 "Seconds that calls may go on after SIGTERM")
      ->check(CLI::Range(0.0, 86400.0))
      ->capture_default_str();
  app.add_option("--max-message-bytes", options.max_message_bytes, "Largest request, in bytes")
      ->check(CLI::Range(int64_t{1} << 16, int64_t{1} << 30))
      ->capture_default_str();
  app.add_option("--metrics-address", options.metrics_address,
                 "[HOST:]PORT of a page of metrics for Prometheus, without a HOST on 127.0.0.1 "
                 "(port 0: any free one); default: none");
  app.add_option("--log-level", options.log_level, "debug, info, warning or error")
      ->check(CLI::IsMember({"debug", "info", "warning", "error"}))
      ->capture_default_str();
  app.add_flag("--check-config", options.check,
               "Check flags, plugins and data folder, print what would run, and end");
  try {
    app.parse(argc, argv);
    *exit_code = -1;
  } catch (const CLI::ParseError& error) {
    *exit_code = app.exit(error) == 0 ? 0 : 2;
  }
  return options;
}

absl::Status CheckServerOptions(const ServerOptions& options) {
  if (options.tls_certificate.empty() != options.tls_key.empty()) {
    return absl::InvalidArgumentError(
        "--tls-certificate and --tls-key go together: give both, or neither for no TLS");
  }
  if (!options.tls_client_ca.empty() && options.tls_certificate.empty()) {
    return absl::InvalidArgumentError("--tls-client-ca needs --tls-certificate and --tls-key");
  }
  if (options.remote_certificate.empty() != options.remote_key.empty()) {
    return absl::InvalidArgumentError("--remote-certificate and --remote-key go together");
  }
  if (!options.remote_certificate.empty() && options.remote_ca.empty()) {
    return absl::InvalidArgumentError("--remote-certificate needs --remote-ca");
  }
  if (options.plugins.empty()) {
    return absl::InvalidArgumentError(
        "no plugin folder: none stands beside the program; name one with --plugins");
  }
  return absl::OkStatus();
}

}  // namespace parallax::ops
