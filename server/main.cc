// parallaxd: flags -> options -> wiring.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "plx/plugin.h"
#include "server/base/logging.h"
#include "server/base/status_macros.h"
#include "server/corpus/import/file_imports.h"
#include "server/corpus/readers/reader.h"
#include "server/corpus/sqlite/sqlite_store.h"
#include "server/engine/engine.h"
#include "server/evaluation/evaluations.h"
#include "server/lifecycle/analyzer_lifecycle.h"
#include "server/ops/analyzer_flags.h"
#include "server/ops/grpc_server.h"
#include "server/ops/metrics/analyzer_metrics.h"
#include "server/ops/metrics/metrics_page.h"
#include "server/ops/metrics/rpc_metrics.h"
#include "server/ops/metrics/server_metrics.h"
#include "server/ops/server_options.h"
#include "server/ops/shutdown_signal.h"
#include "server/rpc/services/admin/admin_service.h"
#include "server/rpc/services/analysis/analysis_service.h"
#include "server/rpc/services/corpus/corpus_service.h"
#include "server/rpc/services/admin/health_service.h"
#include "server/rpc/services/admin/operations_service.h"
#include "server/rpc/services/admin/reflection_service.h"
#include "server/rpc/services/admin/unserved_methods.h"

namespace parallax {
namespace {

// Threads that wait for the disk; they cost memory, not cores.
constexpr int kDiskThreads = 8;
constexpr size_t kMaxQueuedDiskCalls = 4096;

std::vector<std::pair<std::string, int64_t>> CountDocuments(corpus::CorpusStore& store) {
  std::vector<std::pair<std::string, int64_t>> counts;
  corpus::PageRequest request;
  do {
    const auto page = store.ListCorpora(request);
    if (!page.ok()) break;
    for (const corpus::Corpus& corpus : page->items) {
      counts.emplace_back(corpus.name, corpus.document_count);
    }
    request.page_token = page->next_page_token;
  } while (!request.page_token.empty());
  return counts;
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
                         options.max_message_bytes, engine_options.pipeline.analyzer_timeout};
  ASSIGN_OR_RETURN(lifecycle::LifecycleOptions analyzer_options, ops::ReadAnalyzerFlags(options));
  // First, because it locks the data folder.
  ASSIGN_OR_RETURN(std::unique_ptr<corpus::SqliteCorpora> corpora,
                   corpus::SqliteCorpora::Open({.folder = options.data, .clock = {}}));
  ASSIGN_OR_RETURN(
      const std::unique_ptr<lifecycle::AnalyzerLifecycle> analyzers,
      lifecycle::AnalyzerLifecycle::Create(std::move(analyzer_options), engine.registry()));
  analyzers->Start([&health](const std::string& id, bool serving) {
    health.Set(absl::StrCat("analyzers/", id), serving);
  });
  if (options.check) {
    for (const auto& [path, error] : analyzers->failures()) {
      if (absl::IsUnavailable(error)) continue;  // whoever is at an address may come later
      return absl::FailedPreconditionError(absl::StrCat(path, ": ", error.message()));
    }
    Log(LogLevel::kInfo, "configuration is good", {{"data", options.data}});
    return absl::OkStatus();
  }

  Executor disk(kDiskThreads, kMaxQueuedDiskCalls);
  evaluation::Evaluations evaluations(engine);
  rpc::AnalysisService analysis(engine, corpora->store(), readers, evaluations);
  corpus::FileImports imports(&corpora->store(), &readers, options.import_root);
  rpc::CorpusService corpus({corpora->store(), corpora->search(), corpora->feed(), corpora->catalog(),
                             readers, imports, disk});
  // Absolute, since clients are told where a copy is.
  const std::string backups =
      options.backup_folder.empty() ? "" : std::filesystem::absolute(options.backup_folder).string();
  rpc::AdminService admin(*analyzers, std::move(facts), {corpora->care(), backups, disk});
  rpc::OperationsService operations(analyzers->operations(), imports, evaluations, disk);
  const std::vector<std::string> names = {
      "parallax.analysis.v1.AnalysisService", "parallax.corpus.v1.CorpusService",
      "parallax.admin.v1.AdminService", "google.longrunning.Operations",
      "grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection"};
  rpc::ReflectionService reflection(names);
  health.Set("", true);
  for (const std::string& name : names) health.Set(name, true);

