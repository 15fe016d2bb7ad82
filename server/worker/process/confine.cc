#include "server/worker/process/confine.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "absl/strings/str_cat.h"
#include "server/base/status_macros.h"

namespace parallax::worker {
namespace {

absl::Status Refused(absl::string_view what) {
  return absl::InternalError(absl::StrCat(what, ": ", std::strerror(errno)));
}

absl::Status Limit(absl::string_view name, int resource, uint64_t limit) {
  const rlimit value = {limit, limit};
  return setrlimit(resource, &value) == 0 ? absl::OkStatus() : Refused(name);
}

}  // namespace

absl::Status ConfineThisProcess(const ProcessLimits& limits, pid_t parent, int last_fd) {
  if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) return Refused("PR_SET_PDEATHSIG");
  // It may have gone before the line above.
  if (getppid() != parent) return absl::UnavailableError("the server has gone");
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return Refused("PR_SET_NO_NEW_PRIVS");
  if (close_range(last_fd + 1, ~0U, 0) != 0) return Refused("close_range");
  RETURN_IF_ERROR(Limit("RLIMIT_CORE", RLIMIT_CORE, 0));
  if (limits.memory_bytes > 0) RETURN_IF_ERROR(Limit("RLIMIT_AS", RLIMIT_AS, limits.memory_bytes));
  if (limits.cpu_seconds > 0) RETURN_IF_ERROR(Limit("RLIMIT_CPU", RLIMIT_CPU, limits.cpu_seconds));
  if (limits.files > 0) RETURN_IF_ERROR(Limit("RLIMIT_NOFILE", RLIMIT_NOFILE, limits.files));
  return absl::OkStatus();
}

}  // namespace parallax::worker
