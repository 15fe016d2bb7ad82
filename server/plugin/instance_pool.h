// The instances of one model: made when needed, lent to one call at a time, at most so many. An
// instance whose call does not come back is set aside and replaced.
#ifndef PARALLAX_SERVER_PLUGIN_INSTANCE_POOL_H_
#define PARALLAX_SERVER_PLUGIN_INSTANCE_POOL_H_

#include <cstddef>
#include <memory>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "server/analyzer/call_context.h"
#include "server/plugin/instance_thread.h"
#include "server/plugin/model.h"

namespace parallax::plugin {

struct PoolLimits {
  size_t instances = 1;  // calls at once, at least 1
  size_t stuck = 4;      // instances set aside before no call is taken any more
};

// Thread-safe. Holds no lock while it calls the plugin.
class InstancePool {
 public:
  InstancePool(std::shared_ptr<const Model> model, PoolLimits limits);
  // No call may run, but those that are stuck: they keep what they use.
  ~InstancePool();
  InstancePool(const InstancePool&) = delete;
  InstancePool& operator=(const InstancePool&) = delete;

  // Runs `work` (see InstanceThread) on a free instance, a new one below the limit, or the first to
  // come free, and waits for it.
  //   RESOURCE_EXHAUSTED  NO_INSTANCE    none came free before the call's deadline
  //   CANCELLED                          the caller has gone meanwhile
  //   DEADLINE_EXCEEDED / CANCELLED  ANALYZER_HUNG  the work did not stop at the call's end and still
  //                                      runs; its instance is set aside until it comes back
  //   UNAVAILABLE         ANALYZER_HUNG  as many as allowed are set aside
  //   what create_instance said when it failed, or INTERNAL if it said nothing or threw
  absl::Status Run(InstanceThread::Work work, const CallContext& call);

  struct Counts {
    size_t instances = 0;  // made and not set aside
    size_t busy = 0;       // of them
    size_t stuck = 0;
    absl::Duration cpu_time;
  };
  Counts counts() const;
  const PoolLimits& limits() const { return limits_; }

 private:
  struct Shared;

  absl::StatusOr<std::unique_ptr<InstanceThread>> Acquire(const CallContext& call);
  absl::Status SetAside(std::unique_ptr<InstanceThread> instance, const CallContext& call);
  absl::Status Hung(absl::StatusCode code, absl::string_view what) const;

  const std::shared_ptr<const Model> model_;
  const PoolLimits limits_;
  const std::shared_ptr<Shared> shared_;  // also of calls that come back late
};

}  // namespace parallax::plugin

#endif  // PARALLAX_SERVER_PLUGIN_INSTANCE_POOL_H_
