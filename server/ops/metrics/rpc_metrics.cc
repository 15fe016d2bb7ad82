#include "server/ops/metrics/rpc_metrics.h"

#include <utility>

#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "server/ops/metrics/families.h"

namespace parallax::ops {
namespace {

using grpc::experimental::InterceptionHookPoints;
using grpc::experimental::Interceptor;
using grpc::experimental::InterceptorBatchMethods;
using grpc::experimental::ServerRpcInfo;

// Lives as long as its call.
class CallCounter final : public Interceptor {
 public:
  explicit CallCounter(MethodCounts& counts) : counts_(counts), start_(absl::Now()) {
    ++counts_.running;
  }
  // A call that ends without a status was given up by its client.
  ~CallCounter() override {
    counts_.calls.Add(code_, absl::Now() - start_);
    --counts_.running;
  }

  void Intercept(InterceptorBatchMethods* batch) override {
    if (batch->QueryInterceptionHookPoint(InterceptionHookPoints::PRE_SEND_STATUS)) {
      code_ = static_cast<absl::StatusCode>(batch->GetSendStatus().error_code());
    }
    batch->Proceed();
  }

 private:
  MethodCounts& counts_;
  const absl::Time start_;
  absl::StatusCode code_ = absl::StatusCode::kCancelled;
};

class CallCounterFactory final : public grpc::experimental::ServerInterceptorFactoryInterface {
 public:
  explicit CallCounterFactory(std::shared_ptr<RpcMetrics> metrics) : metrics_(std::move(metrics)) {}
  Interceptor* CreateServerInterceptor(ServerRpcInfo* info) override {
    return new CallCounter(metrics_->CountsOf(info->method()));
  }

 private:
  const std::shared_ptr<RpcMetrics> metrics_;
};

}  // namespace

MethodCounts& RpcMetrics::CountsOf(const std::string& method) {
  absl::MutexLock lock(&mutex_);
  std::unique_ptr<MethodCounts>& counts = methods_[method];
  if (counts == nullptr) counts = std::make_unique<MethodCounts>();
  return *counts;
}

std::vector<prometheus::MetricFamily> RpcMetrics::Collect() const {
  Family calls = CounterFamily("parallax_rpc_calls_total", "Calls that have ended, by status code.");
  Family seconds = HistogramFamily("parallax_rpc_seconds", "How long calls took, streams as a whole.");
  Family running = GaugeFamily("parallax_rpc_running", "Calls that run now.");
  absl::MutexLock lock(&mutex_);
  for (const auto& [path, counts] : methods_) {
    const MetricLabels labels = {{"method", std::string(absl::StripPrefix(path, "/"))}};
    const lifecycle::CallCounts::Snapshot snapshot = counts->calls.Get();
    AddCodes(labels, snapshot, &calls);
    seconds.AddHistogram(labels, snapshot);
    running.Add(labels, static_cast<double>(counts->running.load()));
  }
  return {calls.Take(), seconds.Take(), running.Take()};
}

std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface> CountCalls(
    std::shared_ptr<RpcMetrics> metrics) {
  return std::make_unique<CallCounterFactory>(std::move(metrics));
}

}  // namespace parallax::ops
