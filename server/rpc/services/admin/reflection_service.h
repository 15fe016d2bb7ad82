// grpc.reflection.v1 on the generated descriptor pool; the distribution's gRPC has v1alpha only.
#ifndef PARALLAX_SERVER_RPC_SERVICES_ADMIN_REFLECTION_SERVICE_H_
#define PARALLAX_SERVER_RPC_SERVICES_ADMIN_REFLECTION_SERVICE_H_

#include <string>
#include <utility>
#include <vector>

#include "grpc/reflection/v1/reflection.grpc.pb.h"

namespace parallax::rpc {

// Thread-safe. `services`: full names of what the server serves.
class ReflectionService final : public grpc::reflection::v1::ServerReflection::CallbackService {
 public:
  // Not inline: they would instantiate every method of the generated base class wherever they are used.
  explicit ReflectionService(std::vector<std::string> services);
  ~ReflectionService() override;

  grpc::ServerBidiReactor<grpc::reflection::v1::ServerReflectionRequest,
                          grpc::reflection::v1::ServerReflectionResponse>*
  ServerReflectionInfo(grpc::CallbackServerContext*) override;

 private:
  const std::vector<std::string> services_;
};

}  // namespace parallax::rpc

#endif  // PARALLAX_SERVER_RPC_SERVICES_ADMIN_REFLECTION_SERVICE_H_
