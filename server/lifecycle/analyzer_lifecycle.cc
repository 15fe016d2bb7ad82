#include "server/lifecycle/analyzer_lifecycle.h"

#include <algorithm>
#include <iterator>
#include <filesystem>
#include <set>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "server/base/error_reason.h"
#include "server/base/logging.h"
#include "server/base/status_macros.h"

namespace parallax::lifecycle {
namespace {

namespace fs = std::filesystem;

constexpr absl::Duration kMonitorInterval = absl::Milliseconds(100);

// Start reports to nobody.
class SilentReporter final : public OperationLog::Reporter {
 public:
  void Step(OperationStep) override {}
  void Changed(AnalyzerChange) override {}
  absl::Status CheckNotCancelled() override { return absl::OkStatus(); }
};

}  // namespace

absl::StatusOr<std::unique_ptr<AnalyzerLifecycle>> AnalyzerLifecycle::Create(
    LifecycleOptions options, AnalyzerRegistry& registry) {
  ASSIGN_OR_RETURN(PluginStore store, PluginStore::Open(options.store));
  return std::unique_ptr<AnalyzerLifecycle>(
      new AnalyzerLifecycle(std::move(options), std::move(store), registry));
}

AnalyzerLifecycle::AnalyzerLifecycle(LifecycleOptions options, PluginStore store,
                                     AnalyzerRegistry& registry)
    : options_(std::move(options)), registry_(registry), loader_(options_, std::move(store)) {}

AnalyzerLifecycle::~AnalyzerLifecycle() {
  watcher_.reset();
  {
    absl::MutexLock lock(&mutex_);
    ending_ = true;
  }
  if (monitor_.joinable()) monitor_.join();
}

void AnalyzerLifecycle::Start(HealthListener listener) {
  listener_ = std::move(listener);
  SilentReporter reporter;
  for (const auto& [path, tier] : FilesOfFolders()) {
    LoadFile(path, tier, /*probe=*/false, reporter).IgnoreError();
  }
  for (const worker::RemoteAddress& address : options_.remotes) {
    const absl::Status status = LoadAddress(address, /*may_replace=*/false, reporter);
    if (!status.ok()) AwaitAddress(address, status);
  }
  for (const auto& [id, config] : options_.configs) NoteFlags(id, Get(id).status());
  for (const auto& [id, tier] : options_.tiers) NoteFlags(id, Get(id).status());
  Look();
  monitor_ = std::thread([this] { Monitor(); });
}

void AnalyzerLifecycle::WatchFolders() {
  std::vector<std::string> folders;
  for (const PluginFolder& folder : options_.folders) folders.push_back(folder.path);
  watcher_ = std::make_unique<FolderWatcher>(folders, [this](const std::set<std::string>& paths) {
    Log(LogLevel::kInfo, "plugin files changed", {{"files", absl::StrJoin(paths, ",")}});
    const absl::Status queued = Reload({}).status();
    if (!queued.ok()) {
      Log(LogLevel::kError, "reload refused", {{"error", std::string(queued.message())}});
    }
  });
}

std::vector<std::pair<std::string, Tier>> AnalyzerLifecycle::FilesOfFolders() {
  std::map<std::string, Tier> files;
  for (const PluginFolder& folder : options_.folders) {
    std::error_code error;
    for (fs::directory_iterator entry(folder.path, error), end; !error && entry != end;
         entry.increment(error)) {
      std::error_code not_a_file;
      if (entry->path().extension() != ".so" || entry->is_directory(not_a_file)) continue;
      files.emplace(entry->path().string(), folder.tier);
    }
    const absl::Status status =
        error ? WithReason(absl::NotFoundError(absl::StrCat("plugin folder ", folder.path, ": ",
                                                            error.message())),
                           "PLUGIN_DIRECTORY_MISSING")
              : absl::OkStatus();
    Note(folder.path, status);
  }
  return {files.begin(), files.end()};
}

void AnalyzerLifecycle::Note(const std::string& path, const absl::Status& status) {
  absl::MutexLock lock(&mutex_);
  if (status.ok()) {
    failures_.erase(path);
    return;
  }
  absl::Status& known = failures_[path];
  if (known == status) return;
  known = status;
  Log(LogLevel::kError, "plugin not loaded",
      {{"path", path}, {"reason", ReasonOf(status)}, {"error", std::string(status.message())}});
}

void AnalyzerLifecycle::NoteFlags(const std::string& id, const absl::Status& found) {
  if (options_.configs.count(id) > 0) {
    Note(absl::StrCat("--analyzer-config ", id), WithReason(found, "CONFIG_WITHOUT_PLUGIN"));
  }
  if (options_.tiers.count(id) > 0) {
    Note(absl::StrCat("--tier ", id), WithReason(found, "TIER_WITHOUT_PLUGIN"));
  }
}

std::shared_ptr<lifecycle::Quarantine> AnalyzerLifecycle::QuarantineOf(const std::string& id) {
  absl::MutexLock lock(&mutex_);
  const auto found = slots_.find(id);
  return found != slots_.end() ? found->second.quarantine
                               : std::make_shared<lifecycle::Quarantine>();
}

AnalyzerReport AnalyzerLifecycle::ReportOf(const Slot& slot) const {
  return {slot.current, {}, {}, static_cast<uint32_t>(slot.draining.size())};
}

absl::StatusOr<AnalyzerReport> AnalyzerLifecycle::Get(const std::string& analyzer) const {
  AnalyzerReport report;
  {
    absl::MutexLock lock(&mutex_);
    const auto slot = slots_.find(analyzer);
    if (slot == slots_.end()) {
      std::vector<std::string> loaded;
      for (const auto& [id, other] : slots_) loaded.push_back(id);
      return NoAnalyzer(analyzer, loaded);
    }
    report = ReportOf(slot->second);
  }
  report.vitals = report.generation->Vitals();
  report.counts = report.generation->counts();
  return report;
}

std::vector<AnalyzerReport> AnalyzerLifecycle::List() const {
  std::vector<AnalyzerReport> all;
  {
    absl::MutexLock lock(&mutex_);
    for (const auto& [id, slot] : slots_) all.push_back(ReportOf(slot));
  }
  for (AnalyzerReport& report : all) {
    report.vitals = report.generation->Vitals();
    report.counts = report.generation->counts();
  }
  return all;
}

std::vector<std::pair<std::string, absl::Status>> AnalyzerLifecycle::failures() const {
  absl::MutexLock lock(&mutex_);
  return {failures_.begin(), failures_.end()};
}

absl::Status AnalyzerLifecycle::Quarantine(const std::string& analyzer, const std::string& why) {
  RETURN_IF_ERROR(Get(analyzer).status());
  QuarantineOf(analyzer)->Set(WithReason(
      absl::UnavailableError(absl::StrCat("analyzer ", analyzer, " is quarantined",
                                          why.empty() ? "" : ": ", why)),
      "ANALYZER_QUARANTINED"));
  Log(LogLevel::kWarning, "analyzer quarantined", {{"analyzer", analyzer}, {"why", why}});
  Look();
  return absl::OkStatus();
}

absl::Status AnalyzerLifecycle::Release(const std::string& analyzer) {
  ASSIGN_OR_RETURN(const AnalyzerReport report, Get(analyzer));
  QuarantineOf(analyzer)->Set(absl::OkStatus());
  report.generation->Release();
  Log(LogLevel::kInfo, "analyzer released", {{"analyzer", analyzer}});
  Look();
  return absl::OkStatus();
}

bool AnalyzerLifecycle::HasStuckCalls() const {
  const std::vector<AnalyzerReport> all = List();
  return std::any_of(all.begin(), all.end(), [](const AnalyzerReport& report) {
    return report.vitals.stuck > 0 || report.draining > 0;
  });
}

void AnalyzerLifecycle::Monitor() {
  while (true) {
    {
      absl::MutexLock lock(&mutex_);
      if (mutex_.AwaitWithTimeout(absl::Condition(&ending_), kMonitorInterval)) return;
    }
    Look();
    ConnectAbsent();
  }
}

// Tells what has changed, and destroys what nobody holds any more.
void AnalyzerLifecycle::Look() {
  std::vector<std::pair<std::string, std::shared_ptr<Generation>>> current;
  std::vector<std::shared_ptr<Generation>> drained;
  {
    absl::MutexLock lock(&mutex_);
    for (auto& [id, slot] : slots_) {
      current.emplace_back(id, slot.current);
      auto& old = slot.draining;
      const auto held = std::stable_partition(
          old.begin(), old.end(), [](const auto& generation) { return generation.use_count() > 1; });
      std::move(held, old.end(), std::back_inserter(drained));
      old.erase(held, old.end());
    }
  }
  for (std::shared_ptr<Generation>& generation : drained) {
    Log(LogLevel::kInfo, "older generation drained",
        {{"analyzer", generation->info().id},
         {"digest", generation->info().content_digest.substr(0, 12)}});
    generation.reset();
  }
  for (const auto& [id, generation] : current) {
    const AnalyzerVitals vitals = generation->Vitals();
    if (ReasonOf(vitals.last_error) == "ANALYZER_CHANGED") {
      absent_.Add(AddressOf(id, generation->info().path));
    }
    const bool serving = vitals.serving;
    {
      absl::MutexLock lock(&mutex_);
      Slot& slot = slots_[id];
      if (slot.current != generation || slot.told == serving) continue;
      slot.told = serving;
    }
    if (listener_) listener_(id, serving);
  }
}

}  // namespace parallax::lifecycle
