#include "server/ops/metrics/analyzer_metrics.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "server/ops/metrics/families.h"

namespace parallax::ops {
namespace {

using lifecycle::AnalyzerReport;
using lifecycle::CallKind;

constexpr std::pair<CallKind, const char*> kMethods[] = {{CallKind::kAnalyze, "analyze"},
                                                         {CallKind::kExtract, "extract"},
                                                         {CallKind::kCompare, "compare"},
                                                         {CallKind::kSummarise, "summarise"}};
constexpr const char* kStates[] = {"serving", "unavailable", "quarantined"};

std::string StateOf(const AnalyzerVitals& vitals) {
  if (vitals.quarantined) return kStates[2];
  return vitals.serving ? kStates[0] : kStates[1];
}

// Counts belong to a generation: a new one begins at zero under a label of its own.
MetricLabels LabelsOf(const AnalyzerReport& report) {
  constexpr size_t kDigits = 12;  // of the digest: enough to tell builds apart
  const AnalyzerInfo& info = report.generation->info();
  return {{"analyzer", info.id}, {"generation", info.content_digest.substr(0, kDigits)}};
}

struct Number {
  Family family;
  double (*of)(const AnalyzerReport&);
};

std::vector<Number> Numbers() {
  return {
      {GaugeFamily("parallax_analyzer_instances",
                   "Calls that can run at once; 0: the remote worker's business."),
       [](const AnalyzerReport& r) { return static_cast<double>(r.vitals.instances); }},
      {GaugeFamily("parallax_analyzer_busy_instances", "Calls that run now."),
       [](const AnalyzerReport& r) { return static_cast<double>(r.vitals.busy); }},
      {GaugeFamily("parallax_analyzer_stuck_instances",
                   "Calls that went on past their deadline and have not returned."),
       [](const AnalyzerReport& r) { return static_cast<double>(r.vitals.stuck); }},
      {CounterFamily("parallax_analyzer_restarts_total", "Starts of its worker after the first."),
       [](const AnalyzerReport& r) { return static_cast<double>(r.vitals.restarts); }},
      {CounterFamily("parallax_analyzer_cpu_seconds_total",
                     "CPU time in the analyzer's code; of a worker, of its processes."),
       [](const AnalyzerReport& r) { return absl::ToDoubleSeconds(r.vitals.cpu_time); }},
      {GaugeFamily("parallax_analyzer_resident_bytes",
                   "Resident memory of its worker; 0: no process of its own."),
       [](const AnalyzerReport& r) { return static_cast<double>(r.vitals.resident_bytes); }},
      {GaugeFamily("parallax_analyzer_poisoned_documents",
                   "Revisions that killed it and are kept from it."),
       [](const AnalyzerReport& r) { return static_cast<double>(r.vitals.poisoned.size()); }},
      {GaugeFamily("parallax_analyzer_draining_generations",
                   "Older generations that requests still use."),
       [](const AnalyzerReport& r) { return static_cast<double>(r.draining); }},
      {CounterFamily("parallax_analyzer_documents_total", "Documents given to it."),
       [](const AnalyzerReport& r) { return static_cast<double>(r.counts.documents); }},
      {CounterFamily("parallax_analyzer_failed_documents_total",
                     "Documents that failed, timed out, or could not be tried."),
       [](const AnalyzerReport& r) { return static_cast<double>(r.counts.failures); }},
  };
}

}  // namespace

std::vector<prometheus::MetricFamily> AnalyzerMetrics::Collect() const {
  Family info = GaugeFamily("parallax_analyzer_info", "1: what serves now.");
  Family state = GaugeFamily("parallax_analyzer_state", "1: it is in this state; else 0.");
  Family calls = CounterFamily("parallax_analyzer_calls_total",
                               "Calls by the code of their first failed document, else OK.");
  Family seconds = HistogramFamily("parallax_analyzer_call_seconds", "How long calls took.");
  std::vector<Number> numbers = Numbers();
  for (const AnalyzerReport& report : analyzers_.List()) {
    const AnalyzerInfo& about = report.generation->info();
    const MetricLabels labels = LabelsOf(report);
    MetricLabels all = labels;
    all.push_back({"version", about.version});
    all.push_back({"tier", about.tier});
    info.Add(std::move(all), 1);
    for (const char* name : kStates) {
      state.Add({{"analyzer", about.id}, {"state", name}}, StateOf(report.vitals) == name ? 1 : 0);
    }
    for (Number& number : numbers) number.family.Add(labels, number.of(report));
    for (const auto& [kind, method] : kMethods) {
      if (kind != CallKind::kAnalyze && !about.has_phases) continue;
      const lifecycle::CallCounts::Snapshot counts = report.generation->calls(kind);
      MetricLabels with_method = labels;
      with_method.push_back({"method", method});
      AddCodes(with_method, counts, &calls);
      seconds.AddHistogram(std::move(with_method), counts);
    }
  }
  Family failures =
      GaugeFamily("parallax_plugins_not_loaded", "Plugin files and addresses that do not serve.");
  failures.Add({}, static_cast<double>(analyzers_.failures().size()));
  std::vector<prometheus::MetricFamily> families = {info.Take(), state.Take(), calls.Take(),
                                                    seconds.Take(), failures.Take()};
  for (Number& number : numbers) families.push_back(number.family.Take());
  return families;
}

}  // namespace parallax::ops
