// From a plugin file or an address to a generation that is ready to serve.
#ifndef PARALLAX_SERVER_LIFECYCLE_GENERATION_LOADER_H_
#define PARALLAX_SERVER_LIFECYCLE_GENERATION_LOADER_H_

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "absl/status/statusor.h"
#include "server/lifecycle/generation.h"
#include "server/lifecycle/lifecycle_options.h"
#include "server/lifecycle/changes/plugin_store.h"
#include "server/worker/worker_analyzer.h"

namespace parallax::lifecycle {

// What one analyzer should be.
struct AnalyzerSpec {
  std::string path;  // plugin file, or address of the remote tier
  Tier tier = Tier::kWorker;
  std::string config;  // JSON; empty: none
};

// A plugin file that has been copied and read, but not run.
struct KeptPlugin {
  plugin::PluginFile file;
  AnalyzerSpec spec;
};

// Used by one thread.
class GenerationLoader {
 public:
  GenerationLoader(const LifecycleOptions& options, PluginStore store)
      : options_(options), store_(std::move(store)) {}

  // Copies and reads; runs nothing. The configuration and tier that the options give its id win over
  // those of `folder_tier`. Errors of PluginStore::Keep.
  absl::StatusOr<KeptPlugin> Keep(const std::string& path, Tier folder_tier);

  enum class Step { kProbing, kLoading, kWarming };

  // Loads it. With `probe`, while others serve: an in-process one is tried in a throw-away worker before,
  // and processes start gently (WorkerCommand::gentle). Warms it up with
  // a text in English and Chinese. Errors of the tier's Create; what the probe died of;
  // FAILED_PRECONDITION (TOO_MANY_BUILDS).
  absl::StatusOr<std::shared_ptr<Generation>> Load(const KeptPlugin& plugin,
                                                   std::shared_ptr<Quarantine> quarantine,
                                                   bool probe,
                                                   const std::function<void(Step)>& on_step);

  // The same of an address; the id is known only then, so `quarantine_of` is asked for it.
  absl::StatusOr<std::shared_ptr<Generation>> LoadRemote(
      const worker::RemoteAddress& address,
      const std::function<std::shared_ptr<Quarantine>(const std::string&)>& quarantine_of);

  // What stands for it until it is there. Null: nobody knows its id.
  std::shared_ptr<Generation> StandIn(
      const worker::RemoteAddress& address, const absl::Status& why,
      const std::function<std::shared_ptr<Quarantine>(const std::string&)>& quarantine_of) const;

 private:
  absl::StatusOr<std::unique_ptr<Analyzer>> CreateInProcess(const KeptPlugin& plugin);
  absl::StatusOr<std::unique_ptr<worker::WorkerAnalyzer>> CreateWorker(const KeptPlugin& plugin,
                                                                       bool gentle);

  const LifecycleOptions& options_;
  const PluginStore store_;
  std::set<std::string> in_process_builds_;  // digests
};

}  // namespace parallax::lifecycle

#endif  // PARALLAX_SERVER_LIFECYCLE_GENERATION_LOADER_H_
