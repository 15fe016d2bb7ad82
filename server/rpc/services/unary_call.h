// Runs a unary handler on an executor: gRPC's own threads never analyze and never touch the disk.
#ifndef PARALLAX_SERVER_RPC_SERVICES_UNARY_CALL_H_
#define PARALLAX_SERVER_RPC_SERVICES_UNARY_CALL_H_

#include <grpcpp/server_context.h>
#include <grpcpp/support/server_callback.h>

#include <atomic>
#include <utility>

#include "absl/status/status.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "server/analyzer/call_context.h"
#include "server/base/error_reason.h"
#include "server/engine/executor.h"
#include "server/rpc/wire/grpc_status.h"

namespace parallax::rpc {

// The deadline of a call, as absl::Time; without one, `fallback` from now.
inline absl::Time DeadlineOf(const grpc::CallbackServerContext& context, absl::Duration fallback) {
  const auto deadline = context.deadline();
  if (deadline == std::chrono::system_clock::time_point::max()) return absl::Now() + fallback;
  return absl::FromChrono(deadline);
}

// How long a call may take whose client set no deadline.
inline constexpr absl::Duration kDefaultDeadline = absl::Minutes(10);

inline absl::Status QueueFull() {
  return WithReason(absl::ResourceExhaustedError(
                        "too many requests are waiting; try again after the delay given"),
                    "QUEUE_FULL");
}

// A unary call: ends when its handler has returned, cancels it when the client has gone.
class UnaryCall final : public grpc::ServerUnaryReactor {
 public:
  // `handler`: absl::Status(const CallContext&), called once on `executor`; fills the response.
  template <typename Handler>
  static UnaryCall* Start(grpc::CallbackServerContext* context, Executor& executor,
                          Handler handler) {
    auto* call = new UnaryCall(DeadlineOf(*context, kDefaultDeadline));
    const bool queued = executor.TrySchedule([call, handler = std::move(handler)]() mutable {
      const absl::Status status = handler(call->context_);
      call->Finish(ToGrpcStatus(status));
    });
    if (!queued) call->Finish(ToGrpcStatus(QueueFull()));
    return call;
  }

  void OnCancel() override { context_.Cancel(); }
  void OnDone() override { delete this; }

 private:
  explicit UnaryCall(absl::Time deadline) : context_(deadline) {}

  // Both reactions above are short, so gRPC need not hand them to a thread of its own first.
  bool InternalInlineable() override { return true; }

  const CallContext context_;
};

}  // namespace parallax::rpc

#endif  // PARALLAX_SERVER_RPC_SERVICES_UNARY_CALL_H_
