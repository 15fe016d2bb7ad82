// End to end: documents per second of a real parallaxd, as ratios to a bare gRPC echo of the same API
// and payload in the same run; the pipeline per analyzer; memory of the idle server. Prints the
// tables of docs/performance.md.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "bench/load/child_process.h"
#include "bench/load/echo_server.h"
#include "bench/load/load_client.h"

namespace parallax::bench {
namespace {

struct Options {
  std::string parallaxd;
  std::string null_plugins;
  std::string plugins;
  std::string english;
  std::string chinese;
  double seconds = 3;
  int rounds = 5;
  std::string only;  // unary, batch, stream or pipeline; empty: all
};

// A text of `bytes` bytes or a little less, of words.
std::string Filler(size_t bytes) {
  std::string text;
  while (text.size() + 60 < bytes) {
    text += "The harbour council voted to widen the northern channel. ";
  }
  return text;
}

std::string ReadText(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

class Bench {
 public:
  explicit Bench(const Options& options)
      : options_(options),
        folder_(std::filesystem::temp_directory_path() /
                ("parallax-bench-" + std::to_string(getpid()))) {
    std::filesystem::create_directories(folder_);
  }
  ~Bench() { std::filesystem::remove_all(folder_); }

  int Run() {
    // The fork that becomes the floor must come before this process uses gRPC.
    const std::string echo_port_file = (folder_ / "echo-port").string();
    const ChildProcess echo([&] { RunEchoServer(echo_port_file); });
    const ChildProcess null(Server("null", options_.null_plugins));
    const ChildProcess full(Server("full", options_.plugins));
    const std::string echo_port = WaitForWord(echo_port_file, 30);
    const std::string null_port = WaitForWord(PortFile("null"), 60);
    const std::string full_port = WaitForWord(PortFile("full"), 60);
    if (echo_port.empty() || null_port.empty() || full_port.empty()) {
      std::fprintf(stderr, "load_bench: a server did not start\n");
      return 1;
    }
    std::printf("Idle server with the bundled analyzers: %.1f MiB resident\n\n",
                static_cast<double>(full.ResidentKib()) / 1024);
    Shapes(echo, echo_port, null, null_port);
    if (Wanted("pipeline")) Pipeline(full_port);
    return failed_ ? 1 : 0;
  }

 private:
  std::string PortFile(const std::string& name) const {
    return (folder_ / (name + "-port")).string();
  }
  std::vector<std::string> Server(const std::string& name, const std::string& plugins) const {
    return {options_.parallaxd, "--listen=127.0.0.1:0", "--port-file=" + PortFile(name),
            "--data=" + (folder_ / name).string(), "--plugins=" + plugins, "--log-level=error",
            // Not worker, where files of other folders than the bundled one run: that is what
            // bench/tiers measures.
            "--tier", plugins + "=in_process"};
  }
  LoadResult Measure(const std::string& port, const Load& load) {
    const LoadResult result = RunLoad(port, load);
    if (result.errors > 0) {
      std::fprintf(stderr, "load_bench: %ld errors, first: %s\n", result.errors,
                   result.first_error.c_str());
      failed_ = true;
    }
    return result;
  }

  bool Wanted(const std::string& key) const {
    return options_.only.empty() || options_.only == key;
  }

  struct Sample {
    double documents_per_second = 0;
    double cpu_microseconds = 0;  // of the server, per document
  };
  Sample Take(const ChildProcess& server, const std::string& port, const Load& load) {
    const double before = server.CpuSeconds();
    const LoadResult result = Measure(port, load);
    // The load runs a fifth longer than what is counted (load_client.cc), at the same rate.
    const double documents = result.documents_per_second * load.seconds * 1.2;
    return {result.documents_per_second,
            1e6 * (server.CpuSeconds() - before) / std::max(1.0, documents)};
  }

  // Both servers in turn, so that a change of the machine's speed meets both. The rates depend on who
  // else uses the cores; the servers' own time for a document hardly does.
  void Shapes(const ChildProcess& echo, const std::string& echo_port, const ChildProcess& null,
              const std::string& null_port) {
    std::printf(
        "| documents of 8 KB | echo, docs/s | null analyzer, docs/s | ratio | echo, CPU | null, CPU |\n"
        "|---|---|---|---|---|---|\n");
    struct Row {
      const char* key;
      const char* name;
      CallShape shape;
      int in_flight;
    };
    for (const Row& row :
         {Row{"unary", "unary, 16 in flight", CallShape::kUnary, 16},
          Row{"batch", "batches of 32, 4 in flight", CallShape::kBatch, 4},
          Row{"stream", "stream of batches of 32, 4 in flight", CallShape::kStream, 4}}) {
      if (!Wanted(row.key)) continue;
      Load load;
      load.shape = row.shape;
      load.in_flight = row.in_flight;
      load.texts = {Filler(8192)};
      load.analyzers = {"null"};  // the folder holds other examples, which do work
      load.seconds = options_.seconds;
      std::vector<double> rates[2], ratios, times[2];
      for (int i = 0; i < options_.rounds; ++i) {
        const Sample floor = Take(echo, echo_port, load);
        const Sample ours = Take(null, null_port, load);
        rates[0].push_back(floor.documents_per_second);
        rates[1].push_back(ours.documents_per_second);
        ratios.push_back(ours.documents_per_second / std::max(1.0, floor.documents_per_second));
        times[0].push_back(floor.cpu_microseconds);
        times[1].push_back(ours.cpu_microseconds);
      }
      std::printf("| %s | %.0f | %.0f | %.2f | %.1f µs | %.1f µs |\n", row.name, Median(rates[0]),
                  Median(rates[1]), Median(ratios), Median(times[0]), Median(times[1]));
      std::fflush(stdout);
    }
  }

  void Pipeline(const std::string& port) {
    std::printf("\n| analyzers | text | docs/s | MB/s |\n|---|---|---|---|\n");
    struct Row {
      const char* name;
      std::vector<std::string> analyzers;
    };
    for (const Row& row : {Row{"entities", {"entities"}}, Row{"entities + claims", {"claims"}},
                           Row{"entities + stance", {"stance"}}, Row{"all", {}}}) {
      for (const auto& [language, path] : {std::pair<const char*, std::string>{"English", options_.english},
                                           {"Chinese", options_.chinese}}) {
        Load load;
        load.shape = CallShape::kBatch;
        load.in_flight = 4;
        load.batch = 16;
        load.texts = {ReadText(path)};
        load.analyzers = row.analyzers;
        load.seconds = options_.seconds;
        const LoadResult result = Measure(port, load);
        std::printf("| %s | %s, %zu bytes | %.0f | %.2f |\n", row.name, language,
                    load.texts[0].size(), result.documents_per_second,
                    result.megabytes_per_second);
        std::fflush(stdout);
      }
    }
  }

  const Options options_;
  const std::filesystem::path folder_;
  bool failed_ = false;
};

}  // namespace
}  // namespace parallax::bench

int main(int argc, char** argv) {
  parallax::bench::Options options;
  const auto build = std::filesystem::read_symlink("/proc/self/exe").parent_path().parent_path();
  options.parallaxd = (build / "bin" / "parallaxd").string();
  options.plugins = (build / "plugins").string();
  options.null_plugins = (build / "plugins-examples").string();
  CLI::App app("load_bench - documents per second, as ratios to a bare gRPC echo");
  app.add_option("--parallaxd", options.parallaxd)->capture_default_str();
  app.add_option("--plugins", options.plugins)->capture_default_str();
  app.add_option("--null-plugins", options.null_plugins)->capture_default_str();
  app.add_option("--english", options.english, "Text file")->required()->check(CLI::ExistingFile);
  app.add_option("--chinese", options.chinese, "Text file")->required()->check(CLI::ExistingFile);
  app.add_option("--seconds", options.seconds, "Of each measurement")->capture_default_str();
  app.add_option("--rounds", options.rounds, "Pairs per ratio; the median counts")->capture_default_str();
  app.add_option("--only", options.only, "One table row group instead of all")
      ->check(CLI::IsMember({"unary", "batch", "stream", "pipeline"}));
  CLI11_PARSE(app, argc, argv);
  return parallax::bench::Bench(options).Run();
}
