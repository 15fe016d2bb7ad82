// The instances of one model: made when needed, lent to one call at a time, at most so many. An
// instance whose call does not come back is set aside and replaced.
#ifndef PARALLAX_SERVER_PLUGIN_INSTANCES_INSTANCE_POOL_H_
#define PARALLAX_SERVER_PLUGIN_INSTANCES_INSTANCE_POOL_H_

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>

#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/time/time.h"
#include "server/analyzer/call_context.h"
#include "server/plugin/instances/model.h"

namespace parallax::plugin {

struct PoolLimits {
  size_t instances = 1;  // calls at once, at least 1
  size_t stuck = 4;      // instances set aside before no call is taken any more
};

// Thread-safe. Holds no lock while it calls the plugin.
class InstancePool {
 public:
  // What a call does with its instance. False: the instance is broken and must not be used again.
  // Owns all that it touches, because it may run longer than its caller waits.
  using Work = absl::AnyInvocable<bool(plx_instance_t*)>;
  // Told on another thread what became of a call that has not come back. Short, does not block.
  using Overrun = std::function<void(absl::Status)>;

  InstancePool(std::shared_ptr<const Model> model, PoolLimits limits);
  // No call may run, but those that are stuck: they keep what they use.
  ~InstancePool();
  InstancePool(const InstancePool&) = delete;
  InstancePool& operator=(const InstancePool&) = delete;

  // Runs `work` on a free instance, a new one below the limit, or the first to come free. On this
  // thread, which the plugin holds as long as it pleases: if that is past the call's end, `overrun`
  // is called meanwhile, and this returns nothing when it returns. Else it returns
  //   OK, or what create_instance said when it failed (INTERNAL if it said nothing or threw)
  //   RESOURCE_EXHAUSTED  NO_INSTANCE    none came free before the call's deadline
  //   CANCELLED                          the caller has gone while it waited for one
  //   UNAVAILABLE         ANALYZER_HUNG  as many as allowed are set aside
  // and `overrun` gets
  //   DEADLINE_EXCEEDED / CANCELLED  ANALYZER_HUNG  the work did not stop at the call's end and still
  //                                      runs; its instance is set aside until it comes back
  std::optional<absl::Status> RunHere(Work work, const CallContext& call, Overrun overrun);
  // The same on another thread, for which it waits: returns either.
  absl::Status Run(Work work, const CallContext& call);

  struct Counts {
    size_t instances = 0;  // made and not set aside
    size_t busy = 0;       // of them
    size_t stuck = 0;
    absl::Duration cpu_time;  // of calls that have returned
  };
  Counts counts() const;
  const PoolLimits& limits() const { return limits_; }

 private:
  struct Shared;

  const PoolLimits limits_;
  const std::shared_ptr<Shared> shared_;  // also of calls that come back late
};

}  // namespace parallax::plugin

#endif  // PARALLAX_SERVER_PLUGIN_INSTANCES_INSTANCE_POOL_H_
