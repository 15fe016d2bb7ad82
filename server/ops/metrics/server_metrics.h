// The process, the data folder and what the corpora hold, as metrics.
#ifndef PARALLAX_SERVER_OPS_METRICS_SERVER_METRICS_H_
#define PARALLAX_SERVER_OPS_METRICS_SERVER_METRICS_H_

#include <prometheus/collectable.h>

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace parallax::ops {

// Thread-safe if `documents` is.
class ServerMetrics final : public prometheus::Collectable {
 public:
  // Live documents by corpus; empty if the store cannot say. Called for each scrape: to be cheap.
  using CountDocuments = std::function<std::vector<std::pair<std::string, int64_t>>()>;

  ServerMetrics(std::string version, std::string data_folder, CountDocuments documents);
  std::vector<prometheus::MetricFamily> Collect() const override;

 private:
  const std::string version_;
  const std::string data_folder_;
  const CountDocuments documents_;
  const double start_seconds_;  // since the epoch
};

}  // namespace parallax::ops

#endif  // PARALLAX_SERVER_OPS_METRICS_SERVER_METRICS_H_
