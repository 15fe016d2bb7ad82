#include "server/ops/metrics/families.h"

#include <limits>

#include "absl/status/status.h"

namespace parallax::ops {

using lifecycle::CallCounts;

Family::Family(prometheus::MetricType type, std::string name, std::string help) {
  family_.type = type;
  family_.name = std::move(name);
  family_.help = std::move(help);
}

void Family::Add(MetricLabels labels, double value) {
  prometheus::ClientMetric metric;
  metric.label = std::move(labels);
  if (family_.type == prometheus::MetricType::Counter) {
    metric.counter.value = value;
  } else {
    metric.gauge.value = value;
  }
  family_.metric.push_back(std::move(metric));
}

void Family::AddHistogram(MetricLabels labels, const CallCounts::Snapshot& calls) {
  prometheus::ClientMetric metric;
  metric.label = std::move(labels);
  uint64_t so_far = 0;
  for (size_t i = 0; i < calls.by_bound.size(); ++i) {
    so_far += calls.by_bound[i];
    const double bound = i < CallCounts::kBounds.size() ? CallCounts::kBounds[i]
                                                        : std::numeric_limits<double>::infinity();
    metric.histogram.bucket.push_back({so_far, bound});
  }
  metric.histogram.sample_count = so_far;
  metric.histogram.sample_sum = calls.seconds;
  family_.metric.push_back(std::move(metric));
}

Family CounterFamily(std::string name, std::string help) {
  return Family(prometheus::MetricType::Counter, std::move(name), std::move(help));
}

Family GaugeFamily(std::string name, std::string help) {
  return Family(prometheus::MetricType::Gauge, std::move(name), std::move(help));
}

Family HistogramFamily(std::string name, std::string help) {
  return Family(prometheus::MetricType::Histogram, std::move(name), std::move(help));
}

void AddCodes(const MetricLabels& labels, const CallCounts::Snapshot& calls, Family* family) {
  for (size_t code = 0; code < calls.by_code.size(); ++code) {
    // OK always, so that a rate of errors has something to be a part of.
    if (calls.by_code[code] == 0 && code != 0) continue;
    MetricLabels with_code = labels;
    with_code.push_back({"code", absl::StatusCodeToString(static_cast<absl::StatusCode>(code))});
    family->Add(std::move(with_code), static_cast<double>(calls.by_code[code]));
  }
}

}  // namespace parallax::ops
