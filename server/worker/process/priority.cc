#include "server/worker/process/priority.h"

#include <sched.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>
#include <thread>

#include "absl/strings/str_cat.h"

namespace parallax::worker {

bool MayRaisePriority() {
  static const bool may = [] {
    bool raised = false;
    // A thread of its own: one that could not come back would stay slow.
    std::thread([&raised] {
      const sched_param none = {};
      raised = sched_setscheduler(0, SCHED_IDLE, &none) == 0 &&
               sched_setscheduler(0, SCHED_OTHER, &none) == 0;
    }).join();
    return raised;
  }();
  return may;
}

void RaisePriority(int64_t pid) {
  const sched_param none = {};
  // Twice: a thread may have started another one while they were listed.
  for (int pass = 0; pass < 2; ++pass) {
    std::error_code error;
    for (std::filesystem::directory_iterator task(absl::StrCat("/proc/", pid, "/task"), error), end;
         !error && task != end; task.increment(error)) {
      sched_setscheduler(std::atoi(task->path().filename().c_str()), SCHED_OTHER, &none);
    }
  }
}

}  // namespace parallax::worker
