// What a call of an analyzer costs in each tier, as ratios to the same call in process:
//
//   tier_bench --plugin build/release/plugins/entities.so --text samples/.../document.txt
//
// Rounds alternate between the tiers. Of the time on the clock the medians of paired ratios are printed;
// of the CPU time, of this process and the analyzer's own, the ratio over all rounds, which other work on
// the machine disturbs least. Documents are cut or repeated to the sizes given and have been through the
// text pass, which is no tier's cost.
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "server/analyzer/text_pass.h"
#include "server/base/status_macros.h"
#include "server/plugin/plugin_analyzer.h"
#include "server/worker/process/spawn.h"
#include "server/worker/remote/remote_analyzer.h"
#include "server/worker/worker_analyzer.h"

namespace parallax {
namespace {

struct Arguments {
  std::string plugin;
  std::string text;
  std::vector<size_t> kilobytes = {1, 8};
  std::vector<size_t> batches = {1, 32};
  int rounds = 15;
  double round_seconds = 0.2;
};

std::string ReadText(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

// `text` repeated and cut to about `size` bytes, between code points.
std::string SizedText(const std::string& text, size_t size) {
  std::string sized;
  while (sized.size() < size) sized += text + "\n";
  while (size > 0 && (static_cast<unsigned char>(sized[size]) & 0xC0) == 0x80) --size;
  return sized.substr(0, size);
}

std::vector<AnalyzerInput> MakeBatch(const std::string& text, size_t size, size_t count) {
  std::vector<AnalyzerInput> batch;
  for (size_t i = 0; i < count; ++i) {
    DocumentContent content;
    content.text = SizedText(text, size);
    batch.push_back({BuildDocument(absl::StrCat("d", i), std::move(content)).value(), nullptr});
  }
  return batch;
}

double SelfCpuSeconds() {
  rusage usage = {};
  getrusage(RUSAGE_SELF, &usage);
  return absl::ToDoubleSeconds(absl::DurationFromTimeval(usage.ru_utime) +
                               absl::DurationFromTimeval(usage.ru_stime));
}

// Of another process, so far; 0: none. In whole clock ticks.
double CpuSecondsOf(int64_t pid) {
  if (pid == 0) return 0;
  std::ifstream file(absl::StrCat("/proc/", pid, "/stat"));
  const std::string all(std::istreambuf_iterator<char>(file), {});
  const size_t name_end = all.rfind(") ");
  if (name_end == std::string::npos) return 0;
  const std::vector<std::string> fields = absl::StrSplit(all.substr(name_end + 2), ' ');
  constexpr size_t kUserTime = 11;  // behind the name
  return static_cast<double>(std::stoull(fields[kUserTime]) + std::stoull(fields[kUserTime + 1])) /
         static_cast<double>(sysconf(_SC_CLK_TCK));
}

// One tier under measure.
struct Tier {
  Analyzer& analyzer;
  int64_t process = 0;  // of the analyzer, if not this one
  double cpu = 0;       // seconds, over all rounds
  double batches = 0;
  std::vector<double> ratios;  // of wall time to the floor's, by round

  double CpuPerBatch() const { return cpu / batches; }
};

// Seconds per batch.
double Measure(Analyzer& analyzer, const std::vector<AnalyzerInput>& batch, double seconds,
               double* made) {
  const absl::Time start = absl::Now();
  int batches = 0;
  absl::Duration spent;
  do {
    // As requests call it: in process on this very thread.
    const auto outputs = analyzer.AnalyzeHere(batch, "", CallContext(), [](std::vector<AnalyzerOutput>) {});
    for (const AnalyzerOutput& output : *outputs) {
      if (output.status.ok()) continue;
      std::fprintf(stderr, "tier_bench: %s\n", std::string(output.status.message()).c_str());
      std::exit(1);
    }
    ++batches;
    spent = absl::Now() - start;
  } while (absl::ToDoubleSeconds(spent) < seconds);
  *made += batches;
  return absl::ToDoubleSeconds(spent) / batches;
}

double MeasureRound(Tier& tier, const std::vector<AnalyzerInput>& batch, double seconds) {
  const double before = SelfCpuSeconds() + CpuSecondsOf(tier.process);
  const double per_batch = Measure(tier.analyzer, batch, seconds, &tier.batches);
  tier.cpu += SelfCpuSeconds() + CpuSecondsOf(tier.process) - before;
  return per_batch;
}

double Median(std::vector<double> values) {
  std::nth_element(values.begin(), values.begin() + values.size() / 2, values.end());
  return values[values.size() / 2];
}

// A plx-worker that serves at a socket file, as somebody else would start it.
class ServedPlugin {
 public:
  static absl::StatusOr<ServedPlugin> Start(const std::string& program, const std::string& plugin) {
    ServedPlugin served;
    served.address_ = absl::StrCat("unix:/tmp/plx-tier-bench-", getpid(), ".sock");
    ASSIGN_OR_RETURN(served.process_,
                     worker::Spawn({program, absl::StrCat("--plugin=", plugin),
                                    absl::StrCat("--listen=", served.address_)}));
    return served;
  }
  ServedPlugin(ServedPlugin&&) = default;
  ~ServedPlugin() {
    if (process_.pid > 0 && process_.pidfd.get() >= 0) kill(process_.pid, SIGTERM);
  }
  const std::string& address() const { return address_; }
  int64_t pid() const { return process_.pid; }

 private:
  ServedPlugin() = default;
  std::string address_;
  worker::SpawnedProcess process_;
};

// Once it listens, which takes the process a moment.
absl::StatusOr<std::unique_ptr<worker::RemoteAnalyzer>> Connect(const ServedPlugin& served) {
  constexpr absl::Duration kPatience = absl::Seconds(30);
  constexpr absl::Duration kPause = absl::Milliseconds(50);
  worker::RemoteOptions options;
  options.address.address = served.address();
  const absl::Time limit = absl::Now() + kPatience;
  while (true) {
    auto remote = worker::RemoteAnalyzer::Create(options, [](const std::string&) { return ""; });
    if (remote.ok() || !absl::IsUnavailable(remote.status()) || absl::Now() > limit) return remote;
    absl::SleepFor(kPause);
  }
}

void PrintCell(size_t size, size_t count, double floor, const Tier& here, const Tier& worker,
               const Tier& remote) {
  const double documents = static_cast<double>(count);
  std::printf("| %zu KB | %zu | %.1f | %.1f | %.2f | %.2f | %.2f | %.2f |\n", size >> 10, count,
              1e6 * floor / documents, 1e6 * here.CpuPerBatch() / documents, Median(worker.ratios),
              worker.CpuPerBatch() / here.CpuPerBatch(), Median(remote.ratios),
              remote.CpuPerBatch() / here.CpuPerBatch());
  std::fflush(stdout);
}

absl::Status Run(const Arguments& arguments) {
  const std::string program =
      (std::filesystem::read_symlink("/proc/self/exe").parent_path() / "../bin/plx-worker").string();
  ASSIGN_OR_RETURN(auto library, plugin::PluginLibrary::Open(arguments.plugin));
  ASSIGN_OR_RETURN(const auto in_process, plugin::PluginAnalyzer::Create(std::move(library), ""));
  worker::WorkerOptions worker_options;
  worker_options.command.program = program;
  worker_options.command.plugin = arguments.plugin;
  worker_options.command.analyzer = in_process->info().id;
  ASSIGN_OR_RETURN(const auto in_worker, worker::WorkerAnalyzer::Create(worker_options, ""));
  ASSIGN_OR_RETURN(const ServedPlugin served, ServedPlugin::Start(program, arguments.plugin));
  ASSIGN_OR_RETURN(const auto remote, Connect(served));

  const std::string text = ReadText(arguments.text);
  if (text.empty()) return absl::InvalidArgumentError(arguments.text + ": empty or not there");
  std::printf(
      "| %s | batch | in process, µs per document | CPU | worker | CPU | remote | CPU |\n"
      "|---|---|---|---|---|---|---|---|\n",
      in_process->info().id.c_str());
  for (const size_t kilobytes : arguments.kilobytes) {
    for (const size_t count : arguments.batches) {
      const size_t size = kilobytes << 10;
      const std::vector<AnalyzerInput> batch = MakeBatch(text, size, count);
      std::vector<double> floor;
      Tier tiers[] = {{*in_process, 0, 0, 0, {}},
                      {*in_worker, in_worker->Vitals().process, 0, 0, {}},
                      {*remote, served.pid(), 0, 0, {}}};
      for (int round = -1; round < arguments.rounds; ++round) {
        double here = 0;
        for (Tier& tier : tiers) {
          const double took = MeasureRound(tier, batch, arguments.round_seconds);
          if (&tier == tiers) here = took;
          tier.ratios.push_back(took / here);
        }
        floor.push_back(here);
        if (round >= 0) continue;
        floor.clear();  // warm-up
        for (Tier& tier : tiers) {
          tier.cpu = tier.batches = 0;
          tier.ratios.clear();
        }
      }
      PrintCell(size, count, Median(floor), tiers[0], tiers[1], tiers[2]);
    }
  }
  return absl::OkStatus();
}

int Main(int argc, char** argv) {
  Arguments arguments;
  CLI::App app("tier_bench - cost of an analyzer's call per tier, as ratios", "tier_bench");
  app.add_option("--plugin", arguments.plugin, "The plugin file")->required();
  app.add_option("--text", arguments.text, "UTF-8 text that the documents are made of")->required();
  app.add_option("--kb", arguments.kilobytes, "Sizes of documents, in KB")
      ->delimiter(',')
      ->capture_default_str();
  app.add_option("--batch", arguments.batches, "Documents in a call")
      ->delimiter(',')
      ->capture_default_str();
  app.add_option("--rounds", arguments.rounds, "Rounds per cell")->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);  // as the server does
  const absl::Status status = Run(arguments);
  if (status.ok()) return 0;
  std::fprintf(stderr, "tier_bench: %s\n", std::string(status.message()).c_str());
  return 1;
}

}  // namespace
}  // namespace parallax

int main(int argc, char** argv) { return parallax::Main(argc, argv); }
