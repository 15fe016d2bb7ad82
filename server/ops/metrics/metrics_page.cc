#include "server/ops/metrics/metrics_page.h"

#include <exception>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace parallax::ops {

absl::StatusOr<std::unique_ptr<MetricsPage>> MetricsPage::Start(
    absl::string_view address, std::vector<std::shared_ptr<prometheus::Collectable>> sources) {
  constexpr int kMaxPort = 65535;
  const size_t colon = address.rfind(':');
  const bool has_host = colon != absl::string_view::npos && colon > 0;
  const absl::string_view host = has_host ? address.substr(0, colon) : "127.0.0.1";
  const absl::string_view port_text =
      colon == absl::string_view::npos ? address : address.substr(colon + 1);
  int port = -1;
  if (!absl::SimpleAtoi(port_text, &port) || port < 0 || port > kMaxPort) {
    return absl::InvalidArgumentError(
        absl::StrCat("--metrics-address ", address, ": give [HOST:]PORT, as in 127.0.0.1:9464"));
  }
  try {
    auto exposer = std::make_unique<prometheus::Exposer>(absl::StrCat(host, ":", port));
    const std::vector<int> ports = exposer->GetListeningPorts();
    for (const auto& source : sources) exposer->RegisterCollectable(source);
    std::string chosen = absl::StrCat(host, ":", ports.empty() ? port : ports.front());
    return std::unique_ptr<MetricsPage>(
        new MetricsPage(std::move(exposer), std::move(chosen), std::move(sources)));
  } catch (const std::exception&) {  // its library throws when it cannot bind
    return absl::UnavailableError(
        absl::StrCat("cannot serve metrics on ", host, ":", port,
                     ": the address is taken or not of this machine; choose another with "
                     "--metrics-address (port 0 takes a free one)"));
  }
}

}  // namespace parallax::ops
