// What a worker process gives up before it loads a plugin.
#ifndef PARALLAX_SERVER_WORKER_PROCESS_CONFINE_H_
#define PARALLAX_SERVER_WORKER_PROCESS_CONFINE_H_

#include <sys/types.h>

#include <cstdint>

#include "absl/status/status.h"

namespace parallax::worker {

// Of one process; 0: no limit.
struct ProcessLimits {
  uint64_t memory_bytes = uint64_t{4} << 30;  // address space: memory, mappings, thread stacks
  uint64_t cpu_seconds = 0;                   // over its whole life; past it the kernel ends it
  uint64_t files = 256;                       // descriptors open at once
};

// Of the calling process, for good: dies when the thread that started it does (that of `parent`),
// gains no privileges from files it executes, writes no core files, keeps `limits`, has no
// descriptors above `last_fd`. INTERNAL: the kernel refuses; UNAVAILABLE: the parent has gone already.
absl::Status ConfineThisProcess(const ProcessLimits& limits, pid_t parent, int last_fd);

}  // namespace parallax::worker

#endif  // PARALLAX_SERVER_WORKER_PROCESS_CONFINE_H_
