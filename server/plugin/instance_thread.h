// One instance of a model with the thread that all its calls run on. The caller waits for it, so
// that it can go on when the plugin does not come back.
#ifndef PARALLAX_SERVER_PLUGIN_INSTANCE_THREAD_H_
#define PARALLAX_SERVER_PLUGIN_INSTANCE_THREAD_H_

#include <functional>
#include <memory>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "server/analyzer/call_context.h"
#include "server/plugin/model.h"

namespace parallax::plugin {

// How long a call may go on after its deadline: plugins promise to look at it every 50 ms.
inline constexpr absl::Duration kDeadlineGrace = absl::Milliseconds(100);
// And after its caller has gone: nobody waits for it, so a plugin that is merely slow is let finish.
inline constexpr absl::Duration kCancelGrace = absl::Seconds(1);

// One call at a time.
class InstanceThread {
 public:
  // What a call does with its instance. False: the instance is broken and must not be used again.
  // Owns all that it touches, because it may run longer than its caller waits.
  using Work = std::function<bool(plx_instance_t*)>;

  // Starts the thread; the instance is made there by the first call.
  explicit InstanceThread(std::shared_ptr<const Model> model);
  // The thread ends and destroys the instance after the call that runs, if one does; waits for it
  // only if none does.
  ~InstanceThread();
  InstanceThread(const InstanceThread&) = delete;
  InstanceThread& operator=(const InstanceThread&) = delete;

  enum class End { kReturned, kBroken, kOverrun };

  // Runs `work` there and waits for it until the grace after the call's end has passed. kOverrun: it
  // still runs; `on_return` is called on that thread when it returns. kBroken: there is no instance
  // any more; `status` is what create_instance said, or OK if `work` said false.
  End Run(Work work, const CallContext& call, std::function<void()> on_return,
          absl::Status* status);

  // CPU time of all calls so far that have returned.
  absl::Duration cpu_time() const;

 private:
  struct Shared;
  static void Main(const std::shared_ptr<Shared>& shared);

  const std::shared_ptr<Shared> shared_;
};

}  // namespace parallax::plugin

#endif  // PARALLAX_SERVER_PLUGIN_INSTANCE_THREAD_H_
