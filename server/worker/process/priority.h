// Starting processes while others work: with what the processors have left, until they are wanted.
#ifndef PARALLAX_SERVER_WORKER_PROCESS_PRIORITY_H_
#define PARALLAX_SERVER_WORKER_PROCESS_PRIORITY_H_

#include <cstdint>

namespace parallax::worker {

// Whether this process may lower the priority of a process that it starts and raise it again: as root,
// with CAP_SYS_NICE, or where RLIMIT_NICE allows 0 (systemd: LimitNICE=0). Thread-safe.
bool MayRaisePriority();

// Gives all threads of a process that was started with SCHED_IDLE the normal policy. A process that has
// gone is no error. Thread-safe.
void RaisePriority(int64_t pid);

}  // namespace parallax::worker

#endif  // PARALLAX_SERVER_WORKER_PROCESS_PRIORITY_H_
