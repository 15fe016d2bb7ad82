// plx-worker: loads one plugin file and serves it as parallax.worker.v1.AnalyzerWorker, on a socket
// that the server hands down or on an address of its own.
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>
#include <grpcpp/server_posix.h>
#include <fcntl.h>
#include <malloc.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <memory>
#include <string>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "server/base/status_macros.h"
#include "server/ops/shutdown_signal.h"
#include "server/ops/tls.h"
#include "server/plugin/plugin_analyzer.h"
#include "server/worker/process/confine.h"
#include "server/worker/service/worker_service.h"

namespace parallax {
namespace {

struct Arguments {
  std::string plugin;
  int socket_fd = -1;
  int parent = 0;
  std::string listen;
  std::string port_file;
  ops::TlsFiles tls;
  worker::ProcessLimits limits;
};

// -1: run; else the exit code.
int Parse(int argc, char** argv, Arguments& arguments) {
  CLI::App app("plx-worker - serves one analyzer plugin in a process of its own", "plx-worker");
  app.set_version_flag("--version", std::string("plx-worker ") + PARALLAX_VERSION);
  app.footer(
      "The server starts it by itself for plugins of the worker tier. By hand it makes a plugin\n"
      "available to servers elsewhere:\n"
      "  plx-worker --plugin ./hello.so --listen 127.0.0.1:7390\n"
      "  parallaxd --remote-analyzer hello=127.0.0.1:7390\n");
  app.add_option("--plugin", arguments.plugin, "The plugin file")->required();
  auto* listen = app.add_option("--listen", arguments.listen,
                                "Address to serve on: HOST:PORT (port 0: any free one) or unix:PATH");
  auto* certificate =
      app.add_option("--tls-certificate", arguments.tls.certificate, "PEM file: serve over TLS")
          ->check(CLI::ExistingFile);
  auto* key = app.add_option("--tls-key", arguments.tls.key, "PEM file: its private key")
                  ->check(CLI::ExistingFile);
  certificate->needs(key);
  key->needs(certificate);
  app.add_option("--tls-client-ca", arguments.tls.client_ca,
                 "PEM file: require certificates of servers, signed by it")
      ->check(CLI::ExistingFile)
      ->needs(certificate);
  app.add_option("--port-file", arguments.port_file, "Write the chosen port to this file");
  auto* socket =
      app.add_option("--socket-fd", arguments.socket_fd, "Serve on this descriptor (the server)");
  app.add_option("--parent", arguments.parent, "Process to die with (the server)");
  app.add_option("--memory", arguments.limits.memory_bytes, "Most bytes of memory; 0: no limit");
  app.add_option("--cpu", arguments.limits.cpu_seconds, "Most seconds of CPU time; 0: no limit");
  app.add_option("--files", arguments.limits.files, "Most open files; 0: no limit");
  listen->excludes(socket);
  try {
    app.parse(argc, argv);
    if (listen->count() + socket->count() == 0) {
      throw CLI::RequiredError("--listen or --socket-fd");
    }
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  return -1;
}

std::unique_ptr<worker::WorkerService> LoadService(const std::string& path) {
  absl::StatusOr<std::shared_ptr<const plugin::PluginLibrary>> library =
      plugin::PluginLibrary::Open(path);
  if (!library.ok()) {
    return std::make_unique<worker::WorkerService>(library.status(), nullptr);
  }
  return std::make_unique<worker::WorkerService>(
      (*library)->info(),
      [library = *library](const worker::WorkerSettings& settings)
          -> absl::StatusOr<std::unique_ptr<Analyzer>> {
        plugin::PluginOptions options;
        options.max_instances = settings.concurrency;
        options.limits = settings.limits;
        return plugin::PluginAnalyzer::Create(library, settings.config, options);
      });
}

// Large batches in few frames, one pool of threads.
void Tune(grpc::ServerBuilder& builder) {
  constexpr int kReadAheadBytes = 4 << 20;
  builder.SetMaxReceiveMessageSize(-1);
  builder.SetMaxSendMessageSize(-1);
  builder.AddChannelArgument(GRPC_ARG_HTTP2_STREAM_LOOKAHEAD_BYTES, kReadAheadBytes);
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MAX_FRAME_SIZE, kReadAheadBytes);
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder.SetSyncServerOption(grpc::ServerBuilder::NUM_CQS, 1);
  // Beyond so many that wait, gRPC ends a thread after its call and starts another for the next one.
  constexpr int kWaitingThreads = 64;
  builder.SetSyncServerOption(grpc::ServerBuilder::MIN_POLLERS, 2);
  builder.SetSyncServerOption(grpc::ServerBuilder::MAX_POLLERS, kWaitingThreads);
}

// Where the kernel does not deliver the parent's death (it was gone before), this does.
void DieWith(int parent) {
  std::thread([parent] {
    while (getppid() == parent) std::this_thread::sleep_for(std::chrono::seconds(1));
    _exit(0);
  }).detach();
}

int Serve(const Arguments& arguments) {
  const std::unique_ptr<worker::WorkerService> service = LoadService(arguments.plugin);
  grpc::ServerBuilder builder;
  Tune(builder);
  int port = 0;
  if (!arguments.listen.empty()) {
    const auto credentials = ops::ServerCredentials(arguments.tls);
    if (!credentials.ok()) {
      std::fprintf(stderr, "plx-worker: %s\n", std::string(credentials.status().message()).c_str());
      return 1;
    }
    builder.AddListeningPort(arguments.listen, *credentials, &port);
  }
  builder.RegisterService(service.get());
  const std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
  const bool unix_socket = arguments.listen.rfind("unix:", 0) == 0;
  if (server == nullptr || (!arguments.listen.empty() && port == 0 && !unix_socket)) {
    std::fprintf(stderr, "plx-worker: cannot serve on %s: choose another address\n",
                 arguments.listen.c_str());
    return 1;
  }
  if (arguments.socket_fd >= 0) {
    fcntl(arguments.socket_fd, F_SETFL, O_NONBLOCK);
    grpc::AddInsecureChannelFromFd(server.get(), arguments.socket_fd);
  } else {
    if (!arguments.port_file.empty()) std::ofstream(arguments.port_file) << port << '\n';
    std::fprintf(stderr, "serving %s on %s (port %d)\n", arguments.plugin.c_str(),
                 arguments.listen.c_str(), port);
  }
  ops::WaitForShutdownSignal();
  server->Shutdown(std::chrono::system_clock::now() + std::chrono::seconds(5));
  // A plugin's call may never return: nothing of this process is worth waiting for it.
  std::fflush(nullptr);
  _exit(0);
}

int Main(int argc, char** argv) {
  Arguments arguments;
  if (const int code = Parse(argc, argv, arguments); code >= 0) return code;
  // The distribution's Abseil searches for cycles of locks at every one that is taken, gRPC's too.
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
  ops::BlockShutdownSignals();
  // Each arena reserves 64 MiB of address space, which is what the memory limit counts.
  constexpr int kArenas = 4;
  mallopt(M_ARENA_MAX, kArenas);
  if (arguments.socket_fd >= 0) {
    const absl::Status confined =
        worker::ConfineThisProcess(arguments.limits, arguments.parent, arguments.socket_fd);
    if (!confined.ok()) {
      std::fprintf(stderr, "plx-worker: %s\n", std::string(confined.message()).c_str());
      return 1;
    }
    DieWith(arguments.parent);
  }
  return Serve(arguments);
}

}  // namespace
}  // namespace parallax

int main(int argc, char** argv) { return parallax::Main(argc, argv); }
