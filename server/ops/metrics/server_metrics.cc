#include "server/ops/metrics/server_metrics.h"

#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "server/ops/metrics/families.h"

namespace parallax::ops {
namespace {

namespace fs = std::filesystem;

double CpuSeconds() {
  rusage usage = {};
  getrusage(RUSAGE_SELF, &usage);
  return absl::ToDoubleSeconds(absl::DurationFromTimeval(usage.ru_utime) +
                               absl::DurationFromTimeval(usage.ru_stime));
}

double ResidentBytes() {
  std::ifstream file("/proc/self/statm");
  double size = 0;
  double resident = 0;
  file >> size >> resident;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

double OpenDescriptors() {
  std::error_code error;
  fs::directory_iterator entry("/proc/self/fd", error);
  return error ? 0 : static_cast<double>(std::distance(entry, fs::directory_iterator()));
}

}  // namespace

ServerMetrics::ServerMetrics(std::string version, std::string data_folder,
                             CountDocuments documents)
    : version_(std::move(version)),
      data_folder_(std::move(data_folder)),
      documents_(std::move(documents)),
      start_seconds_(absl::ToDoubleSeconds(absl::Now() - absl::UnixEpoch())) {}

std::vector<prometheus::MetricFamily> ServerMetrics::Collect() const {
  Family info = GaugeFamily("parallax_server_info", "1: the version that runs.");
  info.Add({{"version", version_}}, 1);
  Family documents = GaugeFamily("parallax_corpus_documents", "Live documents of a corpus.");
  for (const auto& [corpus, count] : documents_()) {
    documents.Add({{"corpus", corpus}}, static_cast<double>(count));
  }
  Family bytes = GaugeFamily("parallax_store_bytes", "Size of a file of the data folder.");
  std::error_code error;
  for (fs::directory_iterator entry(data_folder_, error), end; !error && entry != end;
       entry.increment(error)) {
    std::error_code no_file;
    const bool is_file = entry->is_regular_file(no_file);
    const uintmax_t size = is_file ? entry->file_size(no_file) : 0;
    if (!is_file || no_file) continue;
    bytes.Add({{"file", entry->path().filename().string()}}, static_cast<double>(size));
  }
  // The names that every Prometheus client library gives these.
  Family cpu = CounterFamily("process_cpu_seconds_total", "CPU time of the server's own process.");
  cpu.Add({}, CpuSeconds());
  Family resident = GaugeFamily("process_resident_memory_bytes", "Its resident memory.");
  resident.Add({}, ResidentBytes());
  Family descriptors = GaugeFamily("process_open_fds", "Its open file descriptors.");
  descriptors.Add({}, OpenDescriptors());
  Family start = GaugeFamily("process_start_time_seconds", "When it started, since the epoch.");
  start.Add({}, start_seconds_);
  return {info.Take(),     documents.Take(),   bytes.Take(), cpu.Take(),
          resident.Take(), descriptors.Take(), start.Take()};
}

}  // namespace parallax::ops
