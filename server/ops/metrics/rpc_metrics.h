// Calls of the server's methods, as metrics.
#ifndef PARALLAX_SERVER_OPS_METRICS_RPC_METRICS_H_
#define PARALLAX_SERVER_OPS_METRICS_RPC_METRICS_H_

#include <grpcpp/support/server_interceptor.h>
#include <prometheus/collectable.h>

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "server/lifecycle/call_counts.h"

namespace parallax::ops {

// What is counted of one method. A call is one from when its headers came to when its status went; a
// stream is one call.
struct MethodCounts {
  lifecycle::CallCounts calls;
  std::atomic<int64_t> running{0};
};

// Thread-safe.
class RpcMetrics final : public prometheus::Collectable {
 public:
  std::vector<prometheus::MetricFamily> Collect() const override ABSL_LOCKS_EXCLUDED(mutex_);
  // Of "/package.Service/Method". Lives as long as this.
  MethodCounts& CountsOf(const std::string& method) ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  mutable absl::Mutex mutex_;
  std::map<std::string, std::unique_ptr<MethodCounts>> methods_ ABSL_GUARDED_BY(mutex_);
};

// Counts every call of a server in `metrics`.
std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface> CountCalls(
    std::shared_ptr<RpcMetrics> metrics);

}  // namespace parallax::ops

#endif  // PARALLAX_SERVER_OPS_METRICS_RPC_METRICS_H_