  ops::Interceptors interceptors;
  interceptors.push_back(rpc::ExplainUnservedMethods());
  std::unique_ptr<ops::MetricsPage> metrics;
  if (!options.metrics_address.empty()) {
    auto calls = std::make_shared<ops::RpcMetrics>();
    interceptors.push_back(ops::CountCalls(calls));
    auto server = std::make_shared<ops::ServerMetrics>(
        PARALLAX_VERSION, options.data, [&corpora] { return CountDocuments(corpora->store()); });
    ASSIGN_OR_RETURN(metrics,
                     ops::MetricsPage::Start(
                         options.metrics_address,
                         {std::move(server), std::make_shared<ops::AnalyzerMetrics>(*analyzers),
                          std::move(calls)}));
  }
  // Tried before anybody is served, so that nobody waits for it in vain.
  if (!options.port_file.empty() && !std::ofstream(options.port_file, std::ios::app)) {
    return absl::InvalidArgumentError(absl::StrCat("--port-file ", options.port_file, ": cannot be written"));
  }
  ASSIGN_OR_RETURN(const ops::RunningServer running,
                   ops::StartServer(options,
                                    {&analysis, &corpus, &admin, &operations, &health, &reflection},
                                    std::move(interceptors)));
  if (options.watch_plugins) analyzers->WatchFolders();
  if (!options.port_file.empty()) std::ofstream(options.port_file) << running.port << '\n';
  const std::string address =
      running.port == 0 ? options.listen
                        : absl::StrCat(options.listen.substr(0, options.listen.rfind(':')), ":",
                                       running.port);
  if (metrics != nullptr) {
    std::fprintf(stderr, "metrics on http://%s/metrics\n", metrics->address().c_str());
  }
  std::fprintf(stderr, "listening on %s\nready in %lld ms\n", address.c_str(),
               static_cast<long long>(absl::ToInt64Milliseconds(absl::Now() - start)));

  const char* signal = ops::WaitForShutdownSignal();
  Log(LogLevel::kInfo, "draining", {{"signal", signal}});
  health.Shutdown();
  corpus.Stop();
  imports.Stop();
  evaluations.Stop();
  running.server->Shutdown(
      absl::ToChronoTime(absl::Now() + absl::Seconds(options.drain_seconds)));
  running.server->Wait();
  metrics.reset();
  Log(LogLevel::kInfo, "stopped");
  if (analyzers->HasStuckCalls()) {
    // Threads that never come back would run on into what is being destroyed.
    corpora.reset();
    std::_Exit(0);
  }
  return absl::OkStatus();
}

int Main(int argc, char** argv) {
  const absl::Time start = absl::Now();
  ops::BlockShutdownSignals();
  // Debian's Abseil is built with it on, and every lock of gRPC's would pay.
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
  int exit_code = -1;
  const ops::ServerOptions options = ops::ParseServerOptions(argc, argv, &exit_code);
  if (exit_code >= 0) return exit_code;
  absl::Status status = ops::CheckServerOptions(options);
  if (status.ok()) {
    SetLogLevel(LogLevelNamed(options.log_level).value_or(LogLevel::kInfo));
    status = Serve(options, start);
  }
  if (status.ok()) return 0;
  std::fprintf(stderr, "parallaxd: %s\n", std::string(status.message()).c_str());
  return 1;
}

}  // namespace
}  // namespace parallax

int main(int argc, char** argv) { return parallax::Main(argc, argv); }
