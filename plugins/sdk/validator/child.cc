#include "plugins/sdk/validator/child.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstring>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"

namespace parallax::validator {
namespace {

constexpr off_t kLastWords = 400;  // bytes of output in a message

// The outcome as one string: state, message, NUL, remedy, NUL.
std::string Packed(const Outcome& outcome) {
  const auto field = [](const std::string& s) {
    return absl::StrReplaceAll(s, {{absl::string_view("\0", 1), "\\0"}});
  };
  std::string packed(1, static_cast<char>('0' + static_cast<int>(outcome.state)));
  packed += field(outcome.message);
  packed += '\0';
  packed += field(outcome.remedy);
  packed += '\0';
  return packed;
}

std::optional<Outcome> Unpacked(absl::string_view packed) {
  if (packed.empty() || packed[0] < '0' || packed[0] > '2') return std::nullopt;
  const size_t first = packed.find('\0');
  if (first == absl::string_view::npos || packed.back() != '\0') return std::nullopt;
  const absl::string_view remedy = packed.substr(first + 1);
  if (remedy.empty()) return std::nullopt;
  return Outcome{static_cast<State>(packed[0] - '0'), std::string(packed.substr(1, first - 1)),
                 std::string(remedy.substr(0, remedy.size() - 1))};
}

[[noreturn]] void RunBody(const std::function<Outcome()>& body, int result, int output) {
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  dup2(output, STDOUT_FILENO);
  dup2(output, STDERR_FILENO);
  // Not among the lowest numbers, where a plugin that closes what is not its own would hit it.
  const int kept = fcntl(result, F_DUPFD_CLOEXEC, 50);
  close(result);
  close(output);
  const std::string packed = Packed(body());
  size_t written = 0;
  while (written < packed.size()) {
    const ssize_t n = write(kept, packed.data() + written, packed.size() - written);
    if (n <= 0) break;
    written += static_cast<size_t>(n);
  }
  _exit(0);
}

}  // namespace

Child::Child(const std::function<Outcome()>& body, absl::Duration timeout)
    : start_(absl::Now()), timeout_(timeout) {
  int result[2];
  output_ = memfd_create("output of a check", MFD_CLOEXEC);
  if (output_ < 0 || pipe2(result, O_CLOEXEC) != 0) return;
  pid_ = fork();
  if (pid_ == 0) RunBody(body, result[1], output_);
  if (pid_ > 0) setpgid(pid_, pid_);  // also here: whichever comes first
  close(result[1]);
  result_ = result[0];
  fcntl(result_, F_SETFL, O_NONBLOCK);
}

Child::Child(Child&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)),
      result_(std::exchange(other.result_, -1)),
      output_(std::exchange(other.output_, -1)),
      received_(std::move(other.received_)),
      start_(other.start_),
      timeout_(other.timeout_) {}

Child::~Child() {
  if (pid_ > 0) {
    kill(-pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
  }
  if (result_ >= 0) close(result_);
  if (output_ >= 0) close(output_);
}

double Child::seconds() const { return absl::ToDoubleSeconds(absl::Now() - start_); }

std::optional<Outcome> Child::Poll() {
  if (pid_ < 0) return Fail("no process could be started for it", "free some memory and try again");
  char buffer[4096];
  for (ssize_t n; (n = read(result_, buffer, sizeof(buffer))) > 0;) {
    received_.append(buffer, static_cast<size_t>(n));
  }
  int status = 0;
  if (waitpid(pid_, &status, WNOHANG) == pid_) {
    for (ssize_t n; (n = read(result_, buffer, sizeof(buffer))) > 0;) {
      received_.append(buffer, static_cast<size_t>(n));
    }
    kill(-pid_, SIGKILL);  // whom it has left behind
    pid_ = -1;
    return Ended(status);
  }
  if (absl::Now() - start_ < timeout_) return std::nullopt;
  kill(-pid_, SIGKILL);
  waitpid(pid_, &status, 0);
  pid_ = -1;
  return Fail(absl::StrCat("it did not finish in ", absl::FormatDuration(timeout_), LastWords()),
              "look for a loop that does not end, a wait for something that never comes, or work "
              "that grows faster than the text; --in-process under a debugger shows where it is");
}

Outcome Child::Ended(int status) {
  constexpr const char* kRemedy =
      "run this check alone under a debugger: gdb --args plx-validate PLUGIN --in-process --only ID";
  if (WIFSIGNALED(status)) {
    const int number = WTERMSIG(status);
    return Fail(absl::StrCat("it crashed: SIG", sigabbrev_np(number), " (", strsignal(number), ")",
                             LastWords()),
                kRemedy);
  }
  if (const auto outcome = Unpacked(received_)) return *outcome;
  return Fail(absl::StrCat("it ended the process with exit code ", WEXITSTATUS(status), LastWords()),
              "a plugin must never call exit; an error is a status");
}

std::string Child::LastWords() const {
  const off_t size = lseek(output_, 0, SEEK_END);
  if (size <= 0) return "";
  std::string words(static_cast<size_t>(std::min(size, kLastWords)), '\0');
  const ssize_t n = pread(output_, words.data(), words.size(), size - static_cast<off_t>(words.size()));
  words.resize(static_cast<size_t>(std::max<ssize_t>(n, 0)));
  return absl::StrCat("; its last output: ", absl::StripAsciiWhitespace(words));
}

}  // namespace parallax::validator
