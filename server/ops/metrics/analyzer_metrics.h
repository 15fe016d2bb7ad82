// What AdminService says of analyzers, as metrics.
#ifndef PARALLAX_SERVER_OPS_METRICS_ANALYZER_METRICS_H_
#define PARALLAX_SERVER_OPS_METRICS_ANALYZER_METRICS_H_

#include <prometheus/collectable.h>

#include "server/lifecycle/analyzer_lifecycle.h"

namespace parallax::ops {

// Thread-safe. Borrows the lifecycle.
class AnalyzerMetrics final : public prometheus::Collectable {
 public:
  explicit AnalyzerMetrics(const lifecycle::AnalyzerLifecycle& analyzers)
      : analyzers_(analyzers) {}
  std::vector<prometheus::MetricFamily> Collect() const override;

 private:
  const lifecycle::AnalyzerLifecycle& analyzers_;
};

}  // namespace parallax::ops

#endif  // PARALLAX_SERVER_OPS_METRICS_ANALYZER_METRICS_H_
