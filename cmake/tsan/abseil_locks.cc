// Tells the thread sanitizer of Abseil's locks. The distribution's Abseil is built without the
// sanitizer's annotations: no order would be seen between two holders of one lock, and every variable
// that a lock guards would be reported. In the tsan preset the linker leads calls of these functions
// through this file (--wrap, cmake/Toolchain.cmake), which says what Abseil's own annotations would:
// what happens between "pre" and "post" is the lock's business, conditions included.
#include <sanitizer/tsan_interface.h>

#include "absl/synchronization/mutex.h"
#include "absl/synchronization/notification.h"
#include "absl/time/time.h"

#define WRAPPED(result, name, symbol, ...)                        \
  result Real##name(__VA_ARGS__) asm("__real_" symbol);           \
  result Wrap##name(__VA_ARGS__) asm("__wrap_" symbol);           \
  result Wrap##name(__VA_ARGS__)

namespace {

using absl::CondVar;
using absl::Condition;
using absl::Mutex;
using absl::Notification;

class Locking {
 public:
  explicit Locking(Mutex* mutex) : mutex_(mutex) { __tsan_mutex_pre_lock(mutex_, 0); }
  ~Locking() { __tsan_mutex_post_lock(mutex_, 0, 0); }

 private:
  Mutex* const mutex_;
};

void Release(Mutex* mutex) {
  __tsan_mutex_pre_unlock(mutex, 0);
  __tsan_mutex_post_unlock(mutex, 0);
}

// A wait gives the lock up and takes it again.
class Waiting {
 public:
  explicit Waiting(Mutex* mutex) : locking_((Release(mutex), mutex)) {}

 private:
  Locking locking_;
};

}  // namespace

WRAPPED(void, Lock, "_ZN4absl7debian35Mutex4LockEv", Mutex* mutex) {
  Locking locking(mutex);
  RealLock(mutex);
}

WRAPPED(void, Unlock, "_ZN4absl7debian35Mutex6UnlockEv", Mutex* mutex) {
  __tsan_mutex_pre_unlock(mutex, 0);
  RealUnlock(mutex);
  __tsan_mutex_post_unlock(mutex, 0);
}

WRAPPED(void, Await, "_ZN4absl7debian35Mutex5AwaitERKNS0_9ConditionE", Mutex* mutex,
        const Condition& condition) {
  Waiting waiting(mutex);
  RealAwait(mutex, condition);
}

WRAPPED(bool, AwaitWithTimeout,
        "_ZN4absl7debian35Mutex16AwaitWithTimeoutERKNS0_9ConditionENS0_8DurationE", Mutex* mutex,
        const Condition& condition, absl::Duration timeout) {
  Waiting waiting(mutex);
  return RealAwaitWithTimeout(mutex, condition, timeout);
}

WRAPPED(bool, AwaitWithDeadline,
        "_ZN4absl7debian35Mutex17AwaitWithDeadlineERKNS0_9ConditionENS0_4TimeE", Mutex* mutex,
        const Condition& condition, absl::Time deadline) {
  Waiting waiting(mutex);
  return RealAwaitWithDeadline(mutex, condition, deadline);
}

WRAPPED(void, Wait, "_ZN4absl7debian37CondVar4WaitEPNS0_5MutexE", CondVar* variable,
        Mutex* mutex) {
  Waiting waiting(mutex);
  RealWait(variable, mutex);
}

WRAPPED(bool, WaitWithTimeout,
        "_ZN4absl7debian37CondVar15WaitWithTimeoutEPNS0_5MutexENS0_8DurationE", CondVar* variable,
        Mutex* mutex, absl::Duration timeout) {
  Waiting waiting(mutex);
  return RealWaitWithTimeout(variable, mutex, timeout);
}

WRAPPED(bool, WaitWithDeadline,
        "_ZN4absl7debian37CondVar16WaitWithDeadlineEPNS0_5MutexENS0_4TimeE", CondVar* variable,
        Mutex* mutex, absl::Time deadline) {
  Waiting waiting(mutex);
  return RealWaitWithDeadline(variable, mutex, deadline);
}

WRAPPED(void, Notify, "_ZN4absl7debian312Notification6NotifyEv", Notification* notification) {
  __tsan_release(notification);
  RealNotify(notification);
}

WRAPPED(void, WaitForNotification, "_ZNK4absl7debian312Notification19WaitForNotificationEv",
        Notification* notification) {
  RealWaitForNotification(notification);
  __tsan_acquire(notification);
}

WRAPPED(bool, WaitForNotificationWithTimeout,
        "_ZNK4absl7debian312Notification30WaitForNotificationWithTimeoutENS0_8DurationE",
        Notification* notification, absl::Duration timeout) {
  const bool notified = RealWaitForNotificationWithTimeout(notification, timeout);
  if (notified) __tsan_acquire(notification);
  return notified;
}
