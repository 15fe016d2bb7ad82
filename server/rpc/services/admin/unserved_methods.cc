#include "server/rpc/services/admin/unserved_methods.h"

#include <memory>

#include "absl/strings/str_cat.h"
#include "server/base/error_reason.h"
#include "server/rpc/wire/grpc_status.h"

namespace parallax::rpc {
namespace {

using grpc::experimental::InterceptionHookPoints;
using grpc::experimental::Interceptor;
using grpc::experimental::InterceptorBatchMethods;
using grpc::experimental::ServerRpcInfo;

class Explainer final : public Interceptor {
 public:
  explicit Explainer(const char* method) : method_(method) {}

  void Intercept(InterceptorBatchMethods* batch) override {
    if (batch->QueryInterceptionHookPoint(InterceptionHookPoints::PRE_SEND_STATUS)) {
      const grpc::Status status = batch->GetSendStatus();
      if (status.error_code() == grpc::StatusCode::UNIMPLEMENTED &&
          status.error_message().empty()) {
        batch->ModifySendStatus(ToGrpcStatus(WithMetadata(
            WithReason(absl::UnimplementedError(absl::StrCat(
                           method_, " is part of the API, but this version of the server does not "
                                    "serve it yet; docs/api.md lists the methods it serves")),
                       "METHOD_NOT_SERVED"),
            "method", method_)));
      }
    }
    batch->Proceed();
  }

 private:
  const char* const method_;  // of the call's ServerRpcInfo, which owns this
};

class ExplainerFactory final : public grpc::experimental::ServerInterceptorFactoryInterface {
 public:
  Interceptor* CreateServerInterceptor(ServerRpcInfo* info) override {
    return new Explainer(info->method());
  }
};

}  // namespace

std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface> ExplainUnservedMethods() {
  return std::make_unique<ExplainerFactory>();
}

}  // namespace parallax::rpc
