// grpc.health.v1.Health with one service name per analyzer; the default implementation answers for
// the whole server only and has no List.
#ifndef PARALLAX_SERVER_RPC_SERVICES_ADMIN_HEALTH_SERVICE_H_
#define PARALLAX_SERVER_RPC_SERVICES_ADMIN_HEALTH_SERVICE_H_

#include <map>
#include <set>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "grpc/health/v1/health.grpc.pb.h"

namespace parallax::rpc {

// Thread-safe. Service names: "" (the server), the full names of the gRPC services, and
// "analyzers/{id}".
class HealthService final : public grpc::health::v1::Health::CallbackService {
 public:
  class Watcher;

  // Not inline: they would instantiate every method of the generated base class wherever they are used.
  HealthService();
  ~HealthService() override;

  // Sets the status of one service and tells those who watch it.
  void Set(const std::string& service, bool serving) ABSL_LOCKS_EXCLUDED(mu_);
  // Everything NOT_SERVING, and every watch ends: the server is going down.
  void Shutdown() ABSL_LOCKS_EXCLUDED(mu_);

  grpc::ServerUnaryReactor* Check(grpc::CallbackServerContext*,
                                  const grpc::health::v1::HealthCheckRequest*,
                                  grpc::health::v1::HealthCheckResponse*) override;
  grpc::ServerUnaryReactor* List(grpc::CallbackServerContext*,
                                 const grpc::health::v1::HealthListRequest*,
                                 grpc::health::v1::HealthListResponse*) override;
  grpc::ServerWriteReactor<grpc::health::v1::HealthCheckResponse>* Watch(
      grpc::CallbackServerContext*, const grpc::health::v1::HealthCheckRequest*) override;

 private:
  using Status = grpc::health::v1::HealthCheckResponse::ServingStatus;

  Status StatusOf(const std::string& service) const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);

  absl::Mutex mu_;
  bool down_ ABSL_GUARDED_BY(mu_) = false;
  std::map<std::string, bool> serving_ ABSL_GUARDED_BY(mu_);
  std::set<Watcher*> watchers_ ABSL_GUARDED_BY(mu_);

  friend class Watcher;
};

}  // namespace parallax::rpc

#endif  // PARALLAX_SERVER_RPC_SERVICES_ADMIN_HEALTH_SERVICE_H_
