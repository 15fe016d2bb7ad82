// A page of metrics for Prometheus.
#ifndef PARALLAX_SERVER_OPS_METRICS_METRICS_PAGE_H_
#define PARALLAX_SERVER_OPS_METRICS_METRICS_PAGE_H_

#include <prometheus/collectable.h>
#include <prometheus/exposer.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace parallax::ops {

// Serves http://ADDRESS/metrics, text format 0.0.4, while it lives. No TLS and no authentication: it says
// how much is done, never what.
class MetricsPage {
 public:
  // `address`: [HOST:]PORT; without HOST 127.0.0.1, port 0: any free one. UNAVAILABLE: the address cannot
  // be had. INVALID_ARGUMENT: it is none.
  static absl::StatusOr<std::unique_ptr<MetricsPage>> Start(
      absl::string_view address, std::vector<std::shared_ptr<prometheus::Collectable>> sources);

  // host:port, as chosen.
  const std::string& address() const { return address_; }

 private:
  MetricsPage(std::unique_ptr<prometheus::Exposer> exposer, std::string address,
              std::vector<std::shared_ptr<prometheus::Collectable>> sources)
      : sources_(std::move(sources)),
        address_(std::move(address)),
        exposer_(std::move(exposer)) {}

  const std::vector<std::shared_ptr<prometheus::Collectable>> sources_;
  const std::string address_;
  const std::unique_ptr<prometheus::Exposer> exposer_;  // goes first: it reads the sources
};

}  // namespace parallax::ops

#endif  // PARALLAX_SERVER_OPS_METRICS_METRICS_PAGE_H_
