// Looks after calls that run in a plugin's code, and says when one has gone on past its end.
#ifndef PARALLAX_SERVER_PLUGIN_INSTANCES_CALL_WATCH_H_
#define PARALLAX_SERVER_PLUGIN_INSTANCES_CALL_WATCH_H_

#include <functional>
#include <list>
#include <memory>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "server/analyzer/call_context.h"

namespace parallax::plugin {

// How long a call may go on after its deadline: plugins promise to look at it every 50 ms.
inline constexpr absl::Duration kDeadlineGrace = absl::Milliseconds(100);
// And after its caller has gone: nobody waits for it, so a plugin that is merely slow is let finish.
inline constexpr absl::Duration kCancelGrace = absl::Seconds(1);

// Thread-safe. Has one thread, which starts with the first call and sleeps while none runs.
class CallWatch {
  struct Shared;  // with the thread and the calls: who goes last is not known

 public:
  CallWatch();
  // No call may run, but those that have overrun.
  ~CallWatch();
  CallWatch(const CallWatch&) = delete;
  CallWatch& operator=(const CallWatch&) = delete;

  // One call, from its construction to Returned.
  class Call {
   public:
    // `overrun` runs on the watch's thread, at most once, when the grace after the call's end has
    // passed (give or take 20 ms); it is short and does not block.
    Call(CallWatch& watch, const CallContext& context, std::function<void()> overrun);
    ~Call() { Returned(); }
    Call(const Call&) = delete;
    Call& operator=(const Call&) = delete;

    // The plugin is back. False: too late; `overrun` has run and is over.
    bool Returned();

   private:
    friend struct Shared;
    enum class State { kRunning, kOverrunning, kOverrun, kReturned };
    bool IsDecided() const { return state_ != State::kOverrunning; }

    const std::shared_ptr<Shared> shared_;
    const CallContext context_;
    const std::function<void()> overrun_;
    // Guarded by the mutex of shared_.
    absl::Time limit_;
    bool cancelled_ = false;
    State state_ = State::kRunning;
    std::list<Call*>::iterator place_;
  };

 private:
  const std::shared_ptr<Shared> shared_;
};

}  // namespace parallax::plugin

#endif  // PARALLAX_SERVER_PLUGIN_INSTANCES_CALL_WATCH_H_
