#include "plugins/sdk/validator/subject/process_state.h"

#include <malloc.h>
#include <signal.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <clocale>
#include <cstring>
#include <filesystem>
#include <iterator>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace parallax::validator {
namespace {

namespace fs = std::filesystem;

}  // namespace

std::vector<int> Threads() {
  std::vector<int> threads;
  for (const fs::directory_entry& entry : fs::directory_iterator("/proc/self/task")) {
    int id = 0;
    if (absl::SimpleAtoi(entry.path().filename().string(), &id)) threads.push_back(id);
  }
  return threads;
}

std::vector<std::string> OpenFiles() {
  std::vector<std::string> files;
  for (const fs::directory_entry& entry : fs::directory_iterator("/proc/self/fd")) {
    std::error_code gone;
    const fs::path target = fs::read_symlink(entry.path(), gone);
    if (gone || target.native().find("/proc/") == 0) continue;  // the listing's own
    files.push_back(absl::StrCat(entry.path().filename().string(), " -> ", target.string()));
  }
  return files;
}

std::vector<std::string> SignalActions() {
  std::vector<std::string> actions;
  for (int number = 1; number < NSIG; ++number) {
    struct sigaction action;
    if (sigaction(number, nullptr, &action) != 0 || action.sa_handler == SIG_DFL) continue;
    const char* const name = sigabbrev_np(number);
    const auto handler = reinterpret_cast<uintptr_t>(action.sa_handler);
    actions.push_back(absl::StrCat(name != nullptr ? absl::StrCat("SIG", name) : absl::StrCat(number),
                                   action.sa_handler == SIG_IGN
                                       ? " is ignored"
                                       : absl::StrCat(" has the handler 0x", absl::Hex(handler))));
  }
  return actions;
}

std::string Locale() { return std::setlocale(LC_ALL, nullptr); }

std::vector<std::string> Surroundings() {
  std::vector<std::string> lines;
  for (char** variable = environ; *variable != nullptr; ++variable) lines.push_back(*variable);
  lines.push_back(absl::StrCat("working folder ", fs::current_path().string()));
  const mode_t mask = umask(0);
  umask(mask);
  lines.push_back(absl::StrCat("umask ", mask));
  return lines;
}

std::string Added(const std::vector<std::string>& before, const std::vector<std::string>& after) {
  std::vector<std::string> added;
  for (const std::string& line : after) {
    if (std::find(before.begin(), before.end(), line) == before.end()) added.push_back(line);
  }
  return absl::StrJoin(added, ", ");
}

size_t HeapInUse() {
  const struct mallinfo2 info = mallinfo2();
  return info.uordblks + info.hblkhd;
}

int64_t ThreadCpuNanoseconds() {
  timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

}  // namespace parallax::validator
