// Runs a unary handler on an executor: gRPC's own threads never analyze and never touch the disk.
#ifndef PARALLAX_SERVER_RPC_SERVICES_UNARY_CALL_H_
#define PARALLAX_SERVER_RPC_SERVICES_UNARY_CALL_H_

#include <grpcpp/server_context.h>
#include <grpcpp/support/message_allocator.h>
#include <grpcpp/support/server_callback.h>

#include <functional>
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

// The request of a unary call, which gRPC keeps for this call alone: a handler may move things out of it.
template <typename Request, typename Response>
Request& OwnRequest(grpc::CallbackServerContext& context, const Request*, const Response*) {
  using Messages = grpc::MessageHolder<Request, Response>;
  return *static_cast<Messages*>(context.GetRpcAllocatorState())->request();
}

// A unary call, which is cancelled when the client has gone.
class UnaryCall final : public grpc::ServerUnaryReactor {
 public:
  // Ends the call. To be called once, on any thread.
  using End = std::function<void(const absl::Status&)>;

  // `handler`: void(const CallContext&, End), called once on `executor`; fills the response before it
  // calls End, on whatever thread.
  template <typename Handler>
  static UnaryCall* StartOpen(grpc::CallbackServerContext* context, Executor& executor,
                              Handler handler) {
    auto* call = new UnaryCall(DeadlineOf(*context, kDefaultDeadline));
    const End end = [call](const absl::Status& status) { call->Finish(ToGrpcStatus(status)); };
    const bool queued = executor.TrySchedule(
        [context = call->context_, end, handler = std::move(handler)]() mutable {
          handler(context, std::move(end));
        });
    if (!queued) end(QueueFull());
    return call;
  }

  // The same for a `handler` that returns the status when it is done: absl::Status(const CallContext&).
  template <typename Handler>
  static UnaryCall* Start(grpc::CallbackServerContext* context, Executor& executor,
                          Handler handler) {
    return StartOpen(context, executor,
                     [handler = std::move(handler)](const CallContext& call, End end) mutable {
                       end(handler(call));
                     });
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
