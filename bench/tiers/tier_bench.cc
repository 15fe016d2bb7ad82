// What a call of an analyzer costs in each tier, as ratios to the same call in process:
//
//   tier_bench --plugin build/release/plugins/entities.so --text samples/.../document.txt
//
// Rounds alternate between the tiers; the medians of their paired ratios are printed. Documents are
// cut or repeated to the sizes given and have been through the text pass, which is no tier's cost.
#include <signal.h>
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
#include "absl/time/clock.h"
#include "server/analyzer/text_pass.h"
#include "server/base/status_macros.h"
#include "server/plugin/plugin_analyzer.h"
#include "server/worker/process/spawn.h"
#include "server/worker/remote_analyzer.h"
#include "server/worker/worker_analyzer.h"

namespace parallax {
namespace {

constexpr size_t kSizes[] = {1024, 8192};
constexpr size_t kBatches[] = {1, 32};

struct Arguments {
  std::string plugin;
  std::string text;
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

// Seconds per batch.
double Measure(Analyzer& analyzer, const std::vector<AnalyzerInput>& batch, double seconds) {
  const absl::Time start = absl::Now();
  int batches = 0;
  absl::Duration spent;
  do {
    for (const AnalyzerOutput& output : analyzer.Analyze(batch, "", CallContext())) {
      if (output.status.ok()) continue;
      std::fprintf(stderr, "tier_bench: %s\n", std::string(output.status.message()).c_str());
      std::exit(1);
    }
    ++batches;
    spent = absl::Now() - start;
  } while (absl::ToDoubleSeconds(spent) < seconds);
  return absl::ToDoubleSeconds(spent) / batches;
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

 private:
  ServedPlugin() = default;
  std::string address_;
  worker::SpawnedProcess process_;
};

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
  worker::RemoteOptions remote_options;
  remote_options.address = served.address();
  ASSIGN_OR_RETURN(const auto remote, worker::RemoteAnalyzer::Create(remote_options, ""));

  const std::string text = ReadText(arguments.text);
  if (text.empty()) return absl::InvalidArgumentError(arguments.text + ": empty or not there");
  std::printf("| %s | batch | in process, µs per document | worker | remote |\n|---|---|---|---|---|\n",
              in_process->info().id.c_str());
  for (const size_t size : kSizes) {
    for (const size_t count : kBatches) {
      const std::vector<AnalyzerInput> batch = MakeBatch(text, size, count);
      std::vector<double> floor, worker, elsewhere;
      for (int round = -1; round < arguments.rounds; ++round) {
        const double here = Measure(*in_process, batch, arguments.round_seconds);
        const double there = Measure(*in_worker, batch, arguments.round_seconds);
        const double far = Measure(*remote, batch, arguments.round_seconds);
        if (round < 0) continue;  // warm-up
        floor.push_back(here);
        worker.push_back(there / here);
        elsewhere.push_back(far / here);
      }
      std::printf("| %zu KB | %zu | %.1f | %.2f | %.2f |\n", size >> 10, count,
                  1e6 * Median(floor) / static_cast<double>(count), Median(worker),
                  Median(elsewhere));
      std::fflush(stdout);
    }
  }
  return absl::OkStatus();
}

int Main(int argc, char** argv) {
  Arguments arguments;
  CLI::App app("tier_bench - cost of an analyzer's call per tier, as ratios", "tier_bench");
  app.add_option("--plugin", arguments.plugin, "The plugin file")->required();
  app.add_option("--text", arguments.text, "UTF-8 text that the documents are made of")->required();
  app.add_option("--rounds", arguments.rounds, "Rounds per cell")->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  const absl::Status status = Run(arguments);
  if (status.ok()) return 0;
  std::fprintf(stderr, "tier_bench: %s\n", std::string(status.message()).c_str());
  return 1;
}

}  // namespace
}  // namespace parallax

int main(int argc, char** argv) { return parallax::Main(argc, argv); }
