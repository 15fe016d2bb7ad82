// Tells running calls that their caller has gone: gRPC's synchronous server API tells nobody, it must
// be asked.
#ifndef PARALLAX_SERVER_WORKER_SERVICE_CANCELLATION_WATCH_H_
#define PARALLAX_SERVER_WORKER_SERVICE_CANCELLATION_WATCH_H_

#include <grpcpp/server_context.h>

#include <map>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "server/analyzer/call_context.h"

namespace parallax::worker {

// Thread-safe. One thread asks for all calls, and only while there are some.
class CancellationWatch {
 public:
  CancellationWatch();
  ~CancellationWatch();  // no call may be watched
  CancellationWatch(const CancellationWatch&) = delete;
  CancellationWatch& operator=(const CancellationWatch&) = delete;

  // The limits of the call that `context` serves, cancelled when its client cancels while this is
  // alive.
  class Call {
   public:
    Call(CancellationWatch& watch, grpc::ServerContext* context);
    ~Call();
    Call(const Call&) = delete;
    Call& operator=(const Call&) = delete;

    const CallContext& limits() const { return limits_; }

   private:
    CancellationWatch& watch_;
    grpc::ServerContext* const context_;
    const CallContext limits_;
  };

 private:
  void Watch();
  bool HasWork() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return ended_ || !calls_.empty(); }

  absl::Mutex mutex_;
  std::map<grpc::ServerContext*, CallContext> calls_ ABSL_GUARDED_BY(mutex_);
  bool ended_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace parallax::worker

#endif  // PARALLAX_SERVER_WORKER_SERVICE_CANCELLATION_WATCH_H_
