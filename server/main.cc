// parallaxd: flags -> options -> wiring.
#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "plx/plugin.h"
#include "server/base/error_reason.h"
#include "server/base/logging.h"
#include "server/base/status_macros.h"
#include "server/corpus/readers/reader.h"
#include "server/corpus/sqlite/sqlite_store.h"
#include "server/engine/engine.h"
#include "server/ops/grpc_server.h"
#include "server/ops/server_options.h"
#include "server/ops/shutdown_signal.h"
#include "server/plugin/plugin_directory.h"
#include "server/rpc/services/admin_service.h"
#include "server/rpc/services/analysis_service.h"
#include "server/rpc/services/corpus_service.h"
#include "server/rpc/services/health_service.h"
#include "server/rpc/services/reflection_service.h"
#include "server/rpc/services/unserved_methods.h"

namespace parallax {
namespace {

// Threads that wait for the disk; they cost memory, not cores.
constexpr int kDiskThreads = 8;
constexpr size_t kMaxQueuedDiskCalls = 4096;

absl::StatusOr<plugin::PluginConfigs> ReadConfigs(const ops::ServerOptions& options) {
  plugin::PluginConfigs configs;
  for (const auto& [id, path] : options.configs) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
      return absl::InvalidArgumentError(
          absl::StrCat("--analyzer-config ", id, "=", path, ": the file cannot be read"));
    }
    configs[id] = std::string(std::istreambuf_iterator<char>(file), {});
  }
  return configs;
}

// One line per analyzer and per file that could not be loaded.
absl::Status LoadAnalyzers(const ops::ServerOptions& options, Engine& engine,
                           rpc::HealthService& health, rpc::ServerFacts& facts) {
  ASSIGN_OR_RETURN(const plugin::PluginConfigs configs, ReadConfigs(options));
  plugin::LoadedPlugins loaded = plugin::LoadPlugins(options.plugins, configs);
  for (const AnalyzerHandle& analyzer : loaded.analyzers) {
    const AnalyzerInfo& info = analyzer->info();
    Log(LogLevel::kInfo, "analyzer ready",
        {{"id", info.id}, {"version", info.version}, {"tier", info.tier},
         {"digest", info.content_digest.substr(0, 12)}});
    health.Set(absl::StrCat("analyzers/", info.id), true);
  }
  for (const plugin::PluginFailure& failure : loaded.failures) {
    Log(LogLevel::kError, "plugin not loaded",
        {{"path", failure.path},
         {"reason", ReasonOf(failure.status)},
         {"error", std::string(failure.status.message())}});
    facts.plugin_failures.emplace_back(failure.path, failure.status);
  }
  engine.registry().Replace(std::move(loaded.analyzers));
  return absl::OkStatus();
}

absl::Status Serve(const ops::ServerOptions& options, absl::Time start) {
  EngineOptions engine_options;
  engine_options.threads = options.threads;
  engine_options.pipeline.analyzer_timeout = absl::Seconds(options.analyzer_timeout_seconds);
  Engine engine(engine_options);
  rpc::HealthService health;
  const corpus::ReaderRegistry readers = corpus::ReaderRegistry::Bundled();
  rpc::ServerFacts facts{PARALLAX_VERSION, PLX_ABI_MAJOR, PLX_ABI_MINOR,
                         static_cast<int64_t>(readers.limits().max_document_bytes),
                         options.max_message_bytes, engine_options.pipeline.analyzer_timeout, {}};
  RETURN_IF_ERROR(LoadAnalyzers(options, engine, health, facts));
  ASSIGN_OR_RETURN(const std::unique_ptr<corpus::SqliteCorpora> corpora,
                   corpus::SqliteCorpora::Open({.folder = options.data, .clock = {}}));
  if (options.check) {
    Log(LogLevel::kInfo, "configuration is good", {{"data", options.data}});
    return absl::OkStatus();
  }

  Executor disk(kDiskThreads, kMaxQueuedDiskCalls);
  rpc::AnalysisService analysis(engine, corpora->store(), readers);
  rpc::CorpusService corpus(corpora->store(), corpora->search(), readers, disk);
  rpc::AdminService admin(engine, std::move(facts));
  const std::vector<std::string> names = {
      "parallax.analysis.v1.AnalysisService", "parallax.corpus.v1.CorpusService",
      "parallax.admin.v1.AdminService", "grpc.health.v1.Health",
      "grpc.reflection.v1.ServerReflection"};
  rpc::ReflectionService reflection(names);
  health.Set("", true);
  for (const std::string& name : names) health.Set(name, true);

  ops::Interceptors interceptors;
  interceptors.push_back(rpc::ExplainUnservedMethods());
  ASSIGN_OR_RETURN(const ops::RunningServer running,
                   ops::StartServer(options, {&analysis, &corpus, &admin, &health, &reflection},
                                    std::move(interceptors)));
  if (!options.port_file.empty()) {
    std::ofstream(options.port_file) << running.port << '\n';
  }
  const std::string address =
      running.port == 0 ? options.listen
                        : absl::StrCat(options.listen.substr(0, options.listen.rfind(':')), ":",
                                       running.port);
  std::fprintf(stderr, "listening on %s\nready in %lld ms\n", address.c_str(),
               static_cast<long long>(absl::ToInt64Milliseconds(absl::Now() - start)));

  const char* signal = ops::WaitForShutdownSignal();
  Log(LogLevel::kInfo, "draining", {{"signal", signal}});
  health.Shutdown();
  running.server->Shutdown(
      absl::ToChronoTime(absl::Now() + absl::Seconds(options.drain_seconds)));
  running.server->Wait();
  Log(LogLevel::kInfo, "stopped");
  return absl::OkStatus();
}

int Main(int argc, char** argv) {
  const absl::Time start = absl::Now();
  ops::BlockShutdownSignals();
  int exit_code = -1;
  const ops::ServerOptions options = ops::ParseServerOptions(argc, argv, &exit_code);
  if (exit_code >= 0) return exit_code;
  absl::Status status = ops::CheckServerOptions(options);
  if (status.ok()) {
    SetLogLevel(options.log_level == "debug"     ? LogLevel::kDebug
                : options.log_level == "warning" ? LogLevel::kWarning
                : options.log_level == "error"   ? LogLevel::kError
                                                 : LogLevel::kInfo);
    status = Serve(options, start);
  }
  if (status.ok()) return 0;
  std::fprintf(stderr, "parallaxd: %s\n", std::string(status.message()).c_str());
  return 1;
}

}  // namespace
}  // namespace parallax

int main(int argc, char** argv) { return parallax::Main(argc, argv); }
