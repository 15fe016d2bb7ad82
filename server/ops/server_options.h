// What an operator can set, from the command line.
#ifndef PARALLAX_SERVER_OPS_SERVER_OPTIONS_H_
#define PARALLAX_SERVER_OPS_SERVER_OPTIONS_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace parallax::ops {

struct ServerOptions {
  std::string listen = "127.0.0.1:7380";  // host:port, port 0: any free one; or unix:/path
  std::string port_file;                  // the chosen port is written here; empty: nowhere
  std::string data;                       // the data folder
  std::string backup_folder;              // backups are made inside it; empty: none can be
  std::string import_root;                // files inside it can be imported by path; empty: none can
  std::vector<std::string> plugins;       // folders of plugin files
  std::string bundled_plugins;            // the folder that came with this program; may be empty
  std::map<std::string, std::string> configs;  // analyzer id -> path of its JSON configuration
  std::map<std::string, std::string> tiers;    // analyzer id or plugin folder -> tier
  std::vector<std::string> remotes;       // [ID=]ADDRESS of analyzers of the remote tier
  std::string remote_ca;                  // PEM; set: remote analyzers are spoken to over TLS
  std::string remote_certificate;         // PEM chain to show to those that ask; empty: none
  std::string remote_key;                 // PEM
  bool watch_plugins = true;              // load plugin files when they change
  std::string worker_program;             // path of plx-worker
  uint64_t worker_memory_mib = 4096;      // of one worker process; 0: no limit
  uint64_t worker_cpu_seconds = 0;        // of one worker process over its life; 0: no limit
  double worker_start_seconds = 60;       // from the start of a worker to a loaded model
  size_t max_stuck = 4;                   // hung calls of an in-process analyzer before it refuses more
  std::string tls_certificate;            // PEM chain; empty: no TLS
  std::string tls_key;                    // PEM
  std::string tls_client_ca;              // PEM; set: clients must show a certificate it signed
  int threads = 0;                        // for analysis; 0: one per core
  double analyzer_timeout_seconds = 30;
  double drain_seconds = 30;              // how long calls may go on after SIGTERM
  int64_t max_message_bytes = int64_t{96} << 20;
  std::string log_level = "info";
  std::string metrics_address;            // host:port of the metrics page; empty: none
  bool check = false;                     // check everything, serve nothing
};

// The command line. `exit_code`: set when the program is to end now (--help, --version, or a flag
// that is wrong, which has been explained on standard error); then the options mean nothing.
ServerOptions ParseServerOptions(int argc, char** argv, int* exit_code);

// What CLI11 cannot check. INVALID_ARGUMENT: the message names the flag and what to do.
absl::Status CheckServerOptions(const ServerOptions& options);

}  // namespace parallax::ops

#endif  // PARALLAX_SERVER_OPS_SERVER_OPTIONS_H_
