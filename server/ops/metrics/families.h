// Metric families as Prometheus wants them, from the server's own counts.
#ifndef PARALLAX_SERVER_OPS_METRICS_FAMILIES_H_
#define PARALLAX_SERVER_OPS_METRICS_FAMILIES_H_

#include <prometheus/metric_family.h>

#include <string>
#include <utility>
#include <vector>

#include "server/lifecycle/call_counts.h"

namespace parallax::ops {

using MetricLabels = std::vector<prometheus::ClientMetric::Label>;

// A family under construction.
class Family {
 public:
  Family(prometheus::MetricType type, std::string name, std::string help);
  void Add(MetricLabels labels, double value);
  void AddHistogram(MetricLabels labels, const lifecycle::CallCounts::Snapshot& calls);
  prometheus::MetricFamily Take() { return std::move(family_); }

 private:
  prometheus::MetricFamily family_;
};

Family CounterFamily(std::string name, std::string help);
Family GaugeFamily(std::string name, std::string help);
Family HistogramFamily(std::string name, std::string help);

// Adds one counter per code that occurred, with the label "code".
void AddCodes(const MetricLabels& labels, const lifecycle::CallCounts::Snapshot& calls,
              Family* family);

}  // namespace parallax::ops

#endif  // PARALLAX_SERVER_OPS_METRICS_FAMILIES_H_
